import { limitsIn, type Measure } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import type { VitalsEntryExtraTexts } from '../../locales/vitals/entry-extra.js';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** What the pad writes into, and what its keys do. */
export interface NumberPad {
  readonly texts: VitalsEntryExtraTexts;
  /** Whether the field takes a decimal point. */
  readonly decimal: boolean;
  /** Name of the field it writes into. */
  readonly field: string;
  press(key: string): void;
}

/** The keys keep the focus where it is: in the field that is written into. */
const stay = (event: PointerEvent): void => event.preventDefault();

/** Large keys under the fields, for whom the system's keyboard is too small. */
export function numberPad({ texts, decimal, field, press }: NumberPad): TemplateResult {
  const key = (value: string, label: string | typeof nothing = nothing): TemplateResult =>
    html`<button type="button" aria-label=${label} @pointerdown=${stay} @click=${() => press(value)}>${value === 'back' ? '⌫' : value}</button>`;
  return html`<div class="pad" role="group" aria-label=${texts.pad(field)}>
    ${digits.map((digit) => key(digit))} ${decimal ? key('.', texts.point) : html`<span></span>`} ${key('0')} ${key('back', texts.erase)}
  </div>`;
}

/** What stands in a field after a key of the pad. */
export function afterKey(text: string, key: string): string {
  if (key === 'back') return text.slice(0, -1);
  if (key === '.') return text.includes('.') ? text : `${text || '0'}.`;
  return text.length < 6 ? text + key : text;
}

/** Whether a number is whole: one more digit would be beyond what is possible. Fields with decimals are left by the user. */
export function isFull(measure: Measure, componentId: string, unit: string, text: string): boolean {
  const component = measure.components.find((c) => c.id === componentId);
  const limits = component && limitsIn(measure, component, 'refused', unit);
  return Boolean(limits && text && Number(text) * 10 > limits[1]);
}
