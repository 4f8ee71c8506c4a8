// Controls of numbers, dates and files. Many forms have options and free text only; `late.ts` loads these for the others.
import styles from './field-controls.styles.js';

export { attachmentControl } from './attachment-control.js';
export { dateControl } from './date-control.js';
export { numberControl } from './number-control.js';
export { scaleControl } from './scale-control.js';

/** Styles of these controls; adopted when they load. */
export const fieldStyles = styles;
