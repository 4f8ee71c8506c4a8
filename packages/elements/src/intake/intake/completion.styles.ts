import { css } from 'lit';

/** Styles of the view after completion; adopted when it loads. */
export default css`
  .done .title {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    font-size: 1.375em;
  }
  .done .title svg {
    color: var(--_good-mark);
  }
  .done .quiet {
    padding-inline: var(--_space-2);
  }
  .done > p {
    margin: var(--_space-1) 0 var(--_space-4);
  }
  .record-title {
    margin: var(--_space-6) 0 0;
    font-size: 1.125em;
  }
  @media (forced-colors: active) {
    .done .title svg {
      color: CanvasText;
    }
  }
`;
