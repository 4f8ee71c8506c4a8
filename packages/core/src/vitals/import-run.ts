import type { Change, Coding, Observation, Ref } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import { looksSwapped, refusals } from './check.js';
import type { ImportOptions, ImportProgress, ImportRefusal, ImportReport, RefusedEntry } from './import-types.js';
import { toObservation } from './observation.js';
import { NumberSet, readingId } from './reading-id.js';
import type { VitalsRoom } from './room.js';
import type { FullReading, Measure, Reading } from './types.js';

/** One write for so many records: long enough to be fast, short enough to show progress and to stop. */
export const batchSize = 500;
/** Progress is told after so many entries at the latest. */
const tellEvery = 2_000;
const listedRefusals = 1_000;
/** So many saved readings are named in the report: two megabytes at most. */
const namedRefs = 20_000;

/** What a reader found at one place of the file. */
export type Found =
  | {
      readonly index: number;
      readonly reading: Reading;
      /** Codes that the record came with, kept beside ours. */
      readonly original?: readonly Coding[];
      /** Device uuid of a record that was exported from here. */
      readonly id?: string;
    }
  | { readonly index: number; readonly measure: string; readonly reason: ImportRefusal };

/** What a reader knows and tells. */
export interface ReaderPlace {
  readonly measures: readonly Measure[];
  readonly options: ImportOptions;
  /** Minutes east of UTC at an instant, for times without a zone. */
  readonly offsetAt: (t: number) => number;
  /** So many more bytes (characters) of the file were read. */
  read(bytes: number): void;
  /** So many entries were looked at, and so many of them are no readings. @throws NelumboError `aborted` */
  looked(entries: number, ignored: number, total?: number): void;
  /** The file broke off. */
  truncated(): void;
}

type Judged = { readonly refused: ImportRefusal } | { readonly measure: Measure; readonly reading: FullReading };

/** The right way round, for a user who said that they are interchanged. */
function unswapped(measure: Measure, reading: Reading): Reading {
  const [upper, lower] = measure.components;
  if (!upper || !lower) return reading;
  return { ...reading, values: { ...reading.values, [upper.id]: reading.values[lower.id]!, [lower.id]: reading.values[upper.id]! } }; // both are there: looksSwapped has compared them
}

/** Judges what was found as if it had been typed in. */
export function judge(room: VitalsRoom, measures: readonly Measure[], given: Reading, options: ImportOptions): Judged {
  const measure = measures.find((m) => m.id === given.measure);
  if (!measure) return { refused: 'measure-unknown' };
  const now = room.context.clock.now();
  const complete = (reading: Reading) => room.complete(measure, reading, now);
  const reading = complete(given);
  const [refusal] = refusals(measure, reading, now);
  if (!refusal) return { measure, reading };
  const swapped = refusal.reason === 'not-descending' && looksSwapped(measure, reading.values, reading.unit);
  if (swapped && options.swap) return { measure, reading: complete(unswapped(measure, given)) };
  return { refused: swapped ? 'swapped' : refusal.reason };
}

/** Takes what a reader finds into the records: judged, without duplicates, 500 a write. */
export class ImportRun implements ReaderPlace {
  readonly offsetAt: (t: number) => number;
  #bytes = 0;
  #entries = 0;
  #total = 0;
  #ignored = 0;
  #truncated = false;
  #saved = 0;
  #duplicate = 0;
  #refusedCount = 0;
  #told = 0;
  readonly #refused: RefusedEntry[] = [];
  readonly #byMeasure: Record<string, number> = {};
  #refs: Ref[] | undefined = [];
  readonly #seen = new NumberSet();
  #batch: { readonly change: Change & { put: Observation }; readonly measure: string }[] = [];

  constructor(
    private readonly room: VitalsRoom,
    readonly measures: readonly Measure[],
    readonly options: ImportOptions,
    /** Nothing is stored yet, so nothing there can be a duplicate. */
    private readonly empty: boolean,
  ) {
    this.offsetAt = room.offsetAt;
  }

  read(bytes: number): void {
    this.#bytes += bytes;
  }

  looked(entries: number, ignored: number, total = 0): void {
    [this.#entries, this.#ignored, this.#total] = [entries, ignored, total];
    // Here, not where readings come: a file may hold none for a long time.
    if (this.options.signal?.aborted) throw new NelumboError('aborted', 'The import was stopped. What was imported so far is kept.');
    if (entries - this.#told >= tellEvery) this.#tell();
  }

  truncated(): void {
    this.#truncated = true;
  }

  async take(found: AsyncIterable<Found>): Promise<ImportReport> {
    for await (const one of found) {
      this.#take(one);
      if (this.#batch.length >= batchSize) await this.#flush();
    }
    await this.#flush();
    this.#tell();
    return {
      total: this.#total || this.#entries,
      saved: this.#saved,
      duplicate: this.#duplicate,
      refused: this.#refused,
      refusedCount: this.#refusedCount,
      ignored: this.#ignored,
      byMeasure: this.#byMeasure,
      ...(this.#refs ? { refs: this.#refs } : {}),
      ...(this.#truncated ? { truncated: true } : {}),
    };
  }

  #take(found: Found): void {
    if ('reason' in found) return this.#refuse(found);
    const judged = judge(this.room, this.measures, found.reading, this.options);
    if ('refused' in judged) return this.#refuse({ index: found.index, measure: found.reading.measure, reason: judged.refused });
    const { measure, reading } = judged;
    const { uuid, key } = readingId(reading);
    if (!this.#seen.add(key)) return void this.#duplicate++;
    const put = toObservation(measure, reading, { id: found.id ?? uuid, original: found.original ?? [] });
    this.#batch.push({ change: { put }, measure: measure.id });
  }

  #refuse(entry: RefusedEntry): void {
    this.#refusedCount++;
    if (this.#refused.length < listedRefusals) this.#refused.push(entry);
  }

  /** What is under its id already was imported before, and may have been corrected since: it stays. */
  async #fresh() {
    if (this.empty) return this.#batch;
    const { records } = this.room.context;
    const known = await Promise.all(this.#batch.map(({ change }) => records.get(`Observation/${change.put.id!}`))); // made with an id above
    return this.#batch.filter((_, i) => known[i] === undefined);
  }

  async #flush(): Promise<void> {
    if (!this.#batch.length) return;
    const fresh = await this.#fresh();
    const { records } = this.room.context;
    if (fresh.length) {
      const changes = fresh.map(({ change }) => change);
      const { refs } = await records.write(changes, { durability: 'relaxed' });
      this.room.library?.heard({ refs, types: ['Observation'], origin: 'here' });
      if (this.#refs && this.#refs.length + refs.length <= namedRefs) this.#refs.push(...refs);
      else this.#refs = undefined;
    }
    for (const { measure } of fresh) this.#byMeasure[measure] = (this.#byMeasure[measure] ?? 0) + 1;
    this.#saved += fresh.length;
    this.#duplicate += this.#batch.length - fresh.length;
    this.#batch = [];
    this.#tell();
  }

  #tell(): void {
    this.#told = this.#entries;
    const progress: ImportProgress = { done: this.#entries, total: this.#total, saved: this.#saved, bytes: this.#bytes };
    this.options.onProgress?.(progress);
  }
}
