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
  .reminder-text {
    display: flex;
    flex: 1 1 14em;
    gap: var(--_space-2);
    align-items: center;
  }
`;
