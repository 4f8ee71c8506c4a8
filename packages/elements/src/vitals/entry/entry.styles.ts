import { css } from 'lit';

export default css`
  form,
  .review {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-4);
    max-inline-size: 40em;
  }
  .head {
    margin-block-end: var(--_space-1);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9em), 1fr));
    gap: var(--_space-3);
    align-items: start;
  }
  .fields.single {
    grid-template-columns: minmax(0, 16em);
  }
  .fields .field label {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: var(--_space-1);
  }
  .hint {
    font-size: 0.875em;
    font-weight: 400;
    color: var(--_muted);
  }
  .big {
    display: flex;
    align-items: baseline;
    gap: var(--_space-1);
    padding: var(--_space-2);
    border: var(--_line) solid var(--_border);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
  .big:focus-within {
    border-color: var(--_primary);
    box-shadow: inset 0 0 0 1px var(--_primary);
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .big:has([aria-invalid='true']) {
    border-color: var(--_alert-mark);
  }
  .big .entry-input.entry-input {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 1.4em;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: transparent;
    outline: none;
    font-size: 2.25em;
    font-weight: 600;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  /* A ghost in every theme: never to be taken for a value, care mode included. */
  .big .entry-input::placeholder {
    font-weight: 400;
    color: var(--_text);
    opacity: 0.45;
  }
  .big .unit {
    flex: none;
  }
  .pad {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: var(--_space-2);
    max-inline-size: 24em;
  }
  .pad > button {
    min-block-size: max(64px, 3em);
    border-radius: var(--_radius-card);
    font-size: 1.375em;
    font-variant-numeric: tabular-nums;
  }
  .big[data-active='true'] {
    border-color: var(--_primary);
    box-shadow: inset 0 0 0 1px var(--_primary);
  }
  .voice {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-3);
    align-items: center;
  }
  .voice p {
    flex: 1 1 10em; /* else it stands under the button */
    margin: 0;
  }
  .voice .said {
    flex-basis: 100%;
  }
  .voice [aria-pressed='true'] {
    border-color: var(--_primary);
    background: var(--_primary-tint);
  }
  .mean {
    display: grid;
    gap: var(--_space-1);
  }
  .mean p {
    margin: 0;
  }
  .mean .value {
    font-size: 1.75em;
    font-weight: 600;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  .banner > .another {
    flex: none;
    margin-inline-start: auto;
  }
  .banner > div > p {
    margin: 0;
  }
  details {
    flex: 1 1 100%;
  }
  summary {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_target);
    color: var(--_primary-strong);
    font-weight: 600;
    cursor: pointer;
  }
  .circumstances {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-3) var(--_space-5);
  }
  .circumstances legend {
    margin-block-end: var(--_space-1);
    font-size: 0.875em;
    font-weight: 400;
    color: var(--_muted);
  }
  .circumstances .chip {
    padding-inline: var(--_space-4);
  }
  .field p {
    margin: 0;
  }
  .when {
    margin-block-start: var(--_space-2);
    max-inline-size: 20em;
  }
  .reading {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-2);
    margin: 0;
  }
  .reading .hero {
    font-size: 2.75em;
    letter-spacing: -0.01em;
  }
  .aside {
    margin: 0;
    color: var(--_muted);
  }
  .review:focus {
    outline: none;
  }
  .actions {
    display: grid;
    gap: var(--_space-2);
  }
  .done {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    margin: 0;
    font-weight: 600;
    color: var(--_good-text);
  }
  .done .small {
    font-weight: 400;
    color: var(--_muted);
  }
  @container (min-width: 480px) {
    .actions {
      display: flex;
    }
    .actions > .primary {
      min-inline-size: 10em;
    }
  }
  @media (forced-colors: active) {
    .big:focus-within {
      outline-color: Highlight;
    }
  }
`;
