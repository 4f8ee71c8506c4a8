import { createClient, type Client, type ClientApiOptions, type SyncStatus } from '@nelumbo/core';
import type { MedicationAdministration, MedicationRequest, Observation } from '@nelumbo/core/fhir';
import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import type { Transport, TransportRequest, TransportResponse } from '@nelumbo/core/platform';
import { describe, expect, it } from 'vitest';
import { FhirServer, type Body, type Habits } from './fhir-server.js';

/** The same with something changed. */
const changed = <R extends object>(resource: R, change: object): R => ({ ...resource, ...change });
const reading = (value: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: '2026-03-01T08:00:00Z',
  valueString: value,
});
const stored = (server: FhirServer) => [...server.resources.values()].map((versions) => versions.at(-1)!.body);
const writes = (server: FhirServer) => server.log.filter((line) => !line.startsWith('GET'));

interface Setup {
  readonly on: MemoryPlatform;
  readonly server: FhirServer;
  readonly client: Client;
  readonly statuses: SyncStatus[];
}

async function setUp({
  granted = true,
  api = {},
  patient,
  transport,
  habits,
}: {
  granted?: boolean;
  api?: Partial<ClientApiOptions>;
  patient?: string;
  transport?: (server: FhirServer) => Transport;
  habits?: Partial<Habits>;
} = {}): Promise<Setup> {
  const server = new FhirServer(habits);
  const on = memoryPlatform({ webcrypto: globalThis.crypto, transport: transport?.(server) ?? server.transport() });
  const client = await createClient({ platform: on, api: { fhir: 'https://fhir.example', ...api }, ...(patient && { patient }) });
  const statuses: SyncStatus[] = [];
  client.on('sync', (status) => statuses.push(status));
  if (granted) await client.privacy.grant('sync');
  await client.sync.now();
  return { on, server, client, statuses };
}

/** Lets what runs in the background come to an end. */
async function until(condition: () => unknown): Promise<void> {
  const start = performance.now(); // encryption runs in threads of its own: turns of the loop say nothing
  while (!condition()) {
    if (performance.now() - start > 10_000) throw new Error('it never happened');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('status', () => {
  it('counts down what waits while a long push is under way', async () => {
    const { client, statuses } = await setUp();
    for (let i = 0; i < 120; i++)
      await client.records.write([{ put: { resourceType: 'Observation', status: 'final', code: { text: 'Step' }, valueInteger: i } }]); // a literal, as hosts write it
    await client.sync.now();
    const during = statuses.flatMap(({ state, queued }) => (state === 'pushing' ? [queued] : []));
    expect([...new Set(during)].filter((queued) => queued > 0 && queued < 120).length).toBeGreaterThanOrEqual(2); // batches hold 50
    expect(client.sync.status.queued).toBe(0);
  });
});

describe('consent', () => {
  it('is off by default: nothing is sent, not even a question', async () => {
    const { client, server, on } = await setUp({ granted: false });
    await client.records.write([{ put: reading('1') }]);
    on.clock.advance(600_000);
    expect((await client.sync.now()).state).toBe('off');
    expect(client.sync.status).toMatchObject({ state: 'off', queued: 1 });
    expect(server.requests).toBe(0);
  });
  it('once given sends what waited, and from then on what is written', async () => {
    const { client, server, on } = await setUp({ granted: false });
    await client.records.write([{ put: reading('1') }]);
    await client.privacy.grant('sync');
    await until(() => stored(server).length === 1);
    await client.records.write([{ put: reading('2') }]);
    await until(() => on.clock.pending >= 2);
    on.clock.advance(300);
    await until(() => stored(server).length === 2);
    await until(() => client.sync.status.state === 'idle');
    expect(client.sync.status).toMatchObject({ queued: 0, dead: 0, lastSuccess: on.clock.now() });
  });
  it('withdrawn aborts the request in flight and holds the queue', async () => {
    let sent: TransportRequest | undefined;
    const hanging = (server: FhirServer): Transport => ({
      send: (request) =>
        request.method === 'POST'
          ? new Promise((_resolve, reject) => {
              sent = request;
              request.signal!.addEventListener('abort', () => reject(new Error('aborted')));
            })
          : server.transport().send(request),
    });
    const { client, server } = await setUp({ transport: hanging });
    await client.records.write([{ put: reading('1') }]);
    const round = client.sync.now();
    await until(() => sent);
    await client.privacy.withdraw('sync');
    expect(await round).toMatchObject({ state: 'off', queued: 1 });
    const before = server.requests;
    await client.sync.now();
    expect(server.requests).toBe(before);
  });
  it('withdrawn in another tab holds this one too', async () => {
    const { client, server, on } = await setUp();
    const other = await createClient({ platform: on.tab() });
    await other.privacy.withdraw('sync');
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'off', queued: 1 });
    expect(writes(server)).toEqual([]);
  });
});

