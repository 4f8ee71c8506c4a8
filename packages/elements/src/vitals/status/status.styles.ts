import { css } from 'lit';

export default css`
  .reading {
    margin: 0;
  }
`;
