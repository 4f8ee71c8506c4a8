import type { Form } from '@nelumbo/core/intake';
import type { IntakeTexts } from '../../locales/intake/index.js';
import { questionsOf } from './pages.js';

/** Tells screen readers, politely, when questions appear or vanish. */
export class Announcer {
  readonly #form: Form;
  readonly #texts: () => IntakeTexts;
  #known: ReadonlySet<string> | undefined;

  constructor(form: Form, texts: () => IntakeTexts) {
    this.#form = form;
    this.#texts = texts;
  }

  /** @param region - finds the live region; it is written to directly, so that nothing re-renders for it */
  start(region: () => Element | null): () => void {
    return this.#form.watch(() => {
      const questions = questionsOf(this.#form.items);
      const now = new Set(questions.map((item) => item.key));
      const before = this.#known;
      this.#known = now;
      if (!before) return;
      const fresh = questions.filter((item) => !before.has(item.key));
      const gone = [...before].some((key) => !now.has(key));
      if (fresh.length === 0 && !gone) return;
      this.#form.peek(() =>
        this.#say(
          region(),
          fresh.map((item) => item.text),
        ),
      );
    });
  }

  #say(region: Element | null, fresh: readonly string[]): void {
    if (!region) return;
    const texts = this.#texts();
    region.textContent = fresh.length === 0 ? texts.vanished : fresh.length === 1 ? texts.appeared(fresh[0] ?? '') : texts.appearedMany(fresh.length);
  }
}
