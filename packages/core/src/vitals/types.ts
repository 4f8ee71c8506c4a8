import type { Ref } from '../fhir/index.js';

/** A pair `[from, to]`; both ends belong to it. */
export type Limits = readonly [min: number, max: number];

/** One number of a measure: its id, LOINC code and ranges. Ranges are in the first unit of the measure unless a unit has its own. */
export interface MeasureComponent {
  /** `systolic`, `diastolic`; `value` when the measure is a single number. */
  readonly id: string;
  readonly code: string;
  readonly display: string;
  /** Outside this the reading is refused: not physically possible, or a slip of the finger. */
  readonly refused?: Limits;
  /** Outside this the reading is asked about once more. */
  readonly confirm?: Limits;
}

/** A unit that a measure may be entered in. */
export interface MeasureUnit {
  /** UCUM code. */
  readonly code: string;
  /** Smallest difference that is kept and classified. */
  readonly step: number;
  /** LOINC codes written for this unit, the first one first; the measure's codes without it. */
  readonly codes?: readonly string[];
  /** LOINC codes written instead for readings of this setting: sensor glucose is measured in interstitial fluid. */
  readonly settingCodes?: Readonly<Partial<Record<Setting, readonly string[]>>>;
  /**
   * How a host's own unit becomes the measure's first one: first = value x factor + plus. Without it the unit is converted by our own table, and a unit that
   * is not in it is shown as it stands, converted to nothing.
   */
  readonly toFirst?: { readonly factor: number; readonly plus?: number };
  /** How devices and other systems write it, besides its code; in imports and columns of a table. */
  readonly aliases?: readonly string[];
  /** What people call it, by locale tag, where UCUM's code says nothing to them: `500.g` is 斤. */
  readonly label?: Readonly<Record<string, string>>;
  /** Ranges in this unit, where they are not the converted ranges of the first unit. */
  readonly refused?: Limits;
  readonly confirm?: Limits;
}

/** What can be measured: codes, units and ranges. Data, from the content document `vitals/measures`. */
export interface Measure {
  /** `blood-pressure`, `glucose`… */
  readonly id: string;
  /** FHIR observation category. */
  readonly category: 'vital-signs' | 'laboratory' | 'activity' | 'survey';
  /** LOINC codes written, the first one first. */
  readonly codes: readonly string[];
  /** LOINC codes that are read as this measure as well. */
  readonly alsoRead: readonly string[];
  readonly display: string;
  readonly components: readonly MeasureComponent[];
  /** The first one is the default. */
  readonly units: readonly MeasureUnit[];
  /** The first component must be greater than the second. */
  readonly descending?: boolean;
  /** Calculated from others: imported and shown, never asked for. */
  readonly derived?: boolean;
  /** What it is called, by locale tag; `display` without it. */
  readonly names?: Readonly<Record<string, string>>;
  /** Sites that make a difference to what is normal, such as `axillary` for a temperature; `context.site` names one of them. */
  readonly sites?: readonly string[];
  /** Setting, meal or site make a difference to what is normal: a series needs them for each reading. */
  readonly circumstances?: boolean;
  /** Counted or timed over a day, drawn as bars: steps, sleep. */
  readonly daily?: boolean;
  /** Smallest change over weeks that means something, in the first unit: a trend below it is steady. Ours, see docs/clinical-review.md. */
  readonly meaningful?: number;
  /** Two readings of a set further apart than this, in the first unit, ask for a third. */
  readonly repeatBeyond?: number;
}

export const settings = ['home', 'clinic', 'ambulatory', 'sensor'] as const;
/** Where and how a reading was taken. */
export type Setting = (typeof settings)[number];

export const meals = ['fasting', 'before', 'after', 'bedtime', 'random'] as const;
/** How a glucose reading lies to a meal. */
export type Meal = (typeof meals)[number];

export const positions = ['sitting', 'standing', 'lying'] as const;
/** How the body was held. */
export type Position = (typeof positions)[number];

/** What a reading was taken under; what is unknown is left out. */
export interface ReadingContext {
  readonly setting?: Setting;
  readonly meal?: Meal;
  /** Body site: one of the measure's `sites`, or free text such as `left arm`. */
  readonly site?: string;
  readonly position?: Position;
}

/** A reading before it is stored. */
export interface Reading {
  readonly measure: string;
  /** By component id; `{ value }` for a single number. In `unit`. */
  readonly values: Readonly<Record<string, number>>;
  /** UCUM; the measure's first unit without it. */
  readonly unit?: string;
  /** Milliseconds since 1970 UTC; now without it. */
  readonly at?: number;
  /** Minutes east of UTC where it was taken; the device's without it. */
  readonly offset?: number;
  readonly context?: ReadingContext;
  /** A URI that names where it came from; typed in by the user without it. */
  readonly source?: string;
  /** Only the day is known: `at` is its noon. */
  readonly dateOnly?: boolean;
  /** The readings that this one is the mean of. */
  readonly derivedFrom?: readonly Ref[];
  /** What the user wrote beside it. */
  readonly note?: string;
}

/** A reading with nothing left open. */
export type FullReading = Required<Omit<Reading, 'dateOnly' | 'derivedFrom' | 'note'>> & Pick<Reading, 'dateOnly' | 'derivedFrom' | 'note'>;

/** A reading as it stands in the records. */
export interface StoredReading extends FullReading {
  readonly ref: Ref;
  /** True when it was corrected after it was recorded. */
  readonly amended: boolean;
}

/** Why a reading is refused. */
export const refusalReasons = [
  'not-a-number',
  'unit-unknown',
  'measure-unknown',
  'out-of-range',
  'incomplete',
  'not-descending',
  'in-the-future',
  'no-time',
  'status',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** A reading that cannot be stored, and why. Holds limits, never the value. */
export interface Refusal {
  readonly measure: string;
  readonly reason: RefusalReason;
  readonly component?: string;
  /** The hard range, when that is the reason, in the unit that was used. */
  readonly limits?: Limits;
  /** Another unit of the measure in which the same number would be plausible. */
  readonly fits?: string;
}

/** Something to ask about before a reading is stored. It never prevents storing. */
export interface Doubt {
  readonly reason: 'unusual' | 'swapped' | 'unlike-before' | 'duplicate';
  readonly component?: string;
}

/** What {@link check} found. */
export interface CheckResult {
  readonly refused: readonly Refusal[];
  readonly doubts: readonly Doubt[];
}
