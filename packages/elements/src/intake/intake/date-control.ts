import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { labelled, type ControlState } from './control.js';
import { fieldText } from './live.js';
import type { ViewContext } from './view-context.js';

const kinds = { date: 'date', dateTime: 'datetime-local', time: 'time' } as const;
const faults = { date: 'not-a-date', dateTime: 'not-a-date', time: 'not-a-time' } as const;

const two = (n: number): string => String(n).padStart(2, '0');

/** `+08:00` on that day, summer time included. */
function zone(local: string): string {
  const minutes = -new Date(local).getTimezoneOffset();
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** FHIR text to the field's form: a dateTime in the reader's own time. */
function toField(type: keyof typeof kinds, text: string): string {
  if (type !== 'dateTime' || !/T.*(Z|[+-]\d\d:\d\d)$/.test(text)) return type === 'time' ? text.slice(0, 5) : text.slice(0, 16);
  const at = new Date(text);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

const fromField = (type: keyof typeof kinds, text: string): string => {
  if (type === 'date') return text;
  const seconds = text.length === 16 || text.length === 5 ? `${text}:00` : text;
  return type === 'time' ? seconds : `${seconds}${zone(text)}`;
};

/** The platform's own date and time fields. A partial date (`2024-05`), which they cannot show, is a text field. */
export function dateControl(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const type = item.type as keyof typeof kinds; // called for these three types only
  const value = item.answers[0]?.value;
  const text = typeof value === 'string' ? value : '';
  const partial = type !== 'time' && text !== '' && text.length < 10;
  const write = (event: Event): void => {
    const field = event.target as HTMLInputElement; // the listener's own element
    if (field.validity.badInput) context.reject(item, faults[type]);
    else context.answer(item, field.value === '' ? undefined : partial ? field.value : fromField(type, field.value));
  };
  return labelled(
    context,
    item,
    state.id,
    html`<input
      id=${state.id}
      type=${partial ? 'text' : kinds[type]}
      class="date"
      min=${type === 'date' && typeof item.limits.minValue === 'string' ? item.limits.minValue : nothing}
      max=${type === 'date' && typeof item.limits.maxValue === 'string' ? item.limits.maxValue : nothing}
      aria-describedby=${state.described || nothing}
      aria-invalid=${state.invalid ? 'true' : nothing}
      aria-required=${item.required ? 'true' : nothing}
      part="control"
      ${fieldText(partial ? text : toField(type, text))}
      @change=${write}
    />`,
  );
}
