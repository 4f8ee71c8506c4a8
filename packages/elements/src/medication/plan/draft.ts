import { numberTyped } from '@nelumbo/core/i18n';
import type { DosePattern, Habits, PlanInput, PlanView, ScheduleContent, ZonePolicy } from '@nelumbo/core/medication';
import { stepsOf, taperDosages, type TaperStep } from './taper.js';

export const modes = ['meals', 'clock', 'hours', 'needed'] as const;
export const relations = ['before', 'with', 'after'] as const;
export const dayModes = ['daily', 'weekdays', 'interval', 'cycle'] as const;
export const mealCodes = ['CM', 'CD', 'CV', 'HS'] as const;
/** Hours that a plan by meals hangs on. */
export const anchorCodes = ['WAKE', 'CM', 'CD', 'CV', 'HS'] as const;
export const weekdayCodes = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Mode = (typeof modes)[number];
export type Relation = (typeof relations)[number];
export type DayMode = (typeof dayModes)[number];

/** What stands in the fields of the plan editor: text as typed, so that nothing is lost whatever is typed. */
export interface Draft {
  readonly name: string;
  readonly amount: string;
  readonly unit: string;
  readonly mode: Mode;
  readonly meals: readonly string[];
  readonly relation: Relation;
  readonly times: readonly string[];
  readonly food: '' | Relation;
  readonly everyHours: string;
  readonly firstDose: string;
  readonly days: DayMode;
  readonly weekdays: readonly string[];
  readonly everyDays: string;
  /** Days with doses and days without, in turn. */
  readonly cycleOn: string;
  readonly cycleOff: string;
  /** What follows the first amount, step by step; empty for an amount that stays. */
  readonly taper: readonly TaperStep[];
  /** How many days the first amount lasts, where others follow. */
  readonly taperDays: string;
  readonly zonePolicy: ZonePolicy;
  /** The user's own hours by code, as they stand in the fields. */
  readonly anchors: Readonly<Record<string, string>>;
  readonly start: string;
  readonly end: string;
  readonly note: string;
  readonly stock: string;
  /** Use by, `YYYY-MM-DD`; may be empty. */
  readonly expires: string;
  readonly remind: boolean;
}

/** An empty editor, at the usual times of the content. */
export function emptyDraft(content: ScheduleContent, habits: Habits = {}): Draft {
  return {
    ...{ name: '', amount: '1', unit: content.units[0]?.code ?? '{tablet}', mode: 'meals', meals: ['CM', 'CV'], relation: 'after' },
    ...{ times: content.perDay['2'] ?? ['08:00', '20:00'], food: '', everyHours: '8', firstDose: content.perDay['1']?.[0] ?? '08:00' },
    ...{ cycleOn: '21', cycleOff: '7', taper: [], taperDays: '7', zonePolicy: 'follow-device', anchors: hoursOf(content, habits) },
    ...{ days: 'daily', weekdays: [], everyDays: '2', start: '', end: '', note: '', stock: '', expires: '', remind: true },
  };
}

/** The hours that a plan by meals goes by: the user's, else the usual ones. */
export const hoursOf = (content: ScheduleContent, { anchors = {} }: Habits): Readonly<Record<string, string>> =>
  Object.fromEntries(anchorCodes.map((code) => [code, anchors[code] ?? content.anchors[code] ?? '']));

const relationCodes: Readonly<Record<string, Relation>> = { A: 'before', C: 'with', P: 'after' };

/** Meals and relation of `when` codes; `undefined` where they are not all of one relation. */
function mealsOf(when: readonly string[]): Pick<Draft, 'meals' | 'relation'> | undefined {
  const parts = when.map((code) => (code === 'HS' ? { meal: 'HS', relation: undefined } : meal(code)));
  const found = new Set(parts.map((p) => p?.relation).filter((r) => r !== undefined));
  if (parts.some((p) => !p) || found.size > 1) return undefined;
  return { meals: parts.map((p) => p!.meal), relation: [...found][0] ?? 'after' };
}

