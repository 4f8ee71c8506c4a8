import type { Windows } from './content.js';
import type { PlannedDose } from './doses.js';
import { minuteMs } from './timing/civil.js';

/** What a dose is at a moment. `extra`: as needed, or outside the plan. */
export const doseStates = ['upcoming', 'due', 'late', 'missed', 'snoozed', 'taken', 'skipped', 'extra'] as const;

/** One of {@link doseStates}. */
export type DoseState = (typeof doseStates)[number];

/** Instants at which an unanswered dose changes its state. */
export interface DoseWindow {
  readonly opens: number;
  /** From here on it is late. */
  readonly late: number;
  /** From here on it is missed. */
  readonly missed: number;
}

/** Minutes around an hour that is to be kept (`timing-exact`). */
const exactMinutes = 15;

/**
 * The window of a dose: opens before it is due, is on time for a while, late up to half the way to the next dose of the plan.
 * One that may be taken within a range of hours opens with the range; one that is to be kept exactly has a quarter of an hour.
 * @param following - due instant of the plan's next dose, if there is one
 */
export function doseWindow(dose: Pick<PlannedDose, 'due' | 'allowed' | 'exact'>, following: number | undefined, windows: Windows): DoseWindow {
  const { due, allowed = Infinity, exact } = dose;
  const half = following === undefined ? Infinity : (following - due) / 2;
  const missed = due + Math.min(half, windows.lateMaxMinutes * minuteMs);
  const [before, onTime] = exact ? [exactMinutes, exactMinutes] : [windows.openBeforeMinutes, windows.onTimeMinutes];
  return { opens: Math.min(allowed, due - before * minuteMs), late: Math.min(due + onTime * minuteMs, missed), missed };
}

/** State of an unanswered dose. A snooze holds only inside the window. */
export function openState(due: number, window: DoseWindow, now: number, snoozedUntil: number | undefined): DoseState {
  if (now >= window.missed) return 'missed';
  if (now < window.opens) return 'upcoming';
  if (snoozedUntil !== undefined && now < snoozedUntil) return 'snoozed';
  return now < window.late ? 'due' : 'late';
}

/** The next instant after `now` at which the dose looks different, or `Infinity`. */
export function nextStateChange(due: number, window: DoseWindow, now: number, snoozedUntil: number | undefined): number {
  const marks = [window.opens, window.late, window.missed, due, snoozedUntil ?? Infinity];
  return Math.min(...marks.filter((t) => t > now), Infinity);
}
