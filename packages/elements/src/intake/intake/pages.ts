import type { Form, FormItem } from '@nelumbo/core/intake';

/** How questions are laid out: all on one page, one page per group, or one question at a time. */
export type IntakeMode = 'page' | 'steps' | 'care';

/** Items that stand together, and the headings of the groups around them. */
export interface Page {
  readonly items: readonly FormItem[];
  readonly headings: readonly string[];
  /** Steady while answers change. */
  readonly key: string;
}

const isShown = (item: FormItem): boolean => item.enabled && !item.hidden && !(item.type === 'display' && item.control === 'help');

/** Cuts the form into pages. Reading subscribes to what is enabled. */
export function pagesOf(form: Pick<Form, 'items'>, mode: IntakeMode): readonly Page[] {
  if (mode === 'page') return [{ items: form.items, headings: [], key: 'all' }];
  const shown = form.items.filter((item) => isShown(item) && !isFrame(item));
  if (mode === 'steps') return steps(shown);
  return shown.flatMap((item) => single(item, []));
}

/** Shown on every page, above or below it. */
export const isFrame = (item: FormItem): boolean => item.control === 'header' || item.control === 'footer';

/** Whether the author cut this group's content into pages. */
const holdsPages = (item: FormItem): boolean => item.control === 'tab-container' || item.children.some((child) => child.control === 'page');

/** One page a group, with tabs as pages of their own; questions that stand alone between groups share one. */
function steps(items: readonly FormItem[]): readonly Page[] {
  const pages: { items: FormItem[]; headings: string[]; key: string; loose: boolean }[] = [];
  for (const item of items) {
    const loose = item.type !== 'group';
    const last = pages.at(-1);
    if (holdsPages(item))
      for (const page of steps(item.children.filter(isShown)))
        pages.push({ ...page, items: [...page.items], headings: item.text ? [item.text] : [], loose: false });
    else if (loose && last?.loose) last.items.push(item);
    else pages.push({ items: [item], headings: [], key: item.key, loose });
  }
  return pages;
}

/** Whether the author wants the form in pages. */
export const wantsPages = (form: Form): boolean => form.items.some((item) => item.control === 'page' || holdsPages(item));

function single(item: FormItem, headings: readonly string[]): readonly Page[] {
  // A repetition belongs together, and a nested question to the one that it is nested under.
  if (item.type !== 'group' || item.repeats) return [{ items: [item], headings, key: item.key }];
  return item.children.filter(isShown).flatMap((child) => single(child, item.text ? [...headings, item.text] : headings));
}

/** Every question below these items that the user can answer now. Reading subscribes. */
export function questionsOf(items: readonly FormItem[]): readonly FormItem[] {
  return items.flatMap((item) => {
    if (!isShown(item)) return [];
    const own = item.type !== 'group' && item.type !== 'display' && !item.readOnly ? [item] : [];
    return [...own, ...questionsOf(item.children)];
  });
}
