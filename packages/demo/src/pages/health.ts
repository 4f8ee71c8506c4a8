import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../art/icons.js';
import { consentCard } from '../parts/consent-card.js';
import { syncLine } from '../parts/sync-line.js';
import type { Portal } from '../portal.js';

/** Vitals, medication, and what happens with the records. */
export function healthPage(portal: Portal): TemplateResult {
  const { t } = portal;
  return html`
    <div class="wide health">
      <header class="health-head">
        <h1 class="page-title" tabindex="-1">${t.health.title}</h1>
        <p class="intro">${t.health.intro}</p>
        ${syncLine(portal)}
      </header>
      ${portal.broken ? html`<p class="alarm" role="alert">${t.failed}</p>` : nothing} ${consentCard(portal)}
      <section class="health-area" aria-labelledby="medication-title">
        <h2 id="medication-title" class="section-title">${t.health.medication}</h2>
        <div class="pair">
          <nelumbo-medication-today></nelumbo-medication-today>
          <nelumbo-medication-plan></nelumbo-medication-plan>
        </div>
      </section>
      ${measure(t.health.pressure, 'blood-pressure')} ${measure(t.health.glucose, 'glucose')}
      <p class="note">
        ${icons.lock}<span>${t.health.samples} ${t.health.samplesText}</span>
        <button type="button" class="button small" @click=${() => portal.openSettings()}>${t.settings}</button>
      </p>
    </div>
  `;
}

const measure = (title: string, id: string): TemplateResult => html`
  <section class="health-area" aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`} class="section-title">${title}</h2>
    <div class="vitals">
      <div class="vitals-side">
        <nelumbo-vitals-summary measure=${id}></nelumbo-vitals-summary>
        <nelumbo-vitals-entry measure=${id}></nelumbo-vitals-entry>
      </div>
      <nelumbo-vitals-chart measure=${id} range="30d"></nelumbo-vitals-chart>
    </div>
  </section>
`;
