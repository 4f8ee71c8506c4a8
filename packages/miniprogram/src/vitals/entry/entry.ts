import type { Client, RecordsChanged } from '@nelumbo/core';
import { meals, settings as places, type CheckResult, type Classification, type Doubt, type GuidelineDocument, type Meal, type Measure, type Reading, type Setting, type StoredReading, type VitalsProfile } from '@nelumbo/core/vitals'; // prettier-ignore
import { vitalsEntryTexts } from '../../../../elements/src/locales/vitals/entry.js';
import { vitalsStatusTexts } from '../../../../elements/src/locales/vitals/status.js';
import {
  draftPulse,
  draftReading,
  mealAtHour,
  pulseField,
  spread,
  swapped,
  type Circumstances,
  type Typed,
} from '../../../../elements/src/vitals/entry/draft.js';
import type { Host, Touch } from '../../components/define.js';
import { miniTexts } from '../../components/texts.js';
import { Widget } from '../../components/widget.js';
import { current } from '../../runtime/client.js';
import { settings } from '../../runtime/settings.js';
import { reviewView, typingView } from './view.js';

/** What a page may give: the measure, where it is taken, relation to a meal, for whom is classified. */
export const entryProps = { measure: 'blood-pressure', setting: '', meal: '', population: '' };
type EntryProps = typeof entryProps;

/** What is known about the measure. */
export interface EntryGround {
  readonly measure: Measure | undefined;
  readonly heartRate: Measure | undefined;
  readonly document: GuidelineDocument;
  readonly profile: VitalsProfile;
  readonly latest: StoredReading | undefined;
}

/** What the second step shows. */
export interface Review {
  readonly readings: readonly Reading[];
  readonly status: Classification;
  readonly doubts: readonly Doubt[];
}

const nothingFound: CheckResult = { refused: [], doubts: [] };

/** Records a reading in two steps, as `<nelumbo-vitals-entry>` does: type it, see what it means, save. */
export class VitalsEntry extends Widget<EntryProps> {
  private ground: EntryGround | undefined;
  private typed: Typed = {};
  private unitChosen = '';
  private mealChosen: Meal | undefined;
  private placeChosen: Setting | undefined;
  private at: number | undefined;
  private findings: CheckResult = nothingFound;
  private review: Review | undefined;
  private saved = false;
  private busy = false;

  constructor(host: Host<EntryProps>) {
    super(host);
  }

  override changed(name: string): void {
    if (name === 'measure') this.forget();
    super.changed(name);
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc');
  }

  protected override forget(): void {
    this.reset();
    this.ground = undefined;
    this.unitChosen = '';
    this.placeChosen = undefined;
  }

  private reset(): void {
    this.typed = {};
    this.at = this.mealChosen = this.review = undefined;
    this.findings = nothingFound;
    this.saved = false;
    this.trouble = '';
  }

  protected override async load({ vitals }: Client): Promise<() => void> {
    const wanted = this.host.props.measure;
    const [measures, document, profile] = await Promise.all([vitals.measures(), vitals.guidelines(), vitals.profile()]);
    const measure = measures.find(({ id, derived }) => id === wanted && !derived);
    const heartRate = wanted === 'blood-pressure' ? measures.find(({ id }) => id === 'heart-rate') : undefined;
    const latest = measure && (await vitals.latest(measure.id));
    return () => (this.ground = { measure, heartRate, document, profile, latest });
  }

  private circumstances(measure: Measure, { profile, latest }: EntryGround): Circumstances {
    const wished = [this.unitChosen, profile.units[measure.id], latest?.unit];
    const known = wished.find((unit) => measure.units.some(({ code }) => code === unit));
    const { props } = this.host;
    const hour = new Date(current().platform.clock.now()).getHours();
    return {
      unit: known ?? measure.units[0]!.code, // the reader refuses a measure without units
      setting: this.placeChosen ?? places.find((one) => one === props.setting) ?? 'home',
      meal: measure.id === 'glucose' ? (this.mealChosen ?? meals.find((one) => one === props.meal) ?? mealAtHour(hour)) : undefined,
      at: this.at,
    };
  }

  protected override view(): object {
    const { ground, locale, review, trouble } = this;
    if (!ground) return {};
    const texts = { ...this.texts(vitalsEntryTexts), ...this.texts(vitalsStatusTexts) };
    const { measure } = ground;
    if (!measure) return { unknown: texts.measureUnknown(this.host.props.measure), typing: null, review: null };
    const now = current().platform.clock.now();
    const circumstances = this.circumstances(measure, ground);
    const durable = current().client.durable ? '' : this.texts(miniTexts).notDurable;
    const shared = { ground, measure, texts, locale, circumstances, now };
    const { emergencyNumber: call } = settings();
    return {
      ...{ unknown: '', trouble, durable },
      typing: review ? null : typingView({ ...shared, typed: this.typed, findings: this.findings, mini: this.texts(miniTexts) }),
      review: review ? reviewView({ ...shared, review, saved: this.saved, call, population: this.population(ground) }) : null,
    };
  }

