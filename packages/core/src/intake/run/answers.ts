import type { AnswerOption, AnswerValue, Form, FormItem } from '../types.js';

/** A step that could not be done, and why. Never the value. */
export interface Refusal {
  readonly linkId: string;
  readonly code: string;
  readonly message: string;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);

/** Every item beneath some items, in document order. */
export function everyOf(items: readonly FormItem[]): FormItem[] {
  return items.flatMap((item) => [item, ...everyOf(item.children)]);
}

type Refuse = (refusal: Refusal) => void;

/**
 * Gives answers by linkId: `{ "age": 40, "symptoms": ["cough", "fever"], "medicines": [{ "name": "A" }, { "name": "B" }] }`.
 * A group's value is a map of its own; a list of maps makes its repetitions. A nested question may also stand at the top.
 * `null` clears. Order does not matter: what a condition hides keeps its answer until the condition shows it, and what is refused is
 * tried again when the rest is there, such as an option that another answer brings.
 */
export function answerMap(form: Form, map: Json, refuse: Refuse): void {
  let waiting: { readonly again: () => void; readonly refusal: Refusal }[] = [];
  const later: Later = { last: false, add: (refusal, again) => void waiting.push({ again, refusal }) };
  answerEntries(form, map, undefined, later);
  for (let before = Infinity; waiting.length > 0 && !later.last;) {
    later.last = waiting.length >= before;
    const turn = waiting;
    before = turn.length;
    waiting = [];
    for (const { again } of turn) again();
  }
  for (const { refusal } of waiting) refuse(refusal);
}

/** What could not be done yet. */
interface Later {
  /** Nothing more will come: what is still missing stays so. */
  last: boolean;
  add(refusal: Refusal, again: () => void): void;
}

function answerEntries(form: Form, map: Json, within: FormItem | undefined, later: Later): void {
  for (const [linkId, value] of Object.entries(map)) answerEntry(form, linkId, value, within, later);
}

function answerEntry(form: Form, linkId: string, value: unknown, within: FormItem | undefined, later: Later): void {
  const again = (): void => answerEntry(form, linkId, value, within, later);
  const item = within ? everyOf(within.children).find((one) => one.linkId === linkId) : form.find(linkId);
  if (!item) later.add({ linkId, code: 'unknown-link-id', message: 'The questionnaire has no such item here.' }, again);
  else if (item.type === 'group') answerGroup(form, item, value, later);
  else if (!later.last && item.type === 'choice' && item.options.length === 0)
    later.add({ linkId, code: 'bad-input', message: 'The options are not there yet.' }, again);
  else answerItem(form, item, value, (refusal) => later.add(refusal, again));
}

function answerGroup(form: Form, item: FormItem, value: unknown, later: Later): void {
  const repetitions = (): readonly FormItem[] => (item.parent?.children ?? form.items).filter((one) => one.linkId === item.linkId);
  listOf(value).forEach((inner, i) => {
    const given = (): void => {
      if (i >= repetitions().length) {
        const added = form.add(item);
        if (!added.ok) return later.add({ linkId: item.linkId, code: added.error.code, message: added.error.message }, given);
      }
      const target = repetitions()[i];
      if (target && isObject(inner)) answerEntries(form, inner, target, later);
      else later.add({ linkId: item.linkId, code: 'bad-input', message: 'A group takes a map of linkIds, or a list of maps.' }, given);
    };
    given();
  });
}

/** Answers one question. Values may be plain, FHIR values, `{ "valueCoding": … }`, or the code or label of an option. */
export function answerItem(form: Form, item: FormItem, value: unknown, refuse: Refuse): void {
  const given = value === null || value === undefined ? [] : listOf(value).map((one) => valueOf(item, one));
  const result = form.answer(item, given as AnswerValue[]); // the form checks each one
  if (!result.ok) refuse({ linkId: item.linkId, code: result.error.code, message: result.error.message });
}

/** Whether a text is the value, code, display or label of an option. */
function names({ value, label }: AnswerOption, given: unknown): boolean {
  if (value === given || label === given) return true;
  const { code, display } = Object(value) as { code?: unknown; display?: unknown }; // a Coding or another kind
  return given !== undefined && (code === given || display === given);
}

function valueOf(item: FormItem, given: unknown): unknown {
  if (isObject(given)) {
    const key = Object.keys(given).find((name) => /^value[A-Z]/.test(name));
    return key ? given[key] : given;
  }
  if (item.type === 'choice' || item.type === 'open-choice') {
    const option = item.options.find((one) => names(one, given)) ?? item.options.find(({ weight }) => weight !== undefined && weight === given);
    return option?.value ?? (typeof given === 'string' && item.type === 'choice' && item.options.length === 0 ? { display: given } : given);
  }
  if (item.type === 'quantity' && typeof given === 'number') {
    const unit = item.units[0];
    return {
      value: given,
      ...((unit?.display ?? unit?.code) ? { unit: unit?.display ?? unit?.code } : {}),
      ...(unit?.system ? { system: unit.system } : {}),
      ...(unit?.code ? { code: unit.code } : {}),
    };
  }
  return given;
}
