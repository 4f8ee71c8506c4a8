// Controls of numbers, dates and files, long lists, and answers beside the options. Many forms have a few options and free text only; `late.ts` loads these for the others.
import partStyles from '../../base/parts.styles.js';
import styles from './field-controls.styles.js';

export { attachmentControl } from './attachment-control.js';
export { listControl, otherRow } from './choice-fields.js';
export { dateControl } from './date-control.js';
export { numberControl } from './number-control.js';
export { scaleControl } from './scale-control.js';

/** Styles of these controls; adopted when they load. */
export const fieldStyles = [partStyles, styles];
