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
    display: grid;
    grid-template-columns: minmax(0, auto) minmax(5em, 1fr);
    gap: var(--_space-2) var(--_space-4);
    align-items: center;
  }
  .reading {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-1);
    margin-block-end: var(--_space-1);
  }
  .course {
    inline-size: 100%;
    max-inline-size: 16em;
    block-size: 4em;
    justify-self: end;
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
  @container (max-width: 300px) {
    .body {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .course path {
      stroke: CanvasText;
    }
  }
`;
