import type { AnswerValue, FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { grouped, type ControlState } from './control.js';
import { extras, fieldControls, manyOptions, maxRows } from './late.js';
import { box, words } from './live.js';
import { textControl } from './text-control.js';
import type { ViewContext } from './view-context.js';

/** One row to choose. */
export interface Row {
  readonly key: string;
  readonly value: AnswerValue;
  readonly label: string;
  readonly prefix?: string | undefined;
  readonly rich?: FormItem['rich'];
}

const richLabel = ({ rich }: Row): (() => Node) | undefined => {
  const more = rich && extras();
  return more && (() => more.richText(rich));
};

/** Whether two options, or an option and an answer, are the same. */
export const sameValue = (a: AnswerValue, b: AnswerValue): boolean => {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  const [x, y] = [a, b] as { code?: string; system?: string; reference?: string; value?: number }[]; // options are codings, references or quantities
  return x?.code === y?.code && (x?.system ?? '') === (y?.system ?? '') && x?.reference === y?.reference && x?.value === y?.value;
};

/** Options as rows or a list; typed in when there are none. */
export function choiceControl(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const { options } = item;
  const more = extras();
  if (more && (options.length > manyOptions || (options.length > maxRows && item.control === 'autocomplete'))) {
    return html`${more.optionSearch(context, item, state)}`;
  }
  if (options.length === 0) {
    if (!more || item.optionState === 'ready') return textControl(context, item, state);
    return textControl(context, item, { ...state, after: html`${more.optionsMissing(context, item)}${state.after}` });
  }
  const long = options.length > maxRows || item.control === 'drop-down' || item.control === 'autocomplete';
  if (long && !item.repeats && item.type === 'choice') return fieldControls().listControl(context, item, state);
  return optionsControl(context, item, state, options, item.control === 'body-map' ? more?.bodyMap(context, item) : undefined);
}

/**
 * Big rows with the native radio or checkbox inside.
 * @param picture - shows the same options beside them
 */
export function optionsControl(context: ViewContext, item: FormItem, state: ControlState, rows: readonly Row[], picture?: TemplateResult): TemplateResult {
  const chosen = item.answers.map((answer) => answer.value);
  const radio = !item.repeats;
  const choose = (row: Row, on: boolean): void => {
    if (radio) context.answer(item, row.value);
    else context.answer(item, on ? [...chosen, row.value] : chosen.filter((value) => !sameValue(value, row.value)));
  };
  const list = rows.map((row, i) => {
    const on = chosen.some((value) => sameValue(value, row.value));
    const label = words({ prefix: row.prefix, text: row.label, rich: richLabel(row) });
    const part = box(state.id, i === 0 ? state.id : undefined, on);
    return radio
      ? html`<label class="option" part="option"><input type="radio" ${part} /><span ${label}></span></label>`
      : html`<label class="option" part="option"><input type="checkbox" ${part} /><span ${label}></span></label>`;
  });
  // One listener for all options.
  const changed = (event: Event): void => {
    const set = event.currentTarget as HTMLElement; // the listener's own element
    const input = event.target as HTMLInputElement; // only inputs fire this event here
    const row = rows[[...set.querySelectorAll(`input[name="${state.id}"]`)].indexOf(input)];
    if (row) choose(row, input.checked);
  };
  const short = rows.length <= 3 && rows.every((row) => row.label.length <= 6);
  const body = html`<div class=${short ? 'rows side' : 'rows'} @change=${changed}>
      ${list}${item.type === 'open-choice' ? fieldControls().otherRow(context, item, state, rows) : nothing}
    </div>
    ${clearButton(context, item)}`;
  return grouped(
    context,
    item,
    state,
    picture
      ? html`<div class="body-map">
          ${picture}
          <div>${body}</div>
        </div>`
      : body,
    radio,
  );
}

/** Yes and no. The most frequent question of all has a template of its own, with few parts. */
export function yesNoControl(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const value = item.answers[0]?.value;
  const { texts } = context;
  const changed = (event: Event): void => context.answer(item, (event.target as HTMLInputElement).value === 'yes'); // only the two inputs fire this event here
  const rows = html`<div class="rows side" @change=${changed}>
      <label class="option" part="option"
        ><input type="radio" value="yes" ${box(state.id, state.id, value === true)} /><span ${words({ text: texts.yes })}></span></label
      ><label class="option" part="option"
        ><input type="radio" value="no" ${box(state.id, undefined, value === false)} /><span ${words({ text: texts.no })}></span
      ></label>
    </div>
    ${clearButton(context, item)}`;
  return grouped(context, item, state, rows, true);
}

/** A radio cannot be unchosen by itself. */
export const clearButton = (context: ViewContext, item: FormItem): TemplateResult | typeof nothing =>
  item.answers.length > 0 && !item.required && !item.repeats
    ? html`<button type="button" class="quiet small clear" aria-label=${context.texts.clearLabel(item.text)} @click=${() => context.answer(item, undefined)}>
        ${context.texts.clear}
      </button>`
    : nothing;
