import { createClient, type Client } from '@nelumbo/core';
import type { MemoryPlatform } from '@nelumbo/core/memory';
import { describe, expect, it } from 'vitest';
import type { Body, FhirServer } from './fhir-server.js';
import { answering, reading, setUp, stored } from './set-up.js';

const plan = {
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'plan',
  subject: { display: 'me' },
  medicationCodeableConcept: { text: 'x' },
} as const;
const posts = (server: FhirServer) => server.log.filter((line) => line === 'POST https://fhir.example').length;
const many = (n: number) => Array.from({ length: n }, (_, i) => ({ put: reading(String(i + 1)) }));

describe('batches', () => {
  it('take fifty at a time, each entry judged by itself', async () => {
    const { client, server } = await setUp();
    await client.records.write([...many(60), { put: reading('61!') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'idle', queued: 0, dead: 1 });
    expect(posts(server)).toBe(2);
    expect(stored(server)).toHaveLength(60);
  });
  it('stay below half a megabyte', async () => {
    const sizes: number[] = [];
    const { client, server } = await setUp((request) => (request.body && sizes.push(request.body.length), undefined));
    await client.records.write(Array.from({ length: 8 }, (_, i) => ({ put: reading(String(i).repeat(150_000)) })));
    expect(await client.sync.now()).toMatchObject({ queued: 0 });
    expect(stored(server)).toHaveLength(8);
    expect(Math.max(...sizes)).toBeLessThan(520_000);
  });
  it('are not asked for again of a server that has none', async () => {
    const { client, server } = await setUp(undefined, { habits: { batch: false } });
    await client.records.write(many(3));
    expect(await client.sync.now()).toMatchObject({ state: 'idle', queued: 0 });
    await client.records.write(many(3));
    await client.sync.now();
    expect(stored(server)).toHaveLength(6);
    expect(posts(server)).toBe(1);
  });
  it('shrink until the one that the server chokes on stands alone; the others go through', async () => {
    const { client, server } = await setUp();
    await client.records.write([...many(7), { put: reading('8?') }, ...many(4)]);
    for (let i = 0; i < 4; i++) await client.sync.now();
    expect(stored(server)).toHaveLength(11);
    expect(client.sync.status).toMatchObject({ queued: 1, dead: 0, lastError: { code: 'server' } });
  });
  it('probe with one after five failures', async () => {
    let down = true;
    const sizes: number[] = [];
    const { client, on } = await setUp((request) => {
      if (request.method === 'GET') return undefined;
      sizes.push(((JSON.parse(request.body!) as { entry?: unknown[] }).entry ?? [0]).length);
      if (down) throw new Error('connection reset');
      return undefined;
    });
    await client.records.write(many(60));
    for (let i = 0; i < 6; i++) {
      await client.sync.now();
      on.clock.advance(20_000);
    }
    expect(sizes[0]).toBe(50);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes.at(5)).toBe(1);
    down = false;
    for (let i = 0; i < 8; i++) {
      await client.sync.now();
      on.clock.advance(20_000);
    }
    expect(client.sync.status).toMatchObject({ queued: 0, state: 'idle' });
  });
  it('with answers missing keep what is not known', async () => {
    const { client, server } = await setUp();
    await client.records.write(many(3));
    server.faults = ['short'];
    expect(await client.sync.now()).toMatchObject({ queued: 0, state: 'idle' }); // asked again at once: it was answered
    expect(stored(server)).toHaveLength(3);
    expect([...server.resources.values()].every((versions) => versions.length === 1)).toBe(true);
  });
});

