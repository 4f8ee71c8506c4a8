// What follows the questions: the review and the view after completion. `late.ts` loads it while the form is filled in.
import completion from './completion.styles.js';
import record from '../record/record-sections.styles.js';
import review from './review.styles.js';

export { completionView, retold } from './completion.js';
export { reviewView } from './review.js';

/** Styles of these views; adopted when they load. */
export const afterStyles = [completion, record, review];
