import type { Bundle, Ref } from '../fhir/index.js';
import type { Result } from '../i18n/index.js';
import type { GattReading, GattRefusal } from './gatt.js';
import type { ActiveRule, Alert, AlertRule, AlertSettings } from './alert-types.js';
import type { Classification } from './classify.js';
import type { ExportQuery, Report } from './export-types.js';
import type { Figures, FiguresQuery } from './figure-types.js';
import type { GlucoseProfile, GlucoseProfileQuery } from './glucose-types.js';
import type { GuidelineDocument, PersonalTarget, Population } from './guideline-types.js';
import type { ImportFormat, ImportOptions, ImportPreview, ImportReport } from './import-types.js';
import type { Series } from './series.js';
import type { CheckResult, Meal, Measure, Reading, Refusal, Setting, StoredReading } from './types.js';

/** Which readings. Times are milliseconds since 1970 UTC: `from` inclusive, `to` exclusive. */
export interface ReadingQuery {
  readonly measure: string;
  readonly from?: number;
  readonly to?: number;
  /** The newest so many, still in ascending order. */
  readonly limit?: number;
}

/** By which guideline, for whom and with which personal targets; the stored profile's and cn-2024 without it. */
export interface View {
  readonly guideline?: string | undefined;
  readonly population?: Population | undefined;
  readonly targets?: readonly PersonalTarget[] | undefined;
}

/** Which columns. */
export interface SeriesQuery extends View {
  readonly measure: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** UCUM unit to show; without it the one of the newest reading. Classification is by the unit entered. */
  readonly unit?: string | undefined;
  /** Only readings at this relation to a meal. */
  readonly meal?: Meal | undefined;
  /** Only readings taken there. */
  readonly setting?: Setting | undefined;
}

/** What the family knows about its user; a device-only document. */
export interface VitalsProfile {
  readonly population: Population;
  /** The unit last used for a measure. */
  readonly units: Readonly<Record<string, string>>;
  /** By which guideline is classified where nobody says otherwise. */
  readonly guideline: string;
  /** Ranges agreed for this person; they override the guideline and say so. */
  readonly targets: readonly PersonalTarget[];
}

/** What a host adds as data; of the same id, what was registered last stands instead of the starter's. */
export interface VitalsData {
  readonly measures?: readonly Measure[];
  /** Guidelines, sources and profiles beside the starter's. */
  readonly guidelines?: GuidelineDocument;
  readonly alerts?: readonly AlertRule[];
}

/** What a device told: readings to check and record, a value that is no reading, or that it has gone away. */
export type DeviceTold =
  | { readonly kind: 'readings'; readonly readings: readonly Reading[]; readonly found: GattReading }
  | { readonly kind: 'refused'; readonly reason: GattRefusal }
  | { readonly kind: 'ended' };

/** A device that is being listened to. */
export interface DeviceSession {
  readonly name: string;
  close(): void;
}

/** A file, piece by piece: bytes in UTF-8, or text (a browser decodes GB18030). */
export type FileChunks = AsyncIterable<string | Uint8Array>;

