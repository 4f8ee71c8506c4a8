import { css } from 'lit';

/** The look of a glucose profile, wherever it stands. */
export default css`
  .profile {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .profile :is(h3, p) {
    margin: 0;
  }
  .day {
    inline-size: 100%;
    max-inline-size: 36em; /* its words grow with it */
    block-size: auto;
    overflow: visible;
  }
  .day text {
    fill: var(--_muted);
    font-size: 11px;
  }
  [data-care] .day text {
    font-size: 18px;
  }
  .day .band {
    fill: var(--_good-tint);
    opacity: 0.6;
  }
  .day .edge {
    stroke: var(--_good-mark);
    stroke-width: 1;
    stroke-dasharray: 4 3;
  }
  .day .grid {
    stroke: var(--_hairline);
    stroke-width: 0.5;
  }
  .day .most {
    fill: var(--_series);
    opacity: 0.16;
  }
  .day .half {
    fill: var(--_series);
    opacity: 0.32;
  }
  .day .median {
    fill: none;
    stroke: var(--_series);
    stroke-width: 2.5;
    stroke-linejoin: round;
  }
  .shares {
    display: grid;
    gap: 2px;
  }
  .shares {
    max-inline-size: 44em;
  }
  .shares > li {
    display: grid;
    grid-template-columns: 5.5em minmax(0, 1fr) 4em;
    gap: var(--_space-2);
    align-items: center;
  }
  .shares,
  .goals {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .goals li {
    display: flex;
    align-items: center;
    gap: var(--_space-1);
  }
  .goals svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  .shares strong {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .meter {
    inline-size: 100%;
    block-size: 14px;
  }
  .meter .track {
    fill: var(--_unknown-tint);
  }
  .meter [data-tone='good'] {
    fill: var(--_good-mark);
  }
  .meter [data-tone='watch'] {
    fill: var(--_watch-mark);
  }
  .meter [data-tone='alert'] {
    fill: var(--_alert-mark);
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-3) var(--_space-5);
    margin: 0;
  }
  .figures dt {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .figures dd {
    margin: 0;
    font-size: 1.125em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .by {
    font-size: 0.875em;
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    .day .median,
    .day .edge,
    .meter .track {
      stroke: CanvasText;
    }
    .day .band,
    .meter .track {
      fill: Canvas;
    }
    .day .grid {
      stroke: GrayText;
    }
    .day :is(.most, .half),
    .meter rect:not(.track) {
      fill: CanvasText;
    }
    .day text {
      fill: CanvasText;
    }
  }
`;
