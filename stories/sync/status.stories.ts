import { createClient, type Client, type Observation } from '@nelumbo/core';
import { memoryPlatform } from '@nelumbo/core/memory';
import type { Storage, Transport, TransportResponse } from '@nelumbo/core/platform';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

interface Args {
  editable: boolean;
}

const answer = (status: number, body: object): TransportResponse => ({ status, header: () => null, body: JSON.stringify(body) });
const statement = { resourceType: 'CapabilityStatement', rest: [] };
const nothingNew = { resourceType: 'Bundle', type: 'searchset', entry: [] };
const refusal = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'value', diagnostics: 'The unit does not fit LOINC 8867-4 (Heart rate).' }],
};
const reading: Observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: '心率 / Heart rate' },
  effectiveDateTime: '2026-03-01T08:00:00Z',
  valueString: '72',
};

/** A client whose server answers every write in one way. */
async function clientWith(write?: () => TransportResponse): Promise<Client> {
  const transport: Transport = {
    send: ({ method, url }) =>
      Promise.resolve().then(() =>
        method === 'GET' ? answer(200, url.endsWith('metadata') ? statement : nothingNew) : (write ?? (() => answer(500, refusal)))(),
      ),
  };
  const platform = memoryPlatform({ webcrypto: globalThis.crypto, transport });
  const client = await createClient({ platform, api: { fhir: 'https://fhir.example' } });
  await client.privacy.grant('sync');
  if (write) await client.records.write([{ put: reading }]);
  await client.sync.now();
  return client;
}

/** Whether everything is backed up, and what needs a decision of the user. */
const meta: Meta<Args> = {
  title: 'Sync/Status',
  component: 'nelumbo-sync-status',
  args: { editable: false },
  loaders: [async () => ({ client: await clientWith() })],
  render: ({ editable }, { loaded, globals }) =>
    html`<nelumbo-provider .client=${loaded['client'] as Client} locale=${String(globals['locale'] ?? 'zh-CN')} ?care=${globals['care'] === 'on'}
      ><nelumbo-sync-status ?editable=${editable}></nelumbo-sync-status
    ></nelumbo-provider>`,
};
export default meta;
type Story = StoryObj<Args>;

/** Everything has been sent and fetched. */
export const Default: Story = {};

/** On this device only: no server, or no consent. */
export const Off: Story = { render: () => html`<nelumbo-sync-status></nelumbo-sync-status>` };

/** No network; the records wait. */
export const Offline: Story = {
  loaders: [
    async () => ({
      client: await clientWith(() => {
        throw new Error('no network');
      }),
    }),
  ],
};

/** The login has run out. */
export const SignIn: Story = { loaders: [async () => ({ client: await clientWith(() => answer(401, refusal)) })] };

/** The server refused a record for good. */
export const Refused: Story = { args: { editable: true }, loaders: [async () => ({ client: await clientWith(() => answer(422, refusal)) })] };

/** Giving a change up is asked twice. */
export const Undo: Story = {
  ...Refused,
  play: async ({ canvasElement }) => {
    const root = () => canvasElement.querySelector('nelumbo-sync-status')!.shadowRoot!;
    const danger = () => root().querySelector<HTMLElement>('button.danger');
    await waitFor(() => expect(danger()).not.toBeNull());
    await userEvent.click(danger()!);
    await waitFor(() => expect(root().querySelector('[role="group"]')).not.toBeNull());
  },
};

/** The browser refuses to store: nothing outlives the visit. */
export const ThisVisitOnly: Story = {
  loaders: [
    async () => {
      const on = memoryPlatform({ webcrypto: globalThis.crypto });
      const open: Storage['open'] = async (name, tables) => {
        const db = await on.storage.open(name, tables);
        return {
          durable: false,
          lasting: false,
          read: (wants) => db.read(wants),
          commit: (puts, expected, durability) => db.commit(puts, expected, durability),
          usage: () => db.usage(),
          onClosed: (listener) => db.onClosed(listener),
          close: () => db.close(),
        };
      };
      return { client: await createClient({ platform: { ...on, storage: { ...on.storage, open } } }) };
    },
  ],
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('nelumbo-sync-status')!;
    await waitFor(() => expect(element.shadowRoot?.textContent).toMatch(/本次访问结束后记录不会保留|after this visit/));
  },
};

/** Care mode. */
export const Care: Story = { ...Refused, globals: { care: 'on' } };
