import type { Client } from '@nelumbo/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';

/** Asks for consent by purpose; both answers weigh the same. */
const meta: Meta<Args> = {
  title: 'Privacy/Consent',
  component: 'nelumbo-consent',
  argTypes: { purposes: { control: 'text' }, ask: { control: 'boolean' }, server: { control: 'text' }, care: { control: 'boolean' } },
  args: { purposes: 'sync analytics personalise', ask: false, server: 'https://fhir.hospital.example/r4', care: false },
  render: ({ purposes, ask, server, care }: Args) => html`<nelumbo-consent purposes=${purposes} ?ask=${ask} server=${server} ?care=${care}></nelumbo-consent>`,
};
export default meta;

interface Args {
  purposes: string;
  ask: boolean;
  server: string;
  care: boolean;
}
type Story = StoryObj<Args>;

/** A switch for each purpose, with what was decided and when. */
export const Default: Story = { parameters: { seed: ({ privacy }: Client) => privacy.grant('sync') } };

/** The question, before anything leaves the device. */
export const Asking: Story = {
  args: { ask: true },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('nelumbo-consent')!;
    await waitFor(() => expect(element.shadowRoot?.querySelector('.answers')).not.toBeNull());
  },
};

/** Big type and big targets. */
export const Care: Story = { args: { ask: true, care: true } };
