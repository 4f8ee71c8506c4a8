import { css } from 'lit';

export default css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-4);
  }
  .card p {
    margin: 0;
  }
  .title + p {
    margin-block-start: var(--_space-1);
  }
  .ways {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 18em), 1fr));
    gap: var(--_space-3);
  }
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
    align-content: start;
    padding: var(--_space-4);
    border: var(--_line) solid var(--_hairline);
    border-radius: var(--_radius-card);
  }
  .drop[data-over='true'] {
    border-color: var(--_primary);
    background: var(--_primary-tint);
  }
  .subtitle {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  .choose {
    position: relative;
    justify-self: start;
  }
  .choose:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .choose > .file {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .start,
  .undo {
    justify-self: start;
  }
  .by-mouse {
    display: none;
  }
  @media (hover: hover) and (pointer: fine) {
    .by-mouse {
      display: inline;
    }
  }
  .row > p {
    flex: 1 1 12em;
  }
  .preview {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .preview:focus,
  .outcome:focus {
    outline: none;
  }
  .outcome {
    display: grid;
    gap: var(--_space-3);
  }
  .outcome:empty {
    display: none;
  }
  .file-name {
    overflow-wrap: anywhere;
  }
  .columns,
  .plain {
    display: grid;
    gap: var(--_space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .columns > li {
    display: grid;
    gap: var(--_space-1);
    align-items: center;
  }
  .columns label {
    overflow-wrap: anywhere;
  }
  @container (min-width: 480px) {
    .columns > li {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
  .first th,
  .first strong {
    white-space: nowrap;
  }
  .first caption {
    text-align: start;
  }
  .told {
    display: grid;
    gap: var(--_space-2);
    padding: var(--_space-3);
    border-radius: var(--_radius-card);
    background: var(--_primary-tint);
  }
  .plain > li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-2);
  }
  progress {
    inline-size: 100%;
    block-size: 0.75em;
    accent-color: var(--_primary);
  }
  ul:not(.columns, .plain) {
    margin: 0;
    padding-inline-start: 1.25em;
  }
  fieldset > p {
    margin-block-end: var(--_space-2);
  }
`;
