import type { Form, FormItem } from '../types.js';
import { answerItem, everyOf, type Refusal } from './answers.js';

/** One act of a user, in a list of steps. `at` counts the instances of the linkId in document order, from 0. */
export interface Step {
  readonly answer?: string;
  readonly value?: unknown;
  readonly clear?: string;
  readonly add?: string;
  readonly remove?: string;
  readonly move?: string;
  readonly to?: number;
  readonly reset?: string;
  readonly acknowledge?: string;
  readonly undo?: true;
  readonly locale?: string;
  readonly at?: number;
}

const acts = ['answer', 'clear', 'add', 'remove', 'move', 'reset'] as const;

/** Performs one step. What cannot be done is told and changes nothing. */
export function performStep(form: Form, step: Step, refuse: (refusal: Refusal) => void): void {
  if (step.undo) return tell('', form.undo(), refuse);
  if (step.locale !== undefined) return void (form.locale = step.locale);
  if (step.acknowledge !== undefined) return form.acknowledge(step.acknowledge);
  const act = acts.find((one) => step[one] !== undefined);
  const linkId = act && step[act];
  const item = linkId === undefined ? undefined : everyOf(form.items).filter((one) => one.linkId === linkId)[step.at ?? 0];
  if (!act || !item)
    return refuse({ linkId: linkId ?? '', code: act ? 'unknown-link-id' : 'bad-input', message: act ? 'There is no such instance.' : 'Unknown step.' });
  perform(form, act, item, step, refuse);
}

function perform(form: Form, act: (typeof acts)[number], item: FormItem, step: Step, refuse: (refusal: Refusal) => void): void {
  if (act === 'answer') return answerItem(form, item, step.value, refuse);
  if (act === 'clear') return answerItem(form, item, [], refuse);
  if (act === 'add') return tell(item.linkId, form.add(item), refuse);
  if (act === 'remove') return tell(item.linkId, form.remove(item), refuse);
  if (act === 'move') return tell(item.linkId, form.move(item, step.to ?? 0), refuse);
  form.reset(item);
}

function tell(linkId: string, result: ReturnType<Form['add'] | Form['remove']>, refuse: (refusal: Refusal) => void): void {
  if (!result.ok) refuse({ linkId, code: result.error.code, message: result.error.message });
}
