import { css } from 'lit';

export default css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .head {
    margin: 0;
  }
  .ranges {
    flex-wrap: wrap;
    justify-self: start;
    max-inline-size: 100%;
    border-radius: calc(var(--_target) / 2 + 2px); /* a pill in one row, a rounded block in two */
  }
  .ranges > button {
    padding-inline: clamp(var(--_space-1), 3cqi, var(--_space-3));
    white-space: nowrap;
  }
  .readout {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-3);
    min-block-size: 3em;
  }
  .readout p {
    margin: 0;
  }
  .reading {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-1);
  }
  .reading > * {
    white-space: nowrap;
  }
  .readout .when {
    flex-basis: 100%;
    font-size: 0.875em;
    color: var(--_muted);
  }
  .plot {
    position: relative;
    block-size: 15em;
    border-radius: var(--_radius-input);
    touch-action: pan-y;
    cursor: crosshair;
  }
  .plot canvas {
    position: absolute;
    inset: 0;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(5.5em, 1fr));
    gap: var(--_space-3);
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
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .by {
    margin: 0;
    font-size: 0.8125em;
    line-height: 1.5;
    color: var(--_muted);
  }
  .rows {
    max-block-size: 24em;
    overflow: auto;
  }
  .rows th[scope='row'] {
    font-weight: 400;
    color: var(--_text);
    white-space: nowrap;
  }
  .rows thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
    white-space: nowrap;
  }
  .rows .number {
    font-weight: 600;
    white-space: nowrap;
  }
  .state {
    display: flex;
    align-items: start;
    gap: var(--_space-1);
    line-height: 1.4;
  }
  .state svg {
    inline-size: 1.25em;
    block-size: 1.25em;
  }
  tr[data-tone='urgent'] .mark {
    color: var(--_alert-mark);
  }
  tr[data-tone='urgent'] .mark .in {
    stroke: var(--_surface);
  }
  @container (max-width: 479px) {
    .extra {
      display: none;
    }
    .rows th[scope='row'] {
      white-space: normal;
    }
  }
  @container (min-width: 640px) {
    .plot {
      block-size: 19em;
    }
  }
  @media (forced-colors: active) {
    .plot {
      border: 1px solid CanvasText;
    }
  }
`;
