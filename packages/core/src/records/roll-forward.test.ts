import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Observation, Resource } from '../fhir/index.js';
import { memoryPlatform, type MemoryPlatform } from '../memory/index.js';
import type { Key } from '../platform.js';
import { SCHEMA } from './schema.js';
import { openRecords, type Records } from './store.js';
import { clearCrypto } from './testing.js';

interface Past {
  readonly schema: number;
  readonly answers: Readonly<Record<'all' | 'code' | 'window' | 'forms' | 'plans', readonly string[]>> & {
    readonly draft: unknown;
    readonly counts: { queued: number; dead: number };
  };
  readonly bases: readonly { readonly name: string; readonly rows: readonly (readonly [table: string, key: Key, value: string])[] }[];
}

const folder = new URL('../../../../test/fixtures/storage/', import.meta.url);
const pasts = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Past);

const start = Date.UTC(2026, 0, 5, 8);
const day = 86_400_000;

/** A device on which that database lies, with the tables that its code had. */
async function device(past: Past): Promise<MemoryPlatform> {
  const on = memoryPlatform({ webcrypto: globalThis.crypto });
  for (const { name, rows } of past.bases) {
    const tables = [...new Set([...rows.map(([table]) => table), ...(name === 'nelumbo/install' ? [] : ['quarantine', 'dead'])])];
    const db = await on.storage.open(name, tables);
    await db.commit(
      rows.map(([table, key, value]) => [table, key, Uint8Array.from(Buffer.from(value, 'base64'))] as const),
      [],
      'strict',
    );
    db.close();
  }
  return on;
}

const open = (on: MemoryPlatform) => openRecords({ ...on, crypto: clearCrypto(), tenant: 'portal', user: 'u-1', patient: 'p1' });
const base = (past: Past) => past.bases.find(({ name }) => name !== 'nelumbo/install')!.name;

async function answers(store: Records): Promise<Past['answers']> {
  const list = async (query: Parameters<Records['range']>[0]) =>
    (await store.range<Resource & { status?: string }>(query)).map(({ resourceType, id, status }) => `${resourceType}/${id} ${status}`);
  return {
    all: await list({ type: 'Observation' }),
    code: await list({ type: 'Observation', codes: ['http://loinc.org|76477-9'] }),
    window: await list({ type: 'Observation', codes: ['8867-4'], from: start + day, to: start + 5 * day }),
    forms: await list({ type: 'QuestionnaireResponse', codes: ['https://example.org/q'] }),
    plans: await list({ type: 'MedicationRequest' }),
    draft: await store.doc('intake/draft'),
    counts: await store.counts(),
  };
}

describe.each(pasts.map((past) => [past.schema, past] as const))('a database of schema %i', (schema, past) => {
  it('opens, answers as it did, and does so again', async () => {
    const on = await device(past);
    for (let i = 0; i < 2; i++) {
      const store = await open(on);
      expect(await answers(store)).toEqual(past.answers);
      expect(await store.count({ type: 'Observation' })).toBe(past.answers.all.length);
      await store.close();
    }
    const rows = on.storage.dump(base(past));
    expect(rows.filter(({ table }) => table === 'records' || table === 'index' || table === 'ids')).toEqual([]);
    expect(String.fromCharCode(...rows.find(({ table, key }) => table === 'meta' && key[0] === 'schema')!.value)).toBe(String(SCHEMA));
  });
  it('takes writes and folds, and knows what the server has of each record', async () => {
    const store = await open(await device(past));
    await store.write([
      { put: { resourceType: 'Observation', id: 'new', status: 'final', code: {}, effectiveDateTime: '2026-02-01T08:00:00Z' } as Observation },
    ]);
    await store.fold();
    expect([...(await answers(store)).all].sort()).toEqual([...past.answers.all, 'Observation/new final'].sort());
    const known = await store.vault.find(['Observation/r5', 'Observation/r6']);
    expect(known.get('Observation/r5')!.state).toMatchObject({ sid: 'Observation/s5', version: '2', stale: true });
    expect(known.get('Observation/r6')!.state).toMatchObject({ sid: 'Observation/s6', body: null });
  });
  it('stopped at any commit of its roll-forward, is whole at the next opening', async () => {
    for (let at = 0; at < (schema === SCHEMA ? 1 : 3); at++) {
      const on = await device(past);
      let commits = 0;
      on.storage.fault = ({ kind, name }) => (kind === 'commit' && name === base(past) && commits++ === at ? 'lost' : undefined);
      await open(on).catch(() => undefined);
      on.storage.fault = undefined;
      expect(await answers(await open(on))).toEqual(past.answers);
    }
  });
  it('rolls forward in two tabs at once', async () => {
    const on = await device(past);
    const [one, two] = await Promise.all([open(on), open(on.tab())]);
    expect(await answers(one)).toEqual(past.answers);
    expect(await answers(two)).toEqual(past.answers);
  });
});

describe('a database of a schema to come', () => {
  it.each([['99'], ['5'], ['x']])('(%s) is refused, and not a byte of it changes', async (version) => {
    const past = pasts.at(-1)!;
    const on = await device(past);
    on.storage.tamper(
      base(past),
      'meta',
      ['schema'],
      Uint8Array.from(version, (char) => char.charCodeAt(0)),
    );
    const before = JSON.stringify(on.storage.dump(base(past)));
    await expect(open(on)).rejects.toMatchObject({ code: 'storage-newer' });
    expect(JSON.stringify(on.storage.dump(base(past)))).toBe(before);
  });
});
