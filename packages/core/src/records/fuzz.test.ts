import { deflateRaw, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import { memoryPlatform } from '../memory/index.js';
import type { Crypto, Key } from '../platform.js';
import { Sealer } from './envelope.js';
import { openRecords } from './store.js';

// Whatever is on the disk in place of what was written: a typed error or the right answer, never a hang or a wrong plaintext.
const CASES = Number(process.env['FUZZ_CASES'] ?? 10_000);
const STORES = Math.max(60, CASES / 100);
const SEED = Number(process.env['FUZZ_SEED'] ?? 42);

const [deflate, inflate] = [promisify(deflateRaw), promisify(inflateRaw)];
const compressing = (crypto: Crypto): Crypto => ({
  ...crypto,
  deflate: async (bytes) => new Uint8Array(await deflate(bytes)),
  inflate: async (bytes) => new Uint8Array(await inflate(bytes)),
});

/** A way to spoil bytes. */
const spoil = fc.oneof(
  fc.record({ how: fc.constant('flip' as const), at: fc.nat(4000), bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ how: fc.constant('cut' as const), at: fc.nat(4000) }),
  fc.record({ how: fc.constant('grow' as const), more: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
  fc.record({ how: fc.constant('other' as const), bytes: fc.uint8Array({ maxLength: 200 }) }),
);

function spoiled(bytes: Uint8Array, one: typeof spoil extends fc.Arbitrary<infer T> ? T : never): Uint8Array {
  if (one.how === 'flip') return bytes.map((byte, i) => (i === one.at % bytes.length ? byte ^ one.bits : byte));
  if (one.how === 'cut') return bytes.slice(0, one.at % bytes.length);
  return one.how === 'grow' ? Uint8Array.of(...bytes, ...one.more) : one.bytes;
}

describe('an envelope', () => {
  it(
    `opens as what was sealed, or not at all, over ${CASES} spoiled ones`,
    async () => {
      const crypto = compressing(memoryPlatform({ webcrypto: globalThis.crypto }).crypto);
      const kek = await crypto.deviceKek('k');
      const keys = await crypto.unwrap(await crypto.wrap(await crypto.random(32), kek), kek);
      const sealer = new Sealer(crypto, keys, ['tenant', 'user']);
      const places: [string, Key][] = [
        ['tail', ['a', 'b']],
        ['tail', ['a', 'c']],
        ['blocks', ['a', 1, 2]],
      ];
      const values = [{ a: '血压 165/102' }, { list: Array.from({ length: 60 }, (_, i) => i) }, { text: 'x'.repeat(3000) }];
      const sealed = await Promise.all(
        values.map((value, i) => (i === 2 ? sealer.sealText(...places[i]!, JSON.stringify(value)) : sealer.seal(...places[i]!, value))),
      );
      await fc.assert(
        fc.asyncProperty(fc.nat(2), fc.nat(2), fc.option(spoil), async (which, where, how) => {
          const bytes = how ? spoiled(sealed[which]!, how) : sealed[which]!;
          const same = which === where && bytes.length === sealed[which]!.length && bytes.every((byte, i) => byte === sealed[which]![i]);
          const result = await sealer.open(...places[where]!, bytes).then(
            (value) => ({ value }),
            (error: unknown) => ({ error }),
          );
          if (same) expect(result).toEqual({ value: values[which] });
          else expect(result).toMatchObject({ error: { name: 'CryptoError' } });
        }),
        { numRuns: CASES, seed: SEED },
      );
    },
    60_000 + CASES * 5,
  );
});

describe('a store', () => {
  it(
    `gives right answers or typed errors over ${STORES} spoiled databases`,
    async () => {
      const reading = (i: number): Observation => ({
        resourceType: 'Observation',
        id: `r${i}`,
        status: 'final',
        code: { coding: [{ system: 'urn:x', code: i % 4 ? 'a' : 'b' }] },
        effectiveDateTime: new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString(),
        valueQuantity: { value: i, code: '/min' },
      });
      const origin = memoryPlatform({ webcrypto: globalThis.crypto });
      const settings = { tenant: 't', user: 'u', crypto: compressing(origin.crypto) };
      const first = await openRecords({ ...origin, ...settings });
      await first.write(Array.from({ length: 400 }, (_, i) => ({ put: reading(i) })));
      for (let i = 400; i < 420; i++) await first.write([{ put: reading(i) }]);
      const bases = origin.storage.names().map((name) => ({ name, rows: origin.storage.dump(name) }));
      const base = bases.find(({ name }) => name !== 'nelumbo/install')!;
      const hit = fc.record({ row: fc.nat(10_000), how: spoil, swap: fc.option(fc.nat(10_000)) });
      await fc.assert(
        fc.asyncProperty(fc.array(hit, { minLength: 1, maxLength: 4 }), async (hits) => {
          const on = memoryPlatform({ webcrypto: globalThis.crypto });
          for (const { name, rows } of bases) {
            const db = await on.storage.open(name, [...new Set([...rows.map(({ table }) => table), 'quarantine', 'dead', 'records'])]);
            await db.commit(
              rows.map(({ table, key, value }) => [table, key, value] as const),
              [],
              'relaxed',
            );
            db.close();
          }
          const targets = base.rows.filter(({ table, key }) => table !== 'keys' && key[0] !== 'schema');
          for (const { row, how, swap } of hits) {
            const { table, key, value } = targets[row % targets.length]!;
            on.storage.tamper(base.name, table, key, swap === null ? spoiled(value, how) : targets[swap % targets.length]!.value);
          }
          await judge(await openRecords({ ...on, ...settings }));
        }),
        { numRuns: STORES, seed: SEED },
      );

      async function judge(store: Awaited<ReturnType<typeof openRecords>>): Promise<void> {
        const typed = async <T>(run: Promise<T>): Promise<T | undefined> =>
          run.catch((error: unknown) => {
            if (!(error instanceof NelumboError) || error.code === 'internal') throw error;
            return undefined;
          });
        for (let round = 0; round < 2; round++) {
          const found = (await typed(store.range<Observation>({ type: 'Observation' }))) ?? [];
          for (const { id, valueQuantity, effectiveDateTime } of found)
            expect([valueQuantity!.value, effectiveDateTime]).toEqual([Number(id!.slice(1)), reading(Number(id!.slice(1))).effectiveDateTime]);
          expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
          const columns = await typed(store.columns({ type: 'Observation' }));
          columns?.t.forEach((t, i) => expect(columns.columns[0]!.values[i]).toBe((t - Date.UTC(2026, 0, 1)) / 3_600_000));
          await typed(store.days({ type: 'Observation' }));
          await typed(store.get('Observation/r7'));
          await typed(store.write([{ put: reading(7) }]));
          await typed(store.fold());
        }
        await store.close();
      }
    },
    60_000 + STORES * 1000,
  );
});
