import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';

/** One client and one look for everything inside. The stories use a client in memory; a page gives `tenant`, `user`, `api` and `token`. */
const meta: Meta = {
  title: 'Provider/Provider',
  component: 'nelumbo-provider',
  parameters: { provider: false },
  argTypes: {
    locale: { control: 'inline-radio', options: ['zh-CN', 'en'] },
    theme: { control: 'inline-radio', options: ['light', 'dark', 'auto'] },
    care: { control: 'boolean' },
  },
  args: { locale: 'zh-CN', theme: 'light', care: false },
};
export default meta;

type Look = { locale: string; theme: 'light' | 'dark' | 'auto'; care: boolean };

/** Language, theme and care mode reach every element inside, at once and without losing input. */
export const Default: StoryObj<Look> = {
  render: ({ locale, theme, care }, { loaded }) => html`
    <nelumbo-provider .client=${loaded['client']} locale=${locale} theme=${theme} ?care=${care}>
      <nelumbo-vitals-entry measure="blood-pressure"></nelumbo-vitals-entry>
    </nelumbo-provider>
  `,
  play: async ({ canvasElement }) => {
    const provider = canvasElement.querySelector('nelumbo-provider');
    await expect(provider).not.toBeNull();
    const client = await provider?.ready;
    await waitFor(() => expect(client?.tenant).toBe('anonymous'));
  },
};

/** Two looks side by side: each element follows its nearest provider. */
export const TwoLooks: StoryObj = {
  parameters: { controls: { disable: true } },
  render: (_args, { loaded }) => html`
    <nelumbo-provider .client=${loaded['client']} locale="zh-CN" theme="light">
      <nelumbo-encyclopedia-card query="高血压"></nelumbo-encyclopedia-card>
    </nelumbo-provider>
    <nelumbo-provider .client=${loaded['client']} locale="en" theme="dark" care>
      <nelumbo-encyclopedia-card query="hypertension"></nelumbo-encyclopedia-card>
    </nelumbo-provider>
  `,
};
