import { PathError } from './ast.js';

const MOST = 3_000_000; // steps of one evaluation: a form of a thousand questions that compares each with each takes a third
let left = Infinity; // comparing outside of an evaluation is not counted

/** Counts work, so that no expression can hang a page: a step is a value looked at, or eight characters of text. @throws PathError `budget` */
export function spend(steps: number): void {
  left -= steps;
  if (left < 0) throw new PathError('budget', 'The expression takes too long.');
}

/** One evaluation with a budget of its own: one that it wakes (a variable) has another. */
export function budgeted<T>(evaluation: () => T): T {
  const outer = left;
  left = MOST;
  try {
    return evaluation();
  } finally {
    left = outer;
  }
}
