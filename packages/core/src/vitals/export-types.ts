import type { View } from './api.js';
import type { Classification } from './classify.js';
import type { Figures } from './figure-types.js';
import type { GlucoseProfile } from './glucose-types.js';
import type { Measure, StoredReading } from './types.js';

/** Which readings to take out. */
export interface ExportQuery extends View {
  /** All measures with readings without it. */
  readonly measures?: readonly string[] | undefined;
  /** Milliseconds since 1970 UTC; open where left out. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A reading with what the guideline says about it. */
export interface ReportRow {
  readonly reading: StoredReading;
  readonly status: Classification;
}

/** One measure of a report. */
export interface ReportSection {
  readonly measure: Measure;
  readonly unit: string;
  readonly figures: Figures;
  /** Newest first. */
  readonly rows: readonly ReportRow[];
  /** Rows that were left out because there are more than 500: figures cover them all. */
  readonly omitted: number;
  /** For sensor glucose. */
  readonly profile?: GlucoseProfile;
}

/** What a printable page for a doctor shows; names and other personal data are not in it. */
export interface Report {
  readonly from: number;
  readonly to: number;
  /** When it was made, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly guideline: { readonly id: string; readonly title: string; readonly version: string } | undefined;
  readonly population: string;
  readonly sections: readonly ReportSection[];
}
