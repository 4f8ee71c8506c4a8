import { css } from 'lit';

/** What card, search and article share: red flags, badges, the crisis panel. */
export default css`
  .crisis {
    border: 2px solid var(--_primary);
  }
  .crisis p {
    margin: var(--_space-2) 0 var(--_space-3);
  }
  /* A line of two rows begins where its sign ends. */
  .crisis span {
    text-align: start;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    color: var(--_watch-text);
  }
  .badge svg {
    inline-size: 1.1em;
    block-size: 1.1em;
    vertical-align: -0.2em;
  }
  .badge[data-review='reviewed'],
  .badge[data-review='corrected'] {
    color: var(--_good-text);
  }
`;
