import type { DosePattern, PlanInput, PlanView, ScheduleContent } from '@nelumbo/core/medication';

export const modes = ['meals', 'clock', 'hours', 'needed'] as const;
export const relations = ['before', 'with', 'after'] as const;
export const dayModes = ['daily', 'weekdays', 'interval'] as const;
export const mealCodes = ['CM', 'CD', 'CV', 'HS'] as const;
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
  readonly start: string;
  readonly end: string;
  readonly note: string;
  readonly stock: string;
  /** Use by, `YYYY-MM-DD`; may be empty. */
  readonly expires: string;
  readonly remind: boolean;
}

/** An empty editor, at the usual times of the content. */
export function emptyDraft(content: ScheduleContent): Draft {
  return {
    ...{ name: '', amount: '1', unit: content.units[0]?.code ?? '{tablet}', mode: 'meals', meals: ['CM', 'CV'], relation: 'after' },
    ...{ times: content.perDay['2'] ?? ['08:00', '20:00'], food: '', everyHours: '8', firstDose: content.perDay['1']?.[0] ?? '08:00' },
    ...{ days: 'daily', weekdays: [], everyDays: '2', start: '', end: '', note: '', stock: '', expires: '', remind: true },
  };
}

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
  if (cycle) return undefined;
  const meals = when ? mealsOf(when) : undefined;
  if (when && !meals) return undefined;
  const mode: Mode = asNeeded ? 'needed' : everyHours !== undefined ? 'hours' : times ? 'clock' : 'meals';
  return {
    ...{ amount: String(amount), unit, mode, food: food ?? '', note: note ?? '', start: start?.slice(0, 10) ?? '', end: end ?? '' },
    ...(meals ?? {}),
    ...(times ? { times } : {}),
    ...(everyHours === undefined ? {} : { everyHours: String(everyHours), ...(start?.includes('T') ? { firstDose: start.slice(11, 16) } : {}) }),
    days: weekdays ? 'weekdays' : everyDays !== undefined ? 'interval' : 'daily',
    ...(weekdays ? { weekdays } : {}),
    ...(everyDays === undefined ? {} : { everyDays: String(everyDays) }),
  };
}

/** The editor filled from a plan; `fixed` where its dosage is not editable here. */
export function draftOf(plan: PlanView, content: ScheduleContent): { draft: Draft; fixed: boolean } {
  const fields = plan.pattern && fieldsOf(plan.pattern);
  const stock = plan.stock ? String(plan.stock.left) : '';
  return { draft: { ...emptyDraft(content), ...fields, name: plan.name, stock, expires: plan.stock?.expires ?? '', remind: plan.remind }, fixed: !fields };
}

/** A number as people type it: a comma is a point; `NaN` when it is none. */
export const number = (text: string): number => (text.trim() === '' ? NaN : Number(text.trim().replace(',', '.').replace('．', '.')));

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
  const counted = mode === 'hours' || (days === 'interval' && !needed);
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
    ...(start ? { start: mode === 'hours' ? `${start}T${draft.firstDose}:00` : start } : {}),
    ...(draft.end ? { end: draft.end } : {}),
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
  };
}

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
    [!draft.start || !draft.end || draft.start <= draft.end, 'bounds-reversed', 'end', 2],
    [draft.stock.trim() === '' || number(draft.stock) >= 0, 'stock', 'stock', 3],
  ];
  const found = checks.find(([holds, , , step]) => !holds && step <= upTo);
  return found && { rule: found[1], field: found[2], step: found[3] };
}

/** What is saved. The stock is sent only when it was changed: an unchanged one keeps its own count. */
export function inputOf(draft: Draft, today: string, old: PlanView | undefined, fixed: boolean): Omit<PlanInput, 'dosages'> {
  const before = old?.stock ? String(old.stock.left) : '';
  const stock = draft.stock.trim() === before ? {} : { stock: draft.stock.trim() === '' ? null : number(draft.stock) };
  return {
    ...(old ? { plan: old.ref } : {}),
    name: draft.name,
    ...(fixed ? {} : { pattern: patternOfDraft(draft, today) }),
    ...stock,
    ...(draft.expires === (old?.stock?.expires ?? '') ? {} : { expires: draft.expires || null }),
    remind: draft.remind,
  };
}
