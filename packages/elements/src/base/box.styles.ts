import { css } from 'lit';
import tokens from '../tokens/tokens.styles.js';

// A host's `* {}` beats :host, but not this box: `all: initial` cuts inheritance, then longhands set what we need.
// It leaves `direction` as the page has it: left to right, as both our languages are, or a full stop stands before its sentence on a right-to-left page.
const box = css`
  :host {
    display: block;
  }
  /* The box measures itself by its container, so it has no width of its own: 0 px where a page makes things as wide as what is in them (a centred
     flex column, the body of a Vite starter). Two unseen dots that like to stand 600 px apart, and may stand in two lines. */
  :host::before {
    content: '. .';
    display: block;
    font: 1px/0 a;
    word-spacing: 600px;
    white-space: normal;
    visibility: hidden;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  .box {
    all: initial;
    direction: ltr;
    display: block;
    box-sizing: border-box;
    container-type: inline-size;
    font-family: var(--nelumbo-font-family, system-ui, 'PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif);
    font-size: var(--_size);
    line-height: 1.6;
    color: var(--_text);
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
  }
  .box *,
  .box *::before,
  .box *::after {
    box-sizing: border-box;
  }
  .box > .banner:has(+ *) {
    margin-block-end: var(--_space-3);
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg {
    flex: none;
    inline-size: 1.5em;
    block-size: 1.5em;
    vertical-align: -0.35em;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  @media (prefers-reduced-motion: reduce) {
    .box *,
    .box *::before {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** Tokens and the box that keeps a host's styles out. First in every element's `styles`. */
export default [tokens, box];
