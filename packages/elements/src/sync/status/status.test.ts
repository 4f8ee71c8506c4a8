import type { Client, Observation } from '@nelumbo/core';
import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import type { Db, Transport, TransportResponse } from '@nelumbo/core/platform';
import { expect, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboSyncStatus } from './status.js';

const answer = (status: number, body: object, headers: Record<string, string> = {}): TransportResponse => ({
  status,
  header: (name) => headers[name] ?? null,
  body: JSON.stringify(body),
});
const statement = { resourceType: 'CapabilityStatement', rest: [] };
const refusal = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'value', diagnostics: 'The unit does not fit.' }] };
const bundle = { resourceType: 'Bundle', type: 'searchset', entry: [] };

/** A server that answers writes with `write`, and holds nothing. */
const server = (write: () => TransportResponse | Promise<TransportResponse>): Transport => ({
  send: async ({ method, url }) => (method !== 'GET' ? write() : answer(200, url.endsWith('metadata') ? statement : bundle)),
});
const reading: Observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: '心率' },
  effectiveDateTime: '2026-03-01T08:00:00Z',
  valueString: '72',
};

/** A database that is gone with the visit, as where the browser refuses to store. */
const refusing = (db: Db): Db => ({
  durable: false,
  lasting: false,
  read: (wants) => db.read(wants),
  commit: (puts, expected, durability) => db.commit(puts, expected, durability),
  usage: () => db.usage(),
  onClosed: (listener) => db.onClosed(listener),
  close: () => db.close(),
});

async function shown(
  transport: Transport | undefined,
  prepare: (client: Client) => Promise<unknown>,
  settings: Parameters<typeof inProvider>[2] = {},
  change = (on: MemoryPlatform): MemoryPlatform => on,
) {
  const platform = change(memoryPlatform({ webcrypto: globalThis.crypto, ...(transport && { transport }) }));
  const client = await testClient({ platform, ...(transport && { api: { fhir: 'https://fhir.example' } }) });
  await prepare(client);
  const { element } = await inProvider<NelumboSyncStatus>(client, html`<nelumbo-sync-status editable></nelumbo-sync-status>`, settings);
  await waitUntil(() => element.shadowRoot!.querySelector('.now'));
  return { client, element };
}
const textOf = (element: Element) => element.shadowRoot!.textContent.replace(/\s+/g, ' ');
const press = (element: Element, words: string) => [...element.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent.includes(words))!.click();

async function refused(settings: Parameters<typeof inProvider>[2] = {}) {
  return shown(
    server(() => answer(422, refusal)),
    async (client) => {
      await client.privacy.grant('sync');
      await client.records.write([{ put: reading }]);
      await client.sync.now();
    },
    settings,
  );
}

