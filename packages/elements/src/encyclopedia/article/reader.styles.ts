import { css } from 'lit';

/** The dialog in which a card or a search opens articles. */
export default css`
  dialog.reader {
    inline-size: min(720px, 100vw - 16px);
    max-block-size: calc(100dvh - 16px);
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .reader .close {
    position: sticky;
    inset-block-start: 0;
    display: flex;
    justify-content: flex-end;
    padding: var(--_space-2);
    background: var(--_surface);
  }
`;
