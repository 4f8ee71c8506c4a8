import { addMonths, dayMs, monthOf, weekday } from './civil.js';
import type { Zone } from './zone.js';

/** A place in the day where a dose belongs. */
export interface Slot {
  /** Stable within a plan version: a `when` code, `0800`, or the n of n times a day. */
  readonly name: string;
  /** Milliseconds after midnight of the dose's civil day; below 0 or above a day when an offset crosses midnight. */
  readonly ms: number;
  /** The `when` code it came from. */
  readonly when?: string;
}

/** What repeats, in civil days or in elapsed milliseconds. */
export type Rule =
  | { readonly kind: 'days'; readonly every: number; readonly slots: readonly Slot[]; readonly cycle?: { readonly on: number; readonly off: number } }
  | { readonly kind: 'weeks'; readonly every: number; readonly weekdays: readonly boolean[]; readonly slots: readonly Slot[] }
  | { readonly kind: 'months'; readonly every: number; readonly slots: readonly Slot[]; readonly monthDays?: readonly number[] }
  | { readonly kind: 'elapsed'; readonly stepMs: number }
  | { readonly kind: 'events'; readonly instants: readonly number[] };

/** A rule of civil days. */
export type CivilRule = Extract<Rule, { readonly slots: readonly Slot[] }>;

/** A compiled timing. Wall-clock bounds apply to the civil day of a dose, so that a slot past midnight keeps its day. */
export interface Schedule {
  readonly rule: Rule;
  /** First wall-clock reading, inclusive. */
  readonly from: number;
  /** Last wall-clock reading, exclusive. */
  readonly until: number;
  /** The instant of `from`: where elapsed time is counted from. */
  readonly start: number;
  /** The instant of `until`. */
  readonly stop: number;
  /** Most doses in all. */
  readonly count: number;
  /** "Every 4-6 h": due at the longer distance, allowed from so much earlier, ms. */
  readonly earlyMs?: number;
  /** "3-4 a day": so many more may be taken in a period, ms; they are never due. */
  readonly optional?: { readonly doses: number; readonly periodMs: number };
  /** Doses of a range of hours that were answered, by rising n: the next one counts from the last. */
  readonly anchors?: readonly Anchor[];
}

/** The n-th elapsed dose, and the instant from which the next is counted. */
export interface Anchor {
  readonly n: number;
  readonly at: number;
}

/** One dose that a schedule asks for. */
export interface Occurrence {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Civil day number, or the running number of an elapsed or explicit dose. */
  readonly day: number;
  readonly slot: Slot | undefined;
}

/**
 * The doses of a schedule in `[from, to)`, ascending. The result of `[a, c)` is that of `[a, b)` followed by that of `[b, c)`.
 * @param from - instant, ms
 * @param to - instant, ms
 */
export function expand(schedule: Schedule, zone: Zone, from: number, to: number): Occurrence[] {
  if (schedule.count < Infinity) {
    // A count is counted from the start, whatever the window.
    const all = inWindow({ ...schedule, count: Infinity }, zone, schedule.start - 2 * dayMs, to, schedule.count);
    return all.slice(0, schedule.count).filter((o) => o.at >= from);
  }
  return inWindow(schedule, zone, from, to, Infinity);
}

/** The first dose at or after `from`; looks no further than `horizonMs` (default four years) past the beginning. */
export function next(schedule: Schedule, zone: Zone, from: number, horizonMs = 1461 * dayMs): Occurrence | undefined {
  const begin = Math.max(from, schedule.start - dayMs);
  const end = Math.min(begin + horizonMs, schedule.stop + 2 * dayMs);
  const { rule } = schedule;
  if (schedule.count === Infinity && 'slots' in rule) return nextCivil(schedule, rule, zone, begin, end);
  if (schedule.count === Infinity) return inWindow(schedule, zone, begin, end, rule.kind === 'elapsed' ? 1 : Infinity)[0];
  for (let at = begin, step = 2 * dayMs; at < end; at += step, step *= 2) {
    const found = expand(schedule, zone, at, Math.min(end, at + step))[0];
    if (found) return found;
  }
  return undefined;
}

/** The earliest dose of a civil rule in `[from, to)`, day by day: nearly always of the first or second day that has any. */
function nextCivil(schedule: Schedule, rule: CivilRule, zone: Zone, from: number, to: number): Occurrence | undefined {
  const odd = rule.slots.some((slot) => slot.ms < 0 || slot.ms >= dayMs); // an offset across midnight
  const last = Math.min(Math.floor(zone.toLocal(to) / dayMs) + 2, Math.floor((schedule.until - 1) / dayMs));
  let best: Occurrence | undefined;
  let stop = last;
  // A gap moves a dose forward, by a day at most (Apia, 2011): the day before counts too, and nothing earlier.
  const near = zone.toLocal(from) - dayMs;
  for (let day = nextDay(schedule, Math.floor(near / dayMs) - 1); day <= stop; day = nextDay(schedule, day + 1)) {
    for (const slot of rule.slots) {
      const local = day * dayMs + slot.ms;
      const wall = day * dayMs + Math.min(Math.max(slot.ms, 0), dayMs - 1);
      if (local < near || wall < schedule.from || wall >= schedule.until) continue;
      const at = zone.toInstant(local);
      if (at >= from && at < to && at < (best?.at ?? Infinity)) best = { at, day, slot };
    }
    if (best && stop === last) stop = Math.min(last, odd ? day + 2 : day);
  }
  return best;
}

