import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { choiceControl, optionsControl } from './choice-control.js';
import { fieldControls } from './late.js';
import { totalView } from './total.js';
import { textControl } from './text-control.js';
import type { ViewContext } from './view-context.js';

/** Ids and state that a control needs for its labels. */
export interface ControlState {
  readonly id: string;
  /** Ids of help and error texts, separated by spaces; '' for none. */
  readonly described: string;
  readonly invalid: boolean;
}

/** What every single field has in common: see `attributes`. */
export const fieldAttributes = (item: FormItem, state: ControlState): Readonly<Record<string, string | undefined>> => ({
  id: state.id,
  'aria-describedby': state.described || undefined,
  'aria-invalid': state.invalid ? 'true' : undefined,
  'aria-required': item.required ? 'true' : undefined,
  placeholder: item.placeholder,
});

/** The question's words: prefix, text, and whether an answer is required. */
export const questionText = (context: ViewContext, item: FormItem): TemplateResult | string =>
  item.prefix || item.required
    ? html`${item.prefix ? html`<span class="prefix">${item.prefix} </span>` : nothing}${item.text || context.texts.unnamed}${
        item.required ? html` <span class="required">${context.texts.required}</span>` : nothing
      }`
    : item.text || html`<span class="visually-hidden">${item.parent?.text || context.texts.unnamed}</span>`; // a template for bare words is felt on long forms

/** Help beneath the label. */
export const helpText = (item: FormItem, id: string): TemplateResult | typeof nothing =>
  item.help ? html`<p class="help" part="help" id="${id}-help">${item.help}</p>` : nothing;

/** A label above one field. */
export const labelled = (context: ViewContext, item: FormItem, id: string, field: unknown): TemplateResult =>
  html`<div class="field"><label class="label" part="label" for=${id}>${questionText(context, item)}</label>${helpText(item, id)}${field}</div>`;

/** A legend above a set of options. */
export const grouped = (context: ViewContext, item: FormItem, state: ControlState, options: unknown, radios: boolean): TemplateResult =>
  html`<fieldset
    class="options"
    role=${radios ? 'radiogroup' : nothing}
    aria-describedby=${state.described || nothing}
    aria-invalid=${radios && state.invalid ? 'true' : nothing}
    aria-required=${radios && item.required ? 'true' : nothing}
  >
    <legend class="label" part="label">${questionText(context, item)}</legend>
    ${helpText(item, state.id)}${options}
  </fieldset>`;

/** The control that fits an item's type and the author's wish. Native controls only. */
export function controlOf(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  if (item.readOnly || context.readOnly) return totalView(context, item, state);
  switch (item.type) {
    case 'boolean':
      return optionsControl(context, item, state, [
        { key: 'yes', value: true, label: context.texts.yes },
        { key: 'no', value: false, label: context.texts.no },
      ]);
    case 'choice':
    case 'open-choice':
      return choiceControl(context, item, state);
    case 'integer':
    case 'decimal':
      return item.control === 'slider' ? fieldControls().scaleControl(context, item, state) : fieldControls().numberControl(context, item, state);
    case 'quantity':
      return fieldControls().numberControl(context, item, state);
    case 'date':
    case 'dateTime':
    case 'time':
      return fieldControls().dateControl(context, item, state);
    case 'attachment':
      return fieldControls().attachmentControl(context, item, state);
    default:
      return textControl(context, item, state);
  }
}
