import { createClient, type Client, type ClientApiOptions } from '@nelumbo/core';
import type { Observation, Resource } from '@nelumbo/core/fhir';
import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import type { Transport, TransportRequest } from '@nelumbo/core/platform';
import { describe, expect, it } from 'vitest';
import { FhirServer } from '../sync/fhir-server.js';

const reading = (value: number, at = '2026-03-01T08:00:00Z', id?: string): Observation => ({
  resourceType: 'Observation',
  ...(id && { id }),
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
  effectiveDateTime: at,
  valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
});

interface Setup {
  readonly on: MemoryPlatform;
  readonly server: FhirServer;
  readonly client: Client;
  readonly asked: TransportRequest[];
}

async function setUp(api: Partial<ClientApiOptions> = {}, answer?: Transport['send']): Promise<Setup> {
  const server = new FhirServer();
  const asked: TransportRequest[] = [];
  const inner = server.transport();
  const transport: Transport = {
    send: (request) => {
      asked.push(request);
      return request.url.includes('/privacy/') && answer ? answer(request) : inner.send(request);
    },
  };
  const on = memoryPlatform({ webcrypto: globalThis.crypto, transport });
  return { on, server, asked, client: await createClient({ platform: on, api: { fhir: 'https://fhir.example', ...api } }) };
}
const textOf = async (pieces: AsyncIterable<string>) => {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
};
const words = { version: '2026-11', language: 'zh-CN', title: '同步到医院', text: '您的记录会发送到 <医院> 的服务器。' };

describe('consent', () => {
  it('is kept with the words that were agreed to, decision by decision, as FHIR Consent', async () => {
    const { client } = await setUp();
    await client.privacy.grant('sync', words);
    await client.privacy.withdraw('sync');
    expect(await client.privacy.consents()).toMatchObject([{ purpose: 'sync', given: false, version: '2026-11' }]);
    const [given, taken] = await client.privacy.consentRecords();
    expect(given).toMatchObject({
      resourceType: 'Consent',
      language: 'zh-CN',
      provision: { type: 'permit', actor: [{ reference: { display: 'https://fhir.example' } }] },
    });
    expect((given as Resource & { text: { div: string } }).text.div).toContain('&lt;医院&gt;');
    expect(taken).toMatchObject({ provision: { type: 'deny' } });
  });
  it('to sync holds for the server that it was given for, and no other', async () => {
    const { client, on, server } = await setUp();
    await client.privacy.grant('sync');
    await client.close();
    const moved = await createClient({ platform: on.tab(), api: { fhir: 'https://elsewhere.example/fhir' } });
    const before = server.requests;
    await moved.records.write([{ put: reading(70) }]);
    expect((await moved.sync.now()).state).toBe('off');
    expect(server.requests).toBe(before);
    expect(await moved.privacy.consents()).toMatchObject([{ purpose: 'sync', given: false, otherServer: 'https://fhir.example' }]);
    await moved.privacy.grant('sync');
    expect((await moved.sync.now()).state).not.toBe('off');
  });
  it('taken back on a full disk holds at once in every tab, and is not given after a reload', async () => {
    const { client, on, server } = await setUp();
    await client.privacy.grant('sync');
    await client.sync.now();
    const other = await createClient({ platform: on.tab(), api: { fhir: 'https://fhir.example' } });
    let refused = 0;
    on.storage.fault = ({ kind }) => (kind === 'commit' && refused++ === 0 ? 'quota' : undefined); // a new version does not fit, a deletion does
    await client.privacy.withdraw('sync');
    await other.records.write([{ put: reading(70) }]);
    const before = server.requests;
    expect((await other.sync.now()).state).toBe('off');
    expect(server.requests).toBe(before);
    await client.close();
    const later = await createClient({ platform: on.tab(), api: { fhir: 'https://fhir.example' } });
    expect((await later.sync.now()).state).toBe('off');
  });
  it('that cannot be taken back in storage at all says so, and holds in every tab all the same', async () => {
    const { client, on, server } = await setUp();
    await client.privacy.grant('sync');
    await client.sync.now();
    const other = await createClient({ platform: on.tab(), api: { fhir: 'https://fhir.example' } });
    on.storage.fault = ({ kind }) => (kind === 'commit' ? 'quota' : undefined);
    await expect(client.privacy.withdraw('sync')).rejects.toMatchObject({ code: 'storage-full' });
    await new Promise((resolve) => setImmediate(resolve));
    const before = server.requests;
    expect([(await client.sync.now()).state, (await other.sync.now()).state]).toEqual(['off', 'off']);
    expect(server.requests).toBe(before);
  });
});

