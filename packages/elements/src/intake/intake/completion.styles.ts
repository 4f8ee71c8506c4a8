import { css } from 'lit';

/** Styles of the view after completion; adopted when it loads. */
export default css`
  .done .title {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    font-size: 1.375em;
  }
  .done .title svg {
    color: var(--_good-mark);
  }
  .done > p {
    margin: var(--_space-1) 0 var(--_space-4);
  }
  .record-title {
    margin: var(--_space-6) 0 0;
    font-size: 1.125em;
  }
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
  @container (min-width: 480px) {
    .record dl > div {
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
  }
  .record [data-depth='1'] {
    padding-inline-start: var(--_space-3);
  }
  .record [data-depth='2'] {
    padding-inline-start: var(--_space-5);
  }
  .record[data-section='red-flags'] h4 {
    color: var(--_alert-text);
  }
`;
