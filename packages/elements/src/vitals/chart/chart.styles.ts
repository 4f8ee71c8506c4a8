import { css } from 'lit';

export default css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .bare {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
  }
  .head {
    margin: 0;
  }
  .head > .quiet:not(:last-child) {
    margin-inline-end: 0;
  }
  .periods {
    display: flex;
    align-items: center;
    gap: 0;
  }
  .periods > .ranges {
    flex: 0 1 auto;
    min-inline-size: 0;
  }
  .dates-button {
    flex: none;
    padding-inline: 0;
  }
  .dates-button[aria-expanded='true'] {
    background: var(--_primary-tint);
  }
  .dates {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--_space-2) var(--_space-3);
    max-inline-size: 26em;
  }
  .dates input {
    min-inline-size: 0;
    padding-inline: var(--_space-2);
  }
  .dates .label {
    font-size: 0.875em;
    font-weight: 400;
    color: var(--_muted);
  }
  .ranges {
    flex-wrap: wrap;
    justify-self: start;
    max-inline-size: 100%;
    border-radius: calc(var(--_target) / 2 + 2px); /* a pill in one row, a rounded block in two */
  }
  .ranges > button {
    flex: 1 0 auto;
    padding-inline: clamp(2px, 1.6cqi, var(--_space-3));
    font-size: 0.875em;
    white-space: nowrap;
  }
  .readout {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-3);
    min-block-size: 5.2em;
    align-content: center;
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
    user-select: none;
    -webkit-user-select: none;
  }
  .plot canvas {
    position: absolute;
    inset: 0;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-3);
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.875em;
    line-height: 1.5;
    color: var(--_text);
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    white-space: nowrap;
  }
  .swatch {
    display: inline-flex;
    padding: 2px;
    border-radius: 4px;
    background: var(--_unknown-tint);
  }
  .swatch[data-tone='good'] {
    background: var(--_good-tint);
  }
  .swatch[data-tone='watch'] {
    background: var(--_watch-tint);
  }
  .swatch:is([data-tone='alert'], [data-tone='urgent']) {
    background: var(--_alert-tint);
  }
  .swatch svg {
    inline-size: 1em;
    block-size: 1em;
    vertical-align: 0;
  }
  .swatch[data-tone='urgent'] .mark {
    color: var(--_alert-solid);
  }
  .swatch[data-tone='urgent'] .mark .in {
    stroke: var(--_on-alert);
  }
  .line {
    inline-size: 1.5em;
    border-block-start: 1px dashed var(--_muted);
  }
  .line[data-kind='target'] {
    border-block-start: 2px dashed var(--_text);
  }
  .line[data-kind='medication'] {
    border-block-start: 2px dotted var(--_series-2);
  }
  .line[data-kind='before'] {
    border-block-start: 2px dashed var(--_series-2);
  }
  .compare-button[aria-pressed='true'] {
    background: var(--_primary-tint);
  }
  .against {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-3);
    align-items: center;
    margin-inline-start: calc(-1 * var(--_space-3));
  }
  .against > button {
    padding-inline: var(--_space-3);
  }
  .against > p {
    flex: 1 1 16em;
    margin: 0;
    padding-inline-start: var(--_space-3);
  }
  .against > p:empty {
    display: none;
  }
  .line[data-kind='note'] {
    border-block-start: 2px dotted var(--_muted);
  }
  .skeleton.title {
    inline-size: 8em;
    color: transparent;
  }
  .skeleton.bar {
    min-block-size: var(--_target);
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-3) var(--_space-5);
    margin: 0;
  }
  .figures > div {
    min-inline-size: 5.25em;
  }
  .figures dt {
    font-size: 0.875em;
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
    font-size: 0.875em;
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
    box-shadow: inset 0 -1px var(--_hairline); /* a border would scroll away */
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
    .rows :is(th, td) {
      padding-inline: 2px;
    }
    .state {
      gap: 2px;
    }
    .state svg {
      inline-size: 1em;
    }
    /* No word of a status is broken, in the large type of care mode neither. */
    .state {
      overflow-wrap: normal;
      word-break: keep-all;
    }
    .rows th[scope='row'] {
      overflow-wrap: normal;
      word-break: keep-all;
      white-space: normal;
    }
  }
  @container (min-width: 640px) {
    .plot {
      block-size: 19em;
    }
  }
  @media print {
    .compare-button,
    .ranges,
    .dates-button,
    .dates,
    .head > .quiet {
      display: none;
    }
    .printed.visually-hidden {
      position: static;
      inline-size: auto;
      block-size: auto;
      margin: 0;
      overflow: visible;
      clip-path: none;
      white-space: normal;
    }
    .rows {
      max-block-size: none;
    }
  }
  @media (forced-colors: active) {
    .plot {
      border: 1px solid CanvasText;
    }
    .status[data-tone='urgent'] .mark .in {
      stroke: Canvas;
    }
    .against {
      margin-inline-start: 0;
    }
  }
`;
