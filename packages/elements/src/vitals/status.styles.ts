import { css } from 'lit';

/** The judgement block that entry and summary share. */
export default css`
  .judgement {
    display: grid;
    gap: var(--_space-2);
  }
  .judgement p {
    margin: 0;
  }
  .verdict {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
  }
  .verdict .status {
    padding: var(--_space-1) var(--_space-3) var(--_space-1) var(--_space-2);
    font-size: 1.125em;
  }
  .row-name,
  .grade {
    font-weight: 600;
  }
  .by {
    font-size: 0.875em;
    line-height: 1.5;
    color: var(--_muted);
  }
  .urgent {
    flex-direction: column;
    font-weight: 600;
  }
  .urgent .call {
    align-self: stretch;
    border-color: transparent;
    background: var(--_on-alert);
    color: var(--_alert-solid);
  }
  .urgent .call:hover {
    background: var(--_alert-tint);
    color: var(--_alert-text);
  }
  @media (forced-colors: active) {
    .urgent .call {
      border: 1px solid ButtonText;
    }
    .status[data-tone='urgent'] .mark .in {
      stroke: Canvas;
    }
  }
`;
