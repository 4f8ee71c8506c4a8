import { css } from 'lit';

export default css`
  fieldset {
    margin: 0 0 var(--_space-2);
    padding: 0;
    border: 0;
  }
  .small {
    margin: 0;
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, max(8em, 40%)), 1fr)); /* four figures: never three and one */
    gap: var(--_space-3);
    margin: var(--_space-4) 0;
  }
  .number {
    padding: var(--_space-3);
    border: var(--_line) solid var(--_hairline);
    border-radius: var(--_radius-input);
  }
  dt {
    font-size: 0.875em;
    color: var(--_muted);
  }
  dd {
    display: grid;
    margin: 0;
    font-size: 1.375em;
    font-weight: 600;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }
  dd .small {
    font-size: 0.64em;
    font-weight: 400;
  }
  .group {
    margin: var(--_space-4) 0 var(--_space-2);
    font-size: 0.875em;
    font-weight: 600;
    color: var(--_muted);
  }
  .wide {
    position: relative; /* of what is hidden in it: it must not widen the page */
    margin-block-end: var(--_space-3);
    overflow-x: auto;
  }
  .screen table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  .screen th,
  .screen td {
    padding: var(--_space-2) var(--_space-1);
    border-block-start: 1px solid var(--_hairline);
    text-align: start;
    font-variant-numeric: tabular-nums;
  }
  .screen td {
    white-space: nowrap;
  }
  .screen tbody th {
    min-inline-size: 6em;
    font-weight: 600;
  }
  .screen thead th {
    border: 0;
    font-size: 0.875em;
    font-weight: 400;
    color: var(--_muted);
    vertical-align: bottom;
    overflow-wrap: break-word; /* between words, and a long name gives way */
  }
  @container (min-width: 20em) {
    .screen thead th {
      word-break: keep-all;
    }
  }
  summary {
    min-block-size: var(--_target);
    line-height: var(--_target);
    color: var(--_primary-strong);
    font-weight: 600;
    cursor: pointer;
  }
  .defined {
    margin: 0 0 var(--_space-3);
    padding-inline-start: 1.25em;
    font-size: 0.9375em;
  }
`;
