import type { AnswerValue, FormItem } from '@nelumbo/core/intake';
import { html, type TemplateResult } from 'lit';
import { fieldAttributes, labelled, type ControlState } from './control.js';
import { field } from './live.js';
import type { ViewContext } from './view-context.js';

const words = (value: AnswerValue | undefined): string => {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && 'display' in value ? (value.display ?? '') : '';
};

/** One field, or one for each answer of a repeating question. A choice without options is typed in and kept as its words. */
export function textControl(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const values = item.answers.map((answer) => answer.value);
  const shape = (text: string): AnswerValue => (item.type === 'choice' ? { display: text } : text);
  const write = (i: number) => (event: Event) => {
    if ((event as InputEvent).isComposing) return;
    const text = (event.target as HTMLInputElement).value;
    const next = [...values];
    if (text.trim() === '') next.splice(i, 1);
    else next[i] = shape(text);
    context.answer(item, next);
  };
  const one = (i: number): TemplateResult => oneField(context, item, { ...state, id: i === 0 ? state.id : `${state.id}-${i}` }, words(values[i]), write(i), i);
  if (!item.repeats) return labelled(context, item, state, one(0));
  // One empty field stands below the answers that are there.
  const fields = Array.from({ length: Math.min(values.length + 1, item.limits.maxOccurs ?? Infinity) }, (_, i) => one(i));
  return labelled(context, item, state, fields);
}

function oneField(context: ViewContext, item: FormItem, state: ControlState, text: string, write: (event: Event) => void, at: number): TemplateResult {
  const further = at > 0 ? { 'aria-label': `${item.text} ${at + 1}`, placeholder: context.texts.anotherAnswer } : {};
  const given = { ...fieldAttributes(item, state), ...further };
  if (item.type === 'text' && item.control !== 'text-box') return html`<textarea rows="3" part="control" ${field(text, given, write)}></textarea>`;
  return html`<input autocomplete="off" part="control" ${field(text, { type: item.type === 'url' ? 'url' : 'text', ...given }, write)} />`;
}