describe('consent to keep records', () => {
  it('taken back, nothing new is kept in any tab and nothing fetched; what there is can be read, exported and erased', async () => {
    const { client, on, server } = await setUp();
    const second = await createClient({ platform: on.tab() });
    const { refs } = await client.records.write([{ put: reading(70) }]);
    await client.privacy.grant('sync');
    await client.sync.now();
    await client.privacy.withdraw('store');
    const before = server.requests;
    for (const one of [client, second]) {
      await expect(one.records.write([{ put: reading(71) }])).rejects.toMatchObject({ code: 'consent-missing' });
      await expect(one.records.write([{ doc: 'draft', value: 1 }])).rejects.toMatchObject({ code: 'consent-missing' });
    }
    expect((await client.sync.now()).state).toBe('off');
    expect(server.requests).toBe(before);
    expect(await client.records.get(refs[0]!)).toBeDefined();
    expect(await textOf(await client.privacy.export('csv'))).toContain('70');
    await client.close();
    const later = await createClient({ platform: on.tab() });
    await expect(later.records.write([{ put: reading(72) }])).rejects.toMatchObject({ code: 'consent-missing' });
    await later.privacy.erase({ ref: refs[0]! });
    expect(await later.records.get(refs[0]!)).toBeUndefined();
    await later.privacy.grant('store');
    await later.records.write([{ put: reading(73) }]);
    await expect.poll(() => second.records.write([{ put: reading(74) }]).then(Boolean, () => false)).toBe(true); // told a moment later
  });
});

describe('a withdrawal', () => {
  const consentsAt = (server: FhirServer) => [...server.resources].filter(([sid]) => sid.startsWith('Consent/')).map(([, versions]) => versions.at(-1)!.body);
  const start = async (on: MemoryPlatform) => createClient({ platform: on, patient: 'p1', api: { fhir: 'https://fhir.example' } });

  it('is the last thing that the server hears: a Consent that denies, in force for nobody', async () => {
    const { client, server, asked, on } = await setUp();
    await client.close();
    const signedIn = await start(on.tab());
    await signedIn.privacy.grant('sync', words);
    await signedIn.sync.now();
    await signedIn.records.write([{ put: reading(70) }]);
    await signedIn.privacy.withdraw('sync');
    await expect.poll(() => consentsAt(server)).toMatchObject([{ status: 'inactive', provision: { type: 'deny' }, patient: { reference: 'Patient/p1' } }]);
    const sent = asked.length;
    await signedIn.sync.now();
    await signedIn.close();
    const again = await start(on.tab());
    await again.sync.now();
    expect(asked.length).toBe(sent);
    expect(consentsAt(server)).toHaveLength(1);
  });
  it('that nobody could be told of is told with the next opening, once, unless the user agreed again', async () => {
    let isCut = false;
    let cut = 0;
    const { server, on } = await setUp();
    const inner = server.transport();
    const transport: Transport = { send: (request) => (isCut ? (cut++, Promise.reject(new Error('no network'))) : inner.send(request)) };
    const first = await start(on.tab(transport));
    await first.privacy.grant('sync');
    isCut = true;
    await first.privacy.withdraw('sync');
    await expect.poll(() => cut).toBe(1); // else the first still tells it itself, once the network is back
    await first.close();
    isCut = false;
    const second = await start(on.tab(transport));
    await expect.poll(() => consentsAt(server).length).toBe(1);
    isCut = true;
    await second.privacy.grant('sync');
    await second.privacy.withdraw('sync');
    await second.privacy.grant('sync');
    await second.close();
    isCut = false;
    const third = await start(on.tab(transport));
    await third.sync.now();
    expect(consentsAt(server)).toHaveLength(1);
  });
  it('of what was never agreed to is told to nobody', async () => {
    const { on, asked } = await setUp();
    const signedIn = await start(on.tab());
    await signedIn.privacy.withdraw('sync');
    await signedIn.close();
    await (await start(on.tab())).close();
    expect(asked).toEqual([]);
  });
});