describe('a server', () => {
  it('that forbids one kind of record holds that kind only, and says so', async () => {
    const { client, server, on } = await setUp(
      (request) => (request.method === 'POST' && request.url.endsWith('/MedicationRequest') ? answering(403) : undefined),
      {
        habits: { batch: false },
      },
    );
    await client.records.write([{ put: plan }, { put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'blocked', queued: 1, lastError: { code: 'not-allowed' } });
    expect(stored(server)).toHaveLength(1);
    await client.records.write([{ put: reading('2') }]);
    on.clock.advance(300);
    await client.sync.now();
    expect(stored(server)).toHaveLength(2);
  });
  it('that ignores If-None-Exist is found out with the first record, and gets nothing more', async () => {
    const { client, server } = await setUp(undefined, { habits: { ifNoneExist: false } });
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'blocked', lastError: { code: 'unsupported' } });
    expect(stored(server).map(({ status }) => status)).toEqual(['final', 'entered-in-error']);
  });
  it('that ignores If-Match is found out with the first update', async () => {
    const { client } = await setUp(undefined, { habits: { ifMatch: false } });
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    await client.records.write([{ put: reading('2', refs[0]!.split('/')[1]) }]);
    expect(await client.sync.now()).toMatchObject({ state: 'blocked', lastError: { code: 'unsupported' } });
  });
  it('is proven once for its software, not at each visit', async () => {
    const { client, server, on } = await setUp();
    await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    await client.close();
    const again = await createClient({ platform: on.tab(), api: { fhir: 'https://fhir.example' } });
    await again.records.write([{ put: reading('2') }]);
    await again.sync.now();
    expect(server.log.filter((line) => line.startsWith('POST'))).toHaveLength(3);
  });
  it('without conditional create is sent PUT under our id, where it takes that', async () => {
    const rest = [{ mode: 'server', resource: [{ type: 'Observation', conditionalCreate: false, updateCreate: true }] }];
    const { client, server } = await setUp((request) =>
      request.url.endsWith('metadata') ? answering(200, {}, JSON.stringify({ resourceType: 'CapabilityStatement', rest })) : undefined,
    );
    server.updateCreate = true;
    const { refs } = await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ queued: 0, state: 'idle' });
    expect([...server.resources.keys()]).toEqual(refs);
  });
  it('that shows no history is not used', async () => {
    const rest = [{ mode: 'server', resource: [{ type: 'Observation', interaction: [{ code: 'read' }, { code: 'create' }] }] }];
    const { client } = await setUp((request) =>
      request.url.endsWith('metadata') ? answering(200, {}, JSON.stringify({ resourceType: 'CapabilityStatement', rest })) : undefined,
    );
    expect(client.sync.status).toMatchObject({ state: 'blocked', lastError: { code: 'unsupported' } });
  });
  it('that asks for a year of silence is asked again after an hour', async () => {
    let asked = 0;
    const { client, on } = await setUp((request) => (request.method === 'POST' && ++asked === 1 ? answering(429, { 'retry-after': '31536000' }) : undefined));
    await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    on.clock.advance(3_599_000);
    expect(asked).toBe(1);
    on.clock.advance(2_000);
    await expect.poll(() => client.sync.status.queued).toBe(0);
  });
  it('that sends us elsewhere for the rest of a history is not followed', async () => {
    const seen: string[] = [];
    const { client, server } = await setUp((request) => {
      seen.push(request.url);
      if (!request.url.includes('/_history')) return undefined;
      return answering(200, {}, JSON.stringify({ resourceType: 'Bundle', link: [{ relation: 'next', url: 'https://evil.example/x' }], entry: [] }));
    });
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    server.change(refs[0]!.split('/')[1]!, { note: [{ text: 'x' }] });
    await client.records.write([{ put: reading('2', refs[0]!.split('/')[1]) }]);
    expect(await client.sync.now()).toMatchObject({ queued: 1, lastError: { code: 'server' } });
    expect(seen.filter((url) => !url.startsWith('https://fhir.example'))).toEqual([]);
  });
  it('that sends what cannot be read is shown with it, and the rest comes', async () => {
    const { client, server } = await setUp((request) => {
      if (!request.url.includes('/Observation?')) return undefined;
      const odd = { resourceType: 'Observation', id: 'odd', status: 'final', meta: { lastUpdated: 'yesterday' } };
      return answering(
        200,
        {},
        JSON.stringify({
          resourceType: 'Bundle',
          type: 'searchset',
          entry: [...server.resources.values()].map((v) => ({ resource: v.at(-1)!.body })).concat({ resource: odd }),
        }),
      );
    });
    server.seed(reading('7') as unknown as Body, 'theirs');
    await client.sync.now();
    await client.sync.now();
    expect(await client.records.range({ type: 'Observation' })).toHaveLength(1);
    const letters = await client.sync.deadLetters();
    expect(letters).toMatchObject([{ kind: 'pull', reason: 'unreadable', ref: 'Observation/odd', actions: ['discard'] }]);
    await client.sync.discard(letters[0]!.seq);
    expect(await client.sync.deadLetters()).toEqual([]);
  });
});

