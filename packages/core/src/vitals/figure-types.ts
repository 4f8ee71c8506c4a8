import type { Meal, Setting } from './types.js';
import type { View } from './api.js';

/** Two local wall-clock hours: `from` inclusive, `to` exclusive, 0-24. */
export type HourSpan = readonly [from: number, to: number];

/** Which figures. Times are milliseconds since 1970 UTC. */
export interface FiguresQuery extends View {
  readonly measure: string;
  readonly from: number;
  readonly to: number;
  readonly unit?: string | undefined;
  readonly meal?: Meal | undefined;
  readonly setting?: Setting | undefined;
  /** Default 05:00-10:59. */
  readonly morning?: HourSpan;
  /** Default 18:00-23:59. */
  readonly evening?: HourSpan;
  /** Leaves out the first day with readings, as guidelines for home pressure advise. */
  readonly withoutFirstDay?: boolean;
  /** Leaves out the first reading of readings within 10 minutes of each other. */
  readonly withoutFirstOfSet?: boolean;
}

/** Figures of one column, all in the column's unit; `undefined` where there are too few values. */
export interface Description {
  readonly n: number;
  /** sum(x) / n */
  readonly mean: number | undefined;
  /** sqrt(sum((x - mean)^2) / (n - 1)); needs two values. */
  readonly sd: number | undefined;
  /** 100 x sd / mean. */
  readonly cvPercent: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Percentiles, type 7. */
  readonly p5: number | undefined;
  readonly p25: number | undefined;
  readonly p50: number | undefined;
  readonly p75: number | undefined;
  readonly p95: number | undefined;
}

/** A part of the day. */
export interface PartOfDay {
  readonly n: number;
  readonly mean: number | undefined;
}

/** Whether and how a measure drifts. */
export interface Trend {
  /** `rising` and `falling` are certain and large enough to matter; `steady` is not; `too-few` says nothing. */
  readonly direction: 'rising' | 'falling' | 'steady' | 'too-few';
  /** Days with readings (weeks beyond 1,000 days). */
  readonly days: number;
  /** Theil-Sen slope of the daily means, per day. */
  readonly slopePerDay: number | undefined;
  /** 95 % confidence interval of the slope. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Mann-Kendall: standard normal deviate and two-sided p. */
  readonly z: number | undefined;
  readonly p: number | undefined;
}

/** This period's mean against the one before. */
export interface Comparison {
  readonly before: PartOfDay;
  /** mean now - mean before. */
  readonly difference: number;
  /** 95 % confidence interval of the difference (Welch); `undefined` under 6 readings in either. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** Figures of one component. */
export interface ComponentFigures {
  readonly all: Description;
  readonly morning: PartOfDay;
  readonly evening: PartOfDay;
  readonly trend: Trend;
  /** `undefined` when either period has fewer than three readings. */
  readonly comparison: Comparison | undefined;
}

/** Figures of a period. */
export interface Figures {
  readonly measure: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly readings: number;
  /** Civil days with at least one reading. */
  readonly days: number;
  /** By component id. */
  readonly components: Readonly<Record<string, ComponentFigures>>;
  /** Share of classified readings in range, 0-1; never "time in range". `undefined` when nothing is classified. */
  readonly inRange: number | undefined;
  /** Readings of each tone. */
  readonly tones: Readonly<Record<'good' | 'watch' | 'alert' | 'urgent' | 'unknown', number>>;
  readonly revision: number;
}
