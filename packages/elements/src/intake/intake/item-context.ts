import type { AnswerValue, Form, FormItem, IssueCode } from '@nelumbo/core/intake';
import type { IntakeTexts } from '../../locales/intake/index.js';
import { longForm } from './late.js';
import { questionsOf } from './pages.js';
import type { ViewContext, Waiting } from './view-context.js';

/** What the element lends to its items. */
interface Host {
  texts(): IntakeTexts;
  locale(): string;
  readOnly(): boolean;
  speech(context: ViewContext): ((item: FormItem) => unknown) | undefined;
  changed(linkId: string): void;
}

/** The bridge between items and the element: one object for the life of a form. */
export class ItemContext implements ViewContext {
  readonly form: Form;
  readonly #host: Host;
  readonly waiting = new Map<string, Waiting>();
  readonly isLong: boolean;
  readonly speech: ((item: FormItem) => unknown) | undefined;
  readonly #ids = new Map<string, string>();

  constructor(form: Form, host: Host) {
    this.form = form;
    this.#host = host;
    this.speech = host.speech(this);
    this.isLong = form.peek(() => questionsOf(form.items).length > longForm);
  }

  get texts(): IntakeTexts {
    void this.form.locale; // a template that shows words follows the language
    return this.#host.texts();
  }

  get locale(): string {
    void this.form.locale;
    return this.#host.locale();
  }

  get readOnly(): boolean {
    return this.#host.readOnly();
  }

  id(item: FormItem): string {
    let id = this.#ids.get(item.key);
    if (!id) this.#ids.set(item.key, (id = `q${this.#ids.size}`));
    return id;
  }

  answer(item: FormItem, value: AnswerValue | readonly AnswerValue[] | undefined): void {
    if (this.form.answer(item, value).ok) this.#host.changed(item.linkId);
  }

  reject(item: FormItem, code: IssueCode): void {
    this.form.reject(item, code);
    this.form.touch(item);
  }

  /** Draws everything that waits to come near, for printing; only what holds `item`, when a question is looked for. */
  draw(item?: FormItem): void {
    const above = new Set<unknown>();
    for (let one = item; one; one = one.parent) above.add(one);
    const next = (): Waiting | undefined => [...this.waiting.values()].find(({ items }) => !item || items.some((one) => above.has(one)));
    for (let one = next(); one; one = next()) one.draw(); // a part that is drawn may hold parts that wait
  }

  /** Moves the focus to an item's control. */
  focus(root: DocumentFragment | HTMLElement, item: FormItem): void {
    this.draw(item);
    const field = root.querySelector<HTMLElement>(`#${this.id(item)}`);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }
}
