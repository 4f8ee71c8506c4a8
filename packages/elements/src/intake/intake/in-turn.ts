import type { Form, FormItem } from '@nelumbo/core/intake';
import { html, noChange, nothing, type ElementPart, type TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { DirectiveResult } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import { live } from './live.js';
import { questionsOf } from './pages.js';
import type { ViewContext } from './view-context.js';

/** So many questions are drawn at once; what comes after them is drawn when it comes near. */
const first = 60;
/** Items stand together in turns of so many questions; a larger group is a turn by itself. */
const turn = 40;
/** An estimate in px of what a question takes, to keep the scroll bar honest until it is drawn. */
const questionHeight = 110;

interface Turn {
  readonly key: string;
  readonly items: readonly FormItem[];
  /** Stands within the first questions. */
  readonly early: boolean;
}

/** Questions at and below an item, shown or not. */
function leavesOf({ type, children }: FormItem): number {
  const own = type === 'group' || type === 'display' ? 0 : 1;
  return children.reduce((sum, child) => sum + leavesOf(child), own);
}

/** What is shown at and below these items. Reading subscribes. */
const shownOf = (items: readonly FormItem[]): readonly FormItem[] =>
  items.flatMap((item) => (item.enabled && !item.hidden ? [item, ...shownOf(item.children)] : []));

/** Which item heads the turn that an item belongs to. */
const cuts = new WeakMap<Form, Map<string, string>>();

/** Cuts once for the life of a form: what is filled in must not be drawn anew because something came or went before it. */
function cut(form: Form, items: readonly FormItem[]): (item: FormItem) => string {
  const heads = cuts.get(form) ?? new Map<string, string>();
  cuts.set(form, heads);
  const nameOf = ({ parent, linkId }: FormItem): string => `${parent?.key ?? ''}/${linkId}`;
  let [head, leaves] = ['', 0];
  for (const item of items) {
    const name = nameOf(item);
    if (heads.has(name)) continue;
    const more = leavesOf(item);
    if (!head || leaves + more > turn) [head, leaves] = [name, 0];
    leaves += more;
    heads.set(name, head);
  }
  return (item) => heads.get(nameOf(item)) ?? '';
}

/** A list in turns. Repetitions stay together, with the button that adds one. */
function turnsOf(form: Form, items: readonly FormItem[]): readonly Turn[] {
  const headOf = cut(form, items);
  const turns: { key: string; items: FormItem[]; early: boolean }[] = [];
  let before = 0;
  for (const item of items) {
    const head = headOf(item);
    const last = turns.at(-1);
    if (last && headOf(last.items[0] ?? item) === head) last.items.push(item);
    else turns.push({ key: `${head} ${turns.length}`, items: [item], early: before < first });
    before += questionsOf([item]).length;
  }
  return turns;
}

type Draw = (items: readonly FormItem[]) => unknown;

/** Draws when it comes near the viewport, is focused, asked for, or printed. */
class InTurnDirective extends AsyncDirective {
  #place: Element | undefined;
  #open = false;
  #watching: IntersectionObserver | undefined;
  #draw: (() => void) | undefined;

  render(context: ViewContext, now: Turn, draw: Draw): unknown {
    const { form } = context;
    const shown = (): unknown => live(form, now.key, () => draw(now.items));
    this.#draw = () => {
      context.waiting.delete(now.key);
      this.#stop();
      this.#open = true;
      this.setValue(shown());
    };
    if (this.#open || now.early || typeof IntersectionObserver === 'undefined') {
      this.#open = true;
      return shown();
    }
    context.waiting.set(now.key, { items: now.items, draw: this.#draw });
    return live(form, `${now.key} waits`, () => this.#placeholder(context, now));
  }

  override disconnected(): void {
    this.#watching?.disconnect();
  }

  override reconnected(): void {
    if (this.#place) this.#watching?.observe(this.#place);
  }

  #stop(): void {
    this.#watching?.disconnect();
    this.#watching = undefined;
  }

  /** Says what waits: the words of its questions, so that they are found in the page, and a button that draws it. */
  #placeholder(context: ViewContext, { items }: Turn): TemplateResult | typeof nothing {
    const shown = shownOf(items);
    const count = shown.filter(({ type }) => type !== 'group').length;
    if (count === 0) return nothing;
    const place = (element: Element): void => {
      (element as HTMLElement).style.setProperty('--_rows', `${count * questionHeight}px`); // the section below
      if (element === this.#place) return;
      this.#stop();
      this.#place = element;
      this.#watching = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#draw?.(), { rootMargin: '150% 0px' });
      this.#watching.observe(element);
    };
    // Whoever goes by keyboard comes to the button, and from it to the first question.
    const pressed = (event: Event): void => {
      const before = (event.currentTarget as HTMLElement).closest('.later')?.previousElementSibling; // the listener's own element
      const parent = before?.parentElement;
      this.#draw?.();
      (before ? before.nextElementSibling : parent?.firstElementChild)?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
    };
    const [head] = items;
    return html`<section class="card later" ${placed(place)}>
      <button type="button" class="quiet" @click=${pressed}>${context.texts.showMore(head?.text ?? '', count)}</button>
      <div class="waiting">${shown.map(({ text }) => text).join('\n\n\n')}</div>
    </section>`;
  }
}

/** Tells of the element that it stands on. */
class PlacedDirective extends AsyncDirective {
  render(_tell: (element: Element) => void): unknown {
    return noChange;
  }

  override update(part: ElementPart, [tell]: [(element: Element) => void]): unknown {
    tell(part.element);
    return noChange;
  }
}

const placed = directive(PlacedDirective);
const oneTurn: (context: ViewContext, turn: Turn, draw: Draw) => DirectiveResult = directive(InTurnDirective);

const longGroups = new WeakMap<FormItem, boolean>();

/** Whether a group has so many questions that they, too, are drawn in turns. Settled once, as the cut is. */
export function isLongGroup({ form }: ViewContext, group: FormItem): boolean {
  const known = longGroups.get(group) ?? form.peek(() => leavesOf(group)) > 2 * turn;
  longGroups.set(group, known);
  return known;
}

/** The items of a long page, drawn in turns. */
export const inTurn = (context: ViewContext, items: readonly FormItem[], draw: Draw): unknown =>
  repeat(
    context.form.peek(() => turnsOf(context.form, items)),
    (one) => one.key,
    (one) => oneTurn(context, one, draw),
  );
