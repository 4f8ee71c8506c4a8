import type { FormItem } from '@nelumbo/core/intake';
import { noChange, type ElementPart } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';
import type { ViewContext } from './view-context.js';

/** What the box of a question is given. Each control draws its own box: a template less for every question of a long form. */
export interface Row {
  /** Says on the box which question it holds; see `row`. */
  readonly row: DirectiveResult;
  /** What stands beneath the control: issues, why it is asked, nested questions. */
  readonly after: unknown;
}

/** Names the box of a question, and tells the form when the focus leaves it. */
class RowDirective extends Directive {
  #item: FormItem | undefined;
  #context: ViewContext | undefined;

  render(_context: ViewContext, _item: FormItem, _depth: number): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [context, item, depth]: [ViewContext, FormItem, number]): unknown {
    if (!this.#item) element.addEventListener('focusout', (event) => this.#left(element, event as FocusEvent)); // by its name
    if (item !== this.#item) {
      element.className = depth === 0 ? 'card question' : 'question';
      (element as HTMLElement).dataset['item'] = item.linkId; // the sections below are HTML
    }
    this.#item = item;
    this.#context = context;
    return noChange;
  }

  #left(element: Element, { relatedTarget }: FocusEvent): void {
    const within = relatedTarget instanceof Node && element.contains(relatedTarget);
    if (!within && this.#item) this.#context?.form.touch(this.#item);
  }
}

/** `<div part="item" ${row(context, item, depth)}>`: see the class. */
export const row: (context: ViewContext, item: FormItem, depth: number) => DirectiveResult = directive(RowDirective);
