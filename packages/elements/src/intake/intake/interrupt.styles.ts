import { css } from 'lit';

/** Styles of red flags: the interrupt, and the advice that stands. */
export default css`
  .flags ul {
    display: grid;
    gap: var(--_space-3);
    margin: var(--_space-3) 0 0;
    padding: 0;
    list-style: none;
  }
  .flags .banner p + p {
    margin-block-start: var(--_space-1);
  }
  .flags .banner .button {
    background: var(--_surface);
  }

  /* The interrupt takes the whole surface. Its colours do not follow the host's theme: nothing may make it look harmless. */
  dialog.stop {
    position: fixed;
    inset: 0;
    inline-size: 100%;
    max-inline-size: none;
    block-size: 100%;
    max-block-size: none;
    margin: 0;
    padding: var(--_space-5) var(--_space-4);
    border-radius: 0;
    overflow: auto;
    font-family: inherit;
    font-size: var(--_size);
    line-height: 1.6;
  }
  dialog.stop[open] {
    display: grid !important;
    visibility: visible !important;
    opacity: 1 !important;
    place-items: center;
  }
  .interrupt {
    display: grid;
    gap: var(--_space-4);
    inline-size: 100%;
    max-inline-size: 34em;
  }
  .interrupt h2 {
    margin: 0;
    font-size: 1.75em;
    font-weight: 600;
    line-height: 1.3;
    color: var(--_alert-solid);
  }
  .urgency {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    margin: 0;
    padding: var(--_space-2) var(--_space-4);
    border-radius: var(--_radius-full);
    justify-self: start;
    background: var(--_alert-solid);
    color: var(--_on-alert);
    font-weight: 600;
  }
  .urgency .mark {
    color: inherit;
  }
  .urgency .mark .in {
    stroke: var(--_alert-solid);
  }
  .advice {
    margin: 0;
    font-size: 1.125em;
  }
  .call {
    min-block-size: 64px;
    border-color: var(--_alert-solid);
    background: var(--_alert-solid);
    color: var(--_on-alert);
    font-size: 1.25em;
  }
  .call:hover {
    border-color: var(--_alert-text);
    background: var(--_alert-text);
  }
  .second {
    color: var(--_alert-text);
  }
  .said {
    margin: 0;
    color: var(--_muted);
  }
  .evidence {
    margin: calc(-1 * var(--_space-3)) 0 0;
    padding-inline-start: 1.2em;
  }
  @media (forced-colors: active) {
    .call {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .urgency {
      border: 2px solid CanvasText;
    }
    :is(.urgency, .flags) .mark .in {
      stroke: Canvas;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    dialog.stop {
      transition: none;
    }
  }
`;
