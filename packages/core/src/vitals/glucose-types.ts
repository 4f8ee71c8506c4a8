import type { Confidence, RowText } from './guideline-types.js';

export const tirBands = ['very-low', 'low', 'target', 'high', 'very-high'] as const;
/** The five ranges of the consensus on time in range. */
export type TirBand = (typeof tirBands)[number];

/** Whose goals for time in range hold. */
export interface TirProfile {
  /** `standard`, `older-or-high-risk`, `pregnancy`. */
  readonly id: string;
  readonly text: RowText;
  /** Half-open spans by unit, each band's first value; published in pairs. A band may be missing. */
  readonly bands: readonly { readonly id: TirBand; readonly span: Readonly<Record<string, readonly [number | null, number | null]>> }[];
  /** Goals in percent: the share of these bands together is to be above or below. */
  readonly goals: readonly { readonly bands: readonly TirBand[]; readonly above?: number; readonly below?: number }[];
  readonly cvPercentMax: number;
  readonly source: string;
  readonly confidence: Confidence;
}

/** The content document `vitals/time-in-range`. */
export interface TirDocument {
  readonly version: string;
  readonly sources: Readonly<Record<string, { readonly title: string; readonly seenAt?: string; readonly doi?: string }>>;
  /** Fewer days, or a smaller share of readings, do not say enough. */
  readonly requires: { readonly days: number; readonly activePercent: number; readonly source: string };
  readonly profiles: readonly TirProfile[];
}

/** One 15-minute bin of local wall-clock time. */
export interface AgpBin {
  /** Minutes after local midnight. */
  readonly minute: number;
  readonly n: number;
  readonly p5: number | undefined;
  readonly p25: number | undefined;
  readonly p50: number | undefined;
  readonly p75: number | undefined;
  readonly p95: number | undefined;
}

/** A goal and whether it is met. */
export interface GoalResult {
  readonly bands: readonly TirBand[];
  readonly percent: number;
  readonly above?: number;
  readonly below?: number;
  readonly met: boolean;
}

/** Which profile of which span. */
export interface GlucoseProfileQuery {
  /** Milliseconds since 1970 UTC. */
  readonly from: number;
  readonly to: number;
  /** `mmol/L` or `mg/dL`; the newest reading's without it. */
  readonly unit?: string | undefined;
  /** Id of a {@link TirProfile}; `standard` without it (`pregnancy` for a pregnant user). */
  readonly goals?: string | undefined;
}

/** The ambulatory glucose profile of sensor readings. */
export interface GlucoseProfile {
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Civil days with readings. */
  readonly days: number;
  /** Share of the span that the sensor covered, percent. */
  readonly activePercent: number;
  /** False under 14 days or 70 % active: the figures stand, but say "not enough data". */
  readonly enough: boolean;
  readonly requires: { readonly days: number; readonly activePercent: number };
  readonly mean: number | undefined;
  readonly sd: number | undefined;
  readonly cvPercent: number | undefined;
  /** Glucose management indicator, %. */
  readonly gmiPercent: number | undefined;
  /** Percent of readings in each band; sum 100. */
  readonly timeInRange: Readonly<Partial<Record<TirBand, number>>>;
  readonly profile: TirProfile;
  readonly goals: readonly GoalResult[];
  /** 96 bins. */
  readonly agp: readonly AgpBin[];
  readonly revision: number;
}
