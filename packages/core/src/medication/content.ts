import { NelumboError } from '../i18n/index.js';
import type { Content } from '../fhir/index.js';
import type { DosePattern } from './pattern.js';

/** A text in the languages that the content has. */
export type ContentText = Readonly<Record<string, string>> & { readonly en: string };

/** Times that turn `when` codes and "n times a day" into hours. Editable per user; `HH:MM`. */
export interface Anchors {
  /** By `when` code; meals by CM, CD, CV (their AC/PC codes are derived). */
  readonly anchors: Readonly<Record<string, string>>;
  /** Minutes between a meal and its "before" or "after", unless the dosage has an offset. */
  readonly mealOffsetMinutes: number;
  /** Times of 1, 2, 3, 4 doses a day. */
  readonly perDay: Readonly<Record<string, readonly string[]>>;
}

/** When a dose opens, is on time and is missed. */
export interface Windows {
  readonly openBeforeMinutes: number;
  readonly onTimeMinutes: number;
  /** A late dose is missed after half the way to the next one, at most after this. */
  readonly lateMaxMinutes: number;
}

/** Why a dose was left out. `instructed` reasons do not count against adherence. */
export interface SkipReason {
  readonly code: string;
  readonly text: ContentText;
  readonly instructed?: boolean;
}

/** What a dose is counted in. */
export interface DoseUnit {
  /** UCUM code; an annotation for countable forms, such as `{tablet}`. */
  readonly code: string;
  readonly unit: string;
  readonly text: ContentText;
}

/** A usual way to take a medicine, offered first. */
export interface DoseTemplate {
  readonly id: string;
  readonly text: ContentText;
  readonly pattern: DosePattern;
}

/** The document `medication/schedule`: every default of the family, with its sources. */
export interface ScheduleContent extends Anchors {
  readonly windows: Windows;
  readonly snoozeMinutes: readonly number[];
  readonly undoSeconds: number;
  /** From this many days left on, the stock line warns. */
  readonly lowStockDays: number;
  readonly units: readonly DoseUnit[];
  readonly skipReasons: readonly SkipReason[];
  readonly templates: readonly DoseTemplate[];
  readonly sources: readonly { readonly of: string; readonly source: string }[];
}

/**
 * Reads and checks `medication/schedule`.
 * @throws NelumboError `not-found`, `offline`; `bad-input` when the document lacks what the engine needs
 */
export async function readSchedule(content: Content): Promise<ScheduleContent> {
  // The document comes from outside; what is relied on is checked below.
  const found = (await content.read('medication/schedule')) as Partial<ScheduleContent> | undefined;
  const lists = [found?.units, found?.skipReasons, found?.templates, found?.snoozeMinutes];
  const times = [...Object.values(found?.anchors ?? {}), ...Object.values(found?.perDay ?? {}).flat()];
  const numbers = [
    found?.mealOffsetMinutes,
    found?.undoSeconds,
    found?.lowStockDays,
    found?.windows?.openBeforeMinutes,
    found?.windows?.onTimeMinutes,
    found?.windows?.lateMaxMinutes,
  ];
  const valid = lists.every(Array.isArray) && times.length > 0 && times.every((t) => /^\d\d:\d\d$/.test(t)) && numbers.every(Number.isFinite);
  if (!valid) throw new NelumboError('bad-input', 'The content document medication/schedule is incomplete. Compare it with the starter content.');
  return found as ScheduleContent; // checked above
}
