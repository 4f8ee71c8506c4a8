import { css } from 'lit';

export default css`
  .reminders {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-3);
    color: var(--_muted);
  }
  .reminders > p {
    margin: 0;
  }
  .reminders > p:empty {
    display: none;
  }
  /* Alone: its word ends, or on a line of its own begins, where the text above does. */
  .reminders .test:only-child {
    margin-inline: calc(-1 * var(--_space-4));
  }
  @media (forced-colors: active) {
    .reminders .test:only-child {
      margin-inline: 0; /* its edge is drawn */
    }
  }
  .reminder-text {
    display: flex;
    flex: 1 1 14em;
    gap: var(--_space-2);
    align-items: center;
  }
`;
