import { fail, ok, type Result } from '../i18n/index.js';
import { refusals } from './check.js';
import { toObservation } from './observation.js';
import type { VitalsRoom } from './room.js';
import type { FullReading, Measure, Reading, Refusal, StoredReading } from './types.js';

interface Whole {
  readonly measure: Measure;
  readonly reading: FullReading;
  /** It takes the place of one that is stored. */
  readonly amends?: true;
}

/** Completes and judges a set; the first refusal refuses all of it. */
export async function wholeSet(room: VitalsRoom, readings: readonly Reading[]): Promise<Result<Whole[], Refusal>> {
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

/** Stores a set under ids of our own, all or nothing; columns that are loaded take it in when the records tell of it. */
export async function commit(room: VitalsRoom, full: readonly Whole[], ids?: readonly string[]): Promise<readonly StoredReading[]> {
  const names = ids ?? (await Promise.all(full.map(() => room.context.uuid())));
  const stored = full.map(({ reading, amends = false }, i) => ({ ...reading, ref: `Observation/${names[i]!}`, amended: amends })); // one id each
  room.library?.expect(stored);
  try {
    await room.context.records.write(
      full.map(({ measure, reading, amends }, i) => ({ put: toObservation(measure, reading, { id: names[i]!, ...(amends ? { status: 'amended' } : {}) }) })), // one id each
    );
  } catch (error) {
    room.library?.unexpect(stored);
    throw error;
  }
  return stored;
}

export async function record(room: VitalsRoom, readings: readonly Reading[]): Promise<Result<readonly StoredReading[], Refusal>> {
  const set = await wholeSet(room, readings);
  return set.ok ? ok(await commit(room, set.value)) : set;
}
