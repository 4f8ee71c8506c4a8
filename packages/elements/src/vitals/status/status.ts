import type { Client, RecordsChanged } from '@nelumbo/core';
import type { Classification, GuidelineDocument, Measure, Population, StoredReading } from '@nelumbo/core/vitals';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { vitalsDeskTexts } from '../../locales/vitals/desk.js';
import { vitalsStatusTexts } from '../../locales/vitals/status.js';
import { isClassified, statusPanel } from '../status-panel.js';
import statusStyles from '../status.styles.js';
import { formatAgo, formatValues, measureName, unitName } from '../words.js';
import styles from './status.styles.js';

interface StatusGround {
  readonly measure: Measure | undefined;
  readonly document: GuidelineDocument;
  readonly population: Population;
  readonly latest: StoredReading | undefined;
  readonly status: Classification | undefined;
}

/**
 * What the newest reading of a measure means: status in colour, shape and word, what to do, and by which guideline.
 *
 * @tag nelumbo-vitals-status
 * @summary What the newest reading of a measure means.
 * @status experimental
 * @since 0.1.0
 *
 * @csspart box - The themed box around everything.
 * @csspart status - The pill with shape, colour and word.
 */
export class NelumboVitalsStatus extends NelumboElement {
  static override styles = [boxStyles, controlStyles, statusStyles, styles];

  #judged = '';

  @state() private ground: StatusGround | undefined;

  /** Whose status is shown: `blood-pressure`, `glucose`… */
  @property() measure = 'blood-pressure';
  /** Guideline that classifies, such as `cn-2024`; the provider's without it. */
  @property() guideline = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    const guideline = this.guideline || this.activeGuideline; // the provider's may change too
    if (this.hasUpdated && (guideline !== this.#judged || changed.has('measure'))) void this.reload();
    this.#judged = guideline;
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc');
  }

  protected override forget(): void {
    this.ground = undefined;
  }

  protected override async load({ vitals }: Client): Promise<void> {
    const [measures, document, { population }] = await Promise.all([vitals.measures(), vitals.guidelines(), vitals.profile()]);
    const measure = measures.find((m) => m.id === this.measure);
    const latest = measure && (await vitals.latest(measure.id));
    const status = latest && (await vitals.classify(latest, { guideline: this.guideline || this.activeGuideline, population }));
    this.ground = { measure, document, population, latest, status };
  }

  protected override view(): TemplateResult | typeof nothing {
    const texts = this.texts(vitalsStatusTexts);
    const { ground } = this;
    const locale = this.activeLocale;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, locale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton">${texts.loading}</p>
        <p class="skeleton hero"></p>
      </section>`;
    const { measure, latest, status, document, population } = ground;
    if (!measure) return html`<section class="card"><p class="muted">${texts.measureUnknown(this.measure)}</p></section>`;
    if (!latest || !status)
      return html`<section class="card"><p class="muted">${measureName(measure, texts)} · ${this.texts(vitalsDeskTexts).status.none}</p></section>`;
    return html`<section class="card stack">
      <div>
        <h2 class="title">${measureName(measure, texts)}</h2>
        <p class="reading">
          <span class="hero">${formatValues(measure, latest.values, latest.unit, locale)}</span> <span class="unit">${unitName(latest.unit, texts)}</span>
          <span class="muted small">${formatAgo(latest.at, locale, Date.now())}</span>
        </p>
      </div>
      ${isClassified(document, measure.id) ? statusPanel(status, measure.id, document, population, { texts, locale, call: this.emergencyNumber }) : nothing}
    </section>`;
  }
}
