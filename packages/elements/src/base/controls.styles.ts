import { css } from 'lit';
import dialog from './dialog.styles.js';
import fields from './fields.styles.js';
import surface from './surface.styles.js';

/** Where a page reserved room (reserve.css of the CDN), what says that it is loading keeps to it: nothing below moves twice. */
const waiting = css`
  .card:has(> .skeleton) {
    max-block-size: max(var(--_room), 4em);
    overflow: clip;
  }
`;

/** Everything that families share in looks: what is read and pressed, what opens, and what is filled in. */
export default [surface, dialog, fields, waiting];
