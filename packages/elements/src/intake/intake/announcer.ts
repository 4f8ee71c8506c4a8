import { questionsOf } from './pages.js';
import type { Sitting } from './sitting.js';

/**
 * Tells screen readers, politely, when questions appear or vanish.
 * @param known - keys of the questions that were there when the form was shown
 * @returns ends it
 */
export function announce({ context, root }: Sitting, known: ReadonlySet<string>): () => void {
  const { form } = context;
  return form.watch(() => {
    const questions = questionsOf(form.items);
    const before = known;
    known = new Set(questions.map((item) => item.key));
    const fresh = questions.filter((item) => !before.has(item.key));
    if (fresh.length === 0 && [...before].every((key) => known.has(key))) return;
    const region = root.querySelector('#news'); // written to directly, so that nothing re-renders for it
    form.peek(() => {
      if (!region) return;
      const { texts } = context;
      region.textContent = fresh.length === 0 ? texts.vanished : fresh.length === 1 ? texts.appeared(fresh[0]?.text ?? '') : texts.appearedMany(fresh.length);
    });
  });
}
