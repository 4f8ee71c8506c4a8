import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { choiceControl, yesNoControl } from './choice-control.js';
import { around, extras, fieldControls } from './late.js';
import { attributes, words } from './live.js';
import type { Row } from './row.js';
import { textControl } from './text-control.js';
import type { ViewContext } from './view-context.js';

/** Ids and state that a control needs for its labels. */
export interface ControlState extends Row {
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

/**
 * The question's words: prefix, text with its structure, and whether an answer is required. An element part.
 * @param id - of the field, for a label
 */
export function questionWords(context: ViewContext, item: FormItem, id?: string): DirectiveResult {
  const { rich, prefix, text } = item;
  const note = item.required ? context.texts.required : undefined;
  if (!text) return words({ prefix, text: item.parent?.text || context.texts.unnamed, note, quiet: true, for: id });
  return words({ prefix, text, note, rich: rich && richly(rich), for: id });
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

/** A question with a label above one field. */
export function labelled(context: ViewContext, item: FormItem, state: ControlState, field: unknown): TemplateResult {
  const { id, row, after } = state;
  const label = questionWords(context, item, id);
  const help = helpText(item, id);
  return help === nothing
    ? html`<div part="item" ${row}>
        <div class="field"><label class="label" part="label" ${label}></label>${field}</div>
        ${after}
      </div>`
    : html`<div part="item" ${row}>
        <div class="field"><label class="label" part="label" ${label}></label>${help}${field}</div>
        ${after}
      </div>`;
}

/** A question with a legend above a set of options. */
export function grouped(context: ViewContext, item: FormItem, state: ControlState, options: unknown, radios: boolean): TemplateResult {
  const { row, after } = state;
  const help = helpText(item, state.id);
  const given = attributes({
    role: radios ? 'radiogroup' : undefined,
    'aria-describedby': state.described || undefined,
    'aria-invalid': radios && state.invalid ? 'true' : undefined,
    'aria-required': radios && item.required ? 'true' : undefined,
  });
  const label = questionWords(context, item);
  return help === nothing
    ? html`<div part="item" ${row}>
        <fieldset class="options" ${given}>
          <legend class="label" part="label" ${label}></legend>
          ${options}
        </fieldset>
        ${after}
      </div>`
    : html`<div part="item" ${row}>
        <fieldset class="options" ${given}>
          <legend class="label" part="label" ${label}></legend>
          ${help}${options}
        </fieldset>
        ${after}
      </div>`;
}

/** A question with the control that fits an item's type and the author's wish. Native controls only. */
export function controlOf(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  if (item.readOnly || context.readOnly) return around()?.totalView(context, item, state) ?? html``;
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
