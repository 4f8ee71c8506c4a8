import { css } from 'lit';

/** The record's sections, wherever they are shown. */
export default css`
  .record h4 {
    margin: var(--_space-4) 0 var(--_space-1);
    padding-block-end: var(--_space-1);
    border-block-end: 1px solid var(--_hairline);
    font-size: 0.875em;
    font-weight: 600;
    color: var(--_primary-strong);
  }
  details.record {
    margin-block-start: var(--_space-4);
    border-block-start: 1px solid var(--_hairline);
  }
  .record > summary {
    min-block-size: var(--_target);
    align-content: center;
    font-size: 0.875em;
    font-weight: 600;
    color: var(--_primary-strong);
    cursor: pointer;
  }
  .record p,
  .record dl,
  .record dd {
    margin: 0;
  }
  .record dl {
    display: grid;
    gap: var(--_space-2);
  }
  .record dt {
    color: var(--_muted);
  }
  .record [data-heading] dt {
    color: var(--_text);
    font-weight: 600;
  }
  @container (min-width: 480px) {
    .record dl > div:not([data-heading]) {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      gap: 0 var(--_space-4);
    }
    .record dd + dd {
      grid-column: 2;
    }
  }
  .record dd:not(.muted) {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .record [data-depth='1'] {
    padding-inline-start: var(--_space-3);
  }
  .record [data-depth='2'] {
    padding-inline-start: var(--_space-5);
  }
  .record[data-section='red-flags'] :is(h4, dt) {
    color: var(--_alert-text);
  }
  .actions {
    margin-block-end: var(--_space-2);
  }
`;