describe('a login', () => {
  const jwt = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;
  it('is not needed where the host gives none', async () => {
    const { client, server } = await setUp(undefined, { api: { token: () => Promise.resolve(undefined) } });
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ queued: 0, state: 'idle' });
    expect(stored(server)).toHaveLength(1);
  });
  it('of another patient is refused before anything is sent', async () => {
    const { client, server } = await setUp(undefined, { patient: 'p1', api: { token: () => Promise.resolve(jwt({ sub: 'u', patient: 'p2' })) } });
    expect(client.sync.status).toMatchObject({ state: 'blocked', lastError: { code: 'not-allowed' } });
    expect(server.requests).toBe(0);
  });
  it('of somebody else than before is refused, until the user agrees anew', async () => {
    let sub = 'one';
    const { client, on } = await setUp(undefined, { api: { token: () => Promise.resolve(jwt({ sub })) } });
    expect(client.sync.status.state).toBe('idle');
    await client.close();
    sub = 'two';
    const other = await createClient({ platform: on.tab(), api: { fhir: 'https://fhir.example', token: () => Promise.resolve(jwt({ sub })) } });
    expect(await other.sync.now()).toMatchObject({ state: 'blocked', lastError: { code: 'not-allowed' } });
    await other.privacy.grant('sync');
    expect(await other.sync.now()).toMatchObject({ state: 'idle' });
  });
  it('that brings another patient’s records has none of them taken over', async () => {
    const { client, server } = await setUp(undefined, { patient: 'p1' });
    server.seed({ ...reading('7'), subject: { reference: 'Patient/p2' } } as unknown as Body, 'theirs');
    expect(await client.sync.now()).toMatchObject({ state: 'blocked', lastError: { code: 'not-allowed' } });
    expect(await client.records.range({ type: 'Observation' })).toEqual([]);
  });
});

describe('dead letters', () => {
  it('that are to be sent again wait once, and are letters no more', async () => {
    const { client, server } = await setUp();
    await client.records.write([{ put: reading('1!') }]);
    await client.sync.now();
    const [letter] = await client.sync.deadLetters();
    const before = server.requests;
    await client.sync.retry(letter!.seq);
    expect(await client.sync.deadLetters()).toEqual([]);
    expect(server.requests).toBe(before);
  });
  it('are mended by sending a corrected record instead', async () => {
    const { client, server } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1!') }]);
    await client.sync.now();
    const [letter] = await client.sync.deadLetters();
    expect(letter).toMatchObject({ kind: 'push', reason: 'refused', actions: ['retry', 'edit', 'discard', 'undo'] });
    await client.sync.edit(letter!.seq, reading('1', refs[0]!.split('/')[1]));
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(stored(server)).toMatchObject([{ valueString: '1' }]);
  });
  it('are undone here: what the server never took leaves the device', async () => {
    const { client, server } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1!') }]);
    await client.sync.now();
    await client.sync.undo((await client.sync.deadLetters())[0]!.seq);
    expect(await client.records.get(refs[0]!)).toBeUndefined();
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(stored(server)).toEqual([]);
  });
  it('are undone here: what the server has comes back as the server has it', async () => {
    const { client } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    await client.records.write([{ put: reading('2!', refs[0]!.split('/')[1]) }]);
    await client.sync.now();
    await client.sync.undo((await client.sync.deadLetters())[0]!.seq);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(await client.records.get(refs[0]!)).toMatchObject({ valueString: '1' });
  });
});

describe('an outbox row that opens no more', () => {
  const broken = async (client: Client, on: MemoryPlatform) => {
    const name = on.storage.names().find((one) => one !== 'nelumbo/install')!;
    const [row] = on.storage.dump(name).filter(({ table }) => table === 'outbox');
    on.storage.tamper(
      name,
      'outbox',
      row!.key,
      Uint8Array.from(row!.value, (byte, i) => (i === 40 ? byte ^ 1 : byte)),
    );
    await client.sync.now();
  };
  it('does not hold up later edits of its record', async () => {
    const { client, server, on } = await setUp();
    client.sync.pause();
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.records.write([{ put: reading('2', refs[0]!.split('/')[1]) }]);
    client.sync.resume();
    await broken(client, on);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(stored(server)).toMatchObject([{ valueString: '2' }]);
  });
  it('is made anew from the record that it was about', async () => {
    const { client, server, on } = await setUp();
    client.sync.pause();
    await client.records.write([{ put: reading('1') }]);
    client.sync.resume();
    await broken(client, on);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(stored(server)).toMatchObject([{ valueString: '1' }]);
  });
});
