import { css } from 'lit';

export default css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .head,
  .card p {
    margin: 0;
  }
`;