describe('push', () => {
  it('creates once, updates what it created, and takes back what was removed', async () => {
    const { client, server } = await setUp({ patient: 'p1' });
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    const first = (await client.records.get<Observation>(refs[0]!))!;
    await client.records.write([{ put: changed(first, { valueString: '2' }) }]);
    await client.sync.now();
    await client.records.write([{ remove: refs[0]! }]);
    await client.sync.now();
    // The first create and the first update are repeated once, to see that this server takes neither twice.
    expect(writes(server)).toEqual([
      'POST https://fhir.example/Observation',
      'POST https://fhir.example/Observation',
      'PUT https://fhir.example/Observation/s1',
      'PUT https://fhir.example/Observation/s1',
      'PUT https://fhir.example/Observation/s1',
    ]);
    expect(stored(server)).toMatchObject([{ id: 's1', status: 'entered-in-error', subject: { reference: 'Patient/p1' } }]);
    expect(await client.records.get(refs[0]!)).toBeUndefined();
    expect(await client.sync.now()).toMatchObject({ state: 'idle', queued: 0 });
    expect(server.resources.get('Observation/s1')).toHaveLength(3);
  });
  it('sends what others refer to first, and translates references both ways', async () => {
    const { client, server, on } = await setUp();
    const request = { resourceType: 'MedicationRequest', status: 'active', intent: 'plan', subject: { display: 'me' } } as MedicationRequest;
    const [plan] = (await client.records.write([{ put: request }])).refs;
    const taken = {
      resourceType: 'MedicationAdministration',
      status: 'completed',
      effectiveDateTime: '2026-03-01',
      request: { reference: plan },
      subject: { display: 'me' },
    };
    // The dose is queued first: its plan is written anew behind it.
    const { refs } = await client.records.write([{ put: taken }]);
    await client.sync.now();
    const sent = stored(server).find(({ resourceType }) => resourceType === 'MedicationAdministration')!;
    expect(sent['request']).toEqual({ reference: 'MedicationRequest/s1' });
    expect((await client.records.get<MedicationAdministration>(refs[0]!))!.request).toEqual({ reference: plan });

    const phone = await createClient({
      platform: memoryPlatform({ webcrypto: globalThis.crypto, transport: on.transport }),
      api: { fhir: 'https://fhir.example' },
    });
    await phone.privacy.grant('sync');
    await phone.sync.now();
    const [there] = await phone.records.range<MedicationAdministration>({ type: 'MedicationAdministration' });
    expect(there!.request).toEqual({ reference: plan });
    expect(await phone.records.get('MedicationRequest/s1')).toMatchObject({ id: plan!.split('/')[1] });
  });
  it('sends what the user removed before it was ever sent not at all', async () => {
    const { client, server } = await setUp({ granted: false });
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.records.write([{ remove: refs[0]! }]);
    await client.privacy.grant('sync');
    await client.sync.now();
    expect(writes(server)).toEqual([]);
  });
  it('shows what the server refuses, sends it again on demand, gives it up on demand, and lets the others pass', async () => {
    const { client, server } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1!') }, { put: reading('2') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'idle', queued: 0, dead: 1 });
    expect(stored(server)).toHaveLength(1);
    const [letter] = await client.sync.deadLetters();
    expect(letter).toMatchObject({ ref: refs[0], status: 422, outcome: { resourceType: 'OperationOutcome' } });
    await client.sync.retry(letter!.seq);
    expect(await client.sync.now()).toMatchObject({ dead: 1 });
    await client.sync.discard(letter!.seq);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(await client.records.get(refs[0]!)).toMatchObject({ valueString: '1!' });
  });
  it('a mended record goes through behind its refused version, once that is given up', async () => {
    const { client, server } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1!') }]);
    await client.sync.now();
    await client.records.write([{ put: changed(reading('1'), { id: refs[0]!.split('/')[1]! }) }]);
    expect(await client.sync.now()).toMatchObject({ queued: 1, dead: 1 });
    await client.sync.discard((await client.sync.deadLetters())[0]!.seq);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(stored(server)).toMatchObject([{ valueString: '1' }]);
  });
  it('merges by element with what another writer changed meanwhile', async () => {
    const { client, server } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    const id = refs[0]!.split('/')[1]!;
    server.change(id, { note: [{ text: 'seen by Dr Li' }] });
    await client.records.write([{ put: changed((await client.records.get<Observation>(refs[0]!))!, { valueString: '2' }) }]);
    await client.sync.now();
    const merged = { valueString: '2', note: [{ text: 'seen by Dr Li' }] };
    expect(stored(server)).toMatchObject([merged]);
    expect(await client.records.get(refs[0]!)).toMatchObject(merged);
  });
  it('merges also when the caller read the record before the other’s change came in, and writes after it', async () => {
    const { client, server } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    const held = (await client.records.get<Observation>(refs[0]!))!;
    server.change(refs[0]!.split('/')[1]!, { note: [{ text: 'seen by Dr Li' }] });
    await client.sync.now();
    await client.records.write([{ put: changed(held, { valueString: '2' }) }]);
    await client.records.write([{ put: changed(held, { valueString: '3' }) }]);
    await client.sync.now();
    expect(stored(server)).toMatchObject([{ valueString: '3', note: [{ text: 'seen by Dr Li' }] }]);
  });
  it('lets another’s "entered in error" win over our correction', async () => {
    const { client, server } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    server.change(refs[0]!.split('/')[1]!, { status: 'entered-in-error' });
    await client.records.write([{ put: changed((await client.records.get<Observation>(refs[0]!))!, { valueString: '2' }) }]);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(stored(server)).toMatchObject([{ status: 'entered-in-error', valueString: '1' }]);
    expect(await client.records.get(refs[0]!)).toBeUndefined();
  });
  it('does not bring back what was deleted on the server', async () => {
    const { client, server } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    server.resources.delete('Observation/s1');
    await client.records.write([{ put: changed((await client.records.get<Observation>(refs[0]!))!, { valueString: '2' }) }]);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 1 });
    const [letter] = await client.sync.deadLetters();
    expect(letter!.status).toBe(404);
    await client.sync.retry(letter!.seq);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(stored(server)).toMatchObject([{ id: 's2', valueString: '2' }]);
  });
});

