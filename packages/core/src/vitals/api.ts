import type { Ref } from '../fhir/index.js';
import type { Result } from '../i18n/index.js';
import type { Classification } from './classify.js';
import type { GuidelineDocument, Population } from './guideline-types.js';
import type { ImportProgress, ImportReport } from './import-bundle.js';
import type { Series } from './series.js';
import type { CheckResult, Measure, Reading, Refusal, StoredReading } from './types.js';

/** Which readings. Times are milliseconds since 1970 UTC: `from` inclusive, `to` exclusive. */
export interface ReadingQuery {
  readonly measure: string;
  readonly from?: number;
  readonly to?: number;
  /** The newest so many, still in ascending order. */
  readonly limit?: number;
}

/** By which guideline and for whom; the stored profile and cn-2024 without it. */
export interface View {
  readonly guideline?: string | undefined;
  readonly population?: Population | undefined;
}

/** Which columns. */
export interface SeriesQuery extends ReadingQuery, View {
  /** UCUM unit to show; without it the one of the newest reading. Classification is by the unit entered. */
  readonly unit?: string | undefined;
}

/** What the family knows about its user; a device-only document. */
export interface VitalsProfile {
  readonly population: Population;
  /** The unit last used for a measure. */
  readonly units: Readonly<Record<string, string>>;
}

/** How to import. */
export interface ImportOptions {
  readonly onProgress?: (progress: ImportProgress) => void;
  /** An AbortSignal; what was written before it fired stays. */
  readonly signal?: { readonly aborted: boolean };
}

/** The vitals family's face to hosts and elements; every method is asynchronous, because the family loads on first use. */
export interface VitalsApi {
  /** Every measure: codes, units, ranges. */
  measures(): Promise<readonly Measure[]>;
  /** The clinical tables with their sources. */
  guidelines(): Promise<GuidelineDocument>;
  profile(): Promise<VitalsProfile>;
  setProfile(change: Partial<VitalsProfile>): Promise<VitalsProfile>;
  /** Judges a reading against hard limits, its history and itself, without storing it. */
  check(reading: Reading): Promise<CheckResult>;
  /** What a guideline says about a reading. Never throws for data: what is not known is `unknown`. */
  classify(reading: Reading, view?: View): Promise<Classification>;
  /**
   * Stores one reading or a set, all or nothing; resolves only when committed. Doubts do not prevent it, refusals do.
   * @throws NelumboError `storage-full`, `storage-lost`, `storage-unavailable`, `closed`
   */
  record(reading: Reading | readonly Reading[]): Promise<Result<readonly StoredReading[], Refusal>>;
  /** Corrects a stored reading; the record becomes `amended`. @throws NelumboError `not-found`, and as {@link record} */
  edit(ref: Ref, change: Partial<Pick<Reading, 'values' | 'unit' | 'at' | 'offset' | 'context'>>): Promise<Result<StoredReading, Refusal>>;
  /** Removes a reading; the server sees it as entered in error. */
  remove(ref: Ref): Promise<void>;
  latest(measure: string): Promise<StoredReading | undefined>;
  /** Ascending in time. @throws NelumboError `bad-input` for a measure that is not known */
  readings(query: ReadingQuery): Promise<readonly StoredReading[]>;
  /** The same as columns, classified. @throws NelumboError `bad-input` for a measure or unit that is not known */
  series(query: SeriesQuery): Promise<Series>;
  /**
   * Imports a FHIR R4 Bundle (text or parsed JSON); doing it again saves nothing.
   * @throws NelumboError `not-json`, `unsupported`, `aborted`, and as {@link record}
   */
  importBundle(json: unknown, options?: ImportOptions): Promise<ImportReport>;
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}
