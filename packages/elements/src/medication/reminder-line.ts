import type { ReminderState } from '@nelumbo/core/medication';
import { html, nothing, type TemplateResult } from 'lit';
import { bellIcon } from '../base/icons/bell.js';
import type { MedicationTexts } from '../locales/medication/index.js';

/** What the reminder line offers. */
export interface ReminderActions {
  /** Asks for a channel's permission. */
  readonly allow: (channel: 'notification' | 'web-push') => void;
  readonly test: () => void;
  /** Whether the last test was heard; `undefined` before one. */
  readonly tested: boolean | undefined;
}

/** Says how the user is reminded here, truthfully, and offers what is missing. */
export function reminderLine(state: ReminderState | undefined, texts: MedicationTexts, actions: ReminderActions): TemplateResult | typeof nothing {
  if (!state) return nothing;
  const t = texts.reminders;
  const ready = state.channels.filter((c) => c.needs.length === 0).map((c) => c.id);
  const notification = state.channels.find((c) => c.id === 'notification');
  const denied = notification?.needs.includes('denied') === true;
  const askable = notification !== undefined && !denied && notification.needs.includes('permission');
  const push = state.channels.find((c) => c.id === 'web-push');
  const offersPush = push?.needs.includes('permission') === true;
  const closed = state.channels.some((c) => c.closedPage && c.needs.length === 0);
  const sentence = closed
    ? t.closed
    : ready.includes('notification')
      ? t.notification
      : denied
        ? t.denied
        : state.channels.some((c) => c.id === 'in-page')
          ? t.inPage
          : t.none;
  return html`<div class="reminders" part="reminders">
    <p class="reminder-text">${bellIcon}<span>${sentence}</span></p>
    ${
      state.channels.length
        ? html`<div class="row">
            ${offersPush ? html`<button type="button" class="allow-push" @click=${() => actions.allow('web-push')}>${t.allowPush}</button>` : nothing}
            ${askable ? html`<button type="button" class="allow" @click=${() => actions.allow('notification')}>${t.allow}</button>` : nothing}
            <button type="button" class="quiet test" @click=${actions.test}>${t.test}</button>
          </div>`
        : nothing
    }
    ${offersPush ? html`<p class="small muted">${t.pushConsent}</p>` : nothing}
    <p class="small muted" role="status">${actions.tested === undefined ? nothing : actions.tested ? t.tested : t.testFailed}</p>
  </div>`;
}
