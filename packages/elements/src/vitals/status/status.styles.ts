import { css } from 'lit';

export default css`
  .reading {
    margin: 0;
  }
  .reading > span {
    display: inline-block; /* breaks between them only */
  }
`;
