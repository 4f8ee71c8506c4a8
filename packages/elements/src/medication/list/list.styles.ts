import { css } from 'lit';

export default css`
  .card > .banner:not(:last-child) {
    margin-block-end: var(--_space-4);
  }
  .plans {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .plan {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2) var(--_space-4);
    align-items: center;
    padding-block: var(--_space-4);
  }
  .plan + .plan {
    border-block-start: 1px solid var(--_hairline);
  }
  .plan:first-child {
    padding-block-start: var(--_space-2);
  }
  .plan:last-child {
    padding-block-end: 0;
  }
  .what {
    flex: 1 1 16em;
    min-inline-size: 0;
  }
  .what p {
    margin: 0;
  }
  .plan > .rest {
    flex: 1 1 100%;
    padding: var(--_space-3);
    border-radius: var(--_radius-input);
    background: var(--_sunken);
  }
  .rest > button {
    font-weight: 400;
  }
  [aria-expanded='true'] > svg {
    transform: scaleY(-1);
  }
  .name {
    margin: 0;
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.4;
  }
  .ended {
    margin-inline-start: var(--_space-1);
    padding: 0 var(--_space-2);
    border-radius: var(--_radius-full);
    background: var(--_unknown-tint);
    color: var(--_unknown-text);
    font-size: 0.875em;
    white-space: nowrap;
  }
  [data-ended] {
    color: var(--_muted);
  }
  .stock {
    display: flex;
    gap: var(--_space-1);
    align-items: center;
    font-size: 0.875em;
    color: var(--_muted);
  }
  .stock[data-low] {
    color: var(--_watch-text);
  }
  .refill-form {
    display: grid;
    gap: var(--_space-2);
    max-inline-size: 22em;
    margin-block: var(--_space-2);
  }
  .history summary {
    min-block-size: var(--_target);
    line-height: var(--_target);
    color: var(--_primary-strong);
    cursor: pointer;
  }
  .history ol {
    display: grid;
    gap: var(--_space-2);
    margin: 0;
    padding-inline-start: 1.25em;
  }
  .history li > span {
    display: block;
  }
  .zone p {
    margin: 0;
  }
  .editor {
    padding: 0;
  }
  .close {
    position: absolute;
    inset-block-start: var(--_space-2);
    inset-inline-end: var(--_space-2);
    padding: var(--_space-2);
  }
  dialog {
    --nelumbo-inset-bottom: 0px; /* the host's bar is behind it */
  }
  dialog p {
    margin: 0;
  }

  @media (forced-colors: active) {
    .ended {
      border: 1px solid CanvasText;
    }
  }
`;
