import { numberTyped } from '@nelumbo/core/i18n';
import type { AnswerValue, FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { fieldAttributes, labelled, type ControlState } from './control.js';
import { minusIcon } from '../../base/icons/minus.js';
import { plusIcon } from '../../base/icons/plus.js';
import { field } from './live.js';
import type { ViewContext } from './view-context.js';

type Units = FormItem['units'];

function parse(text: string, whole: boolean): number | undefined {
  const number = numberTyped(text);
  return whole && !Number.isInteger(number) ? undefined : number;
}

const numberOf = (value: AnswerValue | undefined): number | undefined =>
  typeof value === 'number' ? value : typeof value === 'object' && 'value' in value ? value.value : undefined;

function unitAt(item: FormItem): number {
  const value = item.answers[0]?.value;
  if (typeof value !== 'object' || !('value' in value)) return 0;
  return Math.max(
    0,
    item.units.findIndex((unit) => (unit.code ?? unit.display) === (value.code ?? value.unit)),
  );
}

const quantity = (value: number, unit: Units[number] | undefined): AnswerValue => ({
  value,
  ...(unit ? { unit: unit.display ?? unit.code ?? '' } : {}),
  ...(unit?.system && unit.code ? { system: unit.system, code: unit.code } : {}),
});

/** A number with the keyboard that fits, its unit beside it. What is typed and is no number stays, and says so. */
export function numberControl(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const { units } = item;
  const at = unitAt(item);
  const value = numberOf(item.answers[0]?.value);
  const give = (number: number, unit: number): void => context.answer(item, item.type === 'quantity' ? quantity(number, units[unit]) : number);
  const type = (event: Event): void => {
    if ((event as InputEvent).isComposing) return;
    const { value: text, parentElement } = event.target as HTMLInputElement; // the listener's own element
    const chosen = parentElement?.querySelector('select')?.selectedIndex ?? at; // the unit may have been chosen before the number
    const number = parse(text, item.type === 'integer');
    if (text.trim() === '') context.answer(item, undefined);
    else if (number === undefined) context.reject(item, 'not-a-number');
    else give(number, chosen);
  };
  const given = { ...fieldAttributes(item, state), inputmode: item.type === 'integer' ? 'numeric' : 'decimal' };
  const shown = value === undefined ? '' : String(value);
  const typed = html`<input type="text" autocomplete="off" class="number" part="control" ${field(shown, given, type)} />`;
  const unit = unitPart(context, item, state, at, (unit) => value !== undefined && give(value, unit));
  if (unit === nothing && item.control !== 'spinner') return labelled(context, item, state, typed);
  return labelled(
    context,
    item,
    state,
    html`<div class="measure">${item.control === 'spinner' ? spinner(context, item, typed, value, (number) => give(number, at)) : typed}${unit}</div>`,
  );
}

/** Down and up by one, within the limits, beside the field. */
function spinner(context: ViewContext, item: FormItem, field: TemplateResult, value: number | undefined, give: (number: number) => void): TemplateResult {
  const { minValue, maxValue } = item.limits;
  const [low, high] = [numberOf(minValue) ?? -Infinity, numberOf(maxValue) ?? Infinity];
  const step = (by: number) => (event: Event) => {
    const next = value === undefined ? Math.max(low, Math.min(high, Math.max(0, low === -Infinity ? 0 : low))) : Math.max(low, Math.min(high, value + by));
    give(next);
    const input = (event.currentTarget as HTMLElement).parentElement?.querySelector('input'); // the listener's own element
    if (input) input.value = String(next);
  };
  const { texts } = context;
  return html`<button type="button" class="step-by" aria-label=${texts.less(item.text)} ?disabled=${value !== undefined && value <= low} @click=${step(-1)}>
      ${minusIcon}</button
    >${field}<button type="button" class="step-by" aria-label=${texts.more(item.text)} ?disabled=${value !== undefined && value >= high} @click=${step(1)}>
      ${plusIcon}
    </button>`;
}

function unitPart(context: ViewContext, item: FormItem, state: ControlState, at: number, choose: (unit: number) => void): unknown {
  const { units } = item;
  if (item.type === 'quantity' && units.length > 1) {
    return html`<select
      class="unit-choice"
      aria-label=${context.texts.unit(item.text)}
      id="${state.id}-unit"
      @change=${(event: Event) => choose(Number((event.target as HTMLSelectElement).value))}
    >
      ${units.map((unit, i) => html`<option value=${i} ?selected=${i === at}>${unit.display ?? unit.code}</option>`)}
    </select>`;
  }
  const unit = item.unit ?? (item.type === 'quantity' ? (units[0]?.display ?? units[0]?.code) : undefined);
  return unit ? html`<span class="unit">${unit}</span>` : nothing;
}
