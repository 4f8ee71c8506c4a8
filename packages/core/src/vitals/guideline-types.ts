import type { Meal, Setting } from './types.js';

/** Half-open `[from, to)`: `from` belongs to it, `to` does not; `null` is open. */
export type Span = readonly [from: number | null, to: number | null];

/** `seen`: read at the source named; `secondary`: read in a page that quotes it; `unverified`: needs a clinician before release. */
export type Confidence = 'seen' | 'secondary' | 'unverified';

/** Who a classification is for; asked once. Without a profile for them nothing is classified. */
export const populations = ['adult', 'diabetes', 'pregnant', 'chronic-lung-disease', 'high-altitude', 'child'] as const;
export type Population = (typeof populations)[number];

/** How a row looks: the direction and word come from it, the seriousness from `tone`. */
export type RowStatus = 'in-range' | 'watch' | 'high' | 'low' | 'critical';

/** Words by locale tag; `en` is always there. */
export type RowText = Readonly<Record<string, string>> & { readonly en: string };

/** One line of a clinical table. Rows are tried in order; the first match wins, so a pair takes its worse half. */
export interface GuidelineRow {
  readonly id: string;
  readonly text: RowText;
  /** Matches when any of these components lies in its span. */
  readonly any?: Readonly<Record<string, Span>>;
  /** Matches when all of these do; empty matches everything. */
  readonly all?: Readonly<Record<string, Span>>;
  /** Matches when the single value lies in the span of its unit; published in pairs, never converted. */
  readonly value?: Readonly<Record<string, Span>>;
  /** Only for readings at these times; any without it. */
  readonly meal?: readonly Meal[];
  readonly tone: 'green' | 'yellow' | 'red';
  readonly status: RowStatus;
  readonly urgent?: boolean;
  /** Key of {@link GuidelineDocument.sources}. */
  readonly source: string;
  readonly confidence: Confidence;
  readonly note?: string;
}

/** The rows for one guideline x measure x setting x population. */
export interface GuidelineProfile {
  readonly guideline: string;
  readonly measure: string;
  /** Any setting without it. A reading of unknown setting takes the first profile that fits otherwise. */
  readonly settings?: readonly Setting[];
  /** Only for readings at these sites; those of unknown site take the first profile. Any site without it. */
  readonly sites?: readonly string[];
  readonly populations: readonly Population[];
  /** As the source words it. */
  readonly population: string;
  readonly purpose?: 'target' | 'screening';
  readonly units: readonly string[];
  readonly rows: readonly GuidelineRow[];
  /** Names a second profile's row beside this one: a home reading also says which clinic grade its numbers lie in. */
  readonly gradedBy?: { readonly setting: Setting; readonly rows: readonly string[] };
}

/** A guideline that a user or host can choose. */
export interface Guideline {
  readonly id: string;
  readonly title: RowText;
  /** Year or edition, shown beside every colour. */
  readonly version: string;
}

/** A limit as published in both units. */
export interface GlucosePair {
  readonly 'mmol/L': number;
  readonly 'mg/dL': number;
  readonly confidence: Confidence;
}

/**
 * A range that was agreed for one person; it overrides the guideline and says so. What it leaves open (no `from`, no `to`) the guideline decides, and
 * an urgent value stays urgent.
 */
export interface PersonalTarget {
  readonly measure: string;
  /** `systolic`…; `value` without it. */
  readonly component?: string;
  /** UCUM; the limits are in it. Both ends belong to the range. */
  readonly unit: string;
  readonly from?: number;
  readonly to?: number;
  /** Only for readings at these times; any without it. */
  readonly meal?: readonly Meal[];
  /** Whose word it is; shown beside the status. */
  readonly by: 'self' | 'clinician';
}

/** The content document `vitals/guidelines`. */
export interface GuidelineDocument {
  readonly version: string;
  readonly guidelines: readonly Guideline[];
  readonly sources: Readonly<Record<string, { readonly title: string; readonly seenAt?: string; readonly doi?: string }>>;
  readonly glucosePairs: readonly GlucosePair[];
  readonly profiles: readonly GuidelineProfile[];
}
