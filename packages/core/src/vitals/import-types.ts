import type { Ref } from '../fhir/index.js';
import type { Meal, RefusalReason, StoredReading } from './types.js';

export const importFormats = ['fhir-bundle', 'csv', 'apple-health'] as const;
/** `fhir-bundle`: FHIR R4 Bundle as JSON. `csv`: a table with a header row. `apple-health`: the `export.xml` of Apple Health. */
export type ImportFormat = (typeof importFormats)[number];

/**
 * Why something in a file was not taken over, besides the reasons a typed-in reading can be refused for. `unpaired`: half a pressure. `date-unclear`: the
 * day could be read in two ways, or not as the rest of its column; see {@link ImportQuestion}. `swapped`: the two pressures look interchanged.
 * `several-people`: the Bundle holds readings of more than one person, and nobody can say whose these are.
 */
export type ImportRefusal = RefusalReason | 'unpaired' | 'date-unclear' | 'swapped' | 'several-people';

/** Something that was not taken over, by its place in the file. Never holds the value. */
export interface RefusedEntry {
  /** Entry of a Bundle, data row of a table or record of an export, counted from 0. */
  readonly index: number;
  readonly measure: string;
  readonly reason: ImportRefusal;
}

/** What an import did: `saved + duplicate + refusedCount` readings were found, `ignored` counts what is no reading. */
export interface ImportReport {
  /** Entries, rows or records looked at. */
  readonly total: number;
  readonly saved: number;
  /** Already in the records or earlier in the same file: same source, time, measure and values. */
  readonly duplicate: number;
  /** The first 1,000 that were refused. */
  readonly refused: readonly RefusedEntry[];
  readonly refusedCount: number;
  readonly ignored: number;
  /** Saved readings by measure id. */
  readonly byMeasure: Readonly<Record<string, number>>;
  /** What was saved, for `takeBack`; left out beyond 20,000, for memory stays bounded. */
  readonly refs?: readonly Ref[];
  /** The file broke off before its end; what was whole was taken over. */
  readonly truncated?: true;
}

/** How far an import is. */
export interface ImportProgress {
  /** Entries, rows or records looked at. */
  readonly done: number;
  /** Of how many; 0 where the file does not say before its end. */
  readonly total: number;
  readonly saved: number;
  /** Of the file, as far as it was read; compare with its size. Characters where text was handed in. */
  readonly bytes: number;
}

/**
 * What a column of a table holds. `measure`: what each row measured, in words; its number then stands under `number`. `unit`: the unit of the row's
 * numbers, as far as it is one of theirs. `id`: the id that our own export gave the record.
 */
export type CsvColumn =
  | {
      readonly kind:
        'ignore' | 'date' | 'time' | 'datetime' | 'note' | 'source' | 'setting' | 'meal' | 'site' | 'position' | 'measure' | 'number' | 'unit' | 'id';
    }
  | { readonly kind: 'value'; readonly measure: string; readonly component?: string; readonly unit?: string; readonly meal?: Meal };

/** In which order a date is written; `ymd` is read in any case where the year comes first. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** How a table is read. What is left out is detected; {@link ImportPreview.table} says what was. */
export interface CsvMapping {
  readonly separator?: ',' | ';' | '\t' | '|';
  readonly decimal?: '.' | ',';
  readonly dateOrder?: DateOrder;
  /** One entry per column, in the file's order. */
  readonly columns?: readonly CsvColumn[];
}

/** How to import. */
export interface ImportOptions {
  readonly onProgress?: (progress: ImportProgress) => void;
  /** An AbortSignal; what was written before it fired stays. */
  readonly signal?: { readonly aborted: boolean };
  /** For a table: how it is read. */
  readonly csv?: CsvMapping;
  /** Interchanged pressures are stored the right way round; they are refused as `swapped` without it. */
  readonly swap?: boolean;
  /** Names the file or device it came from, as a URI; part of what makes two readings the same. */
  readonly source?: string;
}

/** Something that only the user can say before the import. */
export interface ImportQuestion {
  /**
   * `date-order`: days such as 03/04 occur. `foreign-date`: some rows write the date unlike the others. `swapped`: some pressures look interchanged.
   * `columns`: no column was understood as a date, or none as a measure; say what they hold with {@link CsvMapping.columns}.
   */
  readonly kind: 'date-order' | 'foreign-date' | 'swapped' | 'columns';
  /** Rows it is about, counted from 0; the first 20. */
  readonly rows: readonly number[];
}

/** What an import would do, from the beginning of the file; nothing is written. */
export interface ImportPreview {
  readonly format: ImportFormat;
  /** The first readings, at most 20. */
  readonly readings: readonly Omit<StoredReading, 'ref' | 'amended'>[];
  readonly refused: readonly RefusedEntry[];
  readonly questions: readonly ImportQuestion[];
  /** For a table: header, how its columns are read, and the first rows as text. */
  readonly table?: {
    readonly header: readonly string[];
    readonly mapping: Required<CsvMapping>;
    readonly rows: readonly (readonly string[])[];
  };
}
