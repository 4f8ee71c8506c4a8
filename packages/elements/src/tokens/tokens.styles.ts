// Generated from tokens.json by `npm run tokens`. Do not edit.
import { css } from 'lit';

export default css`
  .box {
    --_surface: #ffffff;
    --_sunken: var(--nelumbo-color-neutral-50, #f6f7f8);
    --_text: var(--nelumbo-color-neutral-900, #26292c);
    --_muted: var(--nelumbo-color-neutral-600, #636a6f);
    --_border: var(--nelumbo-color-neutral-500, #7d848a);
    --_hairline: var(--nelumbo-color-neutral-200, #d6dadc);
    --_primary: var(--nelumbo-color-primary-600, #00749c);
    --_primary-strong: var(--nelumbo-color-primary-700, #005c7f);
    --_on-primary: #ffffff;
    --_primary-tint: var(--nelumbo-color-primary-50, #eef9fe);
    --_primary-line: var(--nelumbo-color-primary-200, #b6e1f4);
    --_good-text: var(--nelumbo-color-good-700, #006435);
    --_good-tint: var(--nelumbo-color-good-100, #dcf2e2);
    --_good-mark: var(--nelumbo-color-good-600, #0c7d48);
    --_watch-text: var(--nelumbo-color-watch-700, #784500);
    --_watch-tint: var(--nelumbo-color-watch-100, #f9e9d3);
    --_watch-mark: var(--nelumbo-color-watch-500, #b17500);
    --_alert-text: var(--nelumbo-color-alert-700, #9a1513);
    --_alert-tint: var(--nelumbo-color-alert-100, #ffe0da);
    --_alert-mark: var(--nelumbo-color-alert-600, #bc2823);
    --_alert-solid: var(--nelumbo-color-alert-700, #9a1513);
    --_on-alert: #ffffff;
    --_unknown-text: var(--nelumbo-color-neutral-700, #4d5358);
    --_unknown-tint: var(--nelumbo-color-neutral-100, #e9ebed);
    --_unknown-mark: var(--nelumbo-color-neutral-500, #7d848a);
    --_series: var(--nelumbo-color-primary-600, #00749c);
    --_series-2: var(--nelumbo-color-violet-600, #794db6);
    --_focus: var(--nelumbo-color-neutral-900, #26292c);
    --_space-1: calc(var(--nelumbo-space-1, 4px) * var(--nelumbo-density, 1));
    --_space-2: calc(var(--nelumbo-space-2, 8px) * var(--nelumbo-density, 1));
    --_space-3: calc(var(--nelumbo-space-3, 12px) * var(--nelumbo-density, 1));
    --_space-4: calc(var(--nelumbo-space-4, 16px) * var(--nelumbo-density, 1));
    --_space-5: calc(var(--nelumbo-space-5, 24px) * var(--nelumbo-density, 1));
    --_space-6: calc(var(--nelumbo-space-6, 32px) * var(--nelumbo-density, 1));
    --_space-7: calc(var(--nelumbo-space-7, 48px) * var(--nelumbo-density, 1));
    --_radius-input: var(--nelumbo-radius-input, 8px);
    --_radius-card: var(--nelumbo-radius-card, 12px);
    --_radius-full: var(--nelumbo-radius-full, 999px);
    --_target: 44px;
    --_line: 1px;
    --_size: var(--nelumbo-font-size, 16px);
    color-scheme: light;
  }
  .box[data-care] {
    --_text: var(--nelumbo-color-neutral-950, #141618);
    --_muted: var(--nelumbo-color-neutral-800, #393e41);
    --_border: var(--nelumbo-color-neutral-800, #393e41);
    --_hairline: var(--nelumbo-color-neutral-500, #7d848a);
    --_primary: var(--nelumbo-color-primary-800, #004560);
    --_primary-strong: var(--nelumbo-color-primary-900, #002e41);
    --_primary-line: var(--nelumbo-color-primary-800, #004560);
    --_good-text: var(--nelumbo-color-good-800, #004b26);
    --_watch-text: var(--nelumbo-color-watch-800, #5b3300);
    --_watch-mark: var(--nelumbo-color-watch-600, #955a00);
    --_alert-text: var(--nelumbo-color-alert-800, #750a0a);
    --_alert-solid: var(--nelumbo-color-alert-800, #750a0a);
    --_unknown-text: var(--nelumbo-color-neutral-800, #393e41);
    --_target: 56px;
    --_line: 2px;
    --_size: calc(var(--nelumbo-font-size, 16px) * 1.4);
  }
  /* Paper is white: what is dark on a screen is printed as the light theme is. */
  @media screen {
    .box[data-theme='dark'] {
      --_surface: var(--nelumbo-color-neutral-900, #26292c);
      --_sunken: var(--nelumbo-color-neutral-950, #141618);
      --_text: var(--nelumbo-color-neutral-50, #f6f7f8);
      --_muted: var(--nelumbo-color-neutral-300, #bdc2c5);
      --_border: var(--nelumbo-color-neutral-400, #9ca2a7);
      --_hairline: var(--nelumbo-color-neutral-700, #4d5358);
      --_primary: var(--nelumbo-color-primary-300, #8dcbe7);
      --_primary-strong: var(--nelumbo-color-primary-200, #b6e1f4);
      --_on-primary: var(--nelumbo-color-neutral-950, #141618);
      --_primary-tint: var(--nelumbo-color-primary-900, #002e41);
      --_primary-line: var(--nelumbo-color-primary-700, #005c7f);
      --_good-text: var(--nelumbo-color-good-300, #97d1aa);
      --_good-tint: var(--nelumbo-color-good-900, #003219);
      --_good-mark: var(--nelumbo-color-good-400, #67b584);
      --_watch-text: var(--nelumbo-color-watch-300, #e2b980);
      --_watch-tint: var(--nelumbo-color-watch-900, #3d2200);
      --_watch-mark: var(--nelumbo-color-watch-400, #cb9647);
      --_alert-text: var(--nelumbo-color-alert-300, #ffa295);
      --_alert-tint: var(--nelumbo-color-alert-900, #500907);
      --_alert-mark: var(--nelumbo-color-alert-400, #f47668);
      --_alert-solid: var(--nelumbo-color-alert-300, #ffa295);
      --_on-alert: var(--nelumbo-color-neutral-950, #141618);
      --_unknown-text: var(--nelumbo-color-neutral-200, #d6dadc);
      --_unknown-tint: var(--nelumbo-color-neutral-800, #393e41);
      --_unknown-mark: var(--nelumbo-color-neutral-400, #9ca2a7);
      --_series: var(--nelumbo-color-primary-300, #8dcbe7);
      --_series-2: var(--nelumbo-color-violet-300, #cbb2fb);
      --_focus: #ffffff;
      color-scheme: dark;
    }
    .box[data-theme='dark'][data-care] {
      --_text: #ffffff;
      --_muted: var(--nelumbo-color-neutral-200, #d6dadc);
      --_border: var(--nelumbo-color-neutral-200, #d6dadc);
      --_hairline: var(--nelumbo-color-neutral-500, #7d848a);
      --_primary: var(--nelumbo-color-primary-200, #b6e1f4);
      --_primary-strong: var(--nelumbo-color-primary-100, #d8f0fb);
    }
  }
`;
