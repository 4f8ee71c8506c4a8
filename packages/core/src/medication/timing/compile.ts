import { dayMs, hourMs, minuteMs, parseMoment, parseTime, weekday } from './civil.js';
import { readBounds, type Bounds } from './bounds.js';
import { need, TimingRefused, type Refusal } from './refusal.js';
import { namedSlots, usualSlots } from './slots.js';
import { fail, ok, type Result } from '../../i18n/index.js';
import type { Extension, Timing, TimingRepeat } from '../../fhir/index.js';
import type { Anchors } from '../content.js';
import type { Rule, Schedule, Slot } from './schedule.js';
import type { Zone } from './zone.js';

/** Extension on `Timing.repeat`: days with and days without doses (21/7); FHIR R4 has none that is allowed there. */
export const cycleUrl = 'urn:nelumbo:fhir:cycle';

/** What a timing is compiled with. */
export interface CompileOptions {
  readonly zone: Zone;
  readonly anchors: Anchors;
  /** FHIR date or dateTime where the plan begins, unless the timing has bounds of its own. */
  readonly start: string;
}

const dayCodes = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const maxCount = 10_000;
const maxSlots = 24;

/** What a timing code means where `repeat` is missing (HL7 v3 GTSAbbreviation). */
const codeRepeats: Readonly<Record<string, TimingRepeat>> = {
  QD: { frequency: 1, period: 1, periodUnit: 'd' },
  BID: { frequency: 2, period: 1, periodUnit: 'd' },
  TID: { frequency: 3, period: 1, periodUnit: 'd' },
  QID: { frequency: 4, period: 1, periodUnit: 'd' },
  QOD: { frequency: 1, period: 2, periodUnit: 'd' },
  AM: { when: ['MORN'] },
  PM: { when: ['AFT'] },
  BED: { when: ['HS'] },
  WK: { frequency: 1, period: 1, periodUnit: 'wk' },
  MO: { frequency: 1, period: 1, periodUnit: 'mo' },
  ...Object.fromEntries([1, 2, 3, 4, 6, 8].map((h) => [`Q${h}H`, { frequency: 1, period: h, periodUnit: 'h' } satisfies TimingRepeat])),
};

/** The repeat of a timing, from its own or from its code; `undefined` when it has neither. */
export function repeatOf(timing: Timing): TimingRepeat | undefined {
  if (timing.repeat) return timing.repeat;
  const code = timing.code?.coding?.map((c) => c.code ?? '').find((c) => codeRepeats[c]);
  return code === undefined ? undefined : codeRepeats[code];
}

/**
 * Turns a FHIR Timing into a schedule, or says by the rule's name why it cannot: it never guesses and never throws on data.
 * As-needed dosages have no due doses; do not compile them.
 */
export function compile(timing: Timing | undefined, options: CompileOptions): Result<Schedule, Refusal> {
  try {
    return ok(build(timing, options));
  } catch (thrown) {
    if (thrown instanceof TimingRefused) return fail(thrown.refusal);
    throw thrown;
  }
}

function build(timing: Timing | undefined, options: CompileOptions): Schedule {
  need(timing !== undefined, 'no-timing', 'timing');
  need(!timing.modifierExtension?.length, 'modifier-extension', 'timing');
  if (timing.event?.length) return events(timing.event, options);
  const repeat = repeatOf(timing);
  need(repeat !== undefined, timing.code?.coding?.length ? 'unknown-code' : 'no-timing', timing.code ? 'timing.code' : 'timing');
  invariants(repeat);
  const bounds = readBounds(repeat, options.start, options.zone);
  const count = repeat.countMax ?? repeat.count ?? Infinity;
  const elapsed = repeat.periodUnit !== undefined && ['h', 'min', 's'].includes(repeat.periodUnit);
  return elapsed ? elapsedSchedule(repeat, bounds, count, options) : { rule: civilRule(repeat, bounds, options.anchors), ...bounds, count };
}

/** R4's invariants on Timing, and what breaks the numbers. */
function invariants(repeat: TimingRepeat): void {
  const { period, frequency, count, countMax } = repeat;
  need(repeat.duration === undefined || repeat.durationUnit !== undefined, 'tim-1', 'repeat.duration');
  need(period === undefined || repeat.periodUnit !== undefined, 'tim-2', 'repeat.period');
  need((repeat.duration ?? 0) >= 0, 'tim-4', 'repeat.duration');
  need((period ?? 0) >= 0, 'tim-5', 'repeat.period');
  need(repeat.periodMax === undefined || period !== undefined, 'tim-6', 'repeat.periodMax');
  need(repeat.durationMax === undefined || repeat.duration !== undefined, 'tim-7', 'repeat.durationMax');
  need(countMax === undefined || count !== undefined, 'tim-8', 'repeat.countMax');
  need(period === undefined || period > 0, 'period-zero', 'repeat.period');
  need(frequency === undefined || (frequency > 0 && Number.isInteger(frequency)), 'frequency-zero', 'repeat.frequency');
  need(repeat.frequencyMax === undefined || frequency !== undefined, 'frequency-max', 'repeat.frequencyMax');
  need(frequency === undefined || period !== undefined, 'frequency-without-period', 'repeat.frequency');
  need(repeat.periodMax === undefined || repeat.periodMax === period, 'period-range', 'repeat.periodMax');
  for (const n of [count, countMax]) need(n === undefined || (n >= 1 && n <= maxCount && Number.isInteger(n)), 'count-range', 'repeat.count');
  for (const day of repeat.dayOfWeek ?? []) need(dayCodes.includes(day), 'unknown-day', 'repeat.dayOfWeek');
}

