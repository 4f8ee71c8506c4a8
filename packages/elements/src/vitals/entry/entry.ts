import type { Client, RecordsChanged } from '@nelumbo/core';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import {
  meals,
  settings,
  type CheckResult,
  type Classification,
  type Doubt,
  type GuidelineDocument,
  type Meal,
  type Measure,
  type Population,
  type Reading,
  type Refusal,
  type Setting,
  type StoredReading,
  type VitalsProfile,
} from '@nelumbo/core/vitals';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { vitalsEntryTexts, type VitalsEntryTexts } from '../../locales/vitals/entry.js';
import statusStyles from '../status.styles.js';
import { draftPulse, draftReading, mealAtHour, offersUnits, pulseField, spread, swapped, type Circumstances, type Typed } from './draft.js';
import styles from './entry.styles.js';
import { typingForm } from './typing-form.js';
import { reviewStep } from './review-step.js';

/** What the second step shows: the readings as they will be stored, and what is known about them. */
export interface Review {
  readonly readings: readonly Reading[];
  readonly status: Classification;
  readonly doubts: readonly Doubt[];
}

/** All that the element has loaded about its measure. */
export interface EntryGround {
  readonly measure: Measure | undefined;
  readonly heartRate: Measure | undefined;
  readonly document: GuidelineDocument;
  readonly profile: VitalsProfile;
  readonly latest: StoredReading | undefined;
  readonly latestPulse: StoredReading | undefined;
}

/**
 * Records a reading in two steps: type it, then see what it means and save. What is unlikely is asked back; nothing typed is ever lost.
 *
 * @tag nelumbo-vitals-entry
 * @summary Records blood pressure, glucose and other readings in two steps.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ id: string, measure: string, tone: string, values?: Record<string, number>, unit?: string }} nelumbo-saved - A reading was committed; values only with `share="values"`.
 * @event {{ measure: string, reason: string }} nelumbo-refused - What was typed cannot be a reading; the reason says why, never the value.
 *
 * @csspart box - The themed box around everything.
 * @csspart status - The pill with shape, colour and word.
 */
export class NelumboVitalsEntry extends NelumboElement {
  static override styles = [boxStyles, controlStyles, statusStyles, styles];

  @query('.review') private reviewBlock!: HTMLElement | null;
  @query('.entry-input') private firstField!: HTMLElement | null;
  @query('[aria-invalid="true"]') private firstInvalid!: HTMLElement | null;

  @state() private ground: EntryGround | undefined;
  @state() private typed: Typed = {};
  @state() private unitChosen = '';
  @state() private mealChosen: Meal | undefined;
  @state() private settingChosen: Setting | undefined;
  @state() private earlier: number | undefined;
  @state() private findings: CheckResult = { refused: [], doubts: [] };
  @state() private review: Review | undefined;
  @state() private saved = false;
  @state() private busy = false;
  @state() private saveFailure: NelumboError | undefined;

  /** What is recorded: `blood-pressure`, `glucose`, `heart-rate`, `weight`… */
  @property() measure = 'blood-pressure';
  /** Where readings are taken unless the user says otherwise: `home` or `clinic`. */
  @property() setting: Setting | '' = '';
  /** Relation to a meal for glucose; by the time of day without it. */
  @property() meal: Meal | '' = '';
  /** Guideline that classifies, such as `cn-2024`; the provider's without it. */
  @property() guideline = '';
  /** For whom is classified: `adult`, `diabetes`…; the stored profile's without it. */
  @property() population: Population | '' = '';
  /** `values` puts the values into `nelumbo-saved`; by default events hold none. */
  @property() share: 'values' | '' = '';