describe('the rights of a person', () => {
  it('to see: what is kept, how much, since when, where it goes', async () => {
    const { client } = await setUp();
    await client.records.write([{ put: reading(70) }, { put: reading(71, '2026-03-05T08:00:00Z') }]);
    expect(await client.privacy.view()).toMatchObject({
      kinds: [{ type: 'Observation', count: 2, from: Date.parse('2026-03-01T08:00:00Z'), to: Date.parse('2026-03-05T08:00:00Z') }],
      unsent: 2,
      refused: 0,
    });
    await client.privacy.grant('sync');
    expect(await client.privacy.view()).toMatchObject({ server: 'https://fhir.example' });
  });
  it('to have it corrected: a new version, and why', async () => {
    const { client } = await setUp();
    const { refs } = await client.records.write([{ put: { ...reading(70), ...{ note: [{ text: 'x' }] } } }]);
    await client.privacy.correct(refs[0]!, { valueQuantity: reading(75).valueQuantity, note: null }, '看错了读数');
    const corrected = await client.records.get<Observation>(refs[0]!);
    expect(corrected).toMatchObject({ status: 'corrected', valueQuantity: { value: 75 } });
    expect(corrected!.note).toBeUndefined();
    expect((await client.privacy.audit({ limit: 1 }))[0]).toMatchObject({ action: 'correct', reason: '看错了读数', refs });
    await expect(client.privacy.correct('Observation/none', {}, 'x')).rejects.toMatchObject({ code: 'not-found' });
  });
  it('to take it along: a Bundle that a FHIR system reads', async () => {
    const { client } = await setUp();
    await client.privacy.grant('share', words);
    await client.records.write(Array.from({ length: 40 }, (_, i) => ({ put: reading(60 + i, `2025-${String(1 + (i % 12)).padStart(2, '0')}-01T08:00:00Z`) })));
    const bundle = JSON.parse(await textOf(await client.privacy.export('fhir'))) as { resourceType: string; entry: { resource: Resource }[] };
    const types = bundle.entry.map(({ resource }) => resource.resourceType);
    expect(types.filter((type) => type === 'Observation')).toHaveLength(40);
    expect(types).toContain('Consent');
    expect(types).toContain('AuditEvent');
  });
  it('to take it along: a table that no spreadsheet runs, a page that runs nothing', async () => {
    const { client } = await setUp();
    await client.records.write([
      { put: { ...reading(70), ...{ note: [{ text: '=HYPERLINK("x")' }] } } },
      { put: { ...reading(71), valueQuantity: undefined, valueString: '=1+1"<script>' } as never },
    ]);
    const csv = await textOf(await client.privacy.export('csv'));
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain('"70 /min; =HYPERLINK(""x"")"');
    expect(csv).toContain(`"'=1+1""<script>"`);
    const html = await textOf(await client.privacy.export('html', { locale: 'zh-CN' }));
    expect(html).toContain('我的健康记录');
    expect(html).not.toContain('<script>');
    expect(html).not.toMatch(/https?:/);
  });
  it('to have one, a span or all erased: gone here, taken back on the server', async () => {
    const { client, server } = await setUp();
    await client.privacy.grant('sync');
    const { refs } = await client.records.write([1, 2, 3, 4].map((day) => ({ put: reading(70 + day, `2026-03-0${day}T08:00:00Z`) })));
    await client.sync.now();
    expect(await client.privacy.erase({ ref: refs[0]! })).toMatchObject({ scope: 'records', records: 1, waiting: 1 });
    expect(await client.privacy.erase({ type: 'Observation', from: Date.parse('2026-03-03'), to: Date.parse('2026-03-04') })).toMatchObject({ records: 1 });
    await client.sync.now();
    const states = () => [...server.resources.values()].map((versions) => versions.at(-1)!.body['status']);
    expect(states()).toEqual(['entered-in-error', 'final', 'entered-in-error', 'final']);
    // A slip of the pen must not mean everything.
    for (const slip of [{ refs: [refs[0]] }, { ref: refs[0], type: 'Observation' }, { kind: 'Observation' }, 'devices', 'all'])
      await expect(client.privacy.erase(slip as never)).rejects.toMatchObject({
        code: 'bad-input',
        message: expect.stringContaining('nothing was') as unknown,
      });
    expect(await client.privacy.erase({})).toMatchObject({ records: 2 });
    await client.sync.now();
    expect(new Set(states())).toEqual(new Set(['entered-in-error']));
    expect(await client.records.range({ type: 'Observation' })).toEqual([]);
    expect((await client.privacy.audit()).filter(({ action }) => action === 'erase').length).toBeGreaterThan(0);
  });
  it('to be forgotten on the device: nothing opens any more, and a receipt says so', async () => {
    const { client, on } = await setUp();
    await client.records.write([{ put: reading(70) }]);
    expect(await client.privacy.erase()).toEqual({ scope: 'device', at: on.clock.now(), records: 1, waiting: 0 });
    expect(on.storage.names()).toEqual(['nelumbo/install']);
    await expect(client.records.get('x')).rejects.toMatchObject({ code: 'closed' });
  });
  it('to be forgotten everywhere: the server first, with its receipt', async () => {
    const { client, asked, on } = await setUp({ fhir: 'https://fhir.example/fhir/R4', token: () => Promise.resolve('t') }, () =>
      Promise.resolve({ status: 202, header: () => null, body: '{"id":"receipt-1","resources":7}' }),
    );
    await client.records.write([{ put: reading(70) }]);
    expect(await client.privacy.erase('everywhere')).toMatchObject({ scope: 'everywhere', records: 1, server: { id: 'receipt-1', resources: 7 } });
    expect(asked.at(-1)).toMatchObject({ method: 'POST', url: 'https://fhir.example/privacy/v1/erasures', headers: { authorization: 'Bearer t' } });
    expect(on.storage.names()).toEqual(['nelumbo/install']);
  });
  it.each([
    [302, 'refused'],
    [400, 'refused'],
    [401, 'token-expired'],
    [403, 'not-allowed'],
    [404, 'unsupported'],
    [429, 'server'],
    [500, 'server'],
  ])('to be forgotten everywhere: what the server does not do (%i) is not done here either', async (status, code) => {
    const { client } = await setUp({ privacy: 'https://fhir.example/privacy' }, () => Promise.resolve({ status, header: () => null, body: '' }));
    const { refs } = await client.records.write([{ put: reading(70) }]);
    await expect(client.privacy.erase('everywhere')).rejects.toMatchObject({ code });
    expect(await client.records.get(refs[0]!)).toMatchObject({ valueQuantity: { value: 70 } });
  });
});

