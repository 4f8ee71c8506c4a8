import type { FormItem } from '@nelumbo/core/intake';
import { html, noChange, type ElementPart, type TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { DirectiveResult } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import { live } from './live.js';
import { questionsOf } from './pages.js';
import type { ViewContext } from './view-context.js';

/** So many questions are drawn at once; what comes after them is drawn when it comes near. */
const first = 60;
/** Loose questions stand together in turns of so many. */
const turn = 40;
/** An estimate in px of what a question takes, to keep the scroll bar honest until it is drawn. */
const questionHeight = 110;

interface Turn {
  readonly key: string;
  readonly items: readonly FormItem[];
  readonly questions: number;
  /** Stands within the first questions. */
  readonly early: boolean;
}

/** Groups by themselves, loose questions in handfuls. */
function turnsOf(items: readonly FormItem[]): readonly Turn[] {
  const turns: Turn[] = [];
  let loose: FormItem[] = [];
  let before = 0;
  const close = (some: readonly FormItem[]): void => {
    const [head] = some;
    if (!head) return;
    const questions = questionsOf(some).length;
    turns.push({ key: head.key, items: some, questions, early: before < first });
    before += questions;
  };
  for (const item of items) {
    const alone = item.type === 'group' && !item.repeats; // repetitions stay together with the button that adds one
    if (!alone) loose.push(item);
    if (!alone && loose.length < turn) continue;
    close(loose);
    loose = [];
    if (alone) close([item]);
  }
  close(loose);
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
    const shown = (): unknown => live(context.form, now.items.map(({ key }) => key).join('\n'), () => draw(now.items));
    this.#draw = () => {
      this.#stop();
      this.#open = true;
      this.setValue(shown());
    };
    if (this.#open || now.early || typeof IntersectionObserver === 'undefined') {
      this.#open = true;
      return shown();
    }
    context.waiting.set(now.key, this.#draw);
    return this.#placeholder(context, now);
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

  #placeholder(context: ViewContext, { items, questions }: Turn): TemplateResult {
    const place = (element: Element): void => {
      if (element === this.#place) return;
      this.#place = element;
      (element as HTMLElement).style.setProperty('--_rows', `${questions * questionHeight}px`); // the section below
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
      <button type="button" class="quiet" @click=${pressed}>${context.texts.showMore(head?.text ?? '', questions)}</button>
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

/** The items of a long page, drawn in turns. */
export const inTurn = (context: ViewContext, items: readonly FormItem[], draw: Draw): unknown =>
  repeat(
    turnsOf(items),
    (one) => one.key,
    (one) => oneTurn(context, one, draw),
  );
