import type { FamilyContext, Observation } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import type { ReadingQuery, SeriesQuery, View, VitalsData, VitalsProfile } from './api.js';
import type { ClassifyOptions } from './classify.js';
import { readGuidelines, readMeasures } from './content.js';
import type { AlertRule } from './alert-types.js';
import type { GuidelineDocument } from './guideline-types.js';
import type { Library } from './library.js';
import { complete, readTokens, storedReading } from './observation.js';
import type { Series } from './series.js';
import { defaultUnit, unitOf } from './units.js';
import type { FullReading, Measure, Reading, StoredReading } from './types.js';

const profileDoc = 'vitals/profile';
/** The guideline where nobody chose one. */
export const defaultGuideline = 'cn-2024';

/** Something that is read once, and asked for again after a failure: the network may be back. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => {
    known ??= read();
    known.catch(() => (known = undefined));
    return known;
  };
}

/** What all parts of the family share: content, columns, profile. */
export class VitalsRoom {
  /** The columns, once somebody has asked for a series. */
  library: Library | undefined;
  /** Imports under way. */
  importing = 0;
  readonly #starterMeasures = once(() => this.context.content.read('vitals/measures').then(readMeasures));
  readonly #starterGuidelines = once(() => this.context.content.read('vitals/guidelines').then(readGuidelines));
  readonly #starterRules = once(async () => (await import('./alert-content.js')).starterRules(this.context.content));
  readonly #own: { measures: readonly Measure[]; documents: readonly GuidelineDocument[]; rules: readonly AlertRule[] }[] = [];
  #merged: { starter: GuidelineDocument; own: number; document: GuidelineDocument } | undefined;

  constructor(readonly context: FamilyContext) {}

  /** The columns; they load with the first series. */
  readonly columns = once(async () => {
    const { Library } = await import('./library.js');
    return (this.library ??= new Library(this.context));
  });

  /** Takes in what a host adds; checked as the starter content is. @throws NelumboError `unsupported` */
  async register(data: VitalsData): Promise<void> {
    const readAlertRules = data.alerts && (await import('./alert-content.js')).readAlertRules;
    this.#own.push({
      measures: data.measures ? readMeasures({ measures: data.measures }) : [],
      documents: data.guidelines ? [readGuidelines(data.guidelines)] : [],
      rules: readAlertRules ? readAlertRules({ rules: data.alerts }) : [],
    });
  }

  /** The host's own before the starter's of the same id. */
  async measures(): Promise<readonly Measure[]> {
    return byId(
      this.#own.flatMap((own) => own.measures),
      await this.#starterMeasures(),
    );
  }

  async rules(): Promise<readonly AlertRule[]> {
    return byId(
      this.#own.flatMap((own) => own.rules),
      await this.#starterRules(),
    );
  }

  /** One document; the same object as long as nothing was added. */
  async guidelines(): Promise<GuidelineDocument> {
    const starter = await this.#starterGuidelines();
    if (!this.#own.some((own) => own.documents.length)) return starter;
    if (this.#merged?.starter !== starter || this.#merged.own !== this.#own.length)
      this.#merged = { starter, own: this.#own.length, document: joined([...this.#own.flatMap((own) => own.documents), starter]) };
    return this.#merged.document;
  }

  async measure(id: string): Promise<Measure> {
    const found = (await this.measures()).find((m) => m.id === id);
    if (!found) throw new NelumboError('bad-input', 'No measure of this name is known. See measures() for those that are.');
    return found;
  }

  offsetAt = (t: number): number => this.context.clock.offset(t);

  complete(measure: Measure, reading: Reading, now = this.context.clock.now()): FullReading {
    return complete(measure, reading, now, this.offsetAt);
  }

  async observations(measure: Measure, { from, to, limit }: Omit<ReadingQuery, 'measure'>): Promise<Observation[]> {
    const window = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const newest = limit === undefined ? {} : { limit, reverse: true };
    const found = await this.context.records.range<Observation>({ type: 'Observation', codes: readTokens(measure), ...window, ...newest });
    return limit === undefined ? found : found.reverse();
  }

  async readings(measure: Measure, query: Omit<ReadingQuery, 'measure'>): Promise<StoredReading[]> {
    return (await this.observations(measure, query)).flatMap((o) => storedReading(measure, o, this.offsetAt) ?? []);
  }

  async profile(): Promise<VitalsProfile> {
    const stored = await this.context.records.doc<Partial<VitalsProfile>>(profileDoc);
    return { population: 'adult', units: {}, guideline: defaultGuideline, targets: [], ...stored };
  }

  async setProfile(change: Partial<VitalsProfile>): Promise<VitalsProfile> {
    const next = { ...(await this.profile()), ...change };
    await this.context.records.write([{ doc: profileDoc, value: next }]);
    return next;
  }

  /** By which guideline, for whom and with which targets. */
  async view({ guideline, population, targets }: View): Promise<ClassifyOptions> {
    const profile = await this.profile();
    return { guideline: guideline ?? profile.guideline, population: population ?? profile.population, targets: targets ?? profile.targets };
  }

  /** @throws NelumboError `bad-input` for a measure or unit that is not known */
  async series(query: SeriesQuery): Promise<Series> {
    const measure = await this.measure(query.measure);
    if (query.unit !== undefined && !unitOf(measure, query.unit))
      throw new NelumboError('bad-input', 'The measure is not kept in this unit. See measures() for its units.');
    const [document, options, profile] = await Promise.all([this.guidelines(), this.view(query), this.profile()]);
    return (await this.columns()).series(measure, { ...query, fallback: profile.units[measure.id] ?? defaultUnit(measure).code }, document, options);
  }
}

function byId<T extends { readonly id: string }>(own: readonly T[], starter: readonly T[]): readonly T[] {
  if (!own.length) return starter;
  const all = [...own].reverse(); // what was registered last wins
  return [...starter.filter((one) => !all.some((o) => o.id === one.id)), ...all.filter((one, i) => all.findIndex((o) => o.id === one.id) === i)];
}

const joined = (documents: readonly GuidelineDocument[]): GuidelineDocument => ({
  version: documents.map((d) => d.version).join(' + '),
  guidelines: byId([...documents.slice(0, -1).flatMap((d) => d.guidelines)], documents.at(-1)!.guidelines), // the starter's stands last
  sources: Object.assign({}, ...[...documents].reverse().map((d) => d.sources)) as GuidelineDocument['sources'],
  glucosePairs: documents.at(-1)!.glucosePairs,
  profiles: documents.flatMap((d) => d.profiles),
});
