import { html, nothing, type TemplateResult } from 'lit';
import { consentCard } from '../parts/consent-card.js';
import { syncLine } from '../parts/sync-line.js';
import { type Measure, measures, type Portal } from '../portal.js';

const nameOf = ({ t }: Portal, measure: Measure): string => (measure === 'glucose' ? t.health.glucose : t.health.pressure);

/** The newest reading of each measure at a glance, each with the way to its entry. */
const overview = (portal: Portal): TemplateResult => html`
  <section class="overview" aria-label=${portal.t.health.overview}>
    ${measures.map(
      (measure) => html`
        <nelumbo-vitals-summary measure=${measure}>
          <button
            slot="action"
            type="button"
            class="button small"
            aria-label=${portal.t.health.recordNamed(nameOf(portal, measure))}
            @click=${() => portal.showMeasure(measure, { enter: true })}
          >
            ${portal.t.health.record}
          </button>
        </nelumbo-vitals-summary>
      `,
    )}
  </section>
`;

/** Before there is a medicine, the day alone offers to add one: the rest would say five times that it is empty. */
const medication = ({ t, medicines }: Portal): TemplateResult => html`
  <section class="health-column health-medication" aria-label=${t.health.medication}>
    <nelumbo-medication-today></nelumbo-medication-today>
    ${medicines ? html`<nelumbo-medication-list></nelumbo-medication-list>` : nothing}
  </section>
`;

const vitals = (portal: Portal): TemplateResult => html`
  <section class="health-vitals" aria-label=${portal.t.health.vitals}>
    <div class="health-column health-chart">
      <fieldset class="segmented">
        <legend class="visually-hidden">${portal.t.health.measure}</legend>
        <div>
          ${measures.map(
            (measure) => html`
              <label>
                <input type="radio" name="measure" value=${measure} .checked=${measure === portal.measure} @change=${() => portal.showMeasure(measure)} />
                <span>${nameOf(portal, measure)}</span>
              </label>
            `,
          )}
        </div>
      </fieldset>
      <nelumbo-vitals-chart measure=${portal.measure} range="30d">
        <button slot="empty" type="button" class="button" @click=${() => void portal.loadSamples().catch(() => portal.openSettings())}>
          ${portal.t.health.samples}
        </button>
      </nelumbo-vitals-chart>
    </div>
    <div class="health-column health-entry">
      <nelumbo-vitals-entry id="entry" tabindex="-1" measure=${portal.measure}></nelumbo-vitals-entry>
      ${portal.medicines ? html`<nelumbo-medication-calendar></nelumbo-medication-calendar>` : nothing}
    </div>
  </section>
`;

/** What a patient comes back for: older readings, other sources, and the page for the doctor. */
const readings = (portal: Portal): TemplateResult => {
  const { list, listHint, bringIn, bringInHint, report, reportHint } = portal.t.health;
  return html`
    <section class="readings" aria-label=${portal.t.health.readings}>
      <lotus-fold
        class="fold-list"
        label=${list}
        hint=${listHint}
        .content=${() => html`<div class="fold-columns">${measures.map((measure) => html`<nelumbo-vitals-list measure=${measure} range="90d"></nelumbo-vitals-list>`)}</div>`}
      ></lotus-fold>
      <lotus-fold class="fold-import" label=${bringIn} hint=${bringInHint} .content=${() => html`<nelumbo-vitals-import></nelumbo-vitals-import>`}></lotus-fold>
      <lotus-fold
        class="fold-report"
        label=${report}
        hint=${reportHint}
        .content=${() => html`<nelumbo-vitals-report measures="blood-pressure glucose" range="90d"></nelumbo-vitals-report>`}
      ></lotus-fold>
    </section>
  `;
};

/** Vitals, medication, and what happens with the records. */
export const healthPage = (portal: Portal): TemplateResult => html`
  <div class="wide health">
    <header class="health-head">
      <h1 class="page-title" tabindex="-1">${portal.t.health.title}</h1>
      <p class="intro">${portal.t.health.intro}</p>
      ${syncLine(portal)}
    </header>
    ${portal.broken ? html`<p class="alarm" role="alert">${portal.t.failed}</p>` : nothing} ${consentCard(portal)} ${overview(portal)}
    <nelumbo-vitals-alerts></nelumbo-vitals-alerts>
    <div class="health-columns ${portal.medicines === false ? 'no-medicines' : ''}">${medication(portal)} ${vitals(portal)}</div>
    ${
      portal.medicines
        ? html`
            <div class="medication-columns">
              <nelumbo-medication-summary></nelumbo-medication-summary>
              <nelumbo-medication-reminders></nelumbo-medication-reminders>
            </div>
          `
        : nothing
    }
    ${readings(portal)}
  </div>
`;
