import { css } from 'lit';

/** Styles of the page that shows every answer before it is sent. */
export default css`
  .review {
    display: grid;
    gap: var(--_space-4);
  }
  .review > p {
    margin: calc(-1 * var(--_space-3)) 0 0;
  }
  .review-title {
    margin: 0;
    font-size: 1.125em;
  }
  .review-group {
    margin: 0 0 var(--_space-2);
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.4;
    color: var(--_primary-strong);
  }
  .review-rows {
    margin: 0;
  }
  .review-row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_space-3);
    align-items: center;
    padding-block: var(--_space-2);
  }
  .review-row + .review-row,
  .review-row + .review-sub {
    border-block-start: 1px solid var(--_hairline);
  }
  .review-sub {
    padding-block: var(--_space-4) var(--_space-1);
    font-weight: 600;
  }
  .review-row dt {
    grid-column: 1;
    font-size: 0.875em;
    color: var(--_muted);
  }
  .review-row dd {
    grid-column: 1;
    margin: 0;
  }
  .review-row .review-edit {
    grid-area: 1 / 2 / span 2;
    margin-inline-end: calc(-1 * var(--_space-3));
  }
  .review-edit button {
    padding-inline: var(--_space-3);
  }
  .review-answer {
    font-weight: 600;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
`;
