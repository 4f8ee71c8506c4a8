import { css } from 'lit';

export default css`
  .progress {
    display: flex;
    gap: var(--_space-1);
    margin-block-end: var(--_space-4);
  }
  .progress > span {
    flex: 1;
    block-size: 4px;
    border-radius: var(--_radius-full);
    background: var(--_hairline);
  }
  .progress > [data-done] {
    background: var(--_primary);
  }
  .step-name {
    margin: 0 0 var(--_space-1);
  }
  form {
    display: grid;
    gap: var(--_space-4);
  }
  form p {
    margin: 0;
  }
  form > [role='status']:empty {
    display: none;
  }
  .big {
    font-size: 1.125em;
  }
  .option > input {
    font-size: inherit;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9em, 1fr));
    align-items: end;
    gap: var(--_space-3);
  }
  .templates {
    display: grid;
    gap: var(--_space-2);
  }
  @container (min-width: 560px) {
    .templates {
      grid-template-columns: 1fr 1fr;
    }
  }
  .template {
    justify-content: start;
    border-radius: var(--_radius-input);
    border-color: var(--_hairline);
    font-weight: 400;
    color: var(--_text);
    text-align: start;
  }
  .times {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11em, 1fr));
    align-items: end;
    gap: var(--_space-3);
  }
  .time {
    display: flex;
    align-items: end;
    gap: var(--_space-2);
  }
  .time > .field {
    flex: 1;
  }
  .icon {
    padding: var(--_space-2);
  }
  .add-time,
  .add-step {
    justify-self: start;
  }
  .pair.step {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
  }
  form legend {
    margin-block-end: var(--_space-1);
  }
  /* What few need: close together, under what everybody fills in. */
  .rare > details:not(:first-child) {
    border-block-start: 1px solid var(--_hairline);
  }
  .rare > details[open] {
    padding-block-end: var(--_space-4);
  }
  details > summary {
    display: flex;
    align-items: center;
    min-block-size: var(--_target);
    color: var(--_primary-strong);
    font-weight: 600;
    cursor: pointer;
  }
  details > summary::before {
    content: '+';
    flex: none;
    inline-size: 1.25em;
  }
  details[open] > summary::before {
    content: '−';
  }
  .preview {
    padding: var(--_space-3) var(--_space-4);
    border-inline-start: 4px solid var(--_primary);
    border-radius: var(--_radius-input);
    background: var(--_primary-tint);
  }
  .preview p {
    margin: 0;
  }
  .words {
    font-size: 1.125em;
    font-weight: 600;
  }
  .preview .muted {
    color: var(--_text);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .actions > .primary {
    flex: 1 1 5em; /* beside the way back also in big type on a small phone */
  }
  /* The way on stays in sight where the window is high enough; a field that takes the focus is then scrolled above it. */
  @media (min-height: 560px) {
    .actions {
      position: sticky;
      inset-block-end: var(--nelumbo-inset-bottom, 0px);
      z-index: 1;
      margin-block: calc(-1 * var(--_space-2));
      padding-block: var(--_space-2);
      background: var(--_surface);
      box-shadow: 0 calc(-1 * var(--_space-1)) var(--_space-1) var(--_surface);
    }
    form :is(input, select, summary, button) {
      scroll-margin-block-end: calc(var(--_target) + 2 * var(--_space-4) + var(--nelumbo-inset-bottom, 0px));
    }
  }
  .done {
    display: grid;
    justify-items: center;
    gap: var(--_space-3);
    padding: var(--_space-5) 0;
    text-align: center;
  }
  .done p {
    margin: 0;
  }
  .done .mark {
    inline-size: 3em;
    block-size: 3em;
  }

  .week:not([open]) {
    margin-block-end: calc(-1 * var(--_space-2));
  }
  .week ul {
    display: grid;
    gap: var(--_space-1);
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.875em;
  }
  .week li {
    display: flex;
    gap: var(--_space-3);
    justify-content: space-between;
    font-variant-numeric: tabular-nums;
  }
  .finding {
    display: flex;
    gap: var(--_space-2);
    align-items: start;
    color: var(--_watch-text);
  }

  @media (forced-colors: active) {
    .preview {
      border: 1px solid CanvasText;
    }
    .progress > span {
      background: GrayText;
    }
    .progress > [data-done] {
      background: Highlight;
    }
  }
`;
