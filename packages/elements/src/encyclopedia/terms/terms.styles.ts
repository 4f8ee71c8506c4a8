import { css } from 'lit';

export default css`
  .note {
    position: fixed;
    inset: auto;
    top: var(--_top, 0);
    left: var(--_left, 0);
    inline-size: min(380px, 100vw - 16px);
    max-block-size: min(60vh, 420px);
    margin: 0;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    border: 0;
    border-radius: var(--_radius-card);
    background: var(--_surface);
    color: var(--_text);
    box-shadow:
      0 1px 2px rgb(20 22 24 / 6%),
      0 4px 16px rgb(20 22 24 / 16%);
  }
  nelumbo-encyclopedia-card:not(:defined) {
    display: block;
    min-block-size: 160px;
  }
  .note:focus {
    outline: none;
  }
  .note:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  dialog.sheet {
    inset: auto 0 0;
    inline-size: 100%;
    max-inline-size: none;
    max-block-size: 80dvh;
    padding-block-end: env(safe-area-inset-bottom, 0);
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }
  .sheet .top {
    display: flex;
    justify-content: flex-end;
  }
  .list {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
    margin-block-start: var(--_space-4);
  }
  .list p {
    inline-size: 100%;
    margin: 0;
    color: var(--_muted);
    font-size: 0.875em;
  }
  .chip {
    font-weight: 400;
  }
  @media (forced-colors: active) {
    .note {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .list {
      display: none;
    }
  }
`;