describe('a page in place of an answer', () => {
  it('is no receipt of an erasure: nothing is erased here', async () => {
    const { client } = await setUp({ privacy: 'https://fhir.example/privacy' }, () =>
      Promise.resolve({ status: 200, header: () => null, body: '<!doctype html><title>Welcome</title>' }),
    );
    const { refs } = await client.records.write([{ put: reading(70) }]);
    await expect(client.privacy.erase('everywhere')).rejects.toMatchObject({ code: 'not-json' });
    expect(await client.records.get(refs[0]!)).toMatchObject({ valueQuantity: { value: 70 } });
  });
  it.each([
    [302, ''],
    [200, '<!doctype html><title>Welcome</title>'],
  ])('nor of a withdrawal (%i): it is told again with the next opening', async (status, body) => {
    const { server, on } = await setUp();
    const inner = server.transport();
    let turned = 0;
    const portal: Transport = {
      send: (request) => (request.url.endsWith('/Consent') && !turned++ ? Promise.resolve({ status, header: () => null, body }) : inner.send(request)),
    };
    const open = () => createClient({ platform: on.tab(portal), patient: 'p1', api: { fhir: 'https://fhir.example' } });
    const first = await open();
    await first.privacy.grant('sync');
    await first.privacy.withdraw('sync');
    await expect.poll(() => turned).toBe(1);
    await first.close();
    const second = await open();
    await expect.poll(() => [...server.resources.keys()].filter((sid) => sid.startsWith('Consent/')).length).toBe(1);
    await second.close();
  });
});

