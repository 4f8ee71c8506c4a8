import { NelumboError, fail, ok, type Result } from '../i18n/index.js';
import type { Change, Observation } from '../fhir/index.js';
import { refusals, rounded } from './check.js';
import { meanSource, measureOf, storedReading, toObservation } from './observation.js';
import type { VitalsRoom } from './room.js';
import { convert } from './units.js';
import type { FullReading, Measure, Reading, Refusal, StoredReading } from './types.js';

interface Whole {
  readonly measure: Measure;
  readonly reading: FullReading;
}

/** Completes and judges a set; the first refusal refuses all of it. */
async function wholeSet(room: VitalsRoom, readings: readonly Reading[]): Promise<Result<Whole[], Refusal>> {
  const now = room.context.clock.now();
  const known = await room.measures();
  const full: Whole[] = [];
  for (const reading of readings) {
    const measure = known.find((m) => m.id === reading.measure);
    if (!measure) return fail({ measure: reading.measure, reason: 'measure-unknown' });
    const whole = room.complete(measure, reading, now); // one moment for the whole set
    const [refusal] = refusals(measure, whole, now);
    if (refusal) return fail(refusal);
    full.push({ measure, reading: whole });
  }
  return ok(full);
}

async function commit(room: VitalsRoom, full: readonly Whole[], extra: readonly { id: string }[] = []): Promise<readonly StoredReading[]> {
  const { refs } = await room.context.records.write(full.map(({ measure, reading }, i) => ({ put: toObservation(measure, reading, extra[i]) })));
  const stored = full.map(({ reading }, i) => ({ ...reading, ref: refs[i]!, amended: false })); // one ref for each put
  room.library.took(stored);
  return stored;
}

export async function record(room: VitalsRoom, readings: readonly Reading[]): Promise<Result<readonly StoredReading[], Refusal>> {
  const set = await wholeSet(room, readings);
  return set.ok ? ok(await commit(room, set.value)) : set;
}

/**
 * The mean of the readings of one measure: each component sum(x) / n, in the unit of the first, rounded to its step.
 * @returns `undefined` for fewer than two readings, and for a measure that is not repeated (without `repeatBeyond`)
 */
export function meanOf(measure: Measure, readings: readonly FullReading[]): FullReading | undefined {
  const mine = readings.filter((r) => r.measure === measure.id);
  const [first] = mine;
  const last = mine.at(-1);
  if (!first || !last || mine.length < 2 || measure.repeatBeyond === undefined) return undefined;
  const mean = (id: string) => mine.reduce((sum, r) => sum + (convert(r.values[id]!, r.unit, first.unit) ?? NaN), 0) / mine.length; // complete, refusals() has looked
  const values = rounded(measure, Object.fromEntries(measure.components.map((c) => [c.id, mean(c.id)])), first.unit);
  const { note: _note, ...rest } = first;
  return { ...rest, values, at: last.at, offset: last.offset, source: meanSource };
}

/** Two pressures further apart than the measure's `repeatBeyond` ask for a third. @returns false for a measure without such a limit */
export function asksForAnother(measure: Measure, readings: readonly Pick<FullReading, 'values' | 'unit'>[]): boolean {
  const [a, b] = readings.slice(-2);
  const limit = measure.repeatBeyond;
  if (!a || !b || limit === undefined || readings.length > 2) return false;
  const first = measure.units[0]!.code; // the reader refuses a measure without units
  const apart = (id: string) => Math.abs((convert(a.values[id]!, a.unit, first) ?? NaN) - (convert(b.values[id]!, b.unit, first) ?? NaN));
  return measure.components.some((c) => apart(c.id) > limit);
}

/** Stores a set and, for each measure with two readings or more, their mean with `derivedFrom`, all in one write. */
export async function recordSet(room: VitalsRoom, readings: readonly Reading[]): Promise<Result<readonly StoredReading[], Refusal>> {
  const set = await wholeSet(room, readings);
  if (!set.ok) return set;
  const ids = await Promise.all(set.value.map(() => room.context.uuid()));
  const means = [...new Set(set.value.map(({ measure }) => measure))].flatMap((measure) => {
    const mine = set.value.map((whole, i) => ({ ...whole, ref: `Observation/${ids[i]!}` })).filter((w) => w.measure === measure); // one id each
    const mean = meanOf(measure, mine.map((w) => w.reading)); // prettier-ignore
    return mean ? [{ measure, reading: { ...mean, derivedFrom: mine.map((w) => w.ref) } }] : [];
  });
  const extra = [...ids, ...(await Promise.all(means.map(() => room.context.uuid())))].map((id) => ({ id }));
  return ok(await commit(room, [...set.value, ...means], extra));
}

/** How far apart the readings of a set may lie. */
const setSpanMs = 3_600_000;

/** What has to happen to the mean that rests on `ref` when that reading becomes `next`, or goes. */
async function meanSteps(room: VitalsRoom, measure: Measure, ref: string, at: number, next?: FullReading): Promise<Change[]> {
  const near = await room.readings(measure, { from: at - setSpanMs, to: at + setSpanMs + 1 });
  const mean = near.find((r) => r.source === meanSource && r.derivedFrom?.includes(ref));
  if (!mean?.derivedFrom) return [];
  const parts = mean.derivedFrom.flatMap((part) => {
    const found = part === ref ? next : near.find((r) => r.ref === part);
    return found ? [{ ...found, ref: part }] : [];
  });
  const fresh = meanOf(measure, parts);
  if (!fresh) return [{ remove: mean.ref }];
  const reading = { ...fresh, derivedFrom: parts.map((part) => part.ref) };
  return [{ put: toObservation(measure, reading, { id: mean.ref.split('/')[1]!, status: 'amended' }) }]; // a ref is Type/id
}

async function storedAt(room: VitalsRoom, ref: string) {
  const before = await room.context.records.get<Observation>(ref);
  const measure = before && measureOf(await room.measures(), before);
  const reading = measure && storedReading(measure, before, room.offsetAt);
  return before && measure && reading ? { before, measure, reading } : undefined;
}

export async function edit(room: VitalsRoom, ref: string, change: Partial<Reading>): Promise<Result<StoredReading, Refusal>> {
  const found = await storedAt(room, ref);
  if (!found) throw new NelumboError('not-found', 'There is no reading under this reference.');
  const { before, measure, reading } = found;
  const { ref: _ref, amended: _amended, dateOnly, ...was } = reading;
  const next: FullReading = { ...was, ...(dateOnly && change.at === undefined ? { dateOnly } : {}), ...change, measure: measure.id };
  const [refusal] = refusals(measure, next, room.context.clock.now());
  if (refusal) return fail(refusal);
  const own = toObservation(measure, next, { status: 'amended', original: before.code.coding ?? [] });
  const steps = await meanSteps(room, measure, ref, reading.at, next);
  await room.context.records.write([{ put: { ...before, ...own, id: before.id! } }, ...steps]); // what came from the store has an id
  return ok({ ...next, ref, amended: true });
}

/** Takes a reading out of the records; the server sees it as entered in error, and a mean that rests on it is worked out again or goes too. */
export async function remove(room: VitalsRoom, ref: string): Promise<void> {
  const found = await storedAt(room, ref);
  const steps = found ? await meanSteps(room, found.measure, ref, found.reading.at) : [];
  await room.context.records.write([{ remove: ref }, ...steps]);
}
