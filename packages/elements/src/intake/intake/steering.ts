// What the buttons of a form do. `late.ts` loads it once the form is shown: nobody can press them to an end before.
import type { FormItem, Issue } from '@nelumbo/core/intake';
import { pagesOf, questionsOf } from './pages.js';
import type { Sitting } from './sitting.js';

const focus = ({ root }: Sitting, selector: string): void => root.querySelector<HTMLElement>(selector)?.focus();

/** Goes to a page; forward only when nothing on this one is wrong. */
export async function go(sitting: Sitting, to: number): Promise<void> {
  const {
    session,
    context,
    context: { form },
  } = sitting;
  const pages = form.peek(() => pagesOf(form, sitting.mode()));
  const { page } = sitting.stage();
  if (to > page) {
    if (!(await sitting.ready())) return;
    const shown = form.peek(() => questionsOf(pages[page]?.items ?? []));
    for (const item of shown) form.touch(item);
    const blocked = form.peek(() => shown.find((item) => item.issues.some((issue) => issue.severity === 'error')));
    if (blocked) return context.focus(sitting.root, blocked);
  }
  sitting.set({ issues: [] });
  if (to >= pages.length) {
    sitting.set({ returning: false });
    await sitting.prepare().catch(sitting.fail);
  }
  session.position = Math.max(0, to);
  sitting.set({ page: session.position });
  await sitting.drawn();
  focus(sitting, '#page-title');
}

/** Checks the form, saves the response and shows the record. */
export async function submit(sitting: Sitting): Promise<void> {
  const {
    session,
    context: { form },
  } = sitting;
  if (sitting.stage().busy || !(await sitting.ready())) return;
  const issues = form.validate().filter((issue) => issue.severity === 'error');
  sitting.set({ issues });
  if (issues.length > 0) {
    await sitting.drawn();
    focus(sitting, '#summary');
    return;
  }
  if (!sitting.emit('nelumbo-submit', { id: form.key }, { cancelable: true })) return;
  sitting.set({ busy: true });
  try {
    await sitting.prepare();
    const completion = await session.complete({ locale: sitting.locale() });
    sitting.set({ completion });
    sitting.emit('nelumbo-completed', { ref: completion.ref });
  } catch (error) {
    sitting.fail(error);
  } finally {
    sitting.set({ busy: false });
  }
  await sitting.drawn();
  focus(sitting, sitting.stage().completion ? '#done-title' : '#submit-failure');
}

/** Goes to the question of an issue, or to one that is to be changed. */
export async function edit(sitting: Sitting, to: Issue | FormItem): Promise<void> {
  const {
    context,
    context: { form },
  } = sitting;
  const pages = form.peek(() => pagesOf(form, sitting.mode()));
  const item = form.peek(() => questionsOf(form.items).find((one) => one.key === to.key)) ?? form.find(to.linkId);
  const page = form.peek(() => pages.findIndex((one) => questionsOf(one.items).some((question) => question.key === to.key)));
  const stage = sitting.stage();
  sitting.set({
    returning: stage.returning || (sitting.reviews() && stage.page >= pages.length),
    page: page >= 0 ? page : stage.page,
  });
  await sitting.drawn();
  if (item) context.focus(sitting.root, item);
}

/** Goes on here with a draft that another tab has. */
export async function takeOver(sitting: Sitting): Promise<void> {
  sitting.set({ busy: true });
  await sitting.session.takeOver();
  await sitting.restart(true);
  sitting.set({ resume: 'seen' }); // the answers were asked for
}

/** Answers whether to go on with the draft. */
export function answerResume(sitting: Sitting, answer: 'continue' | 'ask' | 'cancel' | 'discard'): void {
  if (answer === 'discard')
    sitting.session
      .discardDraft()
      .then(() => sitting.restart(false))
      .catch(sitting.fail);
  else sitting.set({ resume: answer === 'continue' ? 'seen' : answer === 'ask' ? 'asking' : 'offered' });
}

/** Saves the draft now. */
export const saveDraft = ({ session }: Sitting): void => void session.saveDraft().catch(() => undefined); // told through onDraft
