import { css } from 'lit';

export default css`
  .wrap {
    position: relative;
    display: grid;
    gap: var(--_space-2);
  }
  .control {
    position: relative;
    display: flex;
    align-items: center;
  }
  .control > svg {
    position: absolute;
    inset-inline-start: var(--_space-3);
    color: var(--_muted);
    pointer-events: none;
  }
  .control input {
    padding-inline: calc(var(--_space-3) * 2 + 1.5em) calc(var(--_target) + var(--_space-2)) !important;
    border-radius: var(--_radius-full) !important;
    text-overflow: ellipsis;
  }
  input::-webkit-search-cancel-button {
    display: none;
  }
  .control button {
    position: absolute;
    inset-inline-end: 0;
    padding: 0;
  }
  [role='listbox'] {
    inset: auto;
    inline-size: 100%;
    margin: 0;
    padding: var(--_space-1);
    overflow: auto;
    max-block-size: min(60vh, 420px);
    border: var(--_line) solid var(--_border);
    border-radius: var(--_radius-card);
    background: var(--_surface);
    color: var(--_text);
    list-style: none;
    box-shadow:
      0 1px 2px rgb(20 22 24 / 6%),
      0 4px 16px rgb(20 22 24 / 8%);
  }
  [role='listbox'][popover] {
    position: fixed;
    inset-block-start: var(--_top);
    inset-inline-start: var(--_start);
    inline-size: var(--_width);
  }
  [role='option'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-2);
    align-items: baseline;
    min-block-size: var(--_target);
    padding: var(--_space-2) var(--_space-3);
    border-radius: var(--_radius-input);
    cursor: pointer;
  }
  .group {
    margin: 0;
    padding: var(--_space-2) var(--_space-3) 0;
    color: var(--_muted);
    font-size: 0.875em;
  }
  [role='option']:is(.recent, .forget) {
    align-items: center;
  }
  [role='option'] svg {
    inline-size: 1.1em;
    block-size: 1.1em;
    color: var(--_muted);
  }
  .forget {
    color: var(--_muted);
    font-size: 0.875em;
  }
  [role='option']:hover {
    background: var(--_sunken);
  }
  [role='option'][aria-selected='true'] {
    background: var(--_primary-tint);
    box-shadow: inset 3px 0 0 var(--_primary);
  }
  [role='option'] .via {
    color: var(--_muted);
    font-size: 0.875em;
  }
  mark {
    background: none;
    color: var(--_primary-strong);
    font-weight: 600;
  }
  .none {
    margin: 0;
    padding-inline: var(--_space-3);
  }
  @media (forced-colors: active) {
    [role='option'][aria-selected='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    [aria-selected='true'] :is(mark, .via) {
      color: inherit;
    }
  }
`;
