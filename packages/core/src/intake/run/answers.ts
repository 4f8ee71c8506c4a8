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

/**
 * Gives answers by linkId: `{ "age": 40, "symptoms": ["cough", "fever"], "medicines": [{ "name": "A" }, { "name": "B" }] }`.
 * A group's value is a map of its own; a list of maps makes its repetitions. A nested question may also stand at the top.
 * `null` clears. Order does not matter: what a condition hides keeps its answer until the condition shows it.
 */
export function answerMap(form: Form, map: Json, within: readonly FormItem[] | undefined, refuse: (refusal: Refusal) => void): void {
  for (const [linkId, value] of Object.entries(map)) {
    const item = within ? everyOf(within).find((one) => one.linkId === linkId) : form.find(linkId);
    if (!item) refuse({ linkId, code: 'unknown-link-id', message: 'The questionnaire has no such item here.' });
    else if (item.type === 'group') answerGroup(form, item, value, within, refuse);
    else answerItem(form, item, value, refuse);
  }
}

function answerGroup(form: Form, item: FormItem, value: unknown, within: readonly FormItem[] | undefined, refuse: (refusal: Refusal) => void): void {
  const repetitions = (): readonly FormItem[] =>
    (within ? everyOf(within) : everyOf(form.items)).filter((one) => one.linkId === item.linkId && one.parent === item.parent);
  listOf(value).forEach((inner, i) => {
    if (i >= repetitions().length) {
      const added = form.add(item);
      if (!added.ok) return refuse({ linkId: item.linkId, code: added.error.code, message: added.error.message });
    }
    const target = repetitions()[i];
    if (target && isObject(inner)) answerMap(form, inner, target.children, refuse);
    else refuse({ linkId: item.linkId, code: 'bad-input', message: 'A group takes a map of linkIds, or a list of maps.' });
  });
}

/** Answers one question. Values may be plain, FHIR values, `{ "valueCoding": … }`, or the code or label of an option. */
export function answerItem(form: Form, item: FormItem, value: unknown, refuse: (refusal: Refusal) => void): void {
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
