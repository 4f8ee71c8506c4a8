import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../art/icons.js';
import type { Portal } from '../portal.js';

/** Asks once, in plain words, whether records may leave the device. Nothing leaves before the answer. */
export function consentCard(portal: Portal): TemplateResult | typeof nothing {
  const { t } = portal;
  if (!portal.session || !portal.client || portal.consent !== false || portal.postponed) return nothing;
  const agree = async (event: Event): Promise<void> => {
    const card = (event.currentTarget as HTMLElement).closest('.consent'); // listens on the button inside
    try {
      await portal.setConsent(true);
    } catch {
      card?.classList.add('failed'); // shows the sentence below; the decision stays as it was
    }
  };
  return html`
    <section class="consent" aria-labelledby="consent-title">
      <span class="teaser-icon">${icons.cloud}</span>
      <div>
        <h2 id="consent-title">${t.consent.title}</h2>
        <p>${t.consent.text}</p>
        <p class="consent-failed" role="alert">${t.consent.failed}</p>
      </div>
      <div class="actions">
        <button type="button" class="button primary" @click=${agree}>${t.consent.agree}</button>
        <button type="button" class="button quiet" @click=${() => portal.postpone()}>${t.consent.later}</button>
      </div>
    </section>
  `;
}
