import { css } from 'lit';

export default css`
  .card,
  .page,
  .page section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .page {
    gap: var(--_space-5);
  }
  .card p,
  .head {
    margin: 0;
  }
  h3 {
    margin: 0;
    font-size: 1.125em;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2) var(--_space-3);
    align-items: end;
  }
  .tools .field {
    flex: 1 1 12em;
    max-inline-size: 20em;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2) var(--_space-5);
    margin: 0;
  }
  .figures dt {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .figures dd {
    margin: 0;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .rows {
    max-block-size: 20em;
    overflow: auto;
  }
  /* A date or a number is never broken; the circumstances have room for two letters. */
  .rows :is(th, td):nth-child(-n + 2),
  .rows th {
    overflow-wrap: normal;
    word-break: keep-all;
  }
  .rows :is(th, td) {
    padding-inline: var(--_space-1);
  }
  .rows td:nth-child(3) {
    min-inline-size: 5.5em;
  }
  .rows .about {
    min-inline-size: 3em;
  }
  .by {
    font-size: 0.875em;
    color: var(--_muted);
  }
  @media print {
    .tools {
      display: none;
    }
    .card {
      padding: 0;
      border: 0;
    }
    .rows {
      max-block-size: none;
      overflow: visible;
    }
    section {
      break-inside: auto;
    }
    tr,
    nelumbo-vitals-chart {
      break-inside: avoid;
    }
  }
`;
