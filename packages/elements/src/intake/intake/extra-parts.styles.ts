import { css } from 'lit';

/** Styles of the parts that only some forms need; adopted when those load. */
export default css`
  .add {
    justify-self: start;
  }
  .later {
    display: grid;
    align-content: start;
    justify-items: start;
    gap: var(--_space-4);
    min-block-size: var(--_rows);
  }
  .later > button {
    text-align: start;
  }
  /* The words of what waits: each about where its question will stand, as empty lines follow it. */
  .waiting {
    line-height: 2;
    white-space: pre-line;
    color: var(--_muted);
  }
  .why {
    margin-block-start: var(--_space-1);
    font-size: 0.875em;
    color: var(--_muted);
  }
  .why > summary {
    inline-size: fit-content;
    min-block-size: var(--_target);
    align-content: center;
    cursor: pointer;
  }
  .why :is(p, ul) {
    margin: 0;
  }
  .why ul {
    padding-inline-start: 1.4em;
  }
  .repetition {
    justify-content: end;
    margin-block-start: var(--_space-3);
    gap: 0;
  }
  .up svg {
    rotate: 180deg;
  }
  .undo {
    align-items: center;
  }
  .note img {
    max-inline-size: 100%;
  }
  .note > :first-child {
    margin-block-start: 0;
  }
  .note > :last-child {
    margin-block-end: 0;
  }
  .search {
    position: relative;
    max-inline-size: 34em;
  }
  .hits {
    position: absolute;
    z-index: 1;
    inset-inline: 0;
    max-block-size: 16em;
    margin: var(--_space-1) 0 0;
    padding: var(--_space-1);
    overflow: auto;
    border: var(--_line) solid var(--_border);
    border-radius: var(--_radius-input);
    background: var(--_surface);
    box-shadow: 0 4px 16px rgb(20 22 24 / 12%);
    list-style: none;
  }
  .hits > li {
    display: flex;
    align-items: center;
    min-block-size: var(--_target);
    padding: var(--_space-1) var(--_space-3);
    border-radius: var(--_radius-input);
    cursor: pointer;
  }
  .hits > li:hover {
    background: var(--_primary-tint);
  }
  .hits > [aria-selected='true'] {
    background: var(--_primary);
    color: var(--_on-primary);
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .chosen .tag {
    padding-inline-end: 0;
    font-size: 1em;
  }
  /* Tables of the author: beside each other where there is room, one below the other on a phone. */
  @container (min-width: 640px) {
    [data-layout='columns'] > .questions {
      grid-template-columns: repeat(auto-fit, minmax(12em, 1fr));
      gap: var(--_space-4);
    }
    [data-layout='matrix'] > .questions {
      gap: 0;
    }
    [data-layout='matrix'] > .questions > .question {
      padding-block: var(--_space-3);
      border-block-start: 1px solid var(--_hairline);
    }
    [data-layout='matrix'] .options {
      display: grid;
      grid-template-columns: minmax(10em, 2fr) 5fr;
      gap: var(--_space-2) var(--_space-4);
      align-items: center;
    }
    [data-layout='matrix'] .options > .label {
      float: inline-start;
      margin: 0;
    }
    [data-layout='matrix'] .rows {
      grid-template-columns: none;
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      max-inline-size: none;
    }
    [data-layout='matrix'] .options > :not(.label, .rows) {
      grid-column: 2;
      justify-self: start;
    }
  }
  @media (forced-colors: active) {
    .hits > [aria-selected='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
