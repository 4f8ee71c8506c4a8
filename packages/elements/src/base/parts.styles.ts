import { css } from 'lit';

/** Further shared parts, which a form of questions does without: hero, chips that are chosen, segmented control, table. */
export default css`
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
    .segmented > :is([aria-pressed='true'], [aria-selected='true']) {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