/** The vitals family's face to hosts and elements; every method is asynchronous, because the family loads on first use. */
export interface VitalsApi {
  /** Every measure: codes, units, ranges. */
  measures(): Promise<readonly Measure[]>;
  /** The clinical tables with their sources. */
  guidelines(): Promise<GuidelineDocument>;
  profile(): Promise<VitalsProfile>;
  setProfile(change: Partial<VitalsProfile>): Promise<VitalsProfile>;
  /** Adds a host's measures, guidelines and alert rules for as long as the client lives. @throws NelumboError `unsupported` for data that is not whole */
  register(data: VitalsData): Promise<void>;
  /** Judges a reading against hard limits, its history and itself, without storing it. */
  check(reading: Reading): Promise<CheckResult>;
  /** What a guideline, or a personal target, says about a reading. Never throws for data: what is not known is `unknown`. */
  classify(reading: Reading, view?: View): Promise<Classification>;
  /**
   * Stores one reading or a set, all or nothing; resolves only when committed. Doubts do not prevent it, refusals do.
   * @throws NelumboError `storage-full`, `storage-lost`, `storage-unavailable`, `closed`
   */
  record(reading: Reading | readonly Reading[]): Promise<Result<readonly StoredReading[], Refusal>>;
  /**
   * Stores readings taken one after another and, for each measure with at least two, their mean with `derivedFrom` (source `urn:nelumbo:source:mean`);
   * the means come last in the answer. A series holds the readings, not their mean.
   * @param begun - readings of the same set that are stored already: their mean, if there is one, is worked out again. @throws as {@link record}
   */
  recordSet(readings: readonly Reading[], begun?: readonly Ref[]): Promise<Result<readonly StoredReading[], Refusal>>;
  /** Corrects a stored reading; the record becomes `amended`, a mean that rests on it is worked out again. @throws NelumboError `not-found`, and as {@link record} */
  edit(ref: Ref, change: Partial<Pick<Reading, 'values' | 'unit' | 'at' | 'offset' | 'context' | 'note'>>): Promise<Result<StoredReading, Refusal>>;
  /** Removes a reading; the server sees it as entered in error. */
  remove(ref: Ref): Promise<void>;
  latest(measure: string): Promise<StoredReading | undefined>;
  /** Ascending in time, means of sets included. @throws NelumboError `bad-input` for a measure that is not known */
  readings(query: ReadingQuery): Promise<readonly StoredReading[]>;
  /** The same as columns, classified, with a pyramid for {@link columns}. @throws NelumboError `bad-input` for a measure or unit that is not known */
  series(query: SeriesQuery): Promise<Series>;
  /** Mean, spread, percentiles, morning and evening, trend, comparison with the span before. @throws NelumboError `bad-input` as {@link series} */
  figures(query: FiguresQuery): Promise<Figures>;
  /** Time in range, GMI and the ambulatory glucose profile of sensor readings (`setting: sensor`). @throws NelumboError `bad-input` */
  glucoseProfile(query: GlucoseProfileQuery): Promise<GlucoseProfile>;

  /** Begins to evaluate alert rules: now, after each commit and at each day's change. Every call of the alert methods does so too. */
  watch(): Promise<void>;
  /** Open, held, dismissed, withdrawn and settled alerts of the last 90 days, newest first. */
  alerts(): Promise<readonly Alert[]>;
  /** Puts an alert away; the same finding is not told again. */
  dismissAlert(id: string): Promise<void>;
  /** Every rule, switched on or off. */
  alertRules(): Promise<readonly ActiveRule[]>;
  alertSettings(): Promise<AlertSettings>;
  setAlertSettings(change: Partial<AlertSettings>): Promise<AlertSettings>;

  /** What an import of this file would do, from its first rows; nothing is written. @throws NelumboError `not-json`, `unsupported` */
  preview(format: ImportFormat, chunks: FileChunks, options?: ImportOptions): Promise<ImportPreview>;
  /**
   * Imports a file in constant memory, one write for 500 readings; doing it again saves nothing, and after an abort goes on from there.
   * @throws NelumboError `not-json`, `unsupported`, `aborted`, and as {@link record}
   */
  import(format: ImportFormat, chunks: FileChunks, options?: ImportOptions): Promise<ImportReport>;
  /**
   * Imports readings that a device or another program handed over: those that are there already, from the same source at the same time, are left out.
   * Readings need `at` and `source` for that. @throws as {@link import}
   */
  importReadings(readings: readonly Reading[], options?: ImportOptions): Promise<ImportReport>;
  /**
   * Takes an import back: removes the readings that its report names, but not those that were corrected since.
   * @returns how many were removed. @throws as {@link record}
   */
  takeBack(refs: readonly Ref[]): Promise<number>;
  /** Imports a FHIR R4 Bundle given as text or parsed JSON. @throws as {@link import} */
  importBundle(json: unknown, options?: ImportOptions): Promise<ImportReport>;

  /** Whether devices can be listened to here and now; without it there is no button. */
  devicesAvailable(): Promise<boolean>;
  /**
   * Lets the user choose a Bluetooth device and passes on what it measures; nothing is recorded. Call it in a user gesture.
   * @param measures - `blood-pressure`, `glucose`…; every kind of device without it
   * @returns `undefined` when the user chose none
   * @throws NelumboError `unsupported`, `bad-input`, `not-found` (the device cannot be reached)
   */
  listenToDevice(measures: readonly string[] | undefined, onTold: (told: DeviceTold) => void): Promise<DeviceSession | undefined>;

  /** CSV by RFC 4180 with a header row; no cell can be taken for a formula. */
  exportCsv(query?: ExportQuery): Promise<string>;
  /** A FHIR R4 Bundle of type `collection`; importing it again saves nothing. */
  exportBundle(query?: ExportQuery): Promise<Bundle>;
  /** What the printable page for a doctor shows. */
  report(query: ExportQuery & { readonly from: number; readonly to: number }): Promise<Report>;
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}
