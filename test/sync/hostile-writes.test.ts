import type { SyncStatus } from '@nelumbo/core';
import type { Ref } from '@nelumbo/core/fhir';
import type { TransportResponse } from '@nelumbo/core/platform';
import { describe, expect, it } from 'vitest';
import { clientOf, type Body, type FhirServer } from './fhir-server.js';
import { answering, reading, setUp, stored } from './set-up.js';

const BASE = 'https://fhir.example';
const idOf = (ref: Ref) => ref.split('/')[1]!;
const json = (body: unknown, headers: Record<string, string> = {}): TransportResponse => answering(200, headers, JSON.stringify(body));
const page = answering(200, { etag: 'W/"5f3e"' }, '<!doctype html><title>Back soon</title>');
const values = (server: FhirServer) => stored(server).map((body) => [clientOf(body), body['valueString']]);

/** Rounds, until nothing waits any more. */
async function settled({ client, on }: Awaited<ReturnType<typeof setUp>>): Promise<SyncStatus> {
  for (let i = 0; i < 6 && (await client.sync.now()).queued; i++) on.clock.advance(20_000);
  return client.sync.status;
}

/** A bundle of answers, changed on its way. */
function meddled(server: FhirServer, change: (entry: unknown[]) => unknown[]): (body: string) => TransportResponse {
  return (body) => {
    const answer = server.apply({ method: 'POST', url: BASE, headers: {}, body });
    const bundle = JSON.parse(answer.body) as { entry: unknown[] };
    return json({ ...bundle, entry: change(bundle.entry) });
  };
}

describe('answers to a batch', () => {
  const strange: Readonly<Record<string, (entry: unknown[]) => unknown[]>> = {
    'one in the middle missing': (entry) => entry.filter((_one, i) => i !== 1),
    'one in the middle missing, nothing shown': (entry) =>
      entry.filter((_one, i) => i !== 1).map((one) => ({ response: (one as { response: unknown }).response })),
    'one too many in front': (entry) => [entry[0], ...entry],
    'another order': (entry) => [...entry].reverse(),
    'null in place of one': (entry) => entry.map((one, i) => (i === 1 ? null : one)),
    'no status': (entry) => entry.map((one) => ({ ...(one as object), response: {} })),
    'a status that is none': (entry) => entry.map((one) => ({ ...(one as object), response: { status: 'Created' } })),
    nothing: () => [],
  };
  for (const [what, change] of Object.entries(strange))
    for (const first of [1, Infinity])
      it(`with ${what}${first > 1 ? ', always,' : ''} give no record another’s place`, async () => {
        let batches = 0;
        const own = await setUp((request) => (request.url === BASE && batches++ < first ? meddled(own.server, change)(request.body!) : undefined));
        const { client, server } = own;
        const { refs } = await client.records.write(['1', '2', '3', '4'].map((value) => ({ put: reading(value) })));
        expect(await settled(own)).toMatchObject({ queued: 0, dead: 0 });
        expect(values(server).sort()).toEqual(refs.map((ref, i) => [idOf(ref), String(i + 1)]).sort());
        for (const [i, ref] of refs.entries()) await client.records.write([{ put: reading(`${i + 1}b`, idOf(ref)) }]);
        expect(await settled(own)).toMatchObject({ queued: 0, dead: 0 });
        expect(values(server).sort()).toEqual(refs.map((ref, i) => [idOf(ref), `${i + 1}b`]).sort());
      });
});

describe('a page instead of an answer', () => {
  it('is no receipt for an update, although it carries an ETag', async () => {
    let down = false;
    const { client, server } = await setUp(({ method }) => (down && method === 'PUT' ? page : undefined));
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    down = true;
    await client.records.write([{ put: reading('2', idOf(refs[0]!)) }]);
    expect(await client.sync.now()).toMatchObject({ queued: 1, lastError: { code: 'server' } });
    down = false;
    expect(await client.sync.now()).toMatchObject({ queued: 0 });
    expect(values(server)).toEqual([[idOf(refs[0]!), '2']]);
  });
  it('that says 404 puts nothing among the dead letters', async () => {
    let down = false;
    const { client, server } = await setUp(() => (down ? answering(404, {}, '404 page not found') : undefined));
    await client.records.write([{ put: reading('1') }, { put: reading('2') }]);
    down = true;
    expect(await client.sync.now()).toMatchObject({ queued: 2, dead: 0, lastError: { code: 'not-json' } });
    down = false;
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(stored(server)).toHaveLength(2);
  });
});

describe('an ETag', () => {
  const odd: Readonly<Record<string, (version: string) => string | undefined>> = {
    'that a proxy added to': (version) => `W/"${version}-gzip"`,
    'without quotes': (version) => version,
    'that is strong': (version) => `"${version}"`,
    'that nobody closed': (version) => `W/"${version}`,
    'that is not there': () => undefined,
  };
  for (const [what, etag] of Object.entries(odd))
    it(`${what} costs no look at the history, and hides no change of others`, async () => {
      const own = await setUp((request) => {
        if (!/Observation/.test(request.url) || request.method === 'GET') return undefined;
        const { status, body, header } = own.server.apply(request);
        own.server.log.push(`${request.method} ${request.url}`);
        const version = (JSON.parse(body) as Body).meta?.versionId;
        return { status, body, header: (name) => (name === 'etag' ? ((version && etag(version)) ?? null) : name === 'location' ? null : header(name)) };
      });
      const { client, server } = own;
      const { refs } = await client.records.write([{ put: reading('1') }]);
      await client.sync.now();
      await client.records.write([{ put: reading('2', idOf(refs[0]!)) }]);
      expect(await client.sync.now()).toMatchObject({ queued: 0, state: 'idle' });
      expect(server.log.filter((line) => line.includes('_history'))).toEqual([]);
      server.change(idOf(refs[0]!), { valueString: '2', note: [{ text: 'seen by Dr Li' }] });
      await client.records.write([{ put: reading('3', idOf(refs[0]!)) }]);
      expect(await client.sync.now()).toMatchObject({ queued: 0 });
      expect(stored(server)).toMatchObject([{ valueString: '3', note: [{ text: 'seen by Dr Li' }] }]);
    });
});

describe('what a server takes for a match', () => {
  const theirs = () => ['7', '8', '9'].map((value) => ({ ...reading(value), status: 'final' }) as unknown as Body);
  it('takes back nobody’s records where it searches for more than it was asked', async () => {
    const { client, server } = await setUp(({ method, url }) => {
      if (method === 'POST') return answering(412);
      return url.includes('identifier=') ? json({ resourceType: 'Bundle', entry: stored(server).map((resource) => ({ resource })) }) : undefined;
    });
    theirs().forEach((body, i) => server.seed(body, `x${i}`));
    await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ queued: 1, lastError: { code: 'server' } });
    expect(stored(server).map(({ status }) => status)).toEqual(['final', 'final', 'final']);
  });
  it('merges no record into one that it was not', async () => {
    const { client, server } = await setUp(({ method, url }) => {
      if (method !== 'POST' || !url.endsWith('/Observation')) return undefined;
      const found = stored(server)[0]!;
      return json(found, { etag: `W/"${found.meta!.versionId}"`, location: `${BASE}/Observation/${found.id}` });
    });
    server.seed(theirs()[0]!, 'x0');
    const { refs } = await client.records.write([{ put: reading('1') }]);
    expect(await client.sync.now()).toMatchObject({ queued: 1, lastError: { code: 'server' } });
    expect(stored(server)).toMatchObject([{ valueString: '7' }]);
    expect(await client.records.get(refs[0]!)).toMatchObject({ valueString: '1' });
  });
});
