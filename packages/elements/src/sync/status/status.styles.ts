import { css } from 'lit';

export default css`
  h3,
  h4,
  p {
    margin: 0;
  }
  h3 {
    font-size: 1em;
  }
  h4 {
    font-size: 1em;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .now {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--_space-1) var(--_space-3);
    align-items: center;
  }
  .now > .word {
    font-weight: 600;
  }
  .now > .hint {
    grid-column: 2;
  }
  ul {
    display: grid;
    gap: var(--_space-4);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    gap: var(--_space-2);
    padding-block-start: var(--_space-4);
    border-block-start: 1px solid var(--_hairline);
  }
  summary {
    min-block-size: var(--_target);
    align-content: center;
    cursor: pointer;
  }
  details p {
    overflow-wrap: anywhere;
  }
`;
