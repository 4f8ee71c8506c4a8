import type { AnswerValue, FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { helpText, questionWords, type ControlState } from './control.js';
import type { ViewContext } from './view-context.js';

/** A value in words, for what is only shown. */
export function valueWords(context: ViewContext, item: FormItem, value: AnswerValue): string {
  if (typeof value === 'boolean') return value ? context.texts.yes : context.texts.no;
  if (typeof value === 'number') return `${new Intl.NumberFormat(context.locale).format(value)}${item.unit ? ` ${item.unit}` : ''}`;
  if (typeof value === 'string') return value;
  const option = item.options.find((one) => typeof one.value === 'object' && 'code' in one.value && 'code' in value && one.value.code === value.code);
  if (option) return option.label;
  if ('value' in value) return `${value.value ?? ''} ${value.unit ?? ''}`.trim();
  const { display, title, code, reference } = value as { display?: string; title?: string; code?: string; reference?: string }; // whichever kind it is
  return display ?? title ?? code ?? reference ?? '';
}

/** A value that the user does not enter: calculated, read-only, or a reference. A total comes with its band, and only when complete. */
export function totalView(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const score = context.form.scores.find((one) => one.linkId === item.linkId);
  const shown = item.answers.map((answer) => valueWords(context, item, answer.value)).join(context.texts.separator);
  const { texts } = context;
  return html`<div part="item" ${state.row}>
    <div class="field total" id=${state.id} tabindex="-1" role="group" aria-labelledby="${state.id}-label">
      <span class="label" id="${state.id}-label" part="label" ${questionWords(context, item)}></span>
      ${helpText(item, state.id)}
      ${
        score?.incomplete
          ? html`<span class="help">${incompleteWords(context)}</span>`
          : html`<output class="value">${shown || '—'}${score?.band ? html` <span class="band">${score.band.text}</span>` : nothing}</output>`
      }
      ${score ? html`<span class="help">${texts.calculated}</span>` : nothing}
    </div>
    ${state.after}
  </div>`;
}

function incompleteWords(context: ViewContext): string {
  const parts: FormItem[] = [];
  const visit = (items: readonly FormItem[]): void => {
    for (const item of items) {
      if (item.enabled && item.options.some((option) => option.weight !== undefined)) parts.push(item);
      visit(item.children);
    }
  };
  visit(context.form.items);
  return context.texts.incomplete(parts.filter((part) => part.answers.length > 0).length, parts.length);
}
