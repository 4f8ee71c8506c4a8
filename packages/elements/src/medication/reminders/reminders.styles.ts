import { css } from 'lit';

export default css`
  p {
    margin: 0;
  }
  .card > .banner:not(:last-child) {
    margin-block-end: var(--_space-4);
  }
  .truth,
  .state {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
  }
  .truth {
    margin-block-end: var(--_space-4);
    font-weight: 600;
  }
  .state svg {
    inline-size: 1.125em;
    block-size: 1.125em;
  }
  .channels {
    display: grid;
    gap: var(--_space-3);
    margin: 0 0 var(--_space-4);
    padding: 0;
    list-style: none;
  }
  .channel {
    display: grid;
    gap: var(--_space-1);
    padding: var(--_space-3) var(--_space-4);
    border: var(--_line) solid var(--_hairline);
    border-radius: var(--_radius-input);
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  .reach {
    padding: 0 var(--_space-2);
    border-radius: var(--_radius-full);
    background: var(--_unknown-tint);
    color: var(--_unknown-text);
    font-size: 0.875em;
    font-weight: 400;
  }
  /* A quiet button's word begins where the text above does. */
  .row > .quiet:first-child {
    margin-inline-start: calc(-1 * var(--_space-4));
    margin-block-end: calc(-1 * var(--_space-2));
  }
  .check > input {
    margin-block-start: 0.2em; /* beside the first line */
    font-size: inherit;
  }
  .check {
    display: flex;
    gap: var(--_space-3);
    align-items: start;
    min-block-size: var(--_target);
  }
  .check > span {
    display: grid;
  }
  .group {
    margin: var(--_space-4) 0 var(--_space-2);
    font-size: 0.875em;
    font-weight: 600;
    color: var(--_muted);
  }
  .next {
    display: grid;
    gap: var(--_space-1);
    margin: 0;
    padding: 0;
    list-style: none;
    font-variant-numeric: tabular-nums;
  }

  @media (forced-colors: active) {
    .row > .quiet:first-child {
      margin: 0; /* its edge is drawn */
    }
    .reach {
      border: 1px solid CanvasText;
    }
  }
`;
