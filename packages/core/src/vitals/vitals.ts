import { NelumboError, fail, ok } from '../i18n/index.js';
import type { FamilyContext, Observation } from '../fhir/index.js';
import type { ReadingQuery, SeriesQuery, View, VitalsApi, VitalsProfile } from './api.js';
import { check, historyMs, refusals } from './check.js';
import { classify } from './classify.js';
import { readGuidelines, readMeasures } from './content.js';
import type { GuidelineDocument } from './guideline-types.js';
import { complete, measureOf, readTokens, storedReading, toObservation } from './observation.js';
import { seriesBuilder } from './series.js';
import { defaultUnit, unitOf } from './units.js';
import type { FullReading, Measure, Reading, Refusal, StoredReading } from './types.js';

const profileDoc = 'vitals/profile';
/** The guideline where nobody chose one. */
export const defaultGuideline = 'cn-2024';

/** The parts of the family that all its calls share. */
class VitalsRoom {
  #measures: Promise<readonly Measure[]> | undefined;
  #guidelines: Promise<GuidelineDocument> | undefined;

  constructor(readonly context: FamilyContext) {}

  /** Asked for again after a failure: the network may be back. */
  measures(): Promise<readonly Measure[]> {
    this.#measures ??= this.context.content.read('vitals/measures').then(readMeasures);
    this.#measures.catch(() => (this.#measures = undefined));
    return this.#measures;
  }

  guidelines(): Promise<GuidelineDocument> {
    this.#guidelines ??= this.context.content.read('vitals/guidelines').then(readGuidelines);
    this.#guidelines.catch(() => (this.#guidelines = undefined));
    return this.#guidelines;
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
    return { population: stored?.population ?? 'adult', units: stored?.units ?? {} };
  }

  async view({ guideline, population }: View) {
    return { guideline: guideline ?? defaultGuideline, population: population ?? (await this.profile()).population };
  }
}

async function record(room: VitalsRoom, readings: readonly Reading[]) {
  const now = room.context.clock.now();
  const known = await room.measures();
  const full: { measure: Measure; reading: FullReading }[] = [];
  for (const reading of readings) {
    const measure = known.find((m) => m.id === reading.measure);
    if (!measure) return fail<Refusal>({ measure: reading.measure, reason: 'measure-unknown' });
    const whole = room.complete(measure, reading, now); // one moment for the whole set
    const [refusal] = refusals(measure, whole, now);
    if (refusal) return fail(refusal);
    full.push({ measure, reading: whole });
  }
  const { refs } = await room.context.records.write(full.map(({ measure, reading }) => ({ put: toObservation(measure, reading) })));
  return ok<readonly StoredReading[]>(full.map(({ reading }, i) => ({ ...reading, ref: refs[i]!, amended: false }))); // one ref for each put
}

async function edit(room: VitalsRoom, ref: string, change: Partial<Reading>) {
  const before = await room.context.records.get<Observation>(ref);
  const measure = before && measureOf(await room.measures(), before);
  const reading = measure && storedReading(measure, before, room.offsetAt);
  if (!before || !measure || !reading) throw new NelumboError('not-found', 'There is no reading under this reference.');
  const { ref: _ref, amended: _amended, ...was } = reading;
  const next: FullReading = { ...was, ...change, measure: measure.id };
  const [refusal] = refusals(measure, next, room.context.clock.now());
  if (refusal) return fail(refusal);
  const own = toObservation(measure, next, { status: 'amended', original: before.code.coding ?? [] });
  await room.context.records.write([{ put: { ...before, ...own, id: before.id! } }]); // what came from the store has an id
  return ok<StoredReading>({ ...next, ref, amended: true });
}

async function series(room: VitalsRoom, query: SeriesQuery) {
  const measure = await room.measure(query.measure);
  const [document, options, readings] = await Promise.all([room.guidelines(), room.view(query), room.readings(measure, query)]);
  const unit = query.unit ?? readings.at(-1)?.unit ?? (await room.profile()).units[measure.id] ?? defaultUnit(measure).code;
  if (!unitOf(measure, unit)) throw new NelumboError('bad-input', 'The measure is not kept in this unit. See measures() for its units.');
  const builder = seriesBuilder(measure, unit, readings.length);
  for (const reading of readings) builder.add(reading, reading.amended, classify(document, measure, reading, options));
  return builder.done();
}

async function importBundle(room: VitalsRoom, json: unknown, options: Parameters<VitalsApi['importBundle']>[1] = {}) {
  const { importBundle: run } = await import('./import-bundle.js'); // rarely needed, so it stays out of the first load
  const { records, clock } = room.context;
  const steps = run(json, { records, clock, measures: await room.measures(), signal: options.signal });
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    options.onProgress?.(value);
  }
}

/** Builds the family on what the client plugs in. */
export function createVitals(context: FamilyContext): VitalsApi {
  const room = new VitalsRoom(context);
  return {
    measures: () => room.measures(),
    guidelines: () => room.guidelines(),
    profile: () => room.profile(),
    async setProfile(change) {
      const next = { ...(await room.profile()), ...change };
      await context.records.write([{ doc: profileDoc, value: next }]);
      return next;
    },
    async check(reading) {
      const measure = (await room.measures()).find((m) => m.id === reading.measure);
      if (!measure) return { refused: [{ measure: reading.measure, reason: 'measure-unknown' }], doubts: [] };
      const now = context.clock.now();
      const full = room.complete(measure, reading, now);
      return check(measure, full, await room.readings(measure, { from: now - historyMs }), now);
    },
    async classify(reading, view = {}) {
      const [measure, document, options] = await Promise.all([room.measure(reading.measure), room.guidelines(), room.view(view)]);
      return classify(document, measure, room.complete(measure, reading), options);
    },
    record: (readings) => record(room, Array.isArray(readings) ? (readings as readonly Reading[]) : [readings as Reading]), // isArray does not narrow a readonly array
    edit: (ref, change) => edit(room, ref, change),
    async remove(ref) {
      await context.records.write([{ remove: ref }]);
    },
    latest: async (measure) => (await room.readings(await room.measure(measure), { limit: 1 })).at(-1),
    readings: async (query) => room.readings(await room.measure(query.measure), query),
    series: (query) => series(room, query),
    importBundle: (json, options) => importBundle(room, json, options),
    close: () => Promise.resolve(),
  };
}
