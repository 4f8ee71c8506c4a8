import type { AnswerValue, FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { fieldAttributes, labelled, type ControlState } from './control.js';
import { attributes, fieldText } from './live.js';
import type { ViewContext } from './view-context.js';

type Units = FormItem['units'];

/** Full-width digits and a comma for the point are what many keyboards give. */
function parse(text: string, whole: boolean): number | undefined {
  const plain = text.normalize('NFKC').trim().replace(/[,，]/, '.').replace(/。/, '.');
  return (whole ? /^[+-]?\d+$/ : /^[+-]?(\d+\.?\d*|\.\d+)$/).test(plain) ? Number(plain) : undefined;
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
    const { value: text } = event.target as HTMLInputElement; // the listener's own element
    const number = parse(text, item.type === 'integer');
    if (text.trim() === '') context.answer(item, undefined);
    else if (number === undefined) context.reject(item, 'not-a-number');
    else give(number, at);
  };
  const field = html`<input
    type="text"
    inputmode=${item.type === 'integer' ? 'numeric' : 'decimal'}
    autocomplete="off"
    class="number"
    part="control"
    ${attributes(fieldAttributes(item, state))}
    ${fieldText(value === undefined ? '' : String(value))}
    @input=${type}
    @compositionend=${type}
  />`;
  return labelled(
    context,
    item,
    state.id,
    html`<div class="measure">${field}${unitPart(context, item, state, at, (unit) => value !== undefined && give(value, unit))}</div>`,
  );
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