function meal(code: string): { meal: string; relation: Relation } | undefined {
  const match = /^(?:([AP])C|C)([MDV])$/.exec(code);
  return match ? { meal: `C${match[2]!}`, relation: relationCodes[match[1] ?? 'C']! } : undefined;
}

/** The fields that a pattern fills; `undefined` where the editor has no fields for it. */
export function fieldsOf(pattern: DosePattern): Partial<Draft> | undefined {
  const { amount, unit, when, times, everyHours, asNeeded, weekdays, everyDays, start, end, note, food, cycle } = pattern;
  const meals = when ? mealsOf(when) : undefined;
  if ((when && !meals) || (asNeeded && everyHours !== undefined)) return undefined;
  const mode: Mode = asNeeded ? 'needed' : everyHours !== undefined ? 'hours' : times ? 'clock' : 'meals';
  return {
    ...{ amount: String(amount), unit, mode, food: food ?? '', note: note ?? '', start: start?.slice(0, 10) ?? '', end: end ?? '' },
    ...(meals ?? {}),
    ...(times ? { times } : {}),
    ...(everyHours === undefined ? {} : { everyHours: String(everyHours), ...(start?.includes('T') ? { firstDose: start.slice(11, 16) } : {}) }),
    days: weekdays ? 'weekdays' : cycle ? 'cycle' : everyDays !== undefined ? 'interval' : 'daily',
    ...(cycle ? { cycleOn: String(cycle.on), cycleOff: String(cycle.off) } : {}),
    ...(weekdays ? { weekdays } : {}),
    ...(everyDays === undefined ? {} : { everyDays: String(everyDays) }),
  };
}

/** The editor filled from a plan; `fixed` where its dosage is not editable here. */
export function draftOf(plan: PlanView, content: ScheduleContent, habits: Habits = {}): { draft: Draft; fixed: boolean } {
  const steps = plan.pattern ? undefined : stepsOf(plan.dosages);
  const pattern = plan.pattern ?? steps?.pattern;
  const fields = pattern && fieldsOf(pattern);
  const taper = fields && steps ? { taper: steps.taper, taperDays: steps.taperDays, end: '' } : {};
  const stock = plan.stock ? String(plan.stock.left) : '';
  const kept = { name: plan.name, stock, expires: plan.stock?.expires ?? '', remind: plan.remind, zonePolicy: plan.zonePolicy };
  return { draft: { ...emptyDraft(content, habits), ...fields, ...taper, ...kept }, fixed: !fields };
}

/** Whether the amount changes over time; by elapsed hours it does not. */
const tapers = ({ mode, taper }: Draft): boolean => taper.length > 0 && (mode === 'meals' || mode === 'clock');

/** `NaN` for what is no number: it is above nothing. */
export const number = (text: string): number => numberTyped(text) ?? NaN;

/** `when` codes of meals in a relation; bedtime is itself. */
const whenOf = (meals: readonly string[], relation: Relation): string[] =>
  mealCodes
    .filter((code) => meals.includes(code))
    .map((code) => (code === 'HS' || relation === 'with' ? code : `${relation === 'before' ? 'A' : 'P'}C${code[1]!}`));

/**
 * The pattern that the fields mean.
 * @param today - `YYYY-MM-DD`: what "every few days" and "every few hours" count from, unless a beginning was chosen
 */
export function patternOfDraft(draft: Draft, today: string): DosePattern {
  const { mode, days } = draft;
  const needed = mode === 'needed';
  const counted = mode === 'hours' || ((days === 'interval' || days === 'cycle' || tapers(draft)) && !needed);
  const start = draft.start || (counted ? today : '');
  return {
    ...{ amount: number(draft.amount), unit: draft.unit },
    ...(mode === 'meals' ? { when: whenOf(draft.meals, draft.relation) } : {}),
    ...(mode === 'clock' ? { times: [...draft.times].sort() } : {}),
    ...(mode === 'hours' ? { everyHours: number(draft.everyHours) } : {}),
    ...(needed ? { asNeeded: true } : {}),
    ...(draft.food && (mode === 'clock' || mode === 'hours') ? { food: draft.food } : {}),
    ...(days === 'weekdays' && (mode === 'meals' || mode === 'clock') ? { weekdays: weekdayCodes.filter((d) => draft.weekdays.includes(d)) } : {}),
    ...(days === 'interval' && (mode === 'meals' || mode === 'clock') ? { everyDays: number(draft.everyDays) } : {}),
    ...(days === 'cycle' && (mode === 'meals' || mode === 'clock') ? { cycle: { on: number(draft.cycleOn), off: number(draft.cycleOff) } } : {}),
    ...(start ? { start: mode === 'hours' ? `${start}T${draft.firstDose}:00` : start } : {}),
    ...(draft.end ? { end: draft.end } : {}),
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
  };
}