function elapsedSchedule(repeat: TimingRepeat, bounds: Bounds, count: number, { zone, anchors }: CompileOptions): Schedule {
  need(!repeat.when?.length && !repeat.timeOfDay?.length && !repeat.dayOfWeek?.length, 'elapsed-with-times', 'repeat');
  need(!repeat.offset, 'tim-9', 'repeat.offset');
  const unit = { h: hourMs, min: minuteMs, s: 1000 }[repeat.periodUnit as 'h' | 'min' | 's']; // the caller looked
  const stepMs = (repeat.period! * unit) / (repeat.frequency ?? 1);
  need(stepMs >= dayMs / maxSlots, 'too-many-slots', 'repeat.period');
  const from = bounds.wholeDay ? bounds.from + parseTime(anchors.perDay['1']?.[0] ?? '08:00')! : bounds.from;
  const start = bounds.wholeDay ? zone.toInstant(from) : bounds.start;
  return { rule: { kind: 'elapsed', stepMs }, ...bounds, from, start, count };
}

function civilRule(repeat: TimingRepeat, bounds: Bounds, anchors: Anchors): Rule {
  const named = namedSlots(repeat, anchors);
  const days = [...new Set(repeat.dayOfWeek ?? [])];
  const unit = repeat.periodUnit ?? (days.length ? 'wk' : 'd');
  const every = repeat.period ?? 1;
  const frequency = repeat.frequency ?? 1;
  need(repeat.period !== undefined || named.length > 0 || days.length > 0, 'no-timing', 'repeat');
  need(['d', 'wk', 'mo', 'a'].includes(unit), 'period-unit', 'repeat.periodUnit');
  need(frequency <= maxSlots * (unit === 'd' ? 1 : 7) && named.length <= maxSlots, 'too-many-slots', 'repeat.frequency');
  need(Number.isInteger(every), 'period-unit', 'repeat.period');
  const cycle = readCycle(repeat.extension);
  if (unit === 'd' && !days.length) {
    return { kind: 'days', every, slots: slotsFor(repeat, named, 1, anchors), ...(cycle ? { cycle } : {}) };
  }
  need(cycle === undefined, 'cycle', 'repeat.extension');
  if (unit === 'd' || unit === 'wk') return weekly(repeat, named, { days, every, unit, start: bounds.from }, anchors);
  need(days.length === 0 && frequency === 1, 'several-a-period', 'repeat.frequency');
  return { kind: 'months', every: every * (unit === 'a' ? 12 : 1), slots: named.length ? named : usualSlots(1, anchors) };
}

interface Week {
  readonly days: readonly string[];
  readonly every: number;
  readonly unit: string;
  readonly start: number;
}

function weekly(repeat: TimingRepeat, named: readonly Slot[], { days, every, unit, start }: Week, anchors: Anchors): Rule {
  need(unit === 'wk' || every === 1, 'frequency-times', 'repeat.dayOfWeek'); // every 2 days, and on Fridays?
  const frequency = repeat.frequency ?? 1;
  need(days.length > 0 || frequency === Math.max(1, named.length), 'weekly-without-days', 'repeat.dayOfWeek');
  const weekdays = dayCodes.map((code, i) => (days.length ? days.includes(code) : i === weekday(Math.floor(start / dayMs))));
  // "3 a week on Mon, Wed, Fri" counts the week; "2 a day on Mon" counts the day.
  const perWeek = unit === 'wk' && days.length > 1 && repeat.frequency !== undefined && frequency === days.length * Math.max(1, named.length);
  return { kind: 'weeks', every, weekdays, slots: slotsFor(repeat, named, perWeek ? days.length : 1, anchors) };
}

/** The named slots, if they agree with the frequency (`days` of the period share it); without names the usual ones. */
function slotsFor(repeat: TimingRepeat, named: readonly Slot[], days: number, anchors: Anchors): readonly Slot[] {
  const perDay = (repeat.frequency ?? Math.max(1, named.length)) / days;
  if (!named.length) return usualSlots(perDay, anchors);
  need(perDay === named.length, 'frequency-times', 'repeat.frequency');
  return named;
}

function events(texts: readonly string[], { zone, anchors }: CompileOptions): Schedule {
  const usual = parseTime(anchors.perDay['1']?.[0] ?? '08:00')!;
  const instants = texts.map((text) => {
    const moment = parseMoment(text);
    need(moment !== undefined, 'event-format', 'timing.event');
    return moment.instant ?? zone.toInstant(moment.local + (moment.wholeDay ? usual : 0));
  });
  need(instants.length <= maxCount, 'count-range', 'timing.event');
  const sorted = [...new Set(instants)].sort((a, b) => a - b);
  return { rule: { kind: 'events', instants: sorted }, from: -Infinity, until: Infinity, start: sorted[0]!, stop: sorted.at(-1)! + 1, count: Infinity };
}

/** Reads the cycle extension. @throws TimingRefused `cycle` when a part is missing or below 1 */
export function readCycle(extensions: readonly Extension[] | undefined): { on: number; off: number } | undefined {
  const found = extensions?.find((e) => e.url === cycleUrl);
  if (!found) return undefined;
  const [on, off] = ['on', 'off'].map((url) => found.extension?.find((e) => e.url === url)?.valueInteger);
  need(on !== undefined && off !== undefined && on > 0 && off > 0, 'cycle', 'repeat.extension');
  return { on, off };
}