describe('the audit log', () => {
  it('says what was done, by whom and when, and no value', async () => {
    const { client, on } = await setUp();
    await client.privacy.grant('sync');
    const { refs } = await client.records.write([{ put: reading(171) }]);
    await client.sync.now();
    await client.records.write([{ remove: refs[0]! }]);
    const log = await client.privacy.audit();
    expect(log.map(({ action, by }) => `${action} ${by}`).reverse()).toEqual(['grant user', 'write user', 'sent server', 'remove user']);
    expect(log.map(({ seq }) => seq)).toEqual([4, 3, 2, 1]);
    expect(log.every(({ at }) => at === on.clock.now())).toBe(true);
    expect(JSON.stringify(log)).not.toMatch(/\b171\b/); // a time stamp or an id may hold these digits
  });
  it('is whole after many writes from two tabs, and tells which entry was altered, swapped or cut off', async () => {
    const { client, on } = await setUp();
    const other = await createClient({ platform: on.tab(), api: { fhir: 'https://fhir.example' } });
    await Promise.all([1, 2, 3, 4, 5].flatMap((n) => [client.records.write([{ put: reading(n) }]), other.records.write([{ put: reading(n) }])]));
    expect(await client.privacy.verify()).toEqual({ ok: true, entries: 10 });
    const name = on.storage.names().find((one) => one !== 'nelumbo/install')!;
    const rows = on.storage.dump(name).filter(({ table }) => table === 'audit');
    on.storage.tamper(name, 'audit', rows[4]!.key, null);
    expect(await client.privacy.verify()).toEqual({ ok: false, entries: 10, brokenAt: 5 });
    on.storage.tamper(name, 'audit', rows[4]!.key, rows[5]!.value); // sealed for another place
    expect(await client.privacy.verify()).toMatchObject({ ok: false, brokenAt: 5 });
    on.storage.tamper(name, 'audit', rows[4]!.key, rows[4]!.value);
    on.storage.tamper(name, 'audit', rows[9]!.key, null);
    expect(await client.privacy.verify()).toMatchObject({ ok: false, brokenAt: 10 });
  });
  it('lets older entries share rows when nobody writes, and stays as readable, as complete and as hard to alter', async () => {
    const { client, on } = await setUp();
    for (let n = 0; n < 330; n++) await client.records.write([{ put: reading(n % 100, `2026-03-01T08:00:00.${String(n).padStart(3, '0')}Z`) }]);
    const before = await client.privacy.audit();
    const name = on.storage.names().find((one) => one !== 'nelumbo/install')!;
    const rows = () => on.storage.dump(name).filter(({ table }) => table === 'audit');
    on.clock.advance(2000);
    for (let n = 0; n < 5; n++) expect(await client.privacy.audit()).toEqual(before); // beside the packing
    await expect.poll(() => rows().length, { timeout: 10_000 }).toBe(5 + (330 % 64));
    expect(await client.privacy.audit()).toEqual(before);
    expect((await client.privacy.audit({ limit: 70 })).map(({ seq }) => seq)).toEqual(Array.from({ length: 70 }, (_, i) => 330 - i));
    expect(await client.privacy.verify()).toEqual({ ok: true, entries: 330 });
    const [first, second] = rows().filter(({ key }) => key.length === 2);
    on.storage.tamper(name, 'audit', second!.key, null);
    expect(await client.privacy.verify()).toEqual({ ok: false, entries: 330, brokenAt: 65 });
    on.storage.tamper(name, 'audit', second!.key, first!.value); // sealed for another place
    expect(await client.privacy.verify()).toEqual({ ok: false, entries: 330, brokenAt: 65 });
    on.storage.tamper(name, 'audit', second!.key, second!.value);
    expect(await client.privacy.verify()).toEqual({ ok: true, entries: 330 });
  });
  it('packs no entry that does not follow from the one before it: the gap stays where it is', async () => {
    const { client, on } = await setUp();
    for (let n = 0; n < 130; n++) await client.records.write([{ put: reading(n % 100) }]);
    const name = on.storage.names().find((one) => one !== 'nelumbo/install')!;
    const rows = () => on.storage.dump(name).filter(({ table }) => table === 'audit');
    on.storage.tamper(name, 'audit', [70], null);
    on.clock.advance(2000);
    await expect.poll(() => rows().length, { timeout: 10_000 }).toBe(1 + 65);
    expect(await client.privacy.verify()).toEqual({ ok: false, entries: 130, brokenAt: 70 });
    expect(await client.privacy.audit()).toHaveLength(129);
  });
  it('holds an entry for every commit that was kept, and none for one that was not', async () => {
    const { client, on } = await setUp();
    await client.records.write([{ put: reading(1) }]);
    on.storage.fault = ({ kind }) => (kind === 'commit' ? 'quota' : undefined);
    await expect(client.records.write([{ put: reading(2) }])).rejects.toMatchObject({ code: 'storage-full' });
    on.storage.fault = undefined;
    expect(await client.privacy.audit()).toHaveLength(1);
    expect(await client.privacy.verify()).toEqual({ ok: true, entries: 1 });
  });
});

