// Parts that only some forms need: conditions, repeating groups, long lists, red flags. `late.ts` loads them before such a form is shown.
import dialogStyles from '../../base/dialog.styles.js';
import bodyMapStyles from './body-map.styles.js';
import partStyles from './extra-parts.styles.js';
import interruptStyles from './interrupt.styles.js';

export { repeat } from 'lit/directives/repeat.js';
export { bodyMap } from './body-map.js';
export { inTurn, isLongGroup } from './in-turn.js';
export { flagList, interruptView } from './interrupt.js';
export { optionSearch, optionsMissing } from './option-search.js';
export { prefilledNote } from './prefilled.js';
export { adder, repetitionName, repetitionTools } from './repetition-tools.js';
export { richText } from './rich-text.js';
export { why } from './why.js';

/** Styles of these parts; adopted when they load. */
export const extraStyles = [dialogStyles, partStyles, bodyMapStyles, interruptStyles];
