import type { Form, FormItem } from './types.js';
import type { AnswerValue } from './types.js';

// What the tests and the corpus tool fill forms with. Not part of any entry point.

/** Every item of a form, nested ones included. */
export function everyItem(items: readonly FormItem[]): FormItem[] {
  return items.flatMap((item) => [item, ...everyItem(item.children)]);
}

/** A value of the item's type, chosen by a number. */
export function valueFor(item: FormItem, n: number): AnswerValue | undefined {
  const { options } = item;
  const option = options[n % Math.max(1, options.length)];
  if (option) return option.value;
  const day = String((n % 28) + 1).padStart(2, '0');
  const values: Partial<Record<FormItem['type'], AnswerValue>> = {
    boolean: n % 2 === 0,
    integer: n % 50,
    decimal: (n % 500) / 10,
    date: `2020-05-${day}`,
    dateTime: `2020-05-${day}T10:00:00Z`,
    time: `10:${day}:00`,
    string: `word ${n % 7}`,
    text: `words ${n % 7}`,
    url: 'https://example.org/',
    choice: { display: `typed ${n % 3}` },
    'open-choice': `typed ${n % 3}`,
    quantity: { value: n % 20, unit: 'kg', code: 'kg', system: 'http://unitsofmeasure.org' },
    attachment: { contentType: 'text/plain', data: 'aGVsbG8=', title: `note ${n % 3}.txt`, size: 5 },
  };
  return values[item.type];
}

/** One act of a user, as numbers, so that a generator can make any. */
export type Act = readonly [what: 'answer' | 'clear' | 'add' | 'remove' | 'move' | 'undo', which: number, n: number];

/** Performs an act on whatever item the numbers come to. */
export function perform(form: Form, [what, which, n]: Act): void {
  if (what === 'undo') return void form.undo();
  const items = everyItem(form.items);
  const groups = items.filter((item) => item.type === 'group' && item.repeats);
  const questions = items.filter((item) => item.type !== 'group' && item.type !== 'display');
  const pool = what === 'answer' || what === 'clear' ? questions : groups;
  const item = pool[which % Math.max(1, pool.length)];
  if (!item) return;
  if (what === 'answer') form.answer(item, valueFor(item, n));
  else if (what === 'clear') form.answer(item, []);
  else if (what === 'add') form.add(item);
  else if (what === 'move') form.move(item, n % 3);
  else form.remove(item);
}

/** A row of numbers from 0 to 2^32 - 1 that a seed decides (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

/** Answers about `share` of the questions, in document order, conditions followed as they open. */
export function fill(form: Form, seed: number, share = 0.9): void {
  const next = numbersFrom(seed);
  for (let pass = 0; pass < 2; pass++) {
    for (const item of everyItem(form.items)) {
      if (item.type === 'group' || item.type === 'display' || !item.enabled || item.readOnly || item.answers.length > 0) continue;
      if (next() / 2 ** 32 < share) form.answer(item, valueFor(item, next() % 1000));
    }
  }
}