describe('logging out', () => {
  it('sends what waits, then leaves nothing behind', async () => {
    const { client, server, on } = await setUp();
    await client.privacy.grant('sync');
    await client.records.write([{ put: reading(70) }]);
    expect(await client.privacy.logout()).toEqual({ done: true, sent: 1, unsent: 0, refused: 0 });
    expect(server.resources.size).toBe(1);
    expect(on.storage.names()).toEqual(['nelumbo/install']);
  });
  it('keeps what could not be sent only where this device alone does not open it', async () => {
    const { client, on } = await setUp();
    const { refs } = await client.records.write([{ put: reading(70) }]);
    await expect(client.privacy.logout('keep')).rejects.toMatchObject({ code: 'unsupported' });
    const share = new Uint8Array(32).fill(7);
    await client.records.keys.add({ kind: 'server', secret: share });
    expect(await client.privacy.logout('keep')).toEqual({ done: true, sent: 0, unsent: 1, refused: 0, kept: true });
    await expect(client.records.get(refs[0]!)).rejects.toMatchObject({ code: 'closed' });
    await expect(createClient({ platform: on.tab() })).rejects.toMatchObject({ code: 'wrong-key' });
    const back = await createClient({ platform: on.tab(), secret: () => Promise.resolve({ kind: 'server', secret: share }) });
    expect(await back.records.get(refs[0]!)).toBeDefined();
    expect(back.sync.status.queued + (await back.privacy.view()).unsent).toBeGreaterThan(0);
  });
  it('asks when something cannot be sent, and loses it only when told to', async () => {
    const { client, on } = await setUp();
    const { refs } = await client.records.write([{ put: reading(70) }]);
    expect(await client.privacy.logout()).toEqual({ done: false, sent: 0, unsent: 1, refused: 0 });
    expect(await client.records.get(refs[0]!)).toBeDefined();
    expect(await client.privacy.logout('discard')).toMatchObject({ done: true, unsent: 1 });
    expect(on.storage.names()).toEqual(['nelumbo/install']);
  });
});
