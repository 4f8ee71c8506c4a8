import type { FormItem, Issue } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { controlOf, helpText } from './control.js';
import { around, extras } from './late.js';
import { live, words } from './live.js';
import { row } from './row.js';
import type { ViewContext } from './view-context.js';

type View = TemplateResult | typeof nothing;

/**
 * Items one after the other, each following its own signals. What is disabled or hidden has no row: reading subscribes, so that the list
 * is drawn again when that changes.
 */
export function itemList(context: ViewContext, items: readonly FormItem[], depth: number): unknown {
  const rows = (some: readonly FormItem[]): unknown =>
    rowsOf(
      context,
      some.filter((item) => item.enabled && !item.hidden),
      depth,
    );
  const more = items.length > 1 && context.isLong ? extras() : undefined;
  const group = items[0]?.parent;
  return more && (depth === 0 || (group?.type === 'group' && more.isLongGroup(context, group))) ? more.inTurn(context, items, rows) : rows(items);
}

/** Rows that come and go are told from each other by what loads with the forms that have some; others stay where they are. */
function rowsOf(context: ViewContext, items: readonly FormItem[], depth: number): unknown {
  const draw = (item: FormItem, i: number): unknown => {
    const drawn = live(context.form, item, () => itemView(context, item, depth));
    if (item.type !== 'group' || !item.repeats) return drawn; // a template around every question is felt on long forms
    return html`${drawn}${isLastRepetition(items, i) ? extras()?.adder(context, item) : nothing}`;
  };
  return extras()?.repeat(items, (item) => item.key, draw) ?? items.map(draw);
}

const isLastRepetition = (items: readonly FormItem[], i: number): boolean => {
  const item = items[i];
  return item?.type === 'group' && item.repeats && items[i + 1]?.linkId !== item.linkId;
};

/** An item; nothing while it is disabled or hidden. */
export function itemView(context: ViewContext, item: FormItem, depth: number): View {
  if (!item.enabled || item.hidden) return nothing;
  if (item.type === 'group') return groupView(context, item, depth);
  if (item.type === 'display') return displayView(item);
  return questionView(context, item, depth);
}

function displayView(item: FormItem): View {
  if (item.control === 'help' || item.control === 'unit') return nothing; // shown with the question that it belongs to
  const rich = item.rich && extras()?.richText(item.rich);
  return rich ? html`<div class="note" part="item">${rich}</div>` : html`<p class="note" part="item">${item.text}</p>`;
}

/** Tables of the author; see the styles of the extra parts. */
const layouts: Readonly<Record<string, string | undefined>> = { gtable: 'columns', grid: 'columns', htable: 'columns', table: 'matrix' };

function groupView(context: ViewContext, item: FormItem, depth: number): View {
  const id = context.id(item);
  const { help, text } = item;
  const children = item.children.filter((child) => !(child.type === 'display' && child.control === 'help'));
  return html`<fieldset
    class=${depth === 0 ? 'card group' : 'group inner'}
    part="item group"
    data-layout=${layouts[item.control ?? ''] ?? nothing}
    id=${id}
    tabindex="-1"
    aria-describedby=${help ? `${id}-help` : nothing}
  >
    ${text || item.prefix ? html`<legend class="group-title" part="label" ${groupWords(context, item)}></legend>` : nothing} ${helpText(item, id)}
    ${extras()?.why(context, item, depth === 0)}
    <div class="questions">${itemList(context, children, depth + 1)}</div>
    ${item.touched ? around()?.issueList(context, item, item.issues) : nothing} ${extras()?.repetitionTools(context, item)}
  </fieldset>`;
}

function groupWords(context: ViewContext, item: FormItem): DirectiveResult {
  const more = extras();
  const { prefix, rich } = item;
  if (item.repeats && more) return words({ prefix, text: more.repetitionName(context, item) });
  return words({ prefix, text: item.text, rich: rich && more && (() => more.richText(rich)) });
}

function questionView(context: ViewContext, item: FormItem, depth: number): View {
  const id = context.id(item);
  const issues = item.touched ? item.issues : [];
  const nested = item.children.some((child) => child.type !== 'display' || child.control === undefined);
  const after: readonly View[] = [
    context.speech ? html`${context.speech(item)}` : nothing,
    around()?.issueList(context, item, issues) ?? nothing,
    extras()?.prefilledNote(context, item) ?? nothing,
    extras()?.why(context, item, depth === 0) ?? nothing,
    nested ? html`<div class="questions nested">${itemList(context, item.children, depth + 1)}</div>` : nothing,
  ];
  return controlOf(context, item, {
    id,
    described: describedBy(item, id, issues),
    invalid: issues.some((issue) => issue.severity === 'error'),
    row: row(context, item, depth),
    after: after.every((one) => one === nothing) ? nothing : afterwards(after),
  });
}

/** What some questions have beneath their control; one part for the many that have nothing. */
const afterwards = ([speech, issues, prefilled, why, nested]: readonly View[]): TemplateResult => html`${speech}${issues}${prefilled}${why}${nested}`;

const describedBy = (item: FormItem, id: string, issues: readonly Issue[]): string =>
  [item.help ? `${id}-help` : '', issues.length > 0 ? `${id}-error` : ''].filter((one) => one !== '').join(' ');
