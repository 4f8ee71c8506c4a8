import type { AnswerOption, FormItem } from '@nelumbo/core/intake';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { drawingFor, type BodyDrawing, type BodyRegion } from './body-map-regions.js';
import type { ViewContext } from './view-context.js';

const codeOf = (option: AnswerOption): string => (typeof option.value === 'object' && 'code' in option.value ? (option.value.code ?? '') : '');

/**
 * A picture of the body whose regions are toggle buttons over the options; `undefined` when none of them has a place. The list beside it
 * holds the same options, and those without a place.
 */
export function bodyMap(context: ViewContext, item: FormItem): TemplateResult | undefined {
  const drawing = drawingFor(item.options.map(codeOf));
  if (!drawing) return undefined;
  const { texts } = context;
  return html`<svg viewBox=${drawing.viewBox} role="group" aria-label=${texts.bodyMap.label(item.text)} class="body">
    <path class="outline" d=${drawing.outline} />
    ${item.options.map((option) => {
      const region = drawing.regions[codeOf(option)];
      return region ? place(context, item, option, region) : nothing;
    })}
    ${words(context, drawing)}
  </svg>`;
}

const words = (context: ViewContext, drawing: BodyDrawing): unknown =>
  drawing.words.map(([word, x, y]) => svg`<text class="side" x=${x} y=${y} text-anchor="middle" aria-hidden="true">${context.texts.bodyMap[word]}</text>`);

function place(context: ViewContext, item: FormItem, option: AnswerOption, region: BodyRegion): unknown {
  const code = codeOf(option);
  const same = (value: unknown): boolean => (value as { code?: string }).code === code; // answers of a choice are codings or text
  const on = item.answers.some((answer) => same(answer.value));
  const toggle = (): void => {
    const others = item.answers.map((answer) => answer.value).filter((value) => !same(value));
    if (item.repeats) context.answer(item, on ? others : [...others, option.value]);
    else context.answer(item, on ? undefined : option.value);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    toggle();
  };
  return svg`<g class="region" role="button" tabindex="0" aria-pressed=${on ? 'true' : 'false'} aria-label=${option.label} @click=${toggle} @keydown=${press}>
    <title>${option.label}</title>
    <path d=${region.path} />
    ${on ? region.marks.map(([x, y]) => svg`<path class="tick" d="M${x - 8} ${y}l6 6l11 -12" />`) : nothing}
  </g>`;
}
