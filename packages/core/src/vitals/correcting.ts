import { NelumboError, fail, ok, type Result } from '../i18n/index.js';
import type { Change, Observation, Ref } from '../fhir/index.js';
import { refusals } from './check.js';
import { meanSource, measureOf, storedReading, toObservation } from './observation.js';
import { commit, wholeSet } from './recording.js';
import { meanOf } from './repeat.js';
import type { VitalsRoom } from './room.js';
import type { FullReading, Measure, Reading, Refusal, StoredReading } from './types.js';

interface Part {
  readonly measure: Measure;
  readonly reading: FullReading;
  readonly ref: Ref;
}

/** Readings of a set that are stored already. */
async function storedParts(room: VitalsRoom, refs: readonly Ref[]): Promise<Part[]> {
  const found = await Promise.all(refs.map((ref) => storedAt(room, ref)));
  return found.flatMap((one) => (one ? [{ measure: one.measure, reading: one.reading, ref: one.reading.ref }] : []));
}

/** The mean of the parts of one measure and the id to store it under: that of the mean which rests on some of them already, or a new one. */
async function meanPart(room: VitalsRoom, measure: Measure, parts: readonly Part[], begun: readonly Ref[]) {
  const mine = parts.filter((part) => part.measure === measure).sort((a, b) => a.reading.at - b.reading.at);
  const mean = meanOf(measure, mine.map((part) => part.reading)); // prettier-ignore
  if (!mean) return [];
  const [first] = mine;
  const near = begun.length ? await room.readings(measure, { from: first!.reading.at - setSpanMs, to: mean.at + setSpanMs + 1 }) : []; // a mean has parts
  const old = near.find((r) => r.source === meanSource && r.derivedFrom?.some((ref) => begun.includes(ref)));
  const whole = { measure, reading: { ...mean, derivedFrom: mine.map((part) => part.ref) }, ...(old ? { amends: true as const } : {}) };
  return [{ whole, id: old ? old.ref.split('/')[1]! : await room.context.uuid() }]; // a ref is Type/id
}

/**
 * Stores a set and, for each measure with two readings or more, their mean with `derivedFrom`, all in one write.
 * @param begun - readings of the set that are stored already
 */
export async function recordSet(
  room: VitalsRoom,
  readings: readonly Reading[],
  begun: readonly Ref[] = [],
): Promise<Result<readonly StoredReading[], Refusal>> {
  const set = await wholeSet(room, readings);
  if (!set.ok) return set;
  const ids = await Promise.all(set.value.map(() => room.context.uuid()));
  const parts = [...(await storedParts(room, begun)), ...set.value.map((whole, i) => ({ ...whole, ref: `Observation/${ids[i]!}` }))]; // one id each
  const measures = [...new Set(set.value.map(({ measure }) => measure.id))].map((id) => set.value.find(({ measure }) => measure.id === id)!.measure);
  const means = (await Promise.all(measures.map((measure) => meanPart(room, measure, parts, begun)))).flat();
  return ok(await commit(room, [...set.value, ...means.map(({ whole }) => whole)], [...ids, ...means.map(({ id }) => id)]));
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