describe('pull', () => {
  it('brings what others wrote, under an id that is always the same, and tells', async () => {
    const { client, server } = await setUp();
    server.apply({ method: 'POST', url: 'Observation', headers: {}, body: JSON.stringify(reading('from the clinic')) }, 'other');
    const heard: unknown[] = [];
    client.on('change', ({ types, origin }) => heard.push([types, origin]));
    await client.sync.now();
    const [found] = await client.records.range<Observation>({ type: 'Observation', codes: ['8867-4'] });
    expect(found).toMatchObject({ valueString: 'from the clinic' });
    expect(found!.id).not.toBe('s1');
    await until(() => heard.length);
    expect(heard).toEqual([[['Observation'], 'server']]);
    await client.sync.now();
    await client.records.write([{ put: changed(found!, { valueString: 'corrected' }) }]);
    await client.sync.now();
    expect(await client.records.range({ type: 'Observation' })).toHaveLength(1);
    expect(stored(server)).toMatchObject([{ id: 's1', valueString: 'corrected' }]);
    expect(heard).toHaveLength(2);
  });
  it('asks for the patient only, when one is named', async () => {
    const { server } = await setUp({ patient: 'Patient/p1' });
    const asked = server.log.filter((line) => line.startsWith('GET') && !line.endsWith('metadata'));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every((line) => line.includes('subject=Patient/p1'))).toBe(true);
  });
  it('forgets what another took back', async () => {
    const { client, server } = await setUp();
    server.seed(reading('1') as Body & Observation, 'x');
    await client.sync.now();
    expect(await client.records.range({ type: 'Observation' })).toHaveLength(1);
    server.change('x', { status: 'entered-in-error' });
    await client.sync.now();
    expect(await client.records.range({ type: 'Observation' })).toEqual([]);
  });
});

