import type { Observation } from '@nelumbo/core/fhir';
import type { Transport, TransportResponse } from '@nelumbo/core/platform';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Device } from '../sync/device.js';
import { FhirServer } from '../sync/fhir-server.js';

// What a server may answer is not ours to choose: whatever comes, a round ends, nothing is lost, and nothing that the server did not
// really say is taken for its word.
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 200);
const SEED = Number(process.env['FUZZ_SEED'] ?? 42);

const hostile = fc.constantFrom<unknown>(
  null,
  0,
  -1,
  '',
  'x',
  true,
  [],
  {},
  [null],
  { resourceType: 'Bundle' },
  '9'.repeat(400),
  Number.MAX_VALUE,
  '__proto__',
);
const status = fc.constantFrom(100, 200, 200, 200, 201, 204, 206, 300, 304, 400, 401, 403, 404, 409, 410, 412, 413, 418, 422, 428, 429, 500, 501, 503, 599, 0);
const headers = fc.dictionary(
  fc.constantFrom('etag', 'location', 'content-location', 'retry-after', 'date'),
  fc.constantFrom('', 'W/"1"', '"', 'https://evil.example/Observation/1/_history/9', 'Observation/../../x', '-1', 'NaN', '1e999', 'Thu, 99 Foo 2026'),
);
/** Something in the answer is replaced, left out or cut off. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), at: fc.nat(40), by: hostile }),
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(40) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(2000) }),
  fc.record({ kind: fc.constant('status' as const), status, headers }),
  fc.record({
    kind: fc.constant('text' as const),
    text: fc.oneof(fc.string(), fc.json(), fc.constant('[[[['), fc.constant('{"resourceType":'), fc.constant('null')),
  }),
  fc.record({ kind: fc.constant('none' as const) }),
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

/** The n-th member in the order of a walk through the answer is replaced, or left out. */
function change(value: unknown, at: number, by: { readonly value?: unknown }): unknown {
  let left = at;
  const walk = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    const entries = Object.entries(one).flatMap(([name, member]): [string, unknown][] => {
      if (left-- === 0) return 'value' in by ? [[name, by.value]] : [];
      return [[name, walk(member)]];
    });
    return Array.isArray(one) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
  };
  return walk(value);
}

function damaged(response: TransportResponse, given: Damage): TransportResponse {
  const { kind } = given;
  if (kind === 'status') return { ...response, status: given.status, header: (name) => given.headers[name.toLowerCase()] ?? null };
  if (kind === 'text') return { ...response, body: given.text };
  if (kind === 'cut') return { ...response, body: response.body.slice(0, given.at) };
  if (kind === 'none' || !response.body) return response;
  return { ...response, body: JSON.stringify(change(JSON.parse(response.body), given.at, kind === 'replace' ? { value: given.by } : {})) };
}

const reading = (value: string, id: string): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: '2026-03-01T08:00:00Z',
  valueString: value,
});

describe('answers that make no sense', () => {
  it('end the round, lose nothing, and leave what was written as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { maxLength: 12 }), async (damages) => {
        const server = new FhirServer();
        const inner = server.transport();
        const queue = [...damages];
        const transport: Transport = { send: async (request) => damaged(await inner.send(request), queue.shift() ?? { kind: 'none' }) };
        const device = new Device();
        const tab = await device.tab({ transport });
        for (const id of ['a', 'b']) await tab.records.write([{ put: reading(`first ${id}`, id) }]);
        await tab.sync.now();
        device.platform.clock.advance(20_000);
        await tab.records.write([{ put: reading('second a', 'a') }]);
        for (let round = 0; round < 3; round++) {
          expect(['idle', 'offline', 'blocked']).toContain((await tab.sync.now()).state);
          device.platform.clock.advance(20_000);
        }
        const letters = new Set((await tab.sync.deadLetters()).map(({ ref }) => ref));
        for (const [id, value] of [
          ['a', 'second a'],
          ['b', 'first b'],
        ] as const) {
          const kept = await tab.records.get<Observation>(`Observation/${id}`);
          // Gone only if the server's own words, as far as they arrived, took it back.
          if (kept) expect(kept.valueString === value || letters.size > 0 || damages.some(({ kind }) => kind === 'replace' || kind === 'drop')).toBe(true);
          expect(kept?.resourceType ?? 'Observation').toBe('Observation');
        }
        expect(server.log.every((line) => line.includes(' https://fhir.example'))).toBe(true);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  }, 3_600_000);
});