  /** Empties the fields and goes back to the first step. */
  reset(): void {
    this.typed = {};
    this.earlier = undefined;
    this.findings = { refused: [], doubts: [] };
    this.review = undefined;
    this.saved = false;
    this.saveFailure = undefined;
    this.mealChosen = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('measure') || !this.hasUpdated) return;
    this.reset();
    this.unitChosen = '';
    this.ground = undefined;
    void this.reload();
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc');
  }

  protected override forget(): void {
    this.reset();
    this.ground = undefined;
    this.unitChosen = '';
    this.settingChosen = undefined;
  }

  protected override async load({ vitals }: Client): Promise<void> {
    const [measures, document, profile] = await Promise.all([vitals.measures(), vitals.guidelines(), vitals.profile()]);
    const measure = measures.find((m) => m.id === this.measure && !m.derived);
    const heartRate = this.measure === 'blood-pressure' ? measures.find((m) => m.id === 'heart-rate') : undefined;
    const [latest, latestPulse] = await Promise.all([measure && vitals.latest(measure.id), heartRate && vitals.latest(heartRate.id)]);
    this.ground = { measure, heartRate, document, profile, latest, latestPulse };
  }

  protected override view(): TemplateResult | typeof nothing {
    const texts = this.texts(vitalsEntryTexts);
    const { ground } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton">${texts.loading}</p>
        <p class="skeleton hero"></p>
      </section>`;
    const { measure } = ground;
    if (!measure) return html`<section class="card"><p class="muted">${texts.measureUnknown(this.measure)}</p></section>`;
    return html`<section class="card">
      ${this.review ? this.#reviewStep(ground, measure, this.review, texts) : this.#typingStep(ground, measure, texts)}
      <p class="visually-hidden" role="status">${this.saved ? texts.entry.saved : nothing}</p>
    </section>`;
  }

  #typingStep(ground: EntryGround, measure: Measure, texts: VitalsEntryTexts): TemplateResult {
    return typingForm({
      ground,
      measure,
      texts,
      locale: this.activeLocale,
      typed: this.typed,
      circumstances: this.#circumstances(ground, measure),
      earlier: this.earlier,
      findings: this.findings,
      busy: this.busy,
      failure: this.saveFailure,
      type: (id, text) => this.#type(id, text),
      choose: (choice) => this.#choose(choice),
      swap: () => this.#again(swapped(measure, this.typed)),
      useUnit: (unit) => {
        this.unitChosen = unit;
        this.#again(this.typed);
      },
      next: () => void this.#next(),
    });
  }

  #reviewStep({ document, profile }: EntryGround, measure: Measure, review: Review, texts: VitalsEntryTexts): TemplateResult {
    return reviewStep({
      review,
      measure,
      document,
      population: this.population || profile.population,
      texts,
      locale: this.activeLocale,
      call: this.emergencyNumber,
      saved: this.saved,
      busy: this.busy,
      failure: this.saveFailure,
      back: () => void this.#toFields(() => (this.review = undefined)),
      save: () => void this.#save(review),
      again: () => void this.#toFields(() => this.reset()),
    });
  }

  /** The button that was pressed is gone, so the focus goes where the user goes on. */
  async #toFields(change: () => void): Promise<void> {
    change();
    await this.updateComplete;
    this.firstField?.focus();
  }

  #circumstances({ profile, latest }: EntryGround, measure: Measure): Circumstances {
    const [first] = measure.units;
    const wished = offersUnits(measure) ? [this.unitChosen, profile.units[measure.id], latest?.unit] : [];
    const known = wished.find((unit) => measure.units.some((u) => u.code === unit));
    const meal = this.mealChosen ?? (meals.find((m) => m === this.meal) || mealAtHour(new Date().getHours()));
    return {
      unit: known ?? first!.code, // the reader refuses a measure without units
      setting: this.settingChosen ?? settings.find((s) => s === this.setting) ?? 'home',
      meal: measure.id === 'glucose' ? meal : undefined,
      at: this.earlier,
    };
  }

  #type(id: string, text: string): void {
    const measure = this.ground?.measure;
    this.typed = { ...this.typed, [id]: text };
    if (measure) this.typed = spread(measure, this.typed);
    this.findings = { refused: this.findings.refused.filter((r) => r.component !== id && r.component !== undefined), doubts: [] };
  }

  #choose(choice: { unit?: string; meal?: Meal; setting?: Setting; earlier?: number | undefined }): void {
    if (choice.unit) {
      this.unitChosen = choice.unit;
      this.findings = { refused: [], doubts: [] }; // they spoke about the other unit
    }
    if (choice.meal) this.mealChosen = choice.meal;
    if (choice.setting) this.settingChosen = choice.setting;
    if ('earlier' in choice) this.earlier = choice.earlier;
  }

  #again(typed: Typed): void {
    this.typed = typed;
    this.findings = { refused: [], doubts: [] };
    void this.#next();
  }

  async #next(): Promise<void> {
    const { ground } = this;
    if (!ground?.measure || this.busy) return;
    this.busy = true;
    this.saveFailure = undefined;
    try {
      await this.#judge(ground, ground.measure);
    } catch (error) {
      this.saveFailure = toNelumboError(error);
    } finally {
      this.busy = false;
    }
    await this.updateComplete;
    (this.review ? this.reviewBlock : this.firstInvalid)?.focus();
  }

  async #judge(ground: EntryGround, measure: Measure): Promise<void> {
    const client = await this.whenClient();
    const { vitals } = client;
    const circumstances = this.#circumstances(ground, measure);
    const main = draftReading(measure, this.typed, circumstances);
    const pulse = draftPulse(ground.heartRate, this.typed, circumstances);
    const [found, beside] = await Promise.all([vitals.check(main), pulse ? vitals.check(pulse) : undefined]);
    if (this.client !== client) return; // another user's by now
    const besideRefused = (beside?.refused ?? []).map((r): Refusal => ({ ...r, component: pulseField }));
    this.findings = { refused: [...found.refused, ...besideRefused], doubts: found.doubts };
    const [refusal] = this.findings.refused;
    if (refusal) {
      this.emit('nelumbo-refused', { measure: refusal.measure, reason: refusal.reason });
      return;
    }
    const view = { guideline: this.guideline || this.activeGuideline, population: this.population || undefined };
    const status = await vitals.classify(main, view);
    if (this.client !== client) return;
    const doubts = [...found.doubts, ...(beside?.doubts ?? []).filter((d) => d.reason !== 'duplicate').map((d): Doubt => ({ ...d, component: pulseField }))];
    this.review = { readings: pulse ? [main, pulse] : [main], status, doubts };
  }

  async #save({ readings, status }: Review): Promise<void> {
    if (this.busy || this.saved) return;
    this.busy = true;
    this.saveFailure = undefined;
    try {
      const { vitals } = await this.whenClient();
      const result = await vitals.record(readings);
      if (result.ok)
        await this.#tellSaved(result.value[0]!, status); // one stored reading for each given
      else this.#backTo(result.error);
    } catch (error) {
      this.saveFailure = toNelumboError(error);
    } finally {
      this.busy = false;
    }
    await this.updateComplete;
    if (this.saved) this.reviewBlock?.focus(); // the Save button is gone
  }

  /** What passed the check and is refused at the end, such as a time that became impossible: back to the fields, which are as they were. */
  #backTo(refusal: Refusal): void {
    this.review = undefined;
    this.findings = { refused: [refusal], doubts: [] };
    this.emit('nelumbo-refused', { measure: refusal.measure, reason: refusal.reason });
  }

  async #tellSaved(stored: StoredReading, status: Classification): Promise<void> {
    this.saved = true;
    const shared = this.share === 'values' ? { values: stored.values, unit: stored.unit } : {};
    this.emit('nelumbo-saved', { id: stored.ref, measure: stored.measure, tone: status.tone, ...shared });
    // A convenience for the next time: its failure must not look as if the reading were not saved.
    if (this.unitChosen && this.client) await this.#keepUnit(this.client, stored.measure, this.unitChosen).catch(() => undefined);
  }

  async #keepUnit({ vitals }: Client, measure: string, unit: string): Promise<void> {
    const { units } = await vitals.profile();
    await vitals.setProfile({ units: { ...units, [measure]: unit } });
  }
}
