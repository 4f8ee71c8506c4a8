import { css, type CSSResult } from 'lit';

/** The hour above the name, up to `width` and for the boxes that `when` selects. */
const stacked = (width: CSSResult, when: CSSResult): CSSResult => css`
  @container (max-width: ${width}) {
    ${when} > .card .spine > .dose {
      grid-template-columns: auto 2em minmax(0, 1fr);
    }
    ${when} > .card .spine > .dose::before {
      display: none;
    }
    ${when} > .card .spine > .dose > :is(.what, .do) {
      grid-column: 1 / -1;
    }
    ${when} > .card .spine > .dose > .what {
      grid-row: 2;
    }
    ${when} > .card .spine > .aside > .do {
      grid-row: 1;
      grid-column: 3;
      justify-self: end;
    }
    ${when} > .card .spine > .dose:not(.open, :last-child) {
      padding-block-end: var(--_space-3);
      border-block-end: 1px solid var(--_hairline);
    }
  }
`;

const today = css`
  .card > .banner:not(:last-child) {
    margin-block-end: var(--_space-4);
  }
  .summary {
    margin-block-end: var(--_space-4);
  }
  .summary p {
    margin: var(--_space-2) 0 0;
  }
  .meter {
    display: flex;
    gap: var(--_space-1);
  }
  .meter > span {
    flex: 1;
    block-size: 6px;
    border-radius: var(--_radius-full);
    background: var(--_hairline);
  }
  .meter > [data-state='taken'] {
    background: var(--_good-mark);
  }
  .meter > [data-state='skipped'] {
    background: var(--_unknown-mark);
  }
  .meter > [data-state='late'] {
    background: var(--_watch-mark);
  }
  .meter > [data-state='missed'] {
    background: var(--_alert-mark);
  }
  .next {
    color: var(--_text);
  }
  .group {
    margin: var(--_space-5) 0 var(--_space-2);
    font-size: 0.875em;
    font-weight: 600;
    color: var(--_muted);
  }
  .summary + .group {
    margin-block-start: 0;
  }

  /* The spine: hours left, a line with the shapes, the dose right of it. */
  .spine,
  .needed {
    display: grid;
    gap: var(--_space-3);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .dose {
    position: relative;
    display: grid;
    grid-template-columns: 3.25em 2em minmax(0, 1fr);
    gap: 0 var(--_space-2);
    align-items: start;
  }
  .needed > .dose {
    grid-template-columns: minmax(0, 1fr);
    padding: var(--_space-3) var(--_space-4);
    border: var(--_line) solid var(--_hairline);
    border-radius: var(--_radius-card);
  }
  .spine > .dose:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: 2em calc(-1 * var(--_space-3));
    inset-inline-start: calc(3.25em + var(--_space-2) + 1em - 1px);
    inline-size: 2px;
    background: var(--_hairline);
  }
  .when {
    display: grid;
    padding-block-start: 0.2em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1.6;
    text-align: end;
  }
  .shape {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 2em;
    block-size: 2em;
    border-radius: var(--_radius-full);
    background: var(--_unknown-tint);
    color: var(--_unknown-text);
  }
  .shape svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    vertical-align: 0;
  }
  [data-tone='due'] > .shape {
    background: var(--_primary);
    color: var(--_on-primary);
  }
  [data-tone='good'] > .shape {
    background: var(--_good-tint);
    color: var(--_good-text);
  }
  [data-tone='watch'] > .shape {
    background: var(--_watch-tint);
    color: var(--_watch-text);
  }
  [data-tone='alert'] > .shape {
    background: var(--_alert-tint);
    color: var(--_alert-text);
  }
  .what {
    min-inline-size: 0;
  }
  .what p,
  .name {
    margin: 0;
  }
  .name {
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.4;
  }
  .facts,
  .stock {
    color: var(--_muted);
  }
  .state {
    font-size: 0.875em;
    font-weight: 600;
    color: var(--_unknown-text);
  }
  [data-tone='due'] .state {
    color: var(--_primary-strong);
  }
  [data-tone='good'] .state {
    color: var(--_good-text);
  }
  [data-tone='watch'] .state {
    color: var(--_watch-text);
  }
  [data-tone='alert'] .state {
    color: var(--_alert-text);
  }
  .stock {
    display: flex;
    gap: var(--_space-1);
    align-items: center;
    font-size: 0.875em;
  }
  .stock[data-low] {
    color: var(--_watch-text);
  }
  .do {
    display: flex;
    grid-column: 1 / -1;
    flex-wrap: wrap;
    gap: var(--_space-2);
    margin-block-start: var(--_space-3);
  }
  .needed .do,
  .needed .panel {
    grid-column: 1;
  }
  .do:empty {
    display: none;
  }
  .do .take {
    flex: 1 1 6em;
    min-block-size: max(48px, var(--_target));
    font-size: 1.0625em;
  }
  /* Rows that are not due keep their button small and beside them. */
  .aside {
    grid-template-columns: 3.25em 2em minmax(0, 1fr) auto;
  }
  .aside > .do {
    grid-column: 4;
    margin-block-start: 0;
  }
  .aside > .do button {
    padding-inline: var(--_space-2);
  }
  /* Due and late doses stand on a card of their own; a late one has the amber bar. */
  .open {
    padding: var(--_space-3);
    border: var(--_line) solid var(--_primary-line);
    border-radius: var(--_radius-card);
    background: var(--_primary-tint);
  }
  .open[data-state='late'] {
    border-color: var(--_hairline);
    border-inline-start: 4px solid var(--_watch-mark);
    background: var(--_surface);
  }
  .open :is(.facts, .stock, .state) {
    color: var(--_text);
  }
  .open[data-state='late'] .state {
    color: var(--_watch-text);
  }
  .dose.open::before {
    display: none;
  }
  .dose:is([data-state='taken'], [data-state='skipped'], [data-state='extra']) .name {
    font-weight: 400;
    color: var(--_muted);
  }
  @container (min-width: 480px) {
    .dose {
      grid-template-columns: 3.25em 2em minmax(0, 1fr) auto;
    }
    .needed > .dose {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .do {
      grid-column: 4;
      justify-content: end;
      align-self: center;
      margin-block-start: 0;
    }
    .needed .do {
      grid-column: 2;
    }
    .do .take {
      flex: 0 0 auto;
      min-inline-size: 8em;
    }
  }
  @container (max-width: 479px) {
    .spine > .dose:not(.open, .aside) > .do {
      grid-column: 3;
      margin-block-start: var(--_space-2);
    }
    .undo svg {
      display: none; /* its word says it, and the name keeps the width */
    }
  }

  .panel {
    position: relative; /* above the spine's line */
    display: grid;
    grid-column: 1 / -1;
    gap: var(--_space-4);
    margin-block-start: var(--_space-3);
    padding: var(--_space-4);
    border: var(--_line) solid var(--_hairline);
    border-radius: var(--_radius-input);
    background: var(--_sunken);
    color: var(--_text);
  }
  .panel p {
    margin: 0 0 var(--_space-2);
  }
  .panel button {
    font-weight: 400;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8em, 1fr));
    align-items: end;
    gap: var(--_space-3);
  }
  .panel .field {
    font-weight: 400;
  }
  .panel .error,
  .panel .banner {
    margin-block-start: var(--_space-3);
  }

  /* What rings: said once above, and the doses it is about stand first, in a frame. */
  .ring {
    display: flex;
    gap: var(--_space-3);
    align-items: start;
    margin-block-end: var(--_space-4);
    padding: var(--_space-3) var(--_space-4);
    border-radius: var(--_radius-card);
    background: var(--_primary);
    color: var(--_on-primary);
  }
  .ring > p {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-weight: 600;
    text-wrap: pretty;
  }
  .dose.ringing {
    border: 2px solid var(--_primary);
  }
  .ringing[data-tone='watch'] > .shape {
    background: var(--_primary);
    color: var(--_on-primary);
  }
  [data-care] .ring {
    padding: var(--_space-4);
  }
  [data-care] .ring > p {
    font-size: 1.25em;
  }
  [data-care] .dose.ringing {
    border-width: 4px;
  }
  [data-care] .ringing .take {
    min-block-size: calc(1.4 * var(--_target));
    font-size: 1.25em;
  }
  .bar {
    position: sticky;
    inset-block-end: calc(var(--_space-2) + var(--nelumbo-inset-bottom, 0px));
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-3);
    margin-block-start: var(--_space-4);
    padding: var(--_space-1) var(--_space-2) var(--_space-1) var(--_space-4);
    border-radius: calc(var(--_target) / 2 + var(--_space-1));
    background: var(--_text);
    color: var(--_surface);
    box-shadow: 0 4px 16px rgb(20 22 24 / 16%);
  }
  .bar button {
    flex: none;
    color: inherit;
    white-space: nowrap;
  }
  .bar button:hover {
    background: transparent;
    text-decoration: underline;
  }
  .foot {
    margin-block-start: var(--_space-4);
    padding-block-start: var(--_space-3);
    border-block-start: 1px solid var(--_hairline);
    font-size: 0.875em;
  }
  dialog {
    --nelumbo-inset-bottom: 0px; /* the host's bar is behind it */
    padding: 0;
    background: var(--_surface);
  }
  .close {
    position: absolute;
    inset-block-start: var(--_space-2);
    inset-inline-end: var(--_space-2);
    padding: var(--_space-2);
  }

  @media (forced-colors: active) {
    .shape,
    .open,
    .ring,
    .bar {
      border: 1px solid CanvasText;
    }
    .open[data-state='late'] {
      border-inline-start-width: 6px;
    }
    .meter > span {
      border: 1px solid CanvasText;
    }
    .meter > [data-state='taken'] {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;

// Big type on a phone, or a small phone: so that the name has the whole width.
export default [today, stacked(css`479px`, css`.box[data-care]`), stacked(css`340px`, css`.box`)];
