import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { chevronDownIcon } from '../../base/icons/chevron-down.js';
import { plusIcon } from '../../base/icons/plus.js';
import { trashIcon } from '../../base/icons/trash.js';
import { undoIcon } from '../../base/icons/undo.js';
import { live } from './live.js';
import type { ViewContext } from './view-context.js';

type View = TemplateResult | typeof nothing;

/** All repetitions of the same group, in order. Reading subscribes. */
const alike = (context: ViewContext, item: FormItem): readonly FormItem[] =>
  (item.parent?.children ?? context.form.items).filter((one) => one.linkId === item.linkId && one.answerKey === item.answerKey);

/** The group's name; with its number where there are several. */
export function repetitionName(context: ViewContext, item: FormItem): string {
  const all = alike(context, item);
  return all.length > 1 ? `${item.text} ${all.indexOf(item) + 1}` : item.text;
}

const rootOf = (event: Event): ParentNode => (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot; // the listener's own element

const focusOn = (root: ParentNode, selector: string): void => root.querySelector<HTMLElement>(selector)?.focus();

/** Moves and removes one repetition. What was removed can be brought back, see {@link adder}. */
export function repetitionTools(context: ViewContext, item: FormItem): View {
  if (!item.repeats || context.readOnly) return nothing;
  const { form, texts } = context;
  const all = alike(context, item);
  if (all.length < 2) return nothing;
  const at = all.indexOf(item);
  const name = repetitionName(context, item);
  const move = (to: number, kind: 'up' | 'down') => (event: Event) => {
    const root = rootOf(event);
    form.move(item, to);
    const button = root.querySelector<HTMLButtonElement>(`#${context.id(item)}-${kind}`);
    if (button?.disabled) focusOn(root, `#${context.id(item)}-${kind === 'up' ? 'down' : 'up'}`);
    else button?.focus();
  };
  const remove = (event: Event): void => {
    const root = rootOf(event);
    form.remove(item);
    focusOn(root, '.undo button');
  };
  const arrow = (kind: 'up' | 'down', to: number, label: string): TemplateResult =>
    html`<button
      type="button"
      class="quiet small ${kind}"
      id="${context.id(item)}-${kind}"
      aria-label=${label}
      ?disabled=${to < 0 || to >= all.length}
      @click=${move(to, kind)}
    >
      ${chevronDownIcon}
    </button>`;
  return html`<div class="row repetition">
    ${arrow('up', at - 1, texts.moveUp(name))}${arrow('down', at + 1, texts.moveDown(name))}
    ${
      all.length > Math.max(1, item.limits.minOccurs ?? 1)
        ? html`<button type="button" class="quiet danger small" @click=${remove}>${trashIcon}${texts.remove(name)}</button>`
        : nothing
    }
  </div>`;
}

/** Adds a repetition below the last one, and brings back the one that was removed. */
export function adder(context: ViewContext, item: FormItem): unknown {
  const { form } = context;
  return live(form, `add ${item.linkId} ${item.parent?.key ?? ''} ${item.key}`, () => {
    if (!item.enabled || item.hidden || context.readOnly) return nothing;
    const full = alike(context, item).length >= (item.limits.maxOccurs ?? Infinity);
    const add = (event: Event): void => {
      const root = rootOf(event);
      const made = form.add(item);
      if (made.ok) focusOn(root, `#${context.id(made.value)}`);
    };
    return html`${undoer(context, item)}${
      full ? nothing : html`<button type="button" class="add" @click=${add}>${plusIcon}${context.texts.addAnother(item.text)}</button>`
    }`;
  });
}

function undoer(context: ViewContext, item: FormItem): View {
  const { form, texts } = context;
  const { removed } = form;
  if (removed?.linkId !== item.linkId || removed.parent?.key !== item.parent?.key) return nothing;
  const undo = (event: Event): void => {
    const root = rootOf(event);
    const back = form.undo();
    if (back.ok) focusOn(root, `#${context.id(back.value)}`);
  };
  return html`<div class="banner undo" role="status" part="banner">
    <p>${texts.removed(item.text)}</p>
    <button type="button" class="quiet" @click=${undo}>${undoIcon}${texts.undo}</button>
  </div>`;
}
