import { css } from 'lit';

/** Styles of numbers, dates, scales, files and an answer beside the options; adopted with their controls. */
export default css`
  .side > .other {
    grid-column: 1 / -1;
  }
  .option > .input {
    flex: 1;
    min-block-size: var(--_target);
  }
  .other:has(.input:focus-visible) {
    outline: none;
  }
  .scale {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: var(--_space-2) var(--_space-1);
    max-inline-size: 40em;
  }
  @container (max-width: 340px) {
    .scale {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
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
  .measure {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
  }
  input.number {
    max-inline-size: 9em;
    font-variant-numeric: tabular-nums;
  }
  @container (max-width: 340px) {
    input[type='datetime-local'] {
      font-size: min(1em, 5.4cqi); /* in large type its hour would stand behind its button */
    }
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
  input[type='file'] {
    font: inherit;
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
  .box[data-care] .step {
    min-inline-size: var(--_target);
  }
`;
