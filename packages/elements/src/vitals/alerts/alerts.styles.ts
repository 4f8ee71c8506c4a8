import { css } from 'lit';

export default css`
  .card,
  .alerts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .alerts {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .head {
    margin: 0;
  }
  .alert {
    display: grid;
    gap: var(--_space-2);
    padding: var(--_space-4);
    border: var(--_line) solid var(--_hairline);
    border-inline-start: 6px solid var(--_watch-mark);
    border-radius: var(--_radius-input);
    background: var(--_surface);
  }
  .alert:is([data-tone='alert'], [data-tone='urgent']) {
    border-inline-start-color: var(--_alert-mark);
  }
  .alert p {
    margin: 0;
  }
  .alert .saw {
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.4;
  }
  .alert .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-1) var(--_space-3);
  }
  .alert button {
    justify-self: start;
  }
  /* The width of a thumb's reach, not of a desktop. */
  .alert .button {
    max-inline-size: 24em;
  }
  /* No news takes a line, not a card's height: what is due today comes after it. */
  .card > .empty {
    display: block;
    margin: 0;
    padding: 0;
    text-align: start;
  }
  .alert ul {
    margin: 0;
    padding-inline-start: 1.25em;
  }
  details > summary {
    display: flex;
    align-items: center;
    min-block-size: var(--_target);
    font-weight: 600;
    color: var(--_primary-strong);
    cursor: pointer;
  }
  .rules {
    display: grid;
    gap: var(--_space-2);
  }
  .rules .option {
    align-items: start;
  }
  .rules .option > input {
    margin-block-start: 0.2em;
  }
  .quiet-hours {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 9em));
    gap: var(--_space-2) var(--_space-3);
    margin-block-start: var(--_space-4);
  }
  .quiet-hours > legend,
  .quiet-hours > .help {
    grid-column: 1 / -1;
    margin: 0;
  }
  @media (forced-colors: active) {
    .alert {
      border-inline-start-color: CanvasText;
    }
    .status[data-tone='urgent'] .mark .in {
      stroke: Canvas;
    }
  }
`;
