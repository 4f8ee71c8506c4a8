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
  const days = await Promise.all(Array.from({ length: AHEAD }, (_none, i) => medication.day(dateOf(now + (i + 1) * DAY, offset))));
  const events = new Map<string, CalendarEvent>();
  const add = (key: string, at: number, repeatInterval?: 'day' | 'week') => {
    const repeat = repeatInterval && { repeatInterval, repeatEndTime: Math.floor((at + REPEATS * DAY) / 1000) };
    if (!events.has(key)) events.set(key, { title, startTime: Math.floor(at / 1000), ...repeat });
  };
  for (const plan of plans) {
    const { pattern } = plan;
    const rhythm =
      !pattern || pattern.everyHours || pattern.cycle || pattern.end || (pattern.everyDays ?? 1) > 1 ? 'single' : pattern.weekdays?.length ? 'week' : 'day';
    const span = rhythm === 'day' ? 1 : rhythm === 'week' ? 7 : AHEAD;
    for (const [i, day] of days.slice(0, span).entries())
      for (const dose of day.doses.filter((one) => one.plan === plan.ref)) {
        // Doses of one minute share an event: it says that it is time, not what for.
        const minute = dose.local.time;
        if (rhythm === 'day') add(`day ${minute}`, dose.due, 'day');
        else if (rhythm === 'week') add(`week ${i % 7} ${minute}`, dose.due, 'week');
        else add(`once ${dose.due}`, dose.due);
      }
  }
  const daily = new Set([...events.keys()].filter((key) => key.startsWith('day ')).map((key) => key.slice(4)));
  return [...events].filter(([key]) => key.startsWith('day ') || !daily.has(key.slice(-5))).map(([, event]) => event).sort((a, b) => a.startTime - b.startTime); // prettier-ignore
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
