import { NelumboError } from '@nelumbo/core';
import type { TransportResponse } from '@nelumbo/core/platform';
import { describe, expect, it } from 'vitest';
import type { Body } from './fhir-server.js';
import { answering, reading, setUp, type Answering } from './set-up.js';

const BASE = 'https://fhir.example';
const START = Date.UTC(2026, 1, 1);
const json = (body: unknown): TransportResponse => answering(200, {}, JSON.stringify(body));
const body = (n: number, at = START + n * 1000): Body => ({
  ...reading(String(n)),
  id: `r${n}`,
  meta: { versionId: '1', lastUpdated: new Date(at).toISOString() },
});
const bodies = (n: number, at?: number) => Array.from({ length: n }, (_, i) => body(i, at));
const timeOf = ({ meta }: Body) => Date.parse(meta!.lastUpdated!);

interface Ways {
  /** Most entries of a page, whatever was asked. */
  readonly cap?: number;
  readonly order?: (a: Body, b: Body) => number;
  readonly filters?: boolean;
  /** The link to the rest, where it is not the honest one. */
  readonly next?: (honest: string) => string;
  readonly type?: string;
}

/** Searches `all` as told, and notes what it was asked. */
function searching(all: Body[], { cap = Infinity, order, filters = true, next, type = 'Observation' }: Ways, seen: string[]): Answering {
  return ({ url }) => {
    seen.push(url);
    const { pathname, searchParams } = new URL(url);
    if (pathname !== `/${type}`) return undefined;
    const since = filters ? Date.parse(searchParams.get('_lastUpdated')?.slice(2) ?? '1970') : 0;
    const found = all.filter((one) => !(timeOf(one) < since)).sort(order ?? ((a, b) => timeOf(a) - timeOf(b)));
    const offset = Number(searchParams.get('_offset') ?? 0);
    const end = offset + Math.min(cap, Number(searchParams.get('_count')));
    searchParams.set('_offset', String(end));
    const honest = `${BASE}${pathname}?${searchParams.toString()}`;
    const link = next ? next(honest) : end < found.length && honest;
    const entry = found.slice(offset, end).map((resource) => ({ resource }));
    return json({ resourceType: 'Bundle', type: 'searchset', entry, ...(link && { link: [{ relation: 'next', url: link }] }) });
  };
}

async function pulled(all: Body[], ways: Ways = {}, patient?: string) {
  const seen: string[] = [];
  const { client, on } = await setUp(searching(all, ways, seen), patient === undefined ? {} : { patient });
  const found = await client.records.range({ type: 'Observation' });
  return { client, on, seen, values: new Set(found.map((one) => (one as { valueString?: string }).valueString)) };
}

describe('pages', () => {
  it('that hold less than was asked still bring all of one instant', async () => {
    const { client, values } = await pulled([...bodies(130, START), body(200)], { cap: 20 });
    expect(client.sync.status).toMatchObject({ state: 'idle' });
    expect(client.sync.status.lastError).toBeUndefined();
    expect(values.size).toBe(131);
  });
  it('that always promise another come to an end', async () => {
    const { client, values, seen } = await pulled(bodies(70), { next: (honest) => honest });
    expect(client.sync.status.lastError).toBeUndefined();
    expect(values.size).toBe(70);
    expect(seen.length).toBeLessThan(20);
  });
  it('whose link leads back to them are left, with a word', async () => {
    const { client, values, seen } = await pulled(bodies(30, START), { cap: 20, next: () => `${BASE}/Observation?_count=20&_offset=0` });
    expect(client.sync.status).toMatchObject({ lastError: { code: 'server' } });
    expect(values.size).toBe(20);
    expect(seen.length).toBeLessThan(20);
  });
  it('of another server are not asked for', async () => {
    const { client, seen } = await pulled(bodies(30, START), { cap: 20, next: () => 'https://fhir.example.evil/Observation?_offset=20' });
    expect(client.sync.status).toMatchObject({ lastError: { code: 'server' } });
    expect(seen.every((url) => url.startsWith(`${BASE}/`))).toBe(true);
  });
  it('in another order are told, and the cursor waits', async () => {
    const all = bodies(120);
    const { client, seen } = await pulled(all, { order: (a, b) => timeOf(b) - timeOf(a) });
    expect(client.sync.status.lastError?.message).toContain('_sort');
    expect(seen.filter((url) => url.includes('/Observation?')).length).toBeLessThan(5);
    await client.sync.now();
    expect(seen.filter((url) => url.includes('/Observation?')).every((url) => !url.includes('_lastUpdated=ge'))).toBe(true);
  });
  it('that begin at the beginning whatever was asked are told', async () => {
    const { client, seen } = await pulled(bodies(120), { filters: false });
    expect(client.sync.status.lastError?.message).toContain('_lastUpdated');
    expect(seen.filter((url) => url.includes('/Observation?')).length).toBeLessThan(5);
  });
  it('of a kind of record that the server fails do not hold up the others', async () => {
    const all = bodies(3);
    const search = searching(all, {}, []);
    const { client } = await setUp((request) => (request.url.includes('/MedicationRequest?') ? answering(500) : search(request)));
    expect(client.sync.status).toMatchObject({ lastError: { code: 'server' } });
    expect(await client.records.range({ type: 'Observation' })).toHaveLength(3);
  });
  it('that cannot be read at once come in parts', async () => {
    const all = bodies(60);
    const search = searching(all, {}, []);
    const { client } = await setUp((request) => {
      if (Number(new URL(request.url).searchParams.get('_count')) > 10) throw new NelumboError('too-large', 'x');
      return search(request);
    });
    expect(client.sync.status.lastError).toBeUndefined();
    expect(await client.records.range({ type: 'Observation' })).toHaveLength(60);
  });
  it('one record of which cannot be read say so', async () => {
    const { client } = await setUp(({ url }) => {
      if (url.includes('/Observation?')) throw new NelumboError('too-large', 'x');
      return undefined;
    });
    expect(client.sync.status).toMatchObject({ state: 'idle', lastError: { code: 'too-large' } });
  });
  it('of which nothing can be read do not hide the next', async () => {
    const odd = bodies(50, START).map((one, i) => ({ ...one, id: `odd ${i}` }));
    const { client, values } = await pulled([...odd, body(200)]);
    expect(values).toEqual(new Set(['200']));
    expect(await client.sync.deadLetters()).toHaveLength(50);
  });
});

