import { refusals } from './check.js';
import { fromObservation, measureOf, storedReading, toObservation } from './observation.js';
import type { Bundle, Change, Coding, FamilyContext, Observation } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import type { FullReading, Measure, RefusalReason } from './types.js';

/** One write for so many records: long enough to be fast, short enough to show progress and to stop. */
const batchSize = 500;
/** Statuses whose value counts. */
const usable = ['final', 'amended', 'corrected', 'preliminary'];

/** An Observation that was not taken over, by its place in the bundle. Never holds the value. */
export interface RefusedEntry {
  readonly index: number;
  readonly measure: string;
  readonly reason: RefusalReason;
}

/** What an import did. The four counts add up to `total`. */
export interface ImportReport {
  readonly total: number;
  readonly saved: number;
  /** Already in the records or earlier in the same file. */
  readonly duplicate: number;
  readonly refused: readonly RefusedEntry[];
  /** Entries that are no measure: other resources, other Observations. */
  readonly ignored: number;
  /** Saved readings by measure id. */
  readonly byMeasure: Readonly<Record<string, number>>;
}

/** How far an import is. */
export interface ImportProgress {
  readonly done: number;
  readonly total: number;
  readonly saved: number;
}

/** What an import needs from the family. */
export interface ImportPlace extends Pick<FamilyContext, 'records' | 'clock'> {
  readonly measures: readonly Measure[];
  /** Structural AbortSignal: only looked at. */
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** Two readings with the same key are one reading: source, time, measure and values. */
const keyOf = (reading: FullReading): string =>
  [
    reading.source,
    reading.at,
    reading.measure,
    reading.unit,
    ...Object.keys(reading.values)
      .sort()
      .map((id) => reading.values[id]),
  ].join('|');

/** The entries of a Bundle given as text or as parsed JSON. @throws NelumboError `not-json`, `unsupported` */
export function bundleEntries(json: unknown): readonly unknown[] {
  let bundle: unknown = json;
  if (typeof json === 'string') {
    try {
      bundle = JSON.parse(json.replace(/^\uFEFF/, ''));
    } catch (cause) {
      throw new NelumboError('not-json', 'The file is not JSON. Choose a FHIR R4 Bundle as JSON.', { cause });
    }
  }
  const { resourceType, entry } = (bundle ?? {}) as Partial<Bundle>; // any JSON: both fields are looked at before use
  if (resourceType !== 'Bundle' || (entry !== undefined && !Array.isArray(entry)))
    throw new NelumboError('unsupported', 'The file is JSON, but no FHIR R4 Bundle.');
  return entry ?? [];
}

const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null;

/** The Observation of an entry, when it is one with codes; anything else in the file is no concern of ours. */
function observationIn(entry: unknown): Observation | undefined {
  const resource = isObject(entry) ? entry['resource'] : undefined;
  if (!isObject(resource) || resource['resourceType'] !== 'Observation' || !isObject(resource['code'])) return undefined;
  const { coding } = resource['code'];
  return Array.isArray(coding) && coding.every(isObject) ? (resource as unknown as Observation) : undefined; // other fields are read under decodeSafely
}

/** Codes as they came, without anything that is not text. */
const originalCodes = (observation: Observation | undefined): Coding[] =>
  (observation?.code.coding ?? []).flatMap(({ system, code }) => (typeof system === 'string' && typeof code === 'string' ? [{ system, code }] : []));

type Judged = 'ignored' | { readonly measure: Measure; readonly reason: RefusalReason } | { readonly measure: Measure; readonly reading: FullReading };

function judge(place: ImportPlace, observation: Observation | undefined): Judged {
  const measure = observation && measureOf(place.measures, observation);
  if (!measure) return 'ignored';
  if (!usable.includes(observation.status)) return { measure, reason: 'status' };
  const decoded = decodeSafely(place, measure, observation);
  if ('refused' in decoded) return { measure, reason: decoded.refused };
  const [refusal] = refusals(measure, decoded.reading, place.clock.now());
  return refusal ? { measure, reason: refusal.reason } : { measure, reading: decoded.reading };
}

function decodeSafely(place: ImportPlace, measure: Measure, observation: Observation): ReturnType<typeof fromObservation> {
  try {
    return fromObservation(measure, observation, (t) => place.clock.offset(t));
  } catch {
    return { refused: 'incomplete' }; // foreign JSON whose fields have the wrong kinds: reported as refused, the import goes on
  }
}

/** Keys of what is stored already, for the span of the bundle. */
async function knownKeys(place: ImportPlace): Promise<Set<string>> {
  const stored = await place.records.range<Observation>({ type: 'Observation' });
  const keys = new Set<string>();
  for (const observation of stored) {
    const measure = measureOf(place.measures, observation);
    const reading = measure && storedReading(measure, observation, (t) => place.clock.offset(t));
    if (reading) keys.add(keyOf(reading));
  }
  return keys;
}

/**
 * Imports a FHIR R4 Bundle. Observations are found by any listed code and read in any listed unit; the numbers are kept as they came.
 * Importing the same bundle again saves nothing. One write for 500 readings; when it is aborted, what was written stays, and importing again goes on from there.
 * @yields after each write
 * @throws NelumboError `not-json`, `unsupported`, `aborted`, and what the store throws
 */
export async function* importBundle(json: unknown, place: ImportPlace): AsyncGenerator<ImportProgress, ImportReport> {
  const entries = bundleEntries(json);
  const known = await knownKeys(place);
  const refused: RefusedEntry[] = [];
  const byMeasure: Record<string, number> = {};
  let [saved, duplicate, ignored, done] = [0, 0, 0, 0];
  let batch: { change: Change; measure: string }[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length)
      await place.records.write(
        batch.map((b) => b.change),
        { durability: 'relaxed' },
      );
    for (const { measure } of batch) byMeasure[measure] = (byMeasure[measure] ?? 0) + 1;
    saved += batch.length;
    batch = [];
  };
  for (const entry of entries) {
    if (place.signal?.aborted) throw new NelumboError('aborted', 'The import was stopped. What was imported so far is kept.');
    const observation = observationIn(entry);
    const judged = judge(place, observation);
    if (judged === 'ignored') ignored++;
    else if ('reason' in judged) refused.push({ index: done, measure: judged.measure.id, reason: judged.reason });
    else if (known.has(keyOf(judged.reading))) duplicate++;
    else {
      known.add(keyOf(judged.reading));
      const put = toObservation(judged.measure, judged.reading, { original: originalCodes(observation) });
      batch.push({ change: { put }, measure: judged.measure.id });
    }
    done++;
    if (batch.length < batchSize && done % 2_000) continue;
    await flush();
    yield { done, total: entries.length, saved };
  }
  await flush();
  yield { done, total: entries.length, saved };
  return { total: entries.length, saved, duplicate, refused, ignored, byMeasure };
}
