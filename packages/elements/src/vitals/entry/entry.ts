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
  type Position,
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
import { typingForm, type Choice, type VoiceState } from './typing-form.js';
import type * as Extras from './extras.js';
import type { RestTimer } from './rest-timer.js';
import type { ReadingSet } from './set-part.js';

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

/** Rest between two readings of a set, seconds (ESC 2024 and the Chinese guideline: 1 to 2 minutes; the design's 30 to 60 s). */
const restSeconds = 60;
/** Readings further apart are no set. */
const setMs = 30 * 60_000;
const emptySet: ReadingSet = { readings: [], mean: undefined, meanStatus: undefined };
const silent: VoiceState = { listening: false, heard: '', trouble: undefined };

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

  #rest: RestTimer | undefined;
  #hush: (() => void) | undefined;

  @query('.review') private reviewBlock!: HTMLElement | null;
  @query('.entry-input') private firstField!: HTMLElement | null;
  @query('[aria-invalid="true"]') private firstInvalid!: HTMLElement | null;

  @state() private ground: EntryGround | undefined;
  @state() private typed: Typed = {};
  @state() private unitChosen = '';
  @state() private mealChosen: Meal | undefined;
  @state() private settingChosen: Setting | undefined;
  @state() private siteChosen: string | undefined;
  @state() private positionChosen: Position | undefined;
  @state() private set: ReadingSet = emptySet;
  @state() private active = '';
  @state() private extras: typeof Extras | undefined;
  @state() private heard: VoiceState = silent;
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

  /** `off` leaves out entry by speech, which the browser may send to its maker. */
  @property() voice: 'off' | '' = '';

  /** Empties the fields and goes back to the first step; the next reading begins a set of its own. */
  reset(): void {
    this.#restart();
    this.set = emptySet;
    this.#rest?.stop();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hush?.();
  }

  /** The fields of the next reading. */
  #restart(): void {
    this.#hush?.();
    this.heard = silent;
    this.active = '';
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
    this.siteChosen = this.positionChosen = undefined;
  }

  protected override async load({ vitals }: Client): Promise<void> {
    const [measures, document, profile] = await Promise.all([vitals.measures(), vitals.guidelines(), vitals.profile()]);
    const measure = measures.find((m) => m.id === this.measure && !m.derived);
    const heartRate = this.measure === 'blood-pressure' ? measures.find((m) => m.id === 'heart-rate') : undefined;
    const [latest, latestPulse] = await Promise.all([measure && vitals.latest(measure.id), heartRate && vitals.latest(heartRate.id)]);
    this.extras ??= await import('./extras.js').catch(() => undefined); // without them the fields still take everything
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
      ${this.review && this.extras ? this.#reviewStep(this.extras, ground, measure, this.review) : this.#typingStep(ground, measure, texts)}
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
      extras: this.extras,
      nth: this.set.readings.length + 1,
      voice: this.voice !== 'off' && this.extras?.browserListen() ? this.heard : undefined,
      active: this.activeCare && this.extras ? this.active || measure.components[0]!.id : undefined, // the reader refuses a measure without components
      activate: (id) => (this.active = id),
      key: (id, key) => this.#key(measure, id, key),
      speak: () => this.#speak(measure),
    });
  }

  #reviewStep({ reviewStep, setPart }: typeof Extras, { document, profile }: EntryGround, measure: Measure, review: Review): TemplateResult {
    const texts = this.texts(vitalsEntryTexts);
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
      after: setPart({
        set: this.set,
        measure,
        texts,
        locale: this.activeLocale,
        rest: this.#rest?.left ?? 0,
        next: () => void this.#toFields(() => this.#restart()),
      }),
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
      site: this.siteChosen ?? measure.sites?.[0],
      position: this.positionChosen,
      at: this.earlier,
    };
  }

  #type(id: string, text: string): void {
    const measure = this.ground?.measure;
    this.typed = { ...this.typed, [id]: text };
    if (measure) this.typed = spread(measure, this.typed);
    this.findings = { refused: this.findings.refused.filter((r) => r.component !== id && r.component !== undefined), doubts: [] };
  }

  /** A key of the pad; a number that is whole hands over to the next empty field. */
  #key(measure: Measure, id: string, key: string): void {
    const { extras } = this;
    if (!extras) return;
    const text = extras.afterKey(this.typed[id] ?? '', key);
    this.#type(id, text);
    this.active = id;
    if (key === 'back' || !extras.isFull(measure, id, this.#circumstances(this.ground!, measure).unit, text)) return; // the pad is only there with a ground
    const fields = [...(this.shadowRoot?.querySelectorAll<HTMLInputElement>('.entry-input') ?? [])];
    const next = fields.slice(fields.findIndex((field) => field.id === id) + 1).find((field) => !this.typed[field.id]);
    if (!next) return;
    this.active = next.id;
    if (fields.some((field) => field === this.shadowRoot?.activeElement)) next.focus();
  }

  /** Listens once; what was heard goes into the fields, to be looked at. */
  #speak(measure: Measure): void {
    if (this.heard.listening) {
      this.#hush?.();
      this.heard = silent;
      return;
    }
    const { extras } = this;
    const listen = extras?.browserListen();
    if (!extras || !listen) return;
    this.heard = { ...silent, listening: true };
    this.#hush = listen(this.activeLocale, {
      failed: (trouble) => (this.heard = { ...silent, trouble }),
      heard: (said) => {
        const values = extras.spokenValues(measure, said);
        this.heard = Object.keys(values).length ? { ...silent, heard: said } : { ...silent, trouble: 'no-number' };
        for (const [id, text] of Object.entries(values)) this.#type(id, text);
      },
    });
  }

  #choose(choice: Choice): void {
    if (choice.unit) {
      this.unitChosen = choice.unit;
      this.findings = { refused: [], doubts: [] }; // they spoke about the other unit
    }
    if (choice.meal) this.mealChosen = choice.meal;
    if (choice.setting) this.settingChosen = choice.setting;
    if (choice.site) this.siteChosen = choice.site;
    if (choice.position) this.positionChosen = choice.position;
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
    this.extras ??= await import('./extras.js'); // it did not load at first: now it has to
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
      const begun = this.#begun();
      const result = begun.length ? await vitals.recordSet(readings, begun.map((r) => r.ref)) : await vitals.record(readings); // prettier-ignore
      if (!result.ok) this.#backTo(result.error);
      else {
        await this.#tellSaved(result.value[0]!, status); // one stored reading for each given
        await this.#joinSet(begun, result.value).catch(() => undefined); // it is saved: what is offered beside it must not look like a failure
      }
    } catch (error) {
      this.saveFailure = toNelumboError(error);
    } finally {
      this.busy = false;
    }
    await this.updateComplete;
    if (this.saved) this.reviewBlock?.focus(); // the Save button is gone
  }

  /** The readings of the set that is under way: a set is taken in one go. */
  #begun(): readonly StoredReading[] {
    const [first] = this.set.readings;
    return first && Date.now() - first.at < setMs ? this.set.readings : [];
  }

  async #joinSet(begun: readonly StoredReading[], stored: readonly StoredReading[]): Promise<void> {
    const { client, ground } = this;
    const [own] = stored;
    if (!own || !client || !ground?.measure || ground.measure.repeatBeyond === undefined || this.earlier !== undefined) return;
    const mean = stored.find((r) => r.measure === own.measure && r.derivedFrom);
    const view = { guideline: this.guideline || this.activeGuideline, population: this.population || undefined };
    const meanStatus = mean && (await client.vitals.classify(mean, view));
    if (!this.saved || this.client !== client) return; // the user went on, or is another
    this.set = { readings: [...begun, own], mean, meanStatus };
    if (!this.extras?.wantsAnother(ground.measure, this.set)) return;
    this.#rest ??= new this.extras.RestTimer(this);
    this.#rest.start(restSeconds);
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
