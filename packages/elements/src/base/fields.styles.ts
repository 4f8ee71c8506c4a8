import { css } from 'lit';

/** The shared parts of what is filled in: fields, option rows, segmented control, table. Apart, because a card needs none of them. */
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
  /* The hero: a reading, or the field for one. */
  .hero {
    font-size: 2.25em;
    font-weight: 600;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  .unit {
    font-size: 0.875em;
    font-weight: 400;
    color: var(--_muted);
  }

  /* Option rows and chips: native input inside a label. */
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
  .chip > input:is([type='radio'], [type='checkbox']) {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .chip:has(:checked) {
    border-color: var(--_primary);
    background: var(--_primary);
    color: var(--_on-primary);
  }
  .chip:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: var(--_space-3);
    padding: var(--_space-5) var(--_space-3);
    color: var(--_muted);
    text-align: center;
  }
  .empty p {
    margin: 0;
  }
  .segmented {
    display: inline-flex;
    padding: 2px;
    border-radius: var(--_radius-full);
    background: var(--_unknown-tint);
  }
  .segmented > button {
    border-color: transparent;
    background: transparent;
    color: var(--_text);
    font-weight: 400;
  }
  .segmented > :is([aria-pressed='true'], [aria-selected='true']) {
    background: var(--_surface);
    color: var(--_primary-strong);
    font-weight: 600;
    box-shadow: 0 1px 2px rgb(20 22 24 / 12%);
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: var(--_space-2);
    border-block-end: 1px solid var(--_hairline);
    text-align: start;
  }
  th {
    font-size: 0.875em;
    font-weight: 600;
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    .chip:has(:checked),
    .option:has(:checked),
    .segmented > :is([aria-pressed='true'], [aria-selected='true']) {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
