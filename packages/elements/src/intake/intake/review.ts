import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { editIcon } from '../../base/icons/edit.js';
import { warningIcon } from '../../base/icons/warning.js';
import { answerWords } from './answer-words.js';
import { issueWords } from './issues.js';
import { live } from './live.js';
import type { Sitting } from './sitting.js';
import { edit } from './steering.js';
import type { ViewContext } from './view-context.js';

type Change = (item: FormItem) => void;

/** Every answer before it is sent, each with the way back to its question. Follows the form: a red flag or a total may still change. */
export function reviewView(sitting: Sitting): TemplateResult {
  const { context } = sitting;
  const change = (item: FormItem): void => void edit(sitting, item);
  return html`<section class="review" part="review">
    <h3 class="review-title" id="page-title" tabindex="-1">${context.texts.review.heading}</h3>
    <p class="muted">${context.texts.review.lead}</p>
    ${live(context.form, 'review', () => groups(context, change))}
  </section>`;
}

/** Top-level groups are cards; questions that stand alone share one. */
function groups(context: ViewContext, change: Change): readonly unknown[] {
  const cards: { heading: string; rows: unknown[] }[] = [];
  for (const item of context.form.items) {
    const rows = rowsOf(context, item.type === 'group' ? item.children : [item], change);
    if (!shown(item) || rows.length === 0) continue;
    const loose = item.type !== 'group';
    const last = cards.at(-1);
    if (loose && last?.heading === '') last.rows.push(...rows);
    else cards.push({ heading: loose ? '' : headingOf(item), rows: [...rows] });
  }
  return cards.map(
    ({ heading, rows }) =>
      html`<section class="card">
        ${heading ? html`<h4 class="review-group">${heading}</h4>` : nothing}
        <dl class="review-rows">${rows}</dl>
      </section>`,
  );
}

const shown = (item: FormItem): boolean => item.enabled && !item.hidden;

/** Repetitions are numbered, or they could not be told apart. */
function headingOf(item: FormItem): string {
  const like = item.repeats ? (item.parent?.children ?? []).filter((one) => one.linkId === item.linkId) : [];
  return like.length > 1 ? `${item.text} ${like.indexOf(item) + 1}` : item.text;
}

function rowsOf(context: ViewContext, items: readonly FormItem[], change: Change): readonly unknown[] {
  return items.filter(shown).flatMap((item): readonly unknown[] => {
    const below = (): readonly unknown[] => rowsOf(context, item.children, change);
    if (item.type === 'display') return [];
    if (item.type !== 'group') return [row(context, item, change), ...below()];
    const rows = below();
    const heading = headingOf(item);
    return heading && rows.length > 0
      ? [
          html`<div class="review-sub">
            <dt>${heading}</dt>
          </div>`,
          ...rows,
        ]
      : rows;
  });
}

function row(context: ViewContext, item: FormItem, change: Change): unknown {
  const { texts } = context;
  const words = answerWords(context, item);
  if (item.readOnly && !words) return nothing;
  const fault = item.issues.find((issue) => issue.severity === 'error');
  return html`<div class="review-row">
    <dt>${item.text}</dt>
    <dd>
      ${words ? html`<span class="review-answer">${words}</span>` : html`<span class="muted">${texts.notAnswered}</span>`}
      ${fault ? html`<span class="error">${warningIcon}<span>${issueWords(context, fault)}</span></span>` : nothing}
    </dd>
    ${
      item.readOnly || context.readOnly
        ? nothing
        : html`<dd class="review-edit">
            <button type="button" class="quiet small" aria-label=${texts.review.editLabel(item.text)} @click=${() => change(item)}>
              ${editIcon}${texts.review.edit}
            </button>
          </dd>`
    }
  </div>`;
}
