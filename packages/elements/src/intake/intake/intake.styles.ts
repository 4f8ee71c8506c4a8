import { css } from 'lit';

export default css`
  form,
  .questions,
  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-4);
  }
  /* The sheet has its own ground: a dark theme must be legible on a host page that stays light. */
  form {
    gap: var(--_space-5);
    padding: var(--_space-4);
    border-radius: var(--_radius-card);
    background: var(--_sunken);
  }
  @container (max-width: 420px) {
    form {
      padding: var(--_space-3);
    }
  }
  .questions {
    gap: var(--_space-6);
  }
  /* Long pages: what changes in one question lays out that question. (content-visibility made mounting 500 of them four times slower.) */
  .long .question {
    contain: layout style;
  }
  .nested {
    margin-block-start: var(--_space-4);
    padding-inline-start: var(--_space-4);
    border-inline-start: 2px solid var(--_primary-line);
  }
  .intro {
    display: grid;
    gap: var(--_space-2);
  }
  .intro h2 {
    margin: 0;
    font-size: 1.375em;
    font-weight: 600;
    line-height: 1.3;
  }
  .intro p {
    margin: 0;
  }
  .tag svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  fieldset.group.card {
    padding: var(--_space-4);
    border: var(--_line) solid var(--_hairline);
  }
  .group:focus,
  .total:focus,
  h2:focus,
  h3:focus {
    outline: none;
  }
  .group-title {
    float: inline-start;
    inline-size: 100%;
    margin-block-end: var(--_space-4);
    font-size: 1.125em;
    line-height: 1.4;
    color: var(--_primary-strong);
  }
  .group-title + * {
    clear: both;
  }
  .inner > .group-title {
    font-size: 1em;
  }
  .inner {
    padding-inline-start: var(--_space-4);
    border-inline-start: 2px solid var(--_primary-line);
  }
  @container (min-width: 480px) {
    fieldset.group.card {
      padding: var(--_space-5);
    }
  }
  .label {
    max-inline-size: 34em;
    line-height: 1.45;
  }
  .required {
    white-space: nowrap;
    font-size: 0.8125em;
    font-weight: 400;
    color: var(--_muted);
  }
  .field {
    gap: var(--_space-2);
  }
  .options > .label {
    margin-block-end: var(--_space-2);
  }
  .options > .help {
    margin: 0 0 var(--_space-2);
  }
  .help {
    margin: 0;
  }
  .rows {
    gap: var(--_space-2);
    max-inline-size: 44em;
  }
  .rows.side {
    grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr));
    max-inline-size: 34em;
  }
  .option > .input {
    flex: 1;
    min-block-size: calc(var(--_target) - 8px);
  }
  .other:has(.input:focus-visible) {
    outline: none;
  }
  .scale {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: var(--_space-2);
    max-inline-size: 40em;
  }
  @container (min-width: 640px) {
    .scale {
      grid-template-columns: repeat(11, minmax(0, 1fr));
    }
  }
  .box[data-care] .scale {
    grid-template-columns: repeat(auto-fit, minmax(var(--_target), 1fr));
  }
  .step {
    justify-content: center;
    padding: 0;
    font-variant-numeric: tabular-nums;
    border-radius: var(--_radius-input);
  }
  .clear {
    margin-block-start: var(--_space-1);
    padding-inline: var(--_space-2);
    font-weight: 400;
  }
  .measure {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
  }
  input.number {
    max-inline-size: 9em;
    font-variant-numeric: tabular-nums;
  }
  input.date,
  .unit-choice {
    max-inline-size: 16em;
  }
  .step-by {
    flex: none;
    padding: 0;
    inline-size: var(--_target);
  }
  .partial > summary {
    inline-size: fit-content;
    min-block-size: var(--_target);
    align-content: center;
    font-size: 0.875em;
    color: var(--_primary-strong);
    cursor: pointer;
  }
  input.year {
    max-inline-size: 6em;
  }
  input[type='range'] {
    flex: 1;
    max-inline-size: 30em;
    min-block-size: var(--_target);
    accent-color: var(--_primary);
  }
  output.number {
    min-inline-size: 4em;
  }
  textarea {
    max-inline-size: 44em;
  }
  .issues {
    display: grid;
    gap: var(--_space-1);
    margin-block-start: var(--_space-2);
  }
  .issues p {
    margin: 0;
  }
  .issues svg {
    inline-size: 1.3em;
    block-size: 1.3em;
  }
  .note {
    margin: 0;
    max-inline-size: 44em;
  }
  ::file-selector-button {
    min-block-size: var(--_target);
    margin-inline-end: var(--_space-3);
    padding: var(--_space-2) var(--_space-4);
    border: var(--_line) solid var(--_border);
    border-radius: var(--_radius-full);
    background: var(--_surface);
    color: var(--_primary-strong);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .files {
    display: grid;
    gap: var(--_space-1);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .add {
    justify-self: start;
  }
  .total {
    padding: var(--_space-4);
    border-radius: var(--_radius-input);
    background: var(--_sunken);
  }
  .value {
    font-size: 1.75em;
    font-weight: 600;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  .band {
    font-size: 0.571em;
    font-weight: 400;
    color: var(--_muted);
  }

  .progress {
    display: grid;
    gap: var(--_space-1);
  }
  progress {
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: var(--_radius-full);
    background: var(--_unknown-tint);
    appearance: none;
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--_unknown-tint);
  }
  progress::-webkit-progress-value {
    border-radius: var(--_radius-full);
    background: var(--_primary);
  }
  progress::-moz-progress-bar {
    border-radius: var(--_radius-full);
    background: var(--_primary);
  }
  @media (forced-colors: active) {
    progress {
      border: 1px solid CanvasText;
    }
    progress::-webkit-progress-value {
      background: Highlight;
      forced-color-adjust: none;
    }
    progress::-moz-progress-bar {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
  .status-line {
    display: flex;
    justify-content: space-between;
    gap: var(--_space-3);
    font-size: 0.8125em;
    color: var(--_muted);
  }
  .nav {
    display: flex;
    gap: var(--_space-3);
  }
  .nav > .primary {
    flex: 1;
  }
  .care-heading {
    margin: 0;
    color: var(--_muted);
  }
  .banner .row {
    margin-block-start: var(--_space-2);
  }
  .summary {
    display: grid;
    gap: var(--_space-2);
    padding: var(--_space-4);
    border: 2px solid var(--_alert-mark);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
  .summary h3 {
    margin: 0;
    font-size: 1.125em;
    color: var(--_alert-text);
  }
  .summary ul {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .summary a {
    display: flex;
    flex-direction: column;
    justify-content: center;
    min-block-size: var(--_target);
  }
  .summary a span {
    color: var(--_text);
    font-size: 0.875em;
  }
  .flags ul {
    display: grid;
    gap: var(--_space-3);
    margin: var(--_space-3) 0 0;
    padding: 0;
    list-style: none;
  }
  .flags .banner p + p {
    margin-block-start: var(--_space-1);
  }
  .flags .banner .button {
    background: var(--_surface);
  }

  /* The interrupt takes the whole surface. Its colours do not follow the host's theme: nothing may make it look harmless. */
  dialog.stop {
    position: fixed;
    inset: 0;
    inline-size: 100%;
    max-inline-size: none;
    block-size: 100%;
    max-block-size: none;
    margin: 0;
    padding: var(--_space-5) var(--_space-4);
    border-radius: 0;
    overflow: auto;
    font-family: inherit;
    font-size: var(--_size);
    line-height: 1.6;
  }
  dialog.stop[open] {
    display: grid !important;
    visibility: visible !important;
    opacity: 1 !important;
    place-items: center;
  }
  .interrupt {
    display: grid;
    gap: var(--_space-4);
    inline-size: 100%;
    max-inline-size: 34em;
  }
  .interrupt h2 {
    margin: 0;
    font-size: 1.75em;
    font-weight: 600;
    line-height: 1.3;
    color: var(--_alert-solid);
  }
  .urgency {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    margin: 0;
    padding: var(--_space-2) var(--_space-4);
    border-radius: var(--_radius-full);
    justify-self: start;
    background: var(--_alert-solid);
    color: var(--_on-alert);
    font-weight: 600;
  }
  .urgency .mark {
    color: inherit;
  }
  .urgency .mark .in {
    stroke: var(--_alert-solid);
  }
  .advice {
    margin: 0;
    font-size: 1.125em;
  }
  .call {
    min-block-size: 64px;
    border-color: var(--_alert-solid);
    background: var(--_alert-solid);
    color: var(--_on-alert);
    font-size: 1.25em;
  }
  .call:hover {
    border-color: var(--_alert-text);
    background: var(--_alert-text);
  }
  .second {
    color: var(--_alert-text);
  }
  .said {
    margin: 0;
    color: var(--_muted);
  }
  .evidence {
    margin: calc(-1 * var(--_space-3)) 0 0;
    padding-inline-start: 1.2em;
  }
  .source {
    margin: 0;
    font-size: 0.8125em;
    color: var(--_muted);
  }
  .box[data-care] .step {
    min-inline-size: var(--_target);
  }
  @media (forced-colors: active) {
    .call {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .summary {
      border-color: CanvasText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    dialog.stop {
      transition: none;
    }
  }
`;
