import { planDoses, type Line, type CompiledPlan } from '../doses.js';
import { reminderTexts } from '../text/reminder.js';
import { describe, describeQuantity } from '../text/describe.js';
import { dayMs, minuteMs } from '../timing/civil.js';
import { next } from '../timing/schedule.js';
import { escapeText, fold, localStamp, utcStamp } from './lines.js';
import { recurrence } from './rule.js';
import { timezone } from './timezone.js';
import { pickTexts, type LocaleTag } from '../../i18n/index.js';
import type { Chain } from '../ledger.js';

/** What an exported calendar holds. */
export interface CalendarOptions {
  /** Writes medicine and amount into the events. Default false: others may see the calendar. */
  readonly names?: boolean;
  /** How long before the dose the alarm sounds, minutes. Default 0. */
  readonly minutesBefore?: number;
}

/** An iCalendar file (RFC 5545). */
export interface CalendarFile {
  readonly name: string;
  readonly text: string;
  readonly events: number;
  /** Until when single events reach, ms: where the schedule cannot be said as a rule. Import again before it; absent where all repeat by rule. */
  readonly until?: number;
}

/** Days ahead for what has no rule in iCalendar: elapsed hours, cycles, counts. */
const singleDays = 60;

interface Export extends Required<CalendarOptions> {
  readonly now: number;
  readonly locale: LocaleTag;
  readonly texts: { readonly title: string; readonly text: string };
}

/** Writes the active plans as events with alarms. Times float where the plan follows the device, and name its zone where it stays at home. */
export function calendarFile(chains: readonly Chain[], now: number, locale: LocaleTag, options: CalendarOptions = {}): CalendarFile {
  const set: Export = { names: false, minutesBefore: 0, ...options, now, locale, texts: pickTexts(reminderTexts, locale) };
  const active = chains.filter(({ current }) => current.plan.active && current.plan.remind);
  const zones = [...new Map(active.flatMap((c) => (c.current.plan.zone ? [[c.current.plan.zone, c.zone] as const] : [])))];
  let single = false;
  const events = active.flatMap((chain) =>
    chain.current.lines.flatMap((line) => {
      const ruled = ruledEvents(chain, line, set);
      single ||= !ruled;
      return ruled ?? singleEvents(chain, line, set);
    }),
  );
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Nelumbo//Medication//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'];
  const lines = [...head, ...zones.flatMap(([name, zone]) => timezone(name, zone, now)), ...events.flat(), 'END:VCALENDAR'];
  const file = { name: 'nelumbo-medication.ics', text: lines.map(fold).join(''), events: events.length };
  return single ? { ...file, until: now + singleDays * dayMs } : file;
}

/** One event a slot, repeated by rule; `undefined` where iCalendar has no such rule. */
function ruledEvents(chain: Chain, line: Line, set: Export): string[][] | undefined {
  const { schedule } = line;
  if (!('slots' in schedule.rule) || schedule.count < Infinity) return undefined;
  const { plan } = chain.current;
  const out: string[][] = [];
  for (const slot of schedule.rule.slots) {
    const alone = { ...schedule, rule: { ...schedule.rule, slots: [slot] } };
    const rule = recurrence(alone, chain.zone, plan.zone !== undefined);
    if (rule === undefined) return undefined;
    const first = next(alone, chain.zone, set.now - dayMs);
    if (!first) continue;
    const wall = localStamp(first.day * dayMs + slot.ms);
    const start = plan.zone ? `DTSTART;TZID=${plan.zone}:${wall}` : `DTSTART:${wall}`;
    out.push(event(chain.current, line, set, { slot: `${line.index}-${line.part}-${slot.name}`, start, rule }));
  }
  return out;
}

function singleEvents(chain: Chain, line: Line, set: Export): string[][] {
  const alone: CompiledPlan = { ...chain.current, lines: [line] };
  return planDoses(alone, chain.zone, set.now, set.now + singleDays * dayMs).map((dose) =>
    event(chain.current, line, set, { slot: dose.id.slice(dose.id.indexOf(':') + 1), start: `DTSTART:${utcStamp(dose.due)}` }),
  );
}

interface When {
  readonly slot: string;
  readonly start: string;
  readonly rule?: string;
}

function event({ plan }: CompiledPlan, line: Line, set: Export, { slot, start, rule }: When): string[] {
  const { texts, locale, names } = set;
  const title = names ? `${plan.name} ${describeQuantity(line.amount, locale)}` : texts.title;
  const text = names ? describe(line.dosage, locale).text : texts.text;
  return [
    ...['BEGIN:VEVENT', `UID:${plan.group}-${slot.replace(/[^\w.-]/g, '-')}@nelumbo`, `DTSTAMP:${utcStamp(set.now)}`],
    `SEQUENCE:${Math.floor((set.now - Date.UTC(2026, 0, 1)) / minuteMs)}`, // rises with every export, so that an import replaces
    ...[start, 'DURATION:PT5M', ...(rule ? [`RRULE:${rule}`] : []), 'TRANSP:TRANSPARENT', 'CLASS:PRIVATE'],
    ...[`SUMMARY:${escapeText(title)}`, `DESCRIPTION:${escapeText(text)}`],
    ...[
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:-PT${Math.max(0, Math.round(set.minutesBefore))}M`,
      `DESCRIPTION:${escapeText(title)}`,
      'END:VALARM',
      'END:VEVENT',
    ],
  ];
}
