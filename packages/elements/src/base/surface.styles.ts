import { css } from 'lit';

/** The shared parts of what is read and pressed: card, buttons, chips, banner, status, skeleton. One look for all families. */
export default css`
  .card {
    display: block;
    padding: var(--_space-4);
    background: var(--_surface);
    border: var(--_line) solid var(--_hairline);
    border-radius: var(--_radius-card);
  }
  @container (min-width: 480px) {
    .card {
      padding: var(--_space-5);
    }
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
    margin-block-end: var(--_space-3);
  }
  /* Big type on a small phone: what stands beside the title goes under it before a word is broken. */
  .head > .title {
    overflow-wrap: break-word;
  }
  .head > svg {
    color: var(--_primary);
  }
  /* The one quiet action of a card: its word ends where the card's text ends, and does not make the head taller. */
  .head > .quiet {
    margin-block: calc((1.5em - var(--_target)) / 2);
    margin-inline: auto calc(-1 * var(--_space-3));
    padding-inline: var(--_space-3);
  }
  .title {
    flex: 1;
    margin: 0;
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.3;
  }
  .muted {
    color: var(--_muted);
  }
  .small {
    font-size: 0.875em;
  }
  .foot {
    margin-block: var(--_space-3) 0;
    font-size: 0.8125em;
    color: var(--_muted);
  }
  .stack {
    display: grid;
    gap: var(--_space-4);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
  }

  /* Buttons: one primary action a card. */
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
    margin: 0;
    padding: var(--_space-2) var(--_space-4);
    border: var(--_line) solid var(--_border);
    border-radius: var(--_radius-full);
    background: var(--_surface);
    color: var(--_primary-strong);
    font: inherit;
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition: background-color 120ms ease-out;
  }
  button:hover,
  .button:hover {
    background: var(--_primary-tint);
  }
  .primary {
    border-color: var(--_primary);
    background: var(--_primary);
    color: var(--_on-primary);
  }
  .primary:hover {
    border-color: var(--_primary-strong);
    background: var(--_primary-strong);
  }
  .quiet {
    border-color: transparent;
    background: transparent;
  }
  .danger {
    color: var(--_alert-text);
  }
  .wide {
    inline-size: 100%;
  }
  button:disabled {
    border-color: var(--_hairline);
    background: var(--_sunken);
    color: var(--_muted);
    cursor: not-allowed;
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .chip {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    min-block-size: var(--_target);
    padding: var(--_space-1) var(--_space-3);
    border: var(--_line) solid var(--_border);
    border-radius: var(--_radius-full);
    background: var(--_surface);
    color: var(--_text);
    cursor: pointer;
  }
  .tag {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    padding: 0 var(--_space-2);
    border-radius: var(--_radius-full);
    background: var(--_unknown-tint);
    color: var(--_unknown-text);
    font-size: 0.8125em;
    line-height: 1.85;
  }
  /* Banner and status: data-tone = good | watch | alert | urgent | unknown | info */
  .banner {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-3);
    align-items: start;
    padding: var(--_space-3) var(--_space-4);
    border-radius: var(--_radius-input);
    background: var(--_primary-tint);
    color: var(--_text);
  }
  .banner p {
    margin: 0;
  }
  .banner > :not(svg, button) {
    flex: 1 1 60%; /* a button that leaves it less stands under it */
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    padding: 0 var(--_space-2) 0 var(--_space-1);
    border-radius: var(--_radius-full);
    background: var(--_unknown-tint);
    color: var(--_unknown-text);
    font-weight: 600;
    white-space: nowrap;
  }
  .mark {
    color: var(--_unknown-mark);
  }
  .mark .in {
    fill: none;
    stroke: var(--_surface);
    stroke-width: 2.2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [data-tone='urgent'] .mark .in {
    stroke: var(--_alert-solid);
  }
  :is(.banner, .status)[data-tone='good'] {
    background: var(--_good-tint);
    color: var(--_good-text);
  }
  :is(.banner, .status)[data-tone='watch'] {
    background: var(--_watch-tint);
    color: var(--_watch-text);
  }
  :is(.banner, .status)[data-tone='alert'] {
    background: var(--_alert-tint);
    color: var(--_alert-text);
  }
  :is(.banner, .status)[data-tone='urgent'] {
    background: var(--_alert-solid);
    color: var(--_on-alert);
  }
  [data-tone='good'] .mark,
  .mark[data-tone='good'] {
    color: var(--_good-mark);
  }
  [data-tone='watch'] .mark,
  .mark[data-tone='watch'] {
    color: var(--_watch-mark);
  }
  [data-tone='alert'] .mark,
  .mark[data-tone='alert'] {
    color: var(--_alert-mark);
  }
  [data-tone='urgent'] .mark,
  .mark[data-tone='urgent'] {
    color: inherit;
  }

  .skeleton {
    border-radius: var(--_radius-input);
    background: var(--_unknown-tint);
    min-block-size: 1.2em;
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }
  a {
    color: var(--_primary-strong);
  }

  @media (forced-colors: active) {
    .card,
    .banner,
    .status,
    .tag {
      border: 1px solid CanvasText;
    }
    button,
    .button {
      border: 1px solid ButtonText;
    }
    .head > svg {
      color: CanvasText;
    }
    .head > .quiet {
      margin-block: 0;
      margin-inline-end: 0;
    }
    .primary {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .mark {
      color: CanvasText !important;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton {
      animation: none;
    }
  }
`;