describe('trouble', () => {
  const answering = (status: number, headers: Record<string, string> = {}, body = '{"resourceType":"OperationOutcome","issue":[]}') => ({
    status,
    header: (name: string) => headers[name] ?? null,
    body,
  });
  // Answers the first writes as told, then works.
  const troubled =
    (...answers: (TransportResponse | Error)[]) =>
    (server: FhirServer): Transport => ({
      send: (request) => {
        const next = request.method === 'GET' ? undefined : answers.shift();
        if (next instanceof Error) return Promise.reject(next);
        return next ? Promise.resolve(next) : server.transport().send(request);
      },
    });

  it('renews an expired token once, however many ask for it', async () => {
    const reasons: string[] = [];
    let good = 'one';
    const strict = (server: FhirServer): Transport => ({
      send: (request) => (request.headers['authorization'] === `Bearer ${good}` ? server.transport().send(request) : Promise.resolve(answering(401))),
    });
    const token = ({ reason }: { reason: string }) => {
      reasons.push(reason);
      return Promise.resolve(reasons.length === 1 ? 'one' : 'two');
    };
    const { client, server } = await setUp({ api: { token }, transport: strict });
    good = 'two';
    await client.records.write([{ put: reading('1') }, { put: reading('2') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'idle', queued: 0 });
    expect(reasons).toEqual(['start', 'expired']);
    expect(stored(server)).toHaveLength(2);
  });
  it('is blocked when the login is refused twice, and keeps everything', async () => {
    const { client } = await setUp({ api: { token: () => Promise.resolve('bad') }, transport: troubled(answering(401), answering(401)) });
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'blocked', queued: 1, lastError: { code: 'token-expired' } });
    expect(await client.sync.now()).toMatchObject({ state: 'idle', queued: 0 });
    expect(client.sync.status.lastError).toBeUndefined();
  });
  it('pulls what the login may read although one type is refused', async () => {
    const narrow = (server: FhirServer): Transport => {
      const inner = server.transport();
      return { send: (request) => (request.url.includes('/MedicationRequest?') ? Promise.resolve(answering(403)) : inner.send(request)) };
    };
    const { client, server } = await setUp({ transport: narrow });
    server.seed(reading('7') as unknown as Body, 'theirs');
    expect((await client.sync.now()).state).toBe('idle');
    expect(await client.records.range({ type: 'Observation' })).toHaveLength(1);
  });
  it('is blocked by 403', async () => {
    const { client } = await setUp({ transport: troubled(answering(403)) });
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'blocked', queued: 1, lastError: { code: 'not-allowed' } });
  });
  it('comes back by itself after Retry-After, not before', async () => {
    const { client, server, on } = await setUp({ transport: troubled(answering(429, { 'retry-after': '40' })) });
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'idle', queued: 1, lastError: { code: 'server' } });
    on.clock.advance(39_000);
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(writes(server)).toEqual([]);
    on.clock.advance(1_000);
    await until(() => stored(server).length === 1);
  });
  it('waits out a create of unknown outcome before repeating it', async () => {
    const { client, server, on } = await setUp({ transport: troubled(new Error('connection reset')) });
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'offline', queued: 1, lastError: { code: 'offline' } });
    await client.sync.now();
    expect(writes(server)).toEqual([]);
    on.clock.advance(10_000);
    expect(await client.sync.now()).toMatchObject({ queued: 0 });
    expect(stored(server)).toHaveLength(1);
  });
  it('one that the server chokes on does not hold up the others', async () => {
    const { client, server } = await setUp({ transport: troubled(answering(500), answering(500)) }); // both together, then the first alone
    await client.records.write([{ put: reading('1') }, { put: reading('2') }]);
    expect(await client.sync.now()).toMatchObject({ queued: 1, lastError: { code: 'server' } });
    expect(stored(server)).toMatchObject([{ valueString: '2' }]);
    expect(server.log.at(-1)).toContain('GET'); // and what others wrote is read all the same
  });
  it('does not take a web page for a FHIR server', async () => {
    const page = (): Transport => ({ send: () => Promise.resolve(answering(200, {}, '<!doctype html>')) });
    const { client } = await setUp({ transport: page });
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ queued: 1, lastError: { code: 'not-json' } });
  });
  it('does not use a server that keeps no versions', async () => {
    const statement = JSON.stringify({ resourceType: 'CapabilityStatement', rest: [{ resource: [{ type: 'Observation', versioning: 'no-version' }] }] });
    const { client } = await setUp({ transport: () => ({ send: () => Promise.resolve(answering(200, {}, statement)) }) });
    expect(client.sync.status).toMatchObject({ state: 'blocked', lastError: { code: 'unsupported' } });
  });
  it('offline sends nothing; back online it goes by itself', async () => {
    let online = false;
    let tell = (_online: boolean) => {};
    const { client, server } = await setUp({
      transport: (fhir) => ({
        ...fhir.transport(),
        get online() {
          return online;
        },
        onOnline: (listener) => ((tell = listener), () => {}),
      }),
    });
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'offline', queued: 1 });
    expect(server.requests).toBe(0);
    online = true;
    tell(true);
    await until(() => stored(server).length === 1);
  });
  it('paused it is as if offline; resumed it goes on', async () => {
    const { client, server } = await setUp();
    client.sync.pause();
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ state: 'offline', queued: 1 });
    client.sync.resume();
    await until(() => stored(server).length === 1);
  });
  it('two tabs do not send at once, and what one writes the other may send', async () => {
    const { client, server, on } = await setUp();
    const turns: string[] = []; // whose request each was
    const as = (tab: string) => {
      const turn = <T>(_name: string, run: () => T) => new Promise<T>((resolve) => setImmediate(() => (turns.push(tab), resolve(run()))));
      return { platform: { ...on.tab(), transport: server.transport(turn) }, api: { fhir: 'https://fhir.example' } };
    };
    await client.close();
    const [one, other] = [await createClient(as('one')), await createClient(as('other'))];
    await Promise.all([one.records.write([{ put: reading('1') }]), other.records.write([{ put: reading('2') }])]);
    await Promise.all([one.sync.now(), other.sync.now()]);
    expect([...server.resources.values()].map((versions) => versions.length)).toEqual([1, 1]);
    expect(other.sync.status).toMatchObject({ queued: 0 });
    // A round asks a dozen times: side by side they would alternate.
    expect(new Set(turns)).toEqual(new Set(['one', 'other']));
    expect(turns.filter((tab, k) => k && tab !== turns[k - 1]).length).toBeLessThan(5);
  });
  it('closing ends a round in flight and leaves no timer', async () => {
    let asked = false;
    const { client, on } = await setUp({
      granted: false,
      transport: () => ({
        send: ({ signal }) =>
          new Promise((_resolve, reject) => {
            asked = true;
            signal!.addEventListener('abort', () => reject(new Error('aborted')));
          }),
      }),
    });
    await client.privacy.grant('sync');
    await until(() => asked);
    await client.close();
    expect(on.clock.pending).toBe(0);
  });
  it('a quota error while acknowledging loses nothing and doubles nothing', async () => {
    const { client, server, on } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1') }]);
    let commits = 0;
    on.storage.fault = ({ kind }) => (kind === 'commit' && ++commits === 2 ? 'quota' : undefined);
    const errors: string[] = [];
    client.on('error', ({ error }) => errors.push(error.code));
    expect(await client.sync.now()).toMatchObject({ queued: 1, lastError: { code: 'storage-full' } });
    on.storage.fault = undefined;
    on.clock.advance(20_000);
    expect(await client.sync.now()).toMatchObject({ queued: 0 });
    expect(server.resources.get('Observation/s1')).toHaveLength(1);
    expect(await client.records.get(refs[0]!)).toMatchObject({ valueString: '1' });
    expect(errors).toEqual(['storage-full']);
  });
});
