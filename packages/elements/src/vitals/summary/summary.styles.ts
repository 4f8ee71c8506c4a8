import { css } from 'lit';

export default css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
  }
  .card p {
    margin: 0;
  }
  .head {
    margin: 0;
  }
  .body {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-4);
  }
  .reading {
    display: flex;
    align-items: baseline;
    gap: 0 var(--_space-1);
    white-space: nowrap;
    margin-block-end: var(--_space-1);
  }
  .course {
    flex: 1 1 6em;
    min-inline-size: 0;
    max-inline-size: 20em;
    block-size: 4em;
    margin-inline-start: auto;
    overflow: visible;
  }
  .course path {
    fill: none;
    stroke: var(--_series);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
  }
  .course .lower {
    opacity: 0.5;
  }
  .by {
    font-size: 0.8125em;
    line-height: 1.5;
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    .course path {
      stroke: CanvasText;
    }
  }
`;
