import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { live as liveValue } from 'lit/directives/live.js';
import { clearButton } from './choice-control.js';
import { grouped, labelled, type ControlState } from './control.js';
import type { ViewContext } from './view-context.js';

/** Up to this many whole steps every step is a button; beyond it, a native slider. */
const maxSteps = 11;

const limit = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** A scale: buttons for a short one, so that "not answered" and "0" differ; a slider for a long one. */
export function scaleControl(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const min = limit(item.limits.minValue, 0);
  const max = limit(item.limits.maxValue, 100);
  const value = item.answers[0]?.value;
  const give = (number: number): void => context.answer(item, number);
  if (item.type === 'integer' && max - min < maxSteps) {
    const steps = Array.from({ length: max - min + 1 }, (_, i) => min + i);
    const chips = steps.map(
      (step, i) =>
        html`<label class="chip step" part="option"
          ><input type="radio" name=${state.id} id=${i === 0 ? state.id : nothing} .checked=${liveValue(value === step)} @change=${() => give(step)} /><span
            >${step}</span
          ></label
        >`,
    );
    return grouped(
      context,
      item,
      state,
      html`<div class="scale">${chips}</div>
        ${clearButton(context, item)}`,
      true,
    );
  }
  return labelled(
    context,
    item,
    state,
    html`<div class="measure">
        <input
          id=${state.id}
          type="range"
          min=${min}
          max=${max}
          .step=${item.type === 'integer' ? '1' : 'any'}
          aria-describedby=${state.described || nothing}
          aria-valuetext=${value === undefined ? context.texts.notAnswered : nothing}
          .value=${liveValue(String(typeof value === 'number' ? value : min))}
          @input=${(event: Event) => give(Number((event.target as HTMLInputElement).value))}
        />
        <output for=${state.id} class="number">${typeof value === 'number' ? value : context.texts.notAnswered}</output>
      </div>
      ${clearButton(context, item)}`,
  );
}
