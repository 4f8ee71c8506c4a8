import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, render, type TemplateResult } from 'lit';
import { live } from './live.js';
import { valueWords } from './total.js';
import type { ViewContext } from './view-context.js';

type Planned = FormItem & { readonly plan?: { readonly conditions?: readonly unknown[]; readonly enableWhen?: unknown } };

/** Whether the item itself, not only a group around it, is shown under a condition. Instances carry their plan. */
function isConditional(item: FormItem): boolean {
  const { plan } = item as Planned;
  return (plan?.conditions?.length ?? 0) > 0 || plan?.enableWhen !== undefined;
}

/**
 * "Why am I asked this?": the answers that brought the question up. Its lines are made when it is opened.
 * @param alone - the groups around the item are not shown, so their conditions count as well
 */
export function why(context: ViewContext, item: FormItem, alone: boolean): TemplateResult | typeof nothing {
  const { form } = context;
  if (!isConditional(item) && !(alone && item.parent)) return nothing;
  if (form.peek(() => form.why(item)).length === 0) return nothing;
  const toggle = (event: Event): void => {
    const details = event.currentTarget as HTMLDetailsElement; // the listener's own element
    const lines = details.querySelector('div');
    if (lines) render(details.open ? live(form, item, () => evidence(context, item)) : nothing, lines);
  };
  return html`<details class="why" @toggle=${toggle}>
    <summary>${context.texts.why.ask}</summary>
    <div></div>
  </details>`;
}

function evidence(context: ViewContext, item: FormItem): TemplateResult {
  const { form, texts } = context;
  const lines = form.why(item).flatMap(({ linkId, value }) => {
    const question = form.find(linkId);
    return question ? [html`<li>${texts.pair(question.text, valueWords(context, question, value))}</li>`] : [];
  });
  return html`<p>${texts.why.because}</p>
    <ul>
      ${lines}
    </ul>`;
}
