import { css } from 'lit';

export default css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .head,
  .card p {
    margin: 0;
  }
  .day {
    inline-size: 100%;
    block-size: auto;
    overflow: visible;
  }
  .day text {
    fill: var(--_muted);
    font-size: 11px;
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
  .ranges {
    display: grid;
    gap: 2px;
  }
  .ranges > li {
    display: grid;
    grid-template-columns: 5.5em minmax(0, 1fr) 4em;
    gap: var(--_space-2);
    align-items: center;
  }
  .ranges,
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
  .ranges strong {
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
    font-size: 0.8125em;
    color: var(--_muted);
  }
  .figures dd {
    margin: 0;
    font-size: 1.125em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .by {
    font-size: 0.8125em;
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    .day .median {
      stroke: CanvasText;
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