describe('an entry', () => {
  it('with an id that would lead elsewhere on the server is put aside', async () => {
    const ids = ['../../admin', 'x?y', 'a/b', '', 'x'.repeat(65), 'r1 '];
    const { client, values, seen } = await pulled([...ids.map((id) => ({ ...body(1), id })), body(7)]);
    expect(values).toEqual(new Set(['7']));
    expect(seen.filter((url) => url.includes('admin'))).toEqual([]);
    expect((await client.sync.deadLetters()).map(({ reason }) => reason)).toEqual(ids.map(() => 'unreadable'));
  });
  it('dated by a clock that was wrong does not hide what comes after it', async () => {
    const all = [body(1), body(2, Date.UTC(9999, 11, 31))];
    const { client, on } = await pulled(all);
    all.push(body(3, on.clock.now()));
    await client.sync.now();
    const found = await client.records.range({ type: 'Observation' });
    expect(found.map((one) => (one as { valueString?: string }).valueString).sort()).toEqual(['1', '2', '3']);
  });
  it('twice, none, or of another patient’s version does no harm', async () => {
    const own = { ...body(1), subject: { reference: 'Patient/p1/_history/3' } };
    const { client, values } = await pulled([own, own, { ...own, meta: { ...own.meta, versionId: '2' } }], {}, 'p1');
    expect(client.sync.status.lastError).toBeUndefined();
    expect(values).toEqual(new Set(['1']));
    expect(await client.records.range({ type: 'Observation' })).toHaveLength(1);
  });
  it('of a stale record is asked for again where a page says that it is not there', async () => {
    let down = false;
    const { client, server } = await setUp(({ method, url }) =>
      down && method === 'GET' && url.includes('/Observation/') ? answering(404, {}, 'no such app') : undefined,
    );
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    const id = refs[0]!.split('/')[1]!;
    await client.records.write([{ put: reading('2!', id) }]); // refused for good: while it is a letter, nothing is taken over
    await client.sync.now();
    server.change(id, { note: [{ text: 'seen by Dr Li' }] });
    await client.sync.now();
    down = true;
    await client.sync.undo((await client.sync.deadLetters())[0]!.seq);
    await client.sync.now();
    down = false;
    await client.sync.now();
    expect(await client.records.get(refs[0]!)).toMatchObject({ valueString: '1', note: [{ text: 'seen by Dr Li' }] });
  });
  it('of a stale record that is gone is asked for once, and what is here stays', async () => {
    let asked = 0;
    const { client, server } = await setUp(({ method, url }) => {
      if (method !== 'GET' || !url.endsWith('/Observation/s1')) return undefined;
      asked++;
      return answering(410);
    });
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    await client.records.write([{ put: reading('2!', refs[0]!.split('/')[1]) }]);
    await client.sync.now();
    server.change(refs[0]!.split('/')[1]!, { note: [{ text: 'x' }] });
    await client.sync.now();
    server.resources.clear();
    await client.sync.discard((await client.sync.deadLetters())[0]!.seq);
    for (let i = 0; i < 3; i++) await client.sync.now();
    expect(asked).toBe(1);
    expect(await client.records.get(refs[0]!)).toMatchObject({ valueString: '2!' });
  });
  it('with names that mean something to JavaScript changes nothing else', async () => {
    const text = JSON.stringify(body(1)).replace('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},');
    const { client } = await setUp(({ url }) =>
      url.includes('/Observation?')
        ? answering(200, {}, `{"resourceType":"Bundle","entry":[null,1,"x",[],{"resource":null},{"resource":${text}}]}`)
        : undefined,
    );
    expect(client.sync.status.lastError).toBeUndefined();
    const [found] = await client.records.range({ type: 'Observation' });
    await client.records.write([{ put: { ...found!, note: [{ text: 'mine' }] } as never }]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
