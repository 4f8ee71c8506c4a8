import { css } from 'lit';

/** The modal dialog. Apart, because a card opens none before its reader asks for the article. */
export default css`
  dialog {
    inline-size: min(560px, calc(100vw - 32px));
    max-block-size: calc(100dvh - 32px);
    padding: var(--_space-5);
    border: 0;
    border-radius: var(--_radius-card);
    background: var(--_surface);
    color: var(--_text);
    box-shadow:
      0 1px 2px rgb(20 22 24 / 6%),
      0 4px 16px rgb(20 22 24 / 8%);
  }
  dialog::backdrop {
    background: rgb(20 22 24 / 60%);
  }
`;