/** The first civil day of a rule from `day` on. */
function nextDay({ rule, from }: Schedule, day: number): number {
  const start = Math.floor(from / dayMs);
  let at = Math.max(day, start);
  if (rule.kind === 'days') {
    at = start + Math.ceil((at - start) / rule.every) * rule.every;
    const { cycle } = rule;
    while (cycle && (at - start) % (cycle.on + cycle.off) >= cycle.on) at += rule.every;
  } else if (rule.kind === 'weeks') {
    const monday = start - weekday(start);
    while (!rule.weekdays[weekday(at)] || Math.floor((at - monday) / 7) % rule.every !== 0) at++;
  } else {
    let found = Infinity;
    eachDay({ ...farSchedule, rule, from }, at, at + 31 * 12 * 9, (d) => {
      found = d;
      return false;
    });
    return found; // nine years: 29 February over a year that is no leap year
  }
  return at;
}

const farSchedule: Pick<Schedule, 'until' | 'start' | 'stop' | 'count'> = { until: Infinity, start: 0, stop: Infinity, count: Infinity };

function inWindow(schedule: Schedule, zone: Zone, from: number, to: number, limit: number): Occurrence[] {
  const { rule } = schedule;
  if (rule.kind === 'elapsed') return elapsed(schedule, rule.stepMs, from, to, limit);
  const out: Occurrence[] = [];
  if (rule.kind === 'events') {
    const [low, high] = [Math.max(from, schedule.start), Math.min(to, schedule.stop)];
    rule.instants.forEach((at, i) => at >= low && at < high && out.push({ at, day: i, slot: undefined }));
    return out;
  }
  // A slot may lie a day before or after the day it belongs to (offsets), and an offset change may move it.
  const begin = Math.floor(zone.toLocal(from) / dayMs) - 2;
  const last = Math.floor(zone.toLocal(to) / dayMs) + 2;
  const { slots } = rule;
  let latest = -Infinity;
  let sorted = true;
  const visit = (day: number): boolean => {
    const midnight = day * dayMs;
    for (const slot of slots) {
      const wall = midnight + Math.min(Math.max(slot.ms, 0), dayMs - 1);
      if (wall < schedule.from || wall >= schedule.until) continue;
      const at = zone.toInstant(midnight + slot.ms);
      if (at < from || at >= to) continue;
      if (at < latest) sorted = false;
      latest = at;
      out.push({ at, day, slot });
    }
    return out.length < limit;
  };
  eachDay(schedule, begin, last, visit);
  // A gap can push a dose behind the next one.
  return sorted ? out : out.sort((a, b) => a.at - b.at);
}

function elapsed(schedule: Schedule, stepMs: number, from: number, to: number, limit: number): Occurrence[] {
  const out: Occurrence[] = [];
  const end = Math.min(to, schedule.stop);
  // What was answered splits the line: up to and with that dose it counts from the one before, afterwards from when it was taken.
  const marks: readonly Anchor[] = [{ n: -1, at: schedule.start - stepMs }, ...(schedule.anchors ?? [])];
  for (const [i, mark] of marks.entries()) {
    const lastN = marks[i + 1]?.n ?? Infinity;
    let n = mark.n + Math.max(1, Math.ceil((from - mark.at) / stepMs));
    for (let at = mark.at + (n - mark.n) * stepMs; at < end && n <= lastN && out.length < limit; at += stepMs) out.push({ at, day: n++, slot: undefined });
  }
  return out;
}

/** Visits the schedule's civil days in `[first, last]` until `visit` says stop. */
function eachDay(schedule: Schedule, first: number, last: number, visit: (day: number) => boolean): void {
  const { rule } = schedule;
  const start = Math.floor(schedule.from / dayMs);
  const end = Math.min(last, Math.floor((schedule.until - 1) / dayMs));
  const begin = Math.max(first, start);
  if (rule.kind === 'days') {
    const { every, cycle } = rule;
    for (let day = start + Math.ceil((begin - start) / every) * every; day <= end; day += every) {
      if (cycle && (day - start) % (cycle.on + cycle.off) >= cycle.on) continue;
      if (!visit(day)) return;
    }
  } else if (rule.kind === 'weeks') {
    const monday = start - weekday(start);
    for (let day = begin; day <= end; day++) {
      if (rule.weekdays[weekday(day)] && Math.floor((day - monday) / 7) % rule.every === 0 && !visit(day)) return;
    }
  } else if (rule.kind === 'months' && rule.monthDays) {
    const month = monthOf(start);
    for (let k = Math.max(0, Math.floor((begin - start) / (31 * rule.every)) - 1); month(k * rule.every).first <= end; k++) {
      const { first, length } = month(k * rule.every);
      // A day that the month does not have is left out: the 31st is not the 30th.
      for (const d of rule.monthDays) if (d <= length && first + d - 1 >= begin && first + d - 1 <= end && !visit(first + d - 1)) return;
    }
  } else if (rule.kind === 'months') {
    for (let k = Math.max(0, Math.floor((begin - start) / (31 * rule.every)) - 1); ; k++) {
      const day = addMonths(start, k * rule.every);
      if (day > end) return;
      if (day >= begin && !visit(day)) return;
    }
  }
}
