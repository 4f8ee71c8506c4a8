import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { choiceControl, yesNoControl } from './choice-control.js';
import { extras, fieldControls } from './late.js';
import { attributes, words } from './live.js';
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

/** The question's words: prefix, text with its structure, and whether an answer is required. An element part. */
export function questionWords(context: ViewContext, item: FormItem): DirectiveResult {
  const { rich, prefix, text } = item;
  const note = item.required ? context.texts.required : undefined;
  if (!text) return words({ prefix, text: item.parent?.text || context.texts.unnamed, note, quiet: true });
  return words({ prefix, text, note, rich: rich && richly(rich) });
}

const richly = (nodes: NonNullable<FormItem['rich']>): (() => Node) | undefined => {
  const more = extras();
  return more && (() => more.richText(nodes));
};

/** Help beneath the label. */
export function helpText(item: FormItem, id: string): TemplateResult | typeof nothing {
  const { help, richHelp } = item;
  if (!help) return nothing;
  return richHelp
    ? html`<div class="help" part="help" id="${id}-help" ${words({ text: help, rich: richly(richHelp) })}></div>`
    : html`<p class="help" part="help" id="${id}-help">${help}</p>`;
}

/** A label above one field. */
export function labelled(context: ViewContext, item: FormItem, id: string, field: unknown): TemplateResult {
  const label = questionWords(context, item);
  const help = helpText(item, id);
  return help === nothing
    ? html`<div class="field"><label class="label" part="label" for=${id} ${label}></label>${field}</div>`
    : html`<div class="field"><label class="label" part="label" for=${id} ${label}></label>${help}${field}</div>`;
}

/** A legend above a set of options. */
export function grouped(context: ViewContext, item: FormItem, state: ControlState, options: unknown, radios: boolean): TemplateResult {
  const help = helpText(item, state.id);
  const given = attributes({
    role: radios ? 'radiogroup' : undefined,
    'aria-describedby': state.described || undefined,
    'aria-invalid': radios && state.invalid ? 'true' : undefined,
    'aria-required': radios && item.required ? 'true' : undefined,
  });
  const label = questionWords(context, item);
  return help === nothing
    ? html`<fieldset class="options" ${given}>
        <legend class="label" part="label" ${label}></legend>
        ${options}
      </fieldset>`
    : html`<fieldset class="options" ${given}>
        <legend class="label" part="label" ${label}></legend>
        ${help}${options}
      </fieldset>`;
}

/** The control that fits an item's type and the author's wish. Native controls only. */
export function controlOf(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  if (item.readOnly || context.readOnly) return totalView(context, item, state);
  switch (item.type) {
    case 'boolean':
      return yesNoControl(context, item, state);
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