describe('<nelumbo-sync-status>', () => {
  it('says that nothing leaves the device, where there is no server', async () => {
    const { element } = await shown(undefined, () => Promise.resolve());
    expect(textOf(element)).to.contain('只保存在这台设备上');
    expect(element.shadowRoot!.querySelector('button')).to.equal(null);
    await expect(element).to.be.accessible();
  });
  it('says in every language that nothing outlives the visit where the browser refuses to store, and what waits', async () => {
    const prepare = (on: MemoryPlatform): MemoryPlatform => ({
      ...on,
      storage: { ...on.storage, open: async (...given) => refusing(await on.storage.open(...given)) },
    });
    const element = (await shown(undefined, () => Promise.resolve(), {}, prepare)).element;
    expect(textOf(element)).to.contain('本次访问结束后记录不会保留');
    await expect(element).to.be.accessible();
    const other = await shown(undefined, () => Promise.resolve(), { locale: 'en' }, prepare);
    expect(textOf(other.element)).to.contain('Records will not be kept after this visit');
    const { element: waiting } = await shown(
      server(() => Promise.reject(new Error('no network'))),
      async (client) => {
        await client.privacy.grant('sync');
        await client.records.write([{ put: reading }]);
        await client.sync.now();
      },
      {},
      prepare,
    );
    expect(textOf(waiting)).to.contain('还有 1 条记录没有发送');
  });
  it('does not call everything backed up while a record was refused', async () => {
    const { element } = await refused();
    expect(textOf(element)).to.contain('除 1 条外，已全部备份');
  });
  it('tells when the browser does not promise to keep, after it was asked', async () => {
    let answered: (() => void) | undefined;
    const prepare = (on: MemoryPlatform): MemoryPlatform => ({
      ...on,
      storage: {
        ...on.storage,
        open: async (...given) =>
          Object.assign(refusing(await on.storage.open(...given)), { lasting: true, onAsked: (listener: () => void) => (answered = listener) }),
      },
    });
    const { element, client } = await shown(undefined, () => Promise.resolve(), {}, prepare);
    expect(client.storage).to.deep.equal({ keeps: 'evictable' });
    expect(textOf(element)).not.to.contain('自动删除');
    answered!();
    await waitUntil(() => textOf(element).includes('自动删除'));
    expect(client.storage).to.deep.equal({ keeps: 'evictable', refused: true });
    await expect(element).to.be.accessible();
  });
  it('says that the browser deleted what was kept, and what comes back', async () => {
    const at = Date.parse('2026-11-20T08:00:00Z');
    const prepare = (on: MemoryPlatform): MemoryPlatform => ({
      ...on,
      storage: { ...on.storage, open: async (...given) => Object.assign(await on.storage.open(...given), { dropped: () => at }) },
    });
    const { element, client } = await shown(undefined, () => Promise.resolve(), {}, prepare);
    expect(client.storage.dropped).to.equal(at);
    expect(textOf(element)).to.contain('2026年11月20日发现：浏览器删除了这台设备上的记录').and.to.contain('没有备份的记录无法找回');
    await expect(element).to.be.accessible();
    const backed = await shown(
      server(() => answer(500, refusal)),
      async (client) => client.privacy.grant('sync'),
      {},
      prepare,
    );
    expect(textOf(backed.element)).to.contain('备份过的记录会自动取回');
  });
  it('says that all is backed up, and when', async () => {
    const { element } = await shown(
      server(() => answer(500, refusal)),
      async (client) => {
        await client.privacy.grant('sync');
        await client.sync.now();
      },
    );
    expect(textOf(element)).to.contain('已全部备份').and.to.contain('2026年3月2日');
    await expect(element).to.be.accessible();
  });
  it('says how many wait without a network, and goes by itself', async () => {
    const { element } = await shown(
      server(() => Promise.reject(new Error('down'))),
      async (client) => {
        await client.privacy.grant('sync');
        await client.records.write([{ put: reading }]);
        await client.sync.now();
      },
    );
    expect(textOf(element)).to.contain('现在没有网络').and.to.contain('1 条记录');
    await expect(element).to.be.accessible();
  });
  it('asks to sign in again when the login is refused', async () => {
    const { element } = await shown(
      server(() => answer(401, refusal)),
      async (client) => {
        await client.privacy.grant('sync');
        await client.records.write([{ put: reading }]);
        await client.sync.now();
      },
    );
    expect(textOf(element)).to.contain('重新登录');
    await expect(element).to.be.accessible();
  });
  it('shows what the server refused, why, and what can be done', async () => {
    const { element, client } = await refused();
    expect(textOf(element)).to.contain('有 1 条记录需要您决定').and.to.contain('测量记录 · 心率').and.to.contain('The unit does not fit.');
    await expect(element).to.be.accessible();
    press(element, '只留在这台设备上');
    await waitUntil(() => !textOf(element).includes('需要您决定'));
    expect(client.sync.status.dead).to.equal(0);
    expect(await client.records.range({ type: 'Observation' })).to.have.length(1);
  });
  it('asks before it takes a record off the device', async () => {
    const { element, client } = await refused();
    press(element, '撤销我的修改');
    await element.updateComplete;
    await expect(element).to.be.accessible();
    press(element, '不，保留');
    await element.updateComplete;
    expect(await client.records.range({ type: 'Observation' })).to.have.length(1);
    press(element, '撤销我的修改');
    await element.updateComplete;
    press(element, '确定');
    await waitUntil(() => !textOf(element).includes('需要您决定'));
    expect(await client.records.range({ type: 'Observation' })).to.have.length(0);
  });
  it('hands a record to be corrected to the host, by its name only', async () => {
    const { element } = await refused();
    const told = oneEvent(element, 'nelumbo-edit');
    press(element, '修改后再发送');
    const { detail } = (await told) as CustomEvent<object>;
    expect(Object.keys(detail)).to.have.members(['seq', 'ref']);
  });
  for (const settings of [{ theme: 'dark' }, { care: true }, { locale: 'en' }] as const)
    it(`is accessible with ${JSON.stringify(settings)}`, async () => {
      const { element } = await refused(settings);
      if ('locale' in settings) expect(textOf(element)).to.contain('One record needs your decision');
      await expect(element).to.be.accessible();
    });
});
