import { css } from 'lit';

export default css`
  .card > .banner:not(:last-child) {
    margin-block-end: var(--_space-4);
  }
  .turn {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-block-end: var(--_space-2);
  }
  .month {
    margin: 0;
    font-weight: 600;
  }
  .previous svg {
    transform: scaleX(-1);
  }
  .previous svg,
  .next svg {
    inline-size: 1.25em;
    block-size: 1.25em;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  .grid {
    table-layout: fixed;
  }
  .grid th {
    padding: var(--_space-1) 0;
    font-size: min(0.875em, 5cqi); /* large type in a narrow column would break the day's name */
    font-weight: 400;
    color: var(--_muted);
    text-align: center;
  }
  abbr {
    text-decoration: none;
  }
  .grid td {
    padding: 1px;
    vertical-align: top;
  }
  /* Seven targets of 44 px want 308 px: on a small phone they take what the card leaves beside them. */
  @container (max-width: 400px) {
    .grid {
      inline-size: calc(100% + 2 * var(--_space-3));
      margin-inline: calc(-1 * var(--_space-3));
    }
    .grid td {
      padding-inline: 0;
    }
  }
  .day {
    display: grid;
    gap: 0;
    justify-items: center;
    inline-size: 100%;
    min-inline-size: 0;
    padding: var(--_space-1) 0;
    border-color: transparent;
    border-radius: var(--_radius-input);
    font-weight: 400;
    color: var(--_text);
    font-variant-numeric: tabular-nums;
  }
  .day svg {
    inline-size: 1.125em;
    block-size: 1.125em;
  }
  span.mark {
    block-size: 1.125em;
  }
  .day[aria-current] {
    border-color: var(--_primary);
  }
  .day[aria-current] .number {
    font-weight: 700;
    color: var(--_primary-strong);
  }
  .share {
    min-block-size: 1.3em;
    font-size: 0.875em;
    color: var(--_muted);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-4);
    margin: var(--_space-3) 0;
    padding: 0;
    list-style: none;
    font-size: 0.875em;
  }
  .legend li {
    display: flex;
    gap: var(--_space-1);
    align-items: center;
  }
  .legend svg {
    inline-size: 1.125em;
    block-size: 1.125em;
  }
  summary {
    min-block-size: var(--_target);
    line-height: var(--_target);
    color: var(--_primary-strong);
    font-weight: 600;
    cursor: pointer;
  }
  .list th,
  .list td {
    padding: var(--_space-2);
    border-block-start: 1px solid var(--_hairline);
    font-weight: 400;
    text-align: start;
  }
  .list thead th {
    border: 0;
    color: var(--_muted);
    font-size: 0.875em;
  }

  @media (forced-colors: active) {
    .day[aria-current] {
      border-color: Highlight;
    }
  }
`;
