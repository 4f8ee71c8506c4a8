import { css } from 'lit';

export default css`
  .card.entry {
    padding: 0;
    overflow: hidden;
  }
  /* All of it, whatever else has to be cut: as many lines as it takes. */
  .flag {
    margin: 0 0 -4px;
    padding: 3px var(--_space-4) 2px;
    background: var(--_alert-tint);
    color: var(--_alert-text);
    font-size: 0.875em;
    line-height: 1.3;
  }
  .flag[data-tone='watch'] {
    background: var(--_watch-tint);
    color: var(--_watch-text);
  }
  .flag .mark {
    inline-size: 1.3em;
    block-size: 1.3em;
    vertical-align: middle;
  }
  .flag b {
    display: inline-block;
  }
  .body {
    padding: var(--_space-2) var(--_space-4) 3px;
  }
  .top {
    display: flex;
    gap: var(--_space-2);
    align-items: baseline;
  }
  .top .title {
    flex: 0 1 auto;
  }
  .alias {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    color: var(--_muted);
    font-size: 0.875em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .top .tag {
    flex: none;
    margin-inline-start: auto;
  }
  .summary {
    display: -webkit-box;
    margin: 2px 0;
    overflow: hidden;
    font-size: 0.875em;
    line-height: 1.5;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .bottom {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    justify-content: space-between;
  }
  .trust {
    min-inline-size: 0;
    font-size: 0.8125em;
    line-height: 1.3;
  }
  .trust > * {
    display: flex;
    max-inline-size: 100%;
  }
  .trust .muted {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .card:not(:has(.flag)) .trust .muted {
    white-space: normal;
  }
  .bottom button {
    flex: none;
    margin: -4px -12px -4px 0;
    gap: var(--_space-1);
    padding-inline: var(--_space-2);
    font-size: 0.875em;
  }
  .support {
    margin: 0;
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
    justify-content: space-between;
    padding: 0 var(--_space-4);
    border-block-start: 1px solid var(--_hairline);
    font-size: 0.875em;
  }
  .support a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_target);
    font-weight: 600;
  }
  .wait {
    display: grid;
    gap: var(--_space-2);
    align-content: start;
    block-size: 150px;
    padding: var(--_space-4);
  }
  .wait .skeleton:first-child {
    inline-size: 40%;
  }
  .which {
    margin: 0 0 var(--_space-2);
    font-weight: 600;
  }
  .box[data-care] :is(.alias, .trust .muted) {
    overflow: visible;
    white-space: normal;
  }
  .box[data-care] .wait {
    block-size: 230px;
  }
  .box[data-care] .bottom {
    flex-wrap: wrap;
  }
  @container (max-width: 479px) {
    .long .summary {
      -webkit-line-clamp: 1;
    }
    .box[data-care] .top {
      flex-wrap: wrap;
    }
    .box[data-care] .alias {
      flex: 1 0 100%;
      order: 1;
    }
    .box[data-care] .top .tag {
      margin-inline-start: 0;
    }
    .box[data-care] .summary {
      -webkit-line-clamp: 4;
    }
  }
  @media (forced-colors: active) {
    .flag {
      border-block-end: 1px solid CanvasText;
    }
  }
  @container (min-width: 480px) {
    .flag {
      padding: var(--_space-2) var(--_space-5);
      line-height: 1.5;
    }
    .body {
      padding: var(--_space-4) var(--_space-5);
    }
    .support {
      padding-inline: var(--_space-5);
    }
    .summary {
      -webkit-line-clamp: 3;
    }
  }
`;
