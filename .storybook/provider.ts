import type { Client } from '@nelumbo/core';
import type { Decorator } from '@storybook/web-components-vite';
import { html } from 'lit';

/** Puts each story into a provider with its own client and the toolbar's look. `parameters.provider: false` leaves it out. */
export const withProvider: Decorator = (story, { globals, loaded, parameters }) => {
  if (parameters['provider'] === false) return html`${story()}`;
  const { locale = 'zh-CN', theme = 'light', care } = globals as { locale?: string; theme?: 'light' | 'dark'; care?: string }; // set by preview.ts
  document.documentElement.lang = locale;
  return html`<nelumbo-provider .client=${loaded['client'] as Client} locale=${locale} theme=${theme || 'light'} ?care=${care === 'on'}
    >${story()}</nelumbo-provider
  >`;
};
