import { describe, expect, it } from 'vitest';
import { answering, reading, setUp, stored } from './set-up.js';

const many = (n: number) => Array.from({ length: n }, (_, i) => ({ put: reading(String(i + 1)) }));
const HOUR = 3_600_000; // ms

describe('Retry-After', () => {
  const odd: Readonly<Record<string, readonly [headers: Record<string, string>, least: number]>> = {
    'of less than nothing': [{ 'retry-after': '-5' }, 1000],
    'that is a word': [{ 'retry-after': 'soon' }, 1000],
    'that has no end': [{ 'retry-after': 'Infinity' }, HOUR],
    'of a number that no clock shows': [{ 'retry-after': '1e300' }, HOUR],
    'of the past': [{ 'retry-after': 'Fri, 01 Jan 1999 00:00:00 GMT' }, 1000],
    'of ten years': [{ 'retry-after': 'Sat, 01 Mar 2036 00:00:00 GMT' }, HOUR],
    'that is a date, told by a server whose clock is years ahead': [
      { 'retry-after': 'Sat, 01 Mar 2036 00:00:20 GMT', date: 'Sat, 01 Mar 2036 00:00:00 GMT' },
      20_000,
    ],
    'that is not there': [{}, 1000],
  };
  for (const [what, [headers, least]] of Object.entries(odd))
    it(`${what} is waited for, an hour at most`, async () => {
      let asked = 0;
      const { client, on } = await setUp(({ method }) => (method === 'POST' && ++asked === 1 ? answering(429, headers) : undefined));
      await client.records.write([{ put: reading('1') }]);
      expect(await client.sync.now()).toMatchObject({ queued: 1, lastError: { code: 'server' } });
      on.clock.advance(least - 1);
      expect(asked).toBe(1);
      on.clock.advance(HOUR - least + 1);
      await expect.poll(() => client.sync.status.queued).toBe(0);
    });
});

describe('a withdrawal', () => {
  it('between two batches lets nothing more out, and keeps what was acknowledged and what was not', async () => {
    let withdrawing: Promise<unknown> | undefined;
    let after = 0;
    const { client, server } = await setUp(({ url }) => {
      if (url !== 'https://fhir.example') return undefined;
      if (withdrawing) after++;
      else withdrawing = client.privacy.withdraw('sync');
      return undefined;
    });
    await client.records.write(many(120));
    const status = await client.sync.now();
    const sent = stored(server).length;
    expect(status.state).toBe('off');
    expect(after).toBe(0);
    expect(sent).toBeLessThanOrEqual(50);
    await withdrawing;
    await client.privacy.grant('sync');
    await client.sync.now();
    expect(await client.sync.now()).toMatchObject({ queued: 0 });
    expect([...server.resources.values()].map((versions) => versions.length)).toEqual(Array(120).fill(1));
  });
});

describe('a login', () => {
  const failing: Readonly<Record<string, () => Promise<string | undefined>>> = {
    'that fails': () => Promise.reject(new Error('no network')),
    'that gives nothing': () => Promise.resolve(undefined),
    'that gives the same': () => Promise.resolve('one'),
    'that gives no text': () => Promise.resolve({ access_token: 'two' } as never),
  };
  for (const [what, renew] of Object.entries(failing))
    it(`${what} when it is to be renewed in the middle of a push holds what waits, and goes on by itself later`, async () => {
      let good = 'one';
      let renewed = renew;
      const token = ({ reason }: { reason: string }) => (reason === 'start' ? Promise.resolve('one') : renewed());
      let batches = 0;
      const { client, server, on } = await setUp(
        ({ headers, url }) => {
          if (url === 'https://fhir.example' && ++batches === 2) good = 'two';
          return headers['authorization'] === `Bearer ${good}` ? undefined : answering(401);
        },
        { api: { token } },
      );
      await client.records.write(many(80));
      expect(await client.sync.now()).toMatchObject({ state: 'blocked', queued: 30, dead: 0, lastError: { code: 'token-expired' } });
      renewed = () => Promise.resolve('two');
      on.clock.advance(300_000);
      await expect.poll(() => client.sync.status.queued).toBe(0);
      expect([...server.resources.values()].map((versions) => versions.length)).toEqual(Array(80).fill(1));
    });
});

describe('a device’s clock', () => {
  for (const [what, days] of [
    ['back', -10],
    ['ahead', 3650],
  ] as const)
    it(`put ${what} after an answer was lost holds nothing up, and doubles nothing`, async () => {
      let lost = true;
      const own = await setUp((request) => {
        if (request.method === 'GET' || !lost) return undefined;
        own.server.apply(request); // written, but nobody learns it
        throw new Error('connection reset');
      });
      const { client, server, on } = own;
      await client.records.write([{ put: reading('1') }]);
      expect(await client.sync.now()).toMatchObject({ queued: 1, lastError: { code: 'offline' } });
      lost = false;
      on.clock.set(on.clock.now() + days * 24 * HOUR);
      expect(await client.sync.now()).toMatchObject({ queued: 0, state: 'idle' });
      server.seed({ ...reading('7') } as never, 'theirs');
      await client.sync.now();
      expect(await client.records.range({ type: 'Observation' })).toHaveLength(2);
      expect([...server.resources.values()].map((versions) => versions.length)).toEqual([1, 1]);
    });
});

describe('a redirect', () => {
  for (const status of [300, 301, 302, 304, 307, 308])
    it(`(${status}) that the transport does not follow is trouble of the server, and ends`, async () => {
      let asked = 0;
      const { client } = await setUp(({ method }) =>
        method === 'GET' ? undefined : (asked++, answering(status, { location: 'https://evil.example/Observation/1' }, '')),
      );
      await client.records.write(many(2));
      expect(await client.sync.now()).toMatchObject({ queued: 2, dead: 0, lastError: { code: 'server' } });
      expect(asked).toBeLessThan(10);
    });
});

describe('a statement of what a server can do', () => {
  const statements = [
    '{"rest":null}',
    '{"rest":{}}',
    '{"rest":[null,1]}',
    '{"rest":[{"resource":{}}]}',
    '{"rest":[{"resource":[null]}]}',
    '{"software":null}',
    '{"rest":[{"interaction":1}]}',
  ];
  for (const text of statements)
    it(`that makes no sense (${text}) stops nothing`, async () => {
      const statement = JSON.stringify({ resourceType: 'CapabilityStatement', ...(JSON.parse(text) as object) });
      const { client } = await setUp(({ url }) => (url.endsWith('metadata') ? answering(200, {}, statement) : undefined));
      await client.records.write(many(1));
      expect(await client.sync.now()).toMatchObject({ state: 'idle', queued: 0 });
    });
});
