import { css } from 'lit';

/** Where a page reserved room (reserve.css of the CDN), what says that it is loading keeps to it: nothing below moves twice. */
export default css`
  .card:has(> .skeleton) {
    max-block-size: max(var(--_room), 4em);
    overflow: clip;
  }
`;
