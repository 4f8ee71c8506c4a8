import { css } from 'lit';

export default css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .head {
    margin: 0;
  }
  .readings {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .readings > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_space-2);
    align-items: center;
    padding-block: var(--_space-2);
    border-block-end: 1px solid var(--_hairline);
  }
  .readings p {
    margin: 0;
  }
  .value {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-2);
  }
  .value .number {
    white-space: nowrap;
  }
  .value strong {
    font-size: 1.375em;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }
  .doings {
    display: flex;
  }
  .doings > button {
    padding-inline: var(--_space-2);
  }
  .edit {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: end;
    padding-block: var(--_space-2);
  }
  .edit .field {
    flex: 1 1 7em;
  }
  .banner {
    align-items: center;
  }
  @media (forced-colors: active) {
    .status[data-tone='urgent'] .mark .in {
      stroke: Canvas;
    }
  }
`;