  private population({ profile }: EntryGround): VitalsProfile['population'] {
    return (this.host.props.population || profile.population) as VitalsProfile['population']; // a name that the guidelines do not know is 'unknown' there
  }

  type({ data, value }: Touch): void {
    const measure = this.ground?.measure;
    const { field } = data;
    if (!measure || !field) return;
    const before = this.typed;
    this.typed = spread(measure, { ...before, [field]: value });
    const had = this.findings;
    this.findings = { refused: had.refused.filter(({ component }) => component !== field && component !== undefined), doubts: [] };
    // Drawn anew only when another field changed with it, or an error went: a field that is being typed in stays as it is.
    if (had !== nothingFound && had.refused.length + had.doubts.length > 0) this.render();
    else if (this.typed[field] !== value) this.render();
  }

  private choose(change: () => void): void {
    change();
    this.findings = nothingFound;
    this.render();
  }

  /** A chip: unit, meal or place. */
  pick({ data }: Touch): void {
    const { group, value = '' } = data;
    this.choose(() => {
      if (group === 'unit') this.unitChosen = value;
      if (group === 'meal') this.mealChosen = meals.find((one) => one === value);
      if (group === 'place') this.placeChosen = places.find((one) => one === value);
    });
  }

  now(): void {
    this.choose(() => (this.at = undefined));
  }
  earlier(): void {
    this.choose(() => (this.at ??= current().platform.clock.now()));
  }

  /** `YYYY-MM-DD` of the platform's picker. */
  earlierDay({ value }: Touch): void {
    this.moment(value, undefined);
  }
  /** `HH:MM`. */
  earlierTime({ value }: Touch): void {
    this.moment(undefined, value);
  }

  private moment(day: string | undefined, time: string | undefined): void {
    const { clock } = current().platform;
    const at = this.at ?? clock.now();
    const local = new Date(at + clock.offset(at) * 60_000).toISOString();
    const wall = Date.parse(`${day ?? local.slice(0, 10)}T${time ?? local.slice(11, 16)}:00Z`);
    this.choose(() => (this.at = wall - clock.offset(wall) * 60_000));
  }

  swap(): void {
    const measure = this.ground?.measure;
    if (measure) this.typed = swapped(measure, this.typed);
    this.next();
  }

  useUnit({ data }: Touch): void {
    this.unitChosen = data['value'] ?? '';
    this.next();
  }

  next(): void {
    void this.run(async ({ vitals }) => {
      const { ground } = this;
      const measure = ground?.measure;
      if (!ground || !measure) return;
      const circumstances = this.circumstances(measure, ground);
      const main = draftReading(measure, this.typed, circumstances);
      const pulse = draftPulse(ground.heartRate, this.typed, circumstances);
      const [found, beside] = await Promise.all([vitals.check(main), pulse ? vitals.check(pulse) : undefined]);
      this.findings = { refused: [...found.refused, ...(beside?.refused ?? []).map((one) => ({ ...one, component: pulseField }))], doubts: found.doubts };
      const [refusal] = this.findings.refused;
      if (refusal) return this.host.emit('refused', { measure: refusal.measure, reason: refusal.reason });
      if (found.doubts.some(({ reason }) => reason === 'swapped')) return;
      const population = this.host.props.population ? this.population(ground) : undefined;
      const status = await vitals.classify(main, { guideline: settings().guideline, population });
      const besideDoubts = (beside?.doubts ?? []).filter(({ reason }) => reason !== 'duplicate').map((one): Doubt => ({ ...one, component: pulseField }));
      this.review = { readings: pulse ? [main, pulse] : [main], status, doubts: [...found.doubts, ...besideDoubts] };
    });
  }

  back(): void {
    this.review = undefined;
    this.trouble = '';
    this.render();
  }

  save(): void {
    const { review } = this;
    if (!review || this.saved) return;
    void this.run(async ({ vitals }) => {
      const result = await vitals.record(review.readings);
      if (!result.ok) {
        this.review = undefined;
        this.findings = { refused: [result.error], doubts: [] };
        return this.host.emit('refused', { measure: result.error.measure, reason: result.error.reason });
      }
      this.saved = true;
      const [stored] = result.value;
      this.host.emit('saved', { id: stored!.ref, measure: stored!.measure, tone: review.status.tone }); // one stored reading for each given
      if (this.unitChosen) void this.keepUnit(vitals, stored!.measure, this.unitChosen).catch(() => undefined);
    });
  }

  /** A convenience for the next time: its failure must not look as if the reading were not saved, and no tap waits for it. */
  private async keepUnit(vitals: Client['vitals'], measure: string, unit: string): Promise<void> {
    const { units } = await vitals.profile();
    await vitals.setProfile({ units: { ...units, [measure]: unit } });
  }

  again(): void {
    this.reset();
    this.render();
  }

  call(): void {
    this.dial(settings().emergencyNumber);
  }

  /** One thing at a time. */
  private async run(task: (client: Client) => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.trouble = '';
    await this.act(task);
    this.busy = false;
  }
}
