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

/** FHIR's own extensions that are read. */
export const dayOfMonthUrl = 'http://hl7.org/fhir/StructureDefinition/timing-dayOfMonth';
export const exactUrl = 'http://hl7.org/fhir/StructureDefinition/timing-exact';

/** FHIR's extension on Dosage: so long at least from one dose to the next. */
export const minimumGapUrl = 'http://hl7.org/fhir/StructureDefinition/dosage-minimumGapBetweenDose';

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

/** What a timing code means where `repeat` is missing (HL7 v3 GTSAbbreviation; HS and QHS are the everyday names of its BED). */
const codeRepeats: Readonly<Record<string, TimingRepeat>> = {
  ...Object.fromEntries(['QD', 'BID', 'TID', 'QID'].map((code, i) => [code, { frequency: i + 1, period: 1, periodUnit: 'd' } satisfies TimingRepeat])),
  QOD: { frequency: 1, period: 2, periodUnit: 'd' },
  AM: { when: ['MORN'] },
  PM: { when: ['AFT'] },
  ...{ BED: { when: ['HS'] }, HS: { when: ['HS'] }, QHS: { when: ['HS'] } },
  WK: { frequency: 1, period: 1, periodUnit: 'wk' },
  MO: { frequency: 1, period: 1, periodUnit: 'mo' },
  ...Object.fromEntries([1, 2, 3, 4, 6, 8, 12, 24].map((h) => [`Q${h}H`, { frequency: 1, period: h, periodUnit: 'h' } satisfies TimingRepeat])),
};

/** Elements of a repeat that say when; the others (bounds, count, duration) only limit. */
const whenKeys = ['frequency', 'frequencyMax', 'period', 'periodMax', 'periodUnit', 'dayOfWeek', 'timeOfDay', 'when', 'offset'] as const;

/** Systems whose codes these are, in the spellings of R4 and before; a local system may mean something else by the same letters. */
const codeSystems = /(?:GTSAbbreviation|TimingEvent|timing-abbreviation)$/;

/** What a timing's code means; `undefined` without one that is known. */
function codeRepeat(timing: Timing): TimingRepeat | undefined {
  const known = timing.code?.coding?.find((c) => (!c.system || codeSystems.test(c.system)) && Object.hasOwn(codeRepeats, c.code ?? ''));
  return known && codeRepeats[known.code!];
}

const saysWhen = (repeat: TimingRepeat): boolean => whenKeys.some((key) => repeat[key] !== undefined) || Boolean(repeat.extension?.length);

/**
 * The repeat of a timing, from its own or from its code; `undefined` when it has neither. A repeat that only bounds leaves the
 * code to say when: FHIR says that bounds still apply over the code.
 */
export function repeatOf(timing: Timing): TimingRepeat | undefined {
  const { repeat } = timing;
  if (repeat && saysWhen(repeat)) return repeat;
  const coded = codeRepeat(timing);
  return coded ? { ...coded, ...repeat } : repeat;
}

/** Whether the code says nothing that the repeat does not say too: then it needs no words of its own. */
export function codeAgrees(timing: Timing): boolean {
  const coded = codeRepeat(timing);
  const repeat = repeatOf(timing);
  return coded !== undefined && Object.entries(coded).every(([key, value]) => JSON.stringify(repeat?.[key as keyof TimingRepeat]) === JSON.stringify(value));
}

/** Whether a timing is both a list of instants and a rule: then it is two schedules. */
export const splitTiming = (timing: Timing): readonly Timing[] => {
  const { event, ...rule } = timing;
  const repeat = event?.length ? repeatOf(rule) : undefined;
  if (!event?.length || !repeat || !saysWhen(repeat)) return [timing];
  return [{ event, ...(timing.repeat?.boundsPeriod ? { repeat: { boundsPeriod: timing.repeat.boundsPeriod } } : {}) }, rule];
};

/**
 * Turns a FHIR Timing (R4 by its shape: `readPlan` looks at that) into a schedule, or says by the rule's name why it cannot: it never guesses and never throws on data.
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
  if (timing.event?.length) return events(timing, options);
  const repeat = repeatOf(timing);
  need(repeat !== undefined, timing.code ? 'unknown-code' : 'no-timing', timing.code ? 'timing.code' : 'timing');
  need(!timing.code || saysWhen(repeat), 'unknown-code', 'timing.code');
  invariants(repeat);
  const bounds = readBounds(repeat, options.start, options.zone);
  const count = repeat.countMax ?? repeat.count ?? Infinity;
  const elapsed = repeat.periodUnit !== undefined && ['h', 'min', 's'].includes(repeat.periodUnit);
  const optional = optionalOf(repeat);
  if (elapsed) return { ...elapsedSchedule(repeat, bounds, count, options), ...optional };
  const { rule, earlyMs } = civilRule(repeat, bounds, options.anchors);
  return { rule, ...bounds, count, ...(earlyMs ? { earlyMs } : {}), ...optional };
}

/** Milliseconds of a period, civil ones by their usual length: only for how many may be taken in it. */
const usualMs: Readonly<Record<string, number>> = { s: 1000, min: minuteMs, h: hourMs, d: dayMs, wk: 7 * dayMs, mo: 30 * dayMs, a: 365 * dayMs };