const isCount = (text: string): boolean => Number.isInteger(number(text)) && number(text) > 0;

/** What a first look at the fields refuses: a rule and its step, before the family is asked. */
export function problemOf(draft: Draft, upTo: number): { rule: string; field: string; step: number } | undefined {
  const civil = draft.mode === 'meals' || draft.mode === 'clock';
  const checks: [boolean, string, string, number][] = [
    [draft.name.trim() !== '', 'no-name', 'name', 1],
    [number(draft.amount) > 0, 'no-amount', 'amount', 1],
    [draft.mode !== 'meals' || draft.meals.length > 0, 'no-timing', 'meals', 2],
    [draft.mode !== 'clock' || (draft.times.length > 0 && draft.times.every((t) => /^\d\d:\d\d$/.test(t))), 'time-format', 'times', 2],
    [draft.mode !== 'hours' || number(draft.everyHours) > 0, 'period-zero', 'everyHours', 2],
    [draft.mode !== 'hours' || number(draft.everyHours) >= 1, 'too-many-slots', 'everyHours', 2],
    [draft.mode !== 'hours' || /^\d\d:\d\d$/.test(draft.firstDose), 'time-format', 'firstDose', 2],
    [!civil || draft.days !== 'weekdays' || draft.weekdays.length > 0, 'weekly-without-days', 'weekdays', 2],
    [!civil || draft.days !== 'interval' || (number(draft.everyDays) > 0 && Number.isInteger(number(draft.everyDays))), 'period-unit', 'everyDays', 2],
    [!civil || draft.days !== 'cycle' || (isCount(draft.cycleOn) && isCount(draft.cycleOff)), 'cycle', 'cycle', 2],
    [!tapers(draft) || draft.taper.every((step, i) => number(step.amount) > 0 && (isCount(step.days) || i === draft.taper.length - 1)), 'taper', 'taper', 2],
    [!tapers(draft) || isCount(draft.taperDays), 'taper', 'taper', 2],
    [draft.mode !== 'meals' || Object.values(draft.anchors).every((t) => /^\d\d:\d\d$/.test(t)), 'time-format', 'anchors', 2],
    [!draft.start || !draft.end || draft.start <= draft.end, 'bounds-reversed', 'end', 2],
    [draft.stock.trim() === '' || number(draft.stock) >= 0, 'stock', 'stock', 3],
  ];
  const found = checks.find(([holds, , , step]) => !holds && step <= upTo);
  return found && { rule: found[1], field: found[2], step: found[3] };
}

/** What is saved. The stock is sent only when it was changed: an unchanged one keeps its own count. */
export function inputOf(draft: Draft, today: string, old: PlanView | undefined, fixed: boolean): PlanInput {
  const before = old?.stock ? String(old.stock.left) : '';
  const stock = draft.stock.trim() === before ? {} : { stock: draft.stock.trim() === '' ? null : number(draft.stock) };
  return {
    ...(old ? { plan: old.ref } : {}),
    name: draft.name,
    ...(fixed
      ? {}
      : draft.taper.length && draft.mode !== 'needed'
        ? { dosages: taperDosages(patternOfDraft(draft, today), draft) }
        : { pattern: patternOfDraft(draft, today) }),
    ...(draft.zonePolicy === (old?.zonePolicy ?? 'follow-device') ? {} : { zonePolicy: draft.zonePolicy }),
    ...stock,
    ...(draft.expires === (old?.stock?.expires ?? '') ? {} : { expires: draft.expires || null }),
    remind: draft.remind,
  };
}
