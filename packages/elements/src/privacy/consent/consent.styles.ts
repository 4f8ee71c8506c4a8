import { css } from 'lit';

export default css`
  p {
    margin: 0 0 var(--_space-2);
  }
  .answers {
    margin-block-start: var(--_space-4);
  }
  /* Two answers of one weight. */
  .answers > button {
    flex: 1 1 8em;
  }
  .purpose {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--_space-1) var(--_space-4);
    align-items: center;
  }
  .purpose + .purpose {
    padding-block-start: var(--_space-4);
    border-block-start: 1px solid var(--_hairline);
  }
  .purpose > label {
    font-weight: 600;
  }
  .purpose > div {
    grid-column: 1 / -1;
  }
  .purpose p:last-child {
    margin: 0;
  }
  input.switch {
    appearance: none;
    position: relative;
    inline-size: calc(var(--_target) + 8px);
    block-size: calc(var(--_target) * 0.7);
    border: 2px solid var(--_border);
    border-radius: var(--_radius-full);
    background: var(--_unknown-tint);
    cursor: pointer;
  }
  /* The target reaches beyond what is drawn. */
  input.switch::before {
    position: absolute;
    inset: -8px;
    content: '';
  }
  input.switch::after {
    position: absolute;
    inset-block: 3px;
    inset-inline-start: 3px;
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--_border);
    content: '';
  }
  input.switch:checked {
    border-color: var(--_primary);
    background: var(--_primary);
  }
  input.switch:checked::after {
    inset-inline: auto 3px;
    background: var(--_on-primary);
  }
  @media (forced-colors: active) {
    input.switch {
      border-color: CanvasText;
    }
    input.switch::after {
      background: CanvasText;
    }
    input.switch:checked {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
    }
    input.switch:checked::after {
      background: HighlightText;
    }
  }
`;
