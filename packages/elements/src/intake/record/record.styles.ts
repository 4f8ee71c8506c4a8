import { css } from 'lit';

export default css`
  .sheet > .title {
    margin-block-end: var(--_space-1);
    font-size: 1.375em;
  }
  .sheet > p {
    margin: 0 0 var(--_space-4);
  }
  .text {
    margin: var(--_space-3) 0 0;
    padding: var(--_space-4);
    border-radius: var(--_radius-input);
    background: var(--_sunken);
    font-family: inherit;
    font-size: 0.9375em;
    line-height: 1.6;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    overflow: auto;
  }
  .data {
    max-block-size: 32em;
    font-family: ui-monospace, monospace;
    font-size: 0.875em;
    line-height: 1.5;
  }
  .text:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .text {
      border: 1px solid CanvasText;
    }
  }
`;
