import { css } from 'lit';

/** The drawing of the body; beside the list where there is room. */
export default css`
  .body-map {
    display: grid;
    gap: var(--_space-4);
  }
  .body-map > .body {
    inline-size: 100%;
    block-size: auto;
    max-inline-size: 20em;
    max-block-size: 26em;
    margin-inline: auto;
    overflow: visible;
  }
  .body .outline {
    fill: var(--_unknown-tint);
  }
  .region {
    cursor: pointer;
    outline: none;
  }
  .region > path:first-of-type {
    fill: var(--_primary-tint);
    stroke: var(--_primary);
    stroke-width: 1.25;
    stroke-linejoin: round;
  }
  .region:hover > path:first-of-type {
    fill: var(--_primary-line);
  }
  .region[aria-pressed='true'] > path:first-of-type {
    fill: var(--_primary);
  }
  .region:focus-visible > path:first-of-type {
    stroke: var(--_focus);
    stroke-width: 4;
  }
  .region > .tick {
    fill: none;
    stroke: var(--_on-primary);
    stroke-width: 4;
    stroke-linecap: round;
    stroke-linejoin: round;
    pointer-events: none;
  }
  text.side {
    fill: var(--_muted);
    font-size: 14px;
  }
  @container (min-width: 640px) {
    .body-map {
      grid-template-columns: minmax(0, 18em) minmax(0, 1fr);
      gap: var(--_space-5);
      align-items: start;
    }
    .body-map > .body {
      margin: 0;
    }
  }
  @media (forced-colors: active) {
    .body .outline {
      fill: Canvas;
      stroke: CanvasText;
    }
    .region > path:first-of-type {
      fill: Canvas;
      stroke: CanvasText;
    }
    .region[aria-pressed='true'] > path:first-of-type {
      fill: Highlight;
    }
    .region > .tick {
      stroke: HighlightText;
    }
    text.side {
      fill: CanvasText;
    }
  }
`;
