import { css } from 'lit';

/** The shared parts of what is filled in: fields and option rows. Apart, because a card needs none of them. */
export default css`
  /* Fields */
  .field {
    display: grid;
    gap: var(--_space-1);
    min-inline-size: 0;
  }
  .label,
  legend,
  .field > label {
    padding: 0;
    font-weight: 600;
  }
  .help {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .error {
    display: flex;
    gap: var(--_space-1);
    align-items: start;
    font-size: 0.875em;
    color: var(--_alert-text);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .input,
  input:not([type='radio'], [type='checkbox'], [type='range'], [type='file']),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: var(--_target);
    margin: 0;
    padding: var(--_space-2) var(--_space-3);
    border: var(--_line) solid var(--_border);
    border-radius: var(--_radius-input);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    line-height: 1.4;
  }
  textarea {
    min-block-size: calc(var(--_target) * 2);
    resize: vertical;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  [aria-invalid='true'] {
    border-color: var(--_alert-mark) !important;
  }
  input[type='radio'],
  input[type='checkbox'] {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0;
    accent-color: var(--_primary);
  }
  /* Option rows: native input inside a label. */
  .option {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    min-block-size: max(48px, var(--_target));
    padding: var(--_space-2) var(--_space-4);
    border: var(--_line) solid var(--_hairline);
    border-radius: var(--_radius-input);
    background: var(--_surface);
    cursor: pointer;
  }
  .option:hover {
    background: var(--_primary-tint);
  }
  .option:has(:checked) {
    border-color: var(--_primary);
    background: var(--_primary-tint);
    box-shadow: inset 0 0 0 1px var(--_primary);
  }
  .option:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .option:has(:checked) {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
