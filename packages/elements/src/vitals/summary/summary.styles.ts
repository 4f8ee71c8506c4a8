import { css } from 'lit';

export default css`
  /* Cards side by side are of one height; what stands at the foot is level. */
  .box {
    block-size: 100%;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: var(--_space-2);
    min-block-size: 100%;
  }
  .feet {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2) var(--_space-4);
    align-items: center;
    justify-content: space-between;
    margin-block-start: auto;
  }
  .feet .by {
    flex: 1 1 12em;
    min-inline-size: 0;
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
  p.reading {
    display: flex;
    align-items: baseline;
    flex-wrap: wrap;
    gap: 0 var(--_space-1);
    margin-block-end: var(--_space-2);
  }
  .reading > * {
    white-space: nowrap;
  }
  .course {
    flex: 1 1 3em; /* beside the longest pressure on a phone too: under it, it would push the page down */
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
  .next {
    display: grid;
    padding-block-start: var(--_space-2);
    border-block-start: 1px solid var(--_hairline);
  }
  .next > span,
  .next::after {
    grid-area: 1 / 1;
  }
  .next::after {
    content: attr(data-room);
    font-weight: 600; /* its first word is */
    visibility: hidden;
  }
  .by {
    font-size: 0.875em;
    line-height: 1.5;
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    .status[data-tone='urgent'] .mark .in {
      stroke: Canvas;
    }
    .course path {
      stroke: CanvasText;
    }
  }
`;
