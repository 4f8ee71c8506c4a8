import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, render, type TemplateResult } from 'lit';
import { fieldAttributes, labelled, type ControlState } from './control.js';
import { attributes, fieldText, live } from './live.js';
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

/** Year and month, for what cannot be remembered to the day. Filled in when it is opened: most people never need it. */
function partialDate(context: ViewContext, item: FormItem, state: ControlState, text: string): TemplateResult {
  const toggle = (event: Event): void => {
    const details = event.currentTarget as HTMLDetailsElement; // the listener's own element
    const fields = details.querySelector('div');
    if (fields) render(details.open ? live(context.form, item, () => yearAndMonth(context, item, state)) : nothing, fields);
  };
  return html`<details class="partial" ?open=${text !== ''} @toggle=${toggle}>
    <summary>${context.texts.partial.ask}</summary>
    <div class="measure"></div>
  </details>`;
}

function yearAndMonth(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const { texts, locale } = context;
  const value = item.answers[0]?.value;
  const [, year = '', month = ''] = /^(\d{4})(?:-(\d\d))?$/.exec(typeof value === 'string' ? value : '') ?? [];
  const give = (event: Event): void => {
    const fields = (event.currentTarget as HTMLElement).parentElement; // the listener's own element
    const typed = fields?.querySelector('input')?.value.normalize('NFKC').trim() ?? '';
    const chosen = fields?.querySelector('select')?.value ?? '';
    if (/^[12]\d{3}$/.test(typed)) context.answer(item, chosen === '' ? typed : `${typed}-${chosen}`);
    else if (typed !== '') context.reject(item, 'not-a-date');
    else if (year !== '') context.answer(item, undefined);
  };
  const names = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return html`<input
      type="text"
      inputmode="numeric"
      autocomplete="off"
      maxlength="4"
      class="number year"
      aria-label=${texts.partial.yearOf(item.text)}
      placeholder=${texts.partial.year}
      id="${state.id}-year"
      ${fieldText(year)}
      @change=${give}
    /><select class="unit-choice" aria-label=${texts.partial.monthOf(item.text)} id="${state.id}-month" @change=${give}>
      <option value="">${texts.partial.noMonth}</option>
      ${Array.from({ length: 12 }, (_, i) => two(i + 1)).map(
        (one, i) => html`<option value=${one} ?selected=${one === month}>${names.format(Date.UTC(2024, i, 15))}</option>`,
      )}
    </select>`;
}

/** The platform's own date and time fields; for a date that is known in part only, a year and a month beside them. */
export function dateControl(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const type = item.type as keyof typeof kinds; // called for these three types only
  const value = item.answers[0]?.value;
  const text = typeof value === 'string' ? value : '';
  const partial = type !== 'time' && /^\d{4}(-\d\d)?$/.test(text);
  const write = (event: Event): void => {
    const field = event.target as HTMLInputElement; // the listener's own element
    if (field.validity.badInput) context.reject(item, faults[type]);
    else context.answer(item, field.value === '' ? undefined : fromField(type, field.value));
  };
  const { minValue, maxValue } = item.limits;
  const day = (limit: unknown): string | undefined => (type === 'date' && typeof limit === 'string' ? limit : undefined);
  const given = { ...fieldAttributes(item, state), type: kinds[type], min: day(minValue), max: day(maxValue) };
  return labelled(
    context,
    item,
    state,
    html`<input
        class="date"
        part="control"
        ${attributes(given)}
        ${fieldText(partial ? '' : toField(type, text))}
        @change=${write}
      />${type === 'time' ? nothing : partialDate(context, item, state, partial ? text : '')}`,
  );
}
