import { css } from 'lit';

export default css`
  .page {
    display: grid;
    max-inline-size: 760px;
    margin-inline: auto;
    border-radius: var(--_radius-card);
    background: var(--_surface);
    gap: var(--_space-4);
    padding: var(--_space-4);
  }
  .page h2 {
    margin: 0;
    font-size: 1.75em;
    line-height: 1.2;
  }
  .page h2:focus {
    outline: none;
  }
  .chips button {
    font-weight: 400;
  }
  .names {
    margin: var(--_space-1) 0 0;
    color: var(--_muted);
    font-size: 0.875em;
  }
  .lead {
    margin: 0;
    font-size: 1.125em;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
    font-size: 0.875em;
  }
  .flag h3 {
    margin: 0;
    font-size: 1em;
  }
  .flag ul {
    margin: var(--_space-1) 0;
    padding-inline-start: 1.25em;
  }
  .flag .do {
    margin: 0;
    font-weight: 600;
  }
  .flag a.button {
    margin-block-start: var(--_space-2);
  }
  nav {
    padding: var(--_space-3) var(--_space-4);
    border-radius: var(--_radius-input);
    background: var(--_sunken);
  }
  nav h3 {
    margin: 0 0 var(--_space-2);
    font-size: 0.875em;
  }
  .page section h3 {
    margin: 0 0 var(--_space-2);
    font-size: 1.25em;
    line-height: 1.3;
    scroll-margin-block-start: 72px;
  }
  .page section h3:focus {
    outline: none;
  }
  .prose {
    max-inline-size: 38em;
  }
  .prose.plain {
    white-space: pre-line;
  }
  .prose :is(p, ul, ol, dl) {
    margin: 0 0 var(--_space-3);
  }
  .prose :is(ul, ol) {
    padding-inline-start: 1.4em;
  }
  .prose li + li {
    margin-block-start: var(--_space-1);
  }
  .prose :is(h3, h4) {
    margin: var(--_space-3) 0 var(--_space-1);
    font-size: 1em;
  }
  .review {
    display: grid;
    gap: var(--_space-2);
    padding: var(--_space-4);
    border: var(--_line) solid var(--_hairline);
    border-radius: var(--_radius-card);
    font-size: 0.875em;
  }
  .review h3 {
    margin: 0;
    font-size: 1em;
  }
  .review p,
  .review ul {
    margin: 0;
  }
  .review ul {
    padding-inline-start: 1.25em;
  }
  /* Else the mark of a list stands beside the last line of a title. */
  .review a {
    display: inline-block;
    padding-block: 2px;
    vertical-align: top;
  }
  .wait {
    display: grid;
    gap: var(--_space-3);
    padding: var(--_space-4);
  }
  .wait .skeleton:nth-child(1) {
    inline-size: 45%;
    block-size: 2em;
  }
  .wait .skeleton:nth-child(3) {
    block-size: 8em;
  }
  .page[data-step='1'] {
    font-size: 1.15em;
  }
  .page[data-step='2'] {
    font-size: 1.3em;
  }
  .page[data-step='3'] {
    font-size: 1.5em;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1);
    margin-inline: calc(-1 * var(--_space-2));
    font-size: max(0.875em, 14px);
  }
  .tools button {
    padding: var(--_space-1) var(--_space-2);
    font-weight: 500;
  }
  .tag {
    font-size: 0.875em;
    line-height: 1.7;
  }
  /* What cannot be made smaller is pale, not a grey disc beside words. */
  .tools button:disabled {
    border-color: transparent;
    background: transparent;
  }
  .aloud .previous svg {
    transform: scaleX(-1);
  }
  .tools [aria-pressed='true'] svg {
    fill: currentcolor;
  }
  .tools .letter {
    font-weight: 700;
  }
  .tools .letter.large {
    font-size: 1.3em;
  }
  .tools p {
    margin: 0;
    color: var(--_muted);
  }
  .aloud {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1);
    padding: var(--_space-1) var(--_space-3);
    border-radius: var(--_radius-input);
    background: var(--_primary-tint);
    font-size: max(0.875em, 14px);
  }
  .aloud p {
    flex: 1 0 100%;
    margin: 0;
  }
  .aloud button {
    padding-inline: var(--_space-2);
  }
  [data-spoken] {
    background: var(--_watch-tint);
  }
  ::highlight(nelumbo-spoken) {
    background-color: var(--_watch-tint);
    color: var(--_text);
  }
  .lines {
    display: grid;
    gap: var(--_space-2);
    padding: var(--_space-3) var(--_space-4);
    border: var(--_line) solid var(--_primary-line);
    border-radius: var(--_radius-input);
    background: var(--_primary-tint);
  }
  .lines h3,
  .for-you h3,
  .helpful h3 {
    margin: 0 0 var(--_space-2);
    font-size: 1em;
  }
  .lines p,
  .helpful p {
    margin: 0;
  }
  .for-you ul {
    display: grid;
    gap: var(--_space-2);
    margin: 0 0 var(--_space-2);
    padding: 0;
    list-style: none;
  }
  .for-you li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
  }
  .for-you details p {
    margin: 0;
  }
  .for-you details[open] {
    flex-basis: 100%;
  }
  .for-you summary {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_target);
    color: var(--_primary-strong);
    cursor: pointer;
    font-size: max(0.875em, 14px);
  }
  .review ol {
    margin: 0;
    padding-inline-start: 1.5em;
  }
  @container (min-width: 480px) {
    .aloud p {
      flex-basis: 0;
    }
    .page {
      padding: var(--_space-5);
    }
  }
  @media print {
    nav,
    [data-screen],
    .chips {
      display: none;
    }
  }
`;
