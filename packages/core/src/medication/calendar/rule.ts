import { localStamp, utcStamp } from './lines.js';
import { dayMs } from '../timing/civil.js';
import type { Schedule } from '../timing/schedule.js';
import type { Zone } from '../timing/zone.js';

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * The RRULE of a schedule with one slot; `undefined` where iCalendar has none (cycles, elapsed hours, lists).
 * @param zoned - UNTIL is then an instant, as RFC 5545 asks; else it floats like the start
 */
export function recurrence(schedule: Schedule, zone: Zone, zoned: boolean): string | undefined {
  const { rule, from, until } = schedule;
  if (!('slots' in rule)) return undefined;
  const slot = rule.slots[0]!;
  // A slot belongs to the day it is named after: the last day with a dose ends the rule, wherever an offset moved the hour.
  const last = until === Infinity ? undefined : (Math.ceil(until / dayMs) - 1) * dayMs + slot.ms;
  const within = last === undefined ? undefined : Math.min(last, slot.ms >= 0 && slot.ms < dayMs ? until - 1 : Infinity);
  const end = within === undefined ? '' : `;UNTIL=${zoned ? utcStamp(zone.toInstant(within)) : localStamp(within)}`;
  const every = rule.every === 1 ? '' : `;INTERVAL=${rule.every}`;
  if (rule.kind === 'days') return rule.cycle ? undefined : `FREQ=DAILY${every}${end}`;
  // Before or after midnight the weekday is another one than the day's own.
  const shift = Math.floor(slot.ms / dayMs);
  if (rule.kind === 'weeks') {
    const named = days.filter((_day, i) => rule.weekdays[(((i - shift) % 7) + 7) % 7]);
    return shift && rule.every > 1 ? undefined : `FREQ=WEEKLY${every};BYDAY=${named.join(',')};WKST=MO${end}`;
  }
  if (shift) return undefined;
  if (rule.monthDays) return `FREQ=MONTHLY${every};BYMONTHDAY=${rule.monthDays.join(',')}${end}`;
  const day = new Date(from).getUTCDate();
  // A short month takes its last day: of 28 to 31 the last that there is.
  const on = day <= 28 ? `BYMONTHDAY=${day}` : `BYMONTHDAY=${[28, 29, 30, 31].filter((d) => d <= day).join(',')};BYSETPOS=-1`;
  return `FREQ=MONTHLY${every};${on}${end}`;
}
