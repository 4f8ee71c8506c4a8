import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { sameValue, type Row } from './choice-control.js';
import { labelled, type ControlState } from './control.js';
import { chosen, fieldText } from './live.js';
import type { ViewContext } from './view-context.js';

/** An answer beside the options, in words. */
export function otherRow(context: ViewContext, item: FormItem, state: ControlState, rows: readonly Row[]): TemplateResult {
  const others = item.answers.map((answer) => answer.value).filter((value) => !rows.some((row) => sameValue(row.value, value)));
  const typed = typeof others[0] === 'string' ? others[0] : '';
  const write = (event: Event): void => {
    if ((event as InputEvent).isComposing) return;
    const text = (event.target as HTMLInputElement).value;
    const kept = item.repeats ? item.answers.map((answer) => answer.value).filter((value) => rows.some((row) => sameValue(row.value, value))) : [];
    if (text.trim() !== '') context.answer(item, [...kept, text]);
    else if (typed !== '') context.answer(item, kept);
  };
  return html`<label class="option other">
    <span>${context.texts.other}</span>
    <input
      class="input"
      type="text"
      aria-label=${context.texts.otherLabel(item.text)}
      id="${state.id}-other"
      maxlength=${item.limits.maxLength ?? nothing}
      ${fieldText(typed)}
      @input=${write}
      @compositionend=${write}
    />
  </label>`;
}

/** Many options as a native list. */
export function listControl(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const { options } = item;
  const value = item.answers[0]?.value;
  const at = value === undefined ? -1 : options.findIndex((option) => sameValue(option.value, value));
  return labelled(
    context,
    item,
    state,
    html`<select
      id=${state.id}
      aria-describedby=${state.described || nothing}
      aria-invalid=${state.invalid ? 'true' : nothing}
      aria-required=${item.required ? 'true' : nothing}
      ${chosen(String(at))}
      @change=${(event: Event) => context.answer(item, options[Number((event.target as HTMLSelectElement).value)]?.value)}
    >
      <option value="-1" ?selected=${at === -1}>${context.texts.choose}</option>
      ${options.map((option, i) => html`<option value=${i} ?selected=${i === at}>${option.prefix ? `${option.prefix} ` : ''}${option.label}</option>`)}
    </select>`,
  );
}
