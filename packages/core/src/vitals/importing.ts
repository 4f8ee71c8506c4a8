import type { FileChunks } from './api.js';
import { readApple } from './import-apple.js';
import { bundleEntries, readBundle, readEntries } from './import-bundle.js';
import { readCsv, type TablePlan } from './import-csv.js';
import { batchSize, ImportRun, judge, type Found, type ReaderPlace } from './import-run.js';
import type { ImportFormat, ImportOptions, ImportPreview, ImportQuestion, ImportReport, RefusedEntry } from './import-types.js';
import type { VitalsRoom } from './room.js';
import { NelumboError } from '../i18n/index.js';
import type { Observation, Ref } from '../fhir/index.js';
import type { FullReading, Reading } from './types.js';

const shown = 20;
/** A preview looks at so many entries at most: a file may hold no reading for a long time. */
const lookedAt = 5_000;

async function runOf(room: VitalsRoom, options: ImportOptions): Promise<ImportRun> {
  const [measures, stored] = await Promise.all([room.measures(), room.context.records.range({ type: 'Observation', limit: 1 })]);
  return new ImportRun(room, measures, options, stored.length === 0);
}

function reader(format: ImportFormat, chunks: FileChunks, place: ReaderPlace, onPlan?: (plan: TablePlan) => void): AsyncIterable<Found> {
  if (format === 'csv') return readCsv(chunks, place, onPlan);
  if (format === 'apple-health') return readApple(chunks, place);
  if (format === 'fhir-bundle') return readBundle(chunks, place);
  throw new NelumboError('unsupported', 'This format is not known. See importFormats for those that are.');
}

/** @throws NelumboError `not-json`, `unsupported`, `aborted`, and what the store throws */
export async function importStream(room: VitalsRoom, format: ImportFormat, chunks: FileChunks, options: ImportOptions = {}): Promise<ImportReport> {
  const run = await runOf(room, options);
  return run.take(reader(format, chunks, run));
}

/** @throws as {@link importStream} */
export async function importBundle(room: VitalsRoom, json: unknown, options: ImportOptions = {}): Promise<ImportReport> {
  const entries = bundleEntries(json);
  const run = await runOf(room, options);
  return run.take(readEntries(entries, run));
}

async function* given(readings: readonly Reading[], run: ImportRun): AsyncGenerator<Found> {
  for (let index = 0; index < readings.length; index++) {
    run.looked(index + 1, 0, readings.length);
    yield await Promise.resolve({ index, reading: readings[index]! }); // within the list
  }
}

/** Takes readings in that another program or a device hands over. @throws NelumboError `aborted`, and what the store throws */
export async function importReadings(room: VitalsRoom, readings: readonly Reading[], options: ImportOptions = {}): Promise<ImportReport> {
  const run = await runOf(room, options);
  return run.take(given(readings, run));
}

/** Removes what an import saved; what is gone or was corrected since stays as it is. @throws what the store throws */
export async function takeBack(room: VitalsRoom, refs: readonly Ref[]): Promise<number> {
  const { records } = room.context;
  let gone = 0;
  for (let i = 0; i < refs.length; i += batchSize) {
    const some = refs.slice(i, i + batchSize);
    const found = await Promise.all(some.map((ref) => records.get<Observation>(ref)));
    const untouched = some.filter((_, at) => found[at]?.status === 'final');
    if (untouched.length) await records.write(untouched.map((ref) => ({ remove: ref })));
    gone += untouched.length;
  }
  return gone;
}

/** Reads the beginning of a file and writes nothing. @throws NelumboError `not-json`, `unsupported` */
export async function preview(room: VitalsRoom, format: ImportFormat, chunks: FileChunks, options: ImportOptions = {}): Promise<ImportPreview> {
  const measures = await room.measures();
  let looked = 0;
  const plans: TablePlan[] = [];
  const place: ReaderPlace = {
    measures,
    options,
    offsetAt: room.offsetAt,
    read: () => undefined,
    looked: (entries) => (looked = entries),
    truncated: () => undefined,
  };
  const readings: FullReading[] = [];
  const refused: RefusedEntry[] = [];
  for await (const found of reader(format, chunks, place, (told) => void plans.push(told))) {
    if ('reason' in found) refused.push(found);
    else {
      const judged = judge(room, measures, found.reading, options);
      if ('refused' in judged) refused.push({ index: found.index, measure: found.reading.measure, reason: judged.refused });
      else readings.push(judged.reading);
    }
    if (readings.length >= shown || refused.length >= shown * 5 || looked >= lookedAt) break;
  }
  const [plan] = plans;
  const swapped = refused.filter((r) => r.reason === 'swapped').map((r) => r.index);
  const questions: ImportQuestion[] = [...(plan?.questions ?? []), ...(swapped.length ? [{ kind: 'swapped' as const, rows: swapped.slice(0, shown) }] : [])];
  return { format, readings: readings.slice(0, shown), refused, questions, ...(plan ? { table: tableOf(plan) } : {}) };
}

const tableOf = ({ header, mapping, sample }: TablePlan): NonNullable<ImportPreview['table']> => ({
  header,
  mapping: { ...mapping, dateOrder: mapping.dateOrder ?? 'ymd' },
  rows: sample,
});