function optionalOf({ frequency, frequencyMax, period, periodUnit }: TimingRepeat): Pick<Schedule, 'optional'> {
  if (frequencyMax === undefined || frequencyMax <= (frequency ?? 1)) return {};
  return { optional: { doses: frequencyMax - (frequency ?? 1), periodMs: (period ?? 1) * usualMs[periodUnit ?? 'd']! } };
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
  need(repeat.periodMax === undefined || repeat.periodMax >= period!, 'period-range', 'repeat.periodMax');
  need(repeat.periodMax === undefined || repeat.periodMax === period || (frequency ?? 1) === 1, 'period-range', 'repeat.periodMax'); // twice every 4-6 h?
  need(repeat.frequencyMax === undefined || repeat.frequencyMax >= frequency!, 'frequency-max', 'repeat.frequencyMax');
  for (const n of [count, countMax]) need(n === undefined || (n >= 1 && n <= maxCount && Number.isInteger(n)), 'count-range', 'repeat.count');
  for (const day of repeat.dayOfWeek ?? []) need(dayCodes.includes(day), 'unknown-day', 'repeat.dayOfWeek');
}

function elapsedSchedule(repeat: TimingRepeat, bounds: Bounds, count: number, { zone, anchors }: CompileOptions): Schedule {
  need(!repeat.when?.length && !repeat.timeOfDay?.length && !repeat.dayOfWeek?.length, 'elapsed-with-times', 'repeat');
  need(!repeat.offset, 'tim-9', 'repeat.offset');
  need(!repeat.extension?.some((e) => e.url === cycleUrl || e.url === dayOfMonthUrl), 'cycle', 'repeat.extension');
  const unit = usualMs[repeat.periodUnit!]!;
  const stepMs = ((repeat.periodMax ?? repeat.period!) * unit) / (repeat.frequency ?? 1);
  const earlyMs = repeat.periodMax === undefined ? 0 : (repeat.periodMax - repeat.period!) * unit;
  need(stepMs - earlyMs >= dayMs / maxSlots, 'too-many-slots', 'repeat.period');
  const from = bounds.wholeDay ? bounds.from + parseTime(anchors.perDay['1']?.[0] ?? '08:00')! : bounds.from;
  const start = bounds.wholeDay ? zone.toInstant(from) : bounds.start;
  return { rule: { kind: 'elapsed', stepMs }, ...bounds, from, start, count, ...(earlyMs ? { earlyMs } : {}) };
}

function civilRule(repeat: TimingRepeat, bounds: Bounds, anchors: Anchors): { rule: Rule; earlyMs?: number } {
  const named = namedSlots(repeat, anchors);
  const days = [...new Set(repeat.dayOfWeek ?? [])];
  const unit = repeat.periodUnit ?? (days.length ? 'wk' : 'd');
  const every = repeat.periodMax ?? repeat.period ?? 1;
  const earlyMs = (every - (repeat.period ?? every)) * usualMs[unit]!;
  const frequency = repeat.frequency ?? 1;
  const monthDays = readMonthDays(repeat.extension);
  need(repeat.period !== undefined || named.length > 0 || days.length > 0 || monthDays !== undefined, 'no-timing', 'repeat');
  need(['d', 'wk', 'mo', 'a'].includes(unit), 'period-unit', 'repeat.periodUnit');
  need(frequency <= maxSlots * (unit === 'd' ? 1 : 7) && named.length <= maxSlots, 'too-many-slots', 'repeat.frequency');
  need(Number.isInteger(every), 'period-unit', 'repeat.period');
  need(earlyMs === 0 || (days.length === 0 && monthDays === undefined), 'period-range', 'repeat.periodMax');
  const cycle = readCycle(repeat.extension);
  if (monthDays) return { rule: monthly(repeat, named, monthDays, anchors) };
  if (unit === 'd' && !days.length) {
    need(every === 1 || frequency === 1 || named.length > 0, 'several-a-period', 'repeat.frequency'); // twice in two days: on which?
    return { rule: { kind: 'days', every, slots: slotsFor(repeat, named, 1, anchors), ...(cycle ? { cycle } : {}) }, earlyMs };
  }
  need(cycle === undefined, 'cycle', 'repeat.extension');
  if (unit === 'd' || unit === 'wk') return { rule: weekly(repeat, named, { days, every, unit, start: bounds.from }, anchors), earlyMs };
  need(days.length === 0 && (frequency === 1 || frequency === named.length), 'several-a-period', 'repeat.frequency');
  return { rule: { kind: 'months', every: every * (unit === 'a' ? 12 : 1), slots: named.length ? named : usualSlots(1, anchors) }, earlyMs };
}

