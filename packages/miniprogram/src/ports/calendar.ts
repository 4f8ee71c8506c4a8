import type { MedicationApi } from '@nelumbo/core/medication';
import { call, type MiniApi } from './call.js';

/** One event for the phone's own calendar. Times in seconds since 1970 UTC, as the platform takes them. */
export interface CalendarEvent {
  readonly title: string;
  readonly startTime: number;
  /** Absent: once. */
  readonly repeatInterval?: 'day' | 'week';
  readonly repeatEndTime?: number;
}

const DAY = 86_400_000;
const AHEAD = 14; // days, for what no rule of the platform can say
const REPEATS = 180; // days that a repeating event goes on; the platform cannot take it back, so not for ever

const dateOf = (at: number, offset: number): string => new Date(at + offset * 60_000).toISOString().slice(0, 10);

/**
 * What to write into the phone's calendar so that it reminds of every dose: one repeating event for each time of day, or for each
 * weekday and time; single events for two weeks where the plan has another rhythm (every second day, cycles, every few hours), since
 * the platform knows no interval. Ascending; neutral words, never a medicine's name.
 * @param offset - minutes east of UTC
 */
export async function calendarEvents(
  medication: Pick<MedicationApi, 'plans' | 'day'>,
  { now, offset, title }: { readonly now: number; readonly offset: number; readonly title: string },
): Promise<readonly CalendarEvent[]> {
  const plans = (await medication.plans()).filter((plan) => plan.active && plan.remind && !plan.paused);
  const tomorrow = Date.parse(dateOf(now + DAY, offset));
  const events = new Map<string, CalendarEvent>();
  for (const { ref, pattern } of plans) {
    const rhythm =
      !pattern || pattern.everyHours || pattern.cycle || pattern.end || (pattern.everyDays ?? 1) > 1 ? 'once' : pattern.weekdays?.length ? 'week' : 'day';
    const first = Math.max(tomorrow, Date.parse(pattern?.start ?? '') || 0); // what begins later repeats from then
    const dates = Array.from({ length: rhythm === 'day' ? 1 : rhythm === 'week' ? 7 : AHEAD }, (_none, i) => dateOf(first + i * DAY, 0));
    for (const day of await Promise.all(dates.map((date) => medication.day(date))))
      for (const { plan, due, local } of day.doses) {
        if (plan !== ref) continue;
        // Doses of one minute share an event, the earlier one: it says that it is time, not what for.
        const key = rhythm === 'day' ? local.time : rhythm === 'week' ? `${new Date(local.date).getUTCDay()} ${local.time}` : `${due}`;
        const startTime = Math.floor(due / 1000);
        if (events.has(key) && events.get(key)!.startTime <= startTime) continue;
        events.set(key, { title, startTime, ...(rhythm !== 'once' && { repeatInterval: rhythm, repeatEndTime: startTime + (REPEATS * DAY) / 1000 }) });
      }
  }
  // A weekly event that a daily one of the same minute says already is not written.
  const said = ([key, { startTime }]: [string, CalendarEvent]) => /^\d ../.test(key) && (events.get(key.slice(2))?.startTime ?? Infinity) <= startTime;
  return [...events].filter((event) => !said(event)).map(([, event]) => event).sort((a, b) => a.startTime - b.startTime); // prettier-ignore
}

/**
 * Writes events into the phone's calendar; call it in a tap. The platform asks the user once.
 * @returns how many were written; fewer than given where the user said no in between
 */
export async function writeCalendar(api: MiniApi, events: readonly CalendarEvent[]): Promise<number> {
  let written = 0;
  for (const { title, startTime, repeatInterval, repeatEndTime } of events) {
    const event = { title, startTime, alarm: true, alarmOffset: 0 };
    try {
      if (repeatInterval) await call(api, 'addPhoneRepeatCalendar', { ...event, repeatInterval, repeatEndTime });
      else await call(api, 'addPhoneCalendar', { ...event, endTime: String(startTime + 900) });
    } catch {
      return written; // refused: asking again for each of them would be a nuisance
    }
    written++;
  }
  return written;
}
