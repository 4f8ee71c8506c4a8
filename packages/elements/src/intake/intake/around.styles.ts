import { css } from 'lit';

/** Styles of what stands around the questions at times. */
export default css`
  .banner .row {
    margin-block-start: var(--_space-2);
  }
  .summary {
    display: grid;
    gap: var(--_space-2);
    padding: var(--_space-4);
    border: 2px solid var(--_alert-mark);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
  .summary h3 {
    margin: 0;
    font-size: 1.125em;
    color: var(--_alert-text);
  }
  .summary ul {
    display: grid;
    gap: var(--_space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .summary a {
    display: flex;
    flex-direction: column;
    justify-content: center;
    min-block-size: var(--_target);
    color: var(--_text);
    font-size: 0.875em;
    text-decoration: none;
  }
  /* The question leads there; what is wrong with it stands beneath. */
  .asked {
    color: var(--_primary-strong);
    font-size: 1.143em;
    text-decoration: underline;
  }
  @media (forced-colors: active) {
    .summary {
      border-color: CanvasText;
    }
  }
  .issues {
    display: grid;
    gap: var(--_space-1);
    margin-block-start: var(--_space-2);
  }
  .issues p {
    margin: 0;
  }
  .issues svg {
    inline-size: 1.3em;
    block-size: 1.3em;
  }
  .total:focus {
    outline: none;
  }
  .total {
    padding: var(--_space-4);
    border-radius: var(--_radius-input);
    background: var(--_sunken);
  }
  .value {
    font-size: 1.75em;
    font-weight: 600;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  .band {
    font-size: 0.571em;
    font-weight: 400;
    color: var(--_muted);
  }
`;
