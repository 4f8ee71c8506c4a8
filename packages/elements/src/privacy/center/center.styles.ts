import { css } from 'lit';

export default css`
  /* Headings stand between the cards: a ground of our own, whatever the page's. */
  .center {
    padding: var(--_space-4);
    border-radius: var(--_radius-card);
    background: var(--_sunken);
  }
  .intro .title {
    font-size: 1.375em;
  }
  p {
    margin: 0 0 var(--_space-2);
  }
  h3.title {
    margin-block-end: var(--_space-2);
  }
  h4 {
    margin: 0;
    font-size: 1em;
  }
  ul,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .group > .title {
    margin-block-end: var(--_space-3);
  }
  .kinds > li + li,
  .records > li + li,
  .log > li + li {
    border-block-start: 1px solid var(--_hairline);
  }
  .kinds button {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--_space-3);
    inline-size: 100%;
    padding-inline: 0;
    border-radius: var(--_radius-input);
    text-align: start;
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .kinds button {
      border: 0;
    }
  }
  .kinds button > .small {
    grid-column: 1 / -1;
    font-weight: 400;
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .records > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--_space-3);
    padding-block: var(--_space-2);
  }
  .records > li > div:first-child {
    flex: 1 1 12em;
    min-inline-size: 0;
  }
  .records p {
    margin: 0;
  }
  .records .row > button {
    padding-inline: var(--_space-2);
  }
  .value {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .back {
    margin-inline-start: calc(-1 * var(--_space-4));
  }
  .log {
    margin-block-end: var(--_space-3);
  }
  .log > li {
    display: grid;
    padding-block: var(--_space-2);
  }
  @container (min-width: 480px) {
    .log > li {
      grid-template-columns: 12em 1fr;
      gap: var(--_space-3);
    }
  }
  .verdict {
    display: flex;
    gap: var(--_space-2);
    margin: var(--_space-2) 0 0;
  }
  .span {
    display: grid;
    gap: var(--_space-3);
    justify-items: start;
  }
  .span > .field {
    inline-size: min(100%, 20em);
  }
  .dates > .field {
    flex: 1 1 9em;
  }
  .whole {
    margin-block-start: var(--_space-4);
    padding-block-start: var(--_space-4);
    border-block-start: 1px solid var(--_hairline);
  }
  .whole > p {
    margin-block: var(--_space-1) var(--_space-3);
  }
`;
