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
  .tag svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  .group:focus,
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
  .label {
    max-inline-size: 34em;
    line-height: 1.45;
  }
  .required {
    white-space: nowrap;
    font-size: 0.875em;
    font-weight: 400;
    color: var(--_muted);
  }
  .field {
    grid-template-columns: minmax(0, 1fr); /* a date with its time is wider than a small phone */
    gap: var(--_space-2);
  }
  .options > .label,
  .options > .help {
    margin-block-end: var(--_space-2);
  }
  .intro p,
  .help,
  .note,
  .care-heading {
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
  .option > input {
    font-size: inherit; /* its mark grows with the words beside it */
  }
  .clear {
    margin-block-start: var(--_space-1);
    padding-inline: var(--_space-2);
    font-weight: 400;
  }
  /* On a wide page a line of writing, and the button at its end, stay as long as a line is read. */
  :where(.field > input, .field > select),
  textarea,
  .nav,
  .note {
    max-inline-size: 44em;
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
    font-size: 0.875em;
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
    color: var(--_muted);
  }
  /* One question at a time: the question is the heading of its page, what it belongs to stands back. */
  .one > * {
    max-inline-size: 44em;
  }
  .one > .care-heading {
    font-size: 1em;
    font-weight: 400;
  }
  .one > .question > * > .label {
    font-size: 1.2em;
  }
`;
