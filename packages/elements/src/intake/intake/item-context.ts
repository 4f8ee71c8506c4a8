import type { AnswerValue, Form, FormItem, IssueCode } from '@nelumbo/core/intake';
import type { IntakeTexts } from '../../locales/intake/index.js';
import { questionsOf } from './pages.js';
import type { ViewContext } from './view-context.js';

/** Up to so many questions stand on a page at once. */
const longForm = 400;

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
  readonly waiting = new Map<string, () => void>();
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

  /** Draws everything that waits to come near: before printing, and when a question is looked for. */
  drawAll(): void {
    for (const draw of this.waiting.values()) draw();
    this.waiting.clear();
  }

  /** Moves the focus to an item's control. */
  focus(root: DocumentFragment | HTMLElement, item: FormItem): void {
    for (let above: FormItem | undefined = item; above; above = above.parent) this.waiting.get(above.key)?.();
    if (this.isLong && !root.querySelector(`#${this.id(item)}`)) this.drawAll(); // among loose questions
    const field = root.querySelector<HTMLElement>(`#${this.id(item)}`);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }
}