/** "On the 1st and the 15th": so many doses a month as days named, or as days times hours. */
function monthly(repeat: TimingRepeat, named: readonly Slot[], monthDays: readonly number[], anchors: Anchors): Rule {
  const { periodUnit = 'mo', period = 1, periodMax, frequency, dayOfWeek } = repeat;
  need(!dayOfWeek?.length && periodMax === undefined && periodUnit === 'mo', 'several-a-period', 'repeat.extension');
  const perDay = Math.max(1, named.length);
  need(frequency === undefined || frequency === monthDays.length * perDay || frequency === perDay, 'frequency-times', 'repeat.frequency');
  return { kind: 'months', every: period, monthDays, slots: named.length ? named : usualSlots(1, anchors) };
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
  const hours = Math.max(1, named.length);
  const weekdays = dayCodes.map((code, i) => (days.length ? days.includes(code) : i === weekday(Math.floor(start / dayMs))));
  // "3 a week on Mon, Wed, Fri" counts the week; "2 a day on Mon" counts the day, and so does "once a week on Mon, Wed". 3 a week on two days?
  const perWeek = unit === 'wk' && days.length > 1 && repeat.frequency !== undefined && frequency !== hours;
  need(!perWeek || frequency % days.length === 0, 'frequency-times', 'repeat.frequency');
  return { kind: 'weeks', every, weekdays, slots: slotsFor(repeat, named, perWeek ? days.length : 1, anchors) };
}

/** The named slots, if they agree with the frequency (`days` of the period share it); without names the usual ones. */
function slotsFor(repeat: TimingRepeat, named: readonly Slot[], days: number, anchors: Anchors): readonly Slot[] {
  const perDay = (repeat.frequency ?? Math.max(1, named.length)) / days;
  if (!named.length) return usualSlots(perDay, anchors);
  need(perDay === named.length, 'frequency-times', 'repeat.frequency');
  return named;
}

function events(timing: Timing, { zone, anchors }: CompileOptions): Schedule {
  const usual = parseTime(anchors.perDay['1']?.[0] ?? '08:00')!;
  const instants = (timing.event ?? []).map((text) => {
    const moment = parseMoment(text);
    need(moment !== undefined && text.length > 7, 'event-format', 'timing.event'); // a month or a year names no day
    return moment.instant ?? zone.toInstant(moment.local + (moment.wholeDay ? usual : 0));
  });
  need(instants.length <= maxCount, 'count-range', 'timing.event');
  const sorted = [...new Set(instants)].sort((a, b) => a - b);
  // Bounds of their own limit a list too; the plan's beginning does not.
  const { start = -Infinity, stop = Infinity } = timing.repeat?.boundsPeriod ? readBounds(timing.repeat, '1000-01-01', zone) : {};
  const [first, end] = [Math.max(start, sorted[0]!), Math.min(stop, sorted.at(-1)! + 1)];
  return { rule: { kind: 'events', instants: sorted }, from: -Infinity, until: Infinity, start: first, stop: end, count: Infinity };
}

/** Reads the cycle extension. @throws TimingRefused `cycle` when a part is missing or below 1 */
export function readCycle(extensions: readonly Extension[] | undefined): { on: number; off: number } | undefined {
  const found = extensions?.find((e) => e.url === cycleUrl);
  if (!found) return undefined;
  const [on, off] = ['on', 'off'].map((url) => found.extension?.find((e) => e.url === url)?.valueInteger);
  need(Number.isInteger(on) && Number.isInteger(off) && on! > 0 && off! > 0, 'cycle', 'repeat.extension');
  return { on: on!, off: off! };
}

/** Reads FHIR's `timing-dayOfMonth`. @throws TimingRefused `unknown-day` for what is no day of a month */
function readMonthDays(extensions: readonly Extension[] | undefined): readonly number[] | undefined {
  const found = extensions?.filter((e) => e.url === dayOfMonthUrl).map((e) => e.valuePositiveInt);
  if (!found?.length) return undefined;
  for (const day of found) need(day !== undefined && day >= 1 && day <= 31 && Number.isInteger(day), 'unknown-day', 'repeat.extension');
  return [...new Set(found as number[])].sort((a, b) => a - b); // checked above
}

/** Whether the hour is to be kept (`timing-exact`): then the window is a quarter of an hour. */
export const isExact = (timing: Timing | undefined): boolean =>
  [...(timing?.extension ?? []), ...(timing?.repeat?.extension ?? [])].some((e) => e.url === exactUrl && e.valueBoolean !== false);
