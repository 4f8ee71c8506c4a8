import { css } from 'lit';

export default css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
    max-inline-size: 40em;
  }
  .card p {
    margin: 0;
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
  progress {
    inline-size: 100%;
    block-size: 0.75em;
    accent-color: var(--_primary);
  }
  ul {
    margin: 0;
    padding-inline-start: 1.25em;
  }
`;
