import { formatTime, minuteMs, parseTime } from './timing/civil.js';
import type { ResourceStore } from '../fhir/index.js';
import type { Anchors } from './content.js';
import type { Plan } from './plan.js';

/** A user's own hours: by `when` code (`WAKE`, `CM`, `CD`, `CV`, `HS`…), and how far from a meal "before" and "after" are. */
export interface Habits {
  /** `HH:MM` by code. */
  readonly anchors?: Readonly<Record<string, string>>;
  readonly mealOffsetMinutes?: number;
  /** Times of 1, 2, 3… doses a day. */
  readonly perDay?: Readonly<Record<string, readonly string[]>>;
}

/** The device-only document of a user's hours. What depends on them is pinned into each plan version, so that plans sync whole. */
export const habitsDoc = 'medication/habits';

/** Reads the user's hours; none without the document. */
export const readHabits = async (records: ResourceStore): Promise<Habits> => (await records.doc<Habits>(habitsDoc)) ?? {};

/**
 * The hours that a plan goes by: the content's, over them the plan's own. Ours carry the user's hours of the day they were written
 * ({@link pinsOf}); only an imported order, which nobody here wrote, goes by the user's hours of today.
 */
export function anchorsFor(content: Anchors, habits: Habits, plan: Pick<Plan, 'anchors' | 'own'>): Anchors {
  const user = plan.own ? {} : habits;
  const pins = Object.entries(plan.anchors ?? {});
  const codes = pins.filter(([name]) => name !== mealPin && !/^\d/.test(name));
  const meal = plan.anchors?.[mealPin];
  const perDay: Record<string, readonly string[]> = {};
  for (const [name, time] of pins) {
    const n = /^(\d+)\.\d+$/.exec(name)?.[1];
    if (n) perDay[n] = [...(perDay[n] ?? []), time].sort();
  }
  return {
    anchors: { ...content.anchors, ...user.anchors, ...Object.fromEntries(codes) },
    mealOffsetMinutes: meal === undefined ? (user.mealOffsetMinutes ?? content.mealOffsetMinutes) : (parseTime(meal) ?? 0) / minuteMs,
    perDay: { ...content.perDay, ...user.perDay, ...perDay },
  };
}

const mealPin = 'meal-offset';

/** The user's hours as a plan carries them: each under its name, `2.1` for the first of two doses a day. */
export function pinsOf({ anchors = {}, mealOffsetMinutes, perDay = {} }: Habits): Readonly<Record<string, string>> {
  const times = Object.entries(perDay).flatMap(([n, list]) => list.map((time, i) => [`${n}.${i + 1}`, time] as const));
  return { ...anchors, ...Object.fromEntries(times), ...(mealOffsetMinutes === undefined ? {} : { [mealPin]: formatTime(mealOffsetMinutes * minuteMs) }) };
}

/** Whether these are hours that can be kept: known times, and distances of at most three hours. */
export function validHabits({ anchors = {}, mealOffsetMinutes = 30, perDay = {} }: Habits): boolean {
  const times = [...Object.values(anchors), ...Object.values(perDay).flat()];
  const counts = Object.entries(perDay).every(([n, list]) => Number(n) === list.length && new Set(list).size === list.length);
  return times.every((t) => parseTime(t) !== undefined) && counts && mealOffsetMinutes >= 0 && mealOffsetMinutes <= 180;
}
