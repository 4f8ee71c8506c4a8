import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, Observation, SeriesQuery } from '../fhir/index.js';
import { memoryPlatform, type MemoryPlatform } from '../memory/index.js';
import { openRecords, type Records } from './store.js';
import { clearCrypto } from './testing.js';

// The store against a plain Map: whatever is put, overwritten, moved in time or code, deleted, folded, written by the thousand,
// by two tabs, over any number of openings, `range` = `columns` = `days` = `count` = the Map.
const RUNS = Number(process.env['STORE_RUNS'] ?? 300);
const SEED = Number(process.env['STORE_SEED'] ?? 42);

const DAY = 86_400_000;
const START = Date.UTC(2025, 11, 20); // the year turns in between
const codes = [['a'], ['b'], ['a', 'b'], ['b', 'a'], ['c']];
const systems = ['urn:x', 'urn:y'];

interface Spec {
  readonly id: number;
  /** Hours after START. */
  readonly hour: number;
  readonly code: number;
  readonly system: number;
  readonly value: number;
  readonly kind: 'single' | 'pair' | 'text' | 'retracted' | 'day';
  readonly zone: 'Z' | '+08:00' | '-05:00';
}

const spec: fc.Arbitrary<Spec> = fc.record({
  id: fc.nat(30),
  hour: fc.nat(24 * 40),
  code: fc.nat(codes.length - 1),
  system: fc.constantFrom(0, 0, 0, 1),
  value: fc.integer({ min: -50, max: 400 }).map((n) => n / 2),
  kind: fc.constantFrom('single', 'single', 'single', 'pair', 'text', 'retracted', 'day'),
  zone: fc.constantFrom('Z', '+08:00', '+08:00', '-05:00'),
});

type Command =
  | { readonly do: 'put'; readonly specs: readonly Spec[] }
  | { readonly do: 'bulk'; readonly from: Spec; readonly n: number; readonly stepMin: number }
  | { readonly do: 'remove'; readonly id: number }
  | { readonly do: 'fold'; readonly least: number }
  | { readonly do: 'reopen' | 'other' | 'check' };

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('put' as const), specs: fc.array(spec, { minLength: 1, maxLength: 4 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('bulk' as const), from: spec, n: fc.constantFrom(32, 40, 130, 300), stepMin: fc.constantFrom(0, 7, 180) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove' as const), id: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fold' as const), least: fc.constantFrom(1, 1, 3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('reopen' as const, 'other' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('check' as const) }) },
);

const offsets = { Z: 0, '+08:00': 480, '-05:00': -300 };

function observation({ id, hour, code, system, value, kind, zone }: Spec): Observation {
  const t = START + hour * 3_600_000;
  const local = new Date(t + offsets[zone] * 60_000).toISOString();
  const coding = (text: string) => ({ coding: [{ system: systems[system]!, code: text }] });
  return {
    resourceType: 'Observation',
    id: `r${id}`,
    status: kind === 'retracted' ? 'entered-in-error' : 'final',
    code: { coding: codes[code]!.map((one) => coding(one).coding[0]!) },
    effectiveDateTime: kind === 'day' ? local.slice(0, 10) : local.replace('Z', zone),
    ...(kind === 'text' ? { valueString: 'x' } : {}),
    ...(kind === 'pair'
      ? { component: ['p', 'q'].map((part, i) => ({ code: coding(part), valueQuantity: { value: value + i, code: 'mm[Hg]' } })) }
      : kind !== 'text'
        ? { valueQuantity: { value, code: value > 100 ? 'mg/dL' : 'mmol/L' } }
        : {}),
  };
}

/** The same, worked out from a plain Map. */
class Model {
  readonly records = new Map<string, { readonly body: Observation; readonly t: number; readonly offset: number }>();

  put(given: Spec): Observation {
    const body = observation(given);
    const shown = Date.parse(body.effectiveDateTime!);
    const t = given.kind === 'day' ? shown - 480 * 60_000 : shown; // the device's zone
    this.records.set(`Observation/${body.id}`, { body, t, offset: given.kind === 'day' ? 480 : offsets[given.zone] });
    return body;
  }

  range({ type, codes: wanted, from = -Infinity, to = Infinity }: SeriesQuery) {
    const fits = (body: Observation) =>
      type === body.resourceType &&
      (!wanted || body.code.coding!.some((coding) => wanted.some((one) => one === coding.code || one === `${coding.system}|${coding.code}`)));
    return [...this.records]
      .filter(([, { body, t }]) => fits(body) && t >= from && t < to)
      .sort(([a, x], [b, y]) => x.t - y.t || (a < b ? -1 : 1))
      .map(([ref, one]) => ({ ref, ...one }));
  }

  numbers(query: SeriesQuery) {
    return this.range(query).flatMap(({ body, t, offset }) => {
      if (body.status === 'entered-in-error') return [];
      const parts =
        body.component?.map((part) => [part.code.coding![0]!.code!, part.valueQuantity!] as const) ??
        (body.valueQuantity ? [['', body.valueQuantity] as const] : []);
      return parts.map(([component, quantity]) => ({ t, offset, name: `${component} ${quantity.code}`, value: quantity.value! }));
    });
  }
}

const queries: SeriesQuery[] = [
  { type: 'Observation' },
  ...[['a'], ['b'], ['c'], ['urn:y|a'], ['b', 'urn:x|c']].map((wanted) => ({ type: 'Observation', codes: wanted })),
  { type: 'Observation', codes: ['a'], from: START + 5 * DAY, to: START + 20 * DAY },
  { type: 'Condition' },
];

async function check(model: Model, store: Records): Promise<void> {
  for (const query of queries) {
    const wanted = model.range(query);
    const bare = ({ id, status, effectiveDateTime }: Observation) => `${id} ${status} ${effectiveDateTime}`;
    const found = await store.range<Observation>(query);
    expect(found.map(bare)).toEqual(wanted.map(({ body }) => bare(body)));
    for (const limit of [1, 7])
      for (const reverse of [true, false]) {
        const few = (await store.range<Observation>({ ...query, limit, reverse })).map(bare);
        expect(few).toEqual((reverse ? [...wanted].reverse() : wanted).slice(0, limit).map(({ body }) => bare(body)));
      }
    const numbers = model.numbers(query);
    const row = (t: number, name: string, value: number, offset: number) => `${t} ${name} ${value} ${offset}`;
    const columns = await store.columns(query);
    const seen = columns.columns.flatMap(({ component, unit, values }) =>
      [...values].flatMap((value, i) => (Number.isNaN(value) ? [] : [row(columns.t[i]!, `${component} ${unit}`, value, columns.offset[i]!)])),
    );
    expect(seen.sort()).toEqual(numbers.map(({ t, name, value, offset }) => row(t, name, value, offset)).sort());
    expect([...columns.t]).toEqual([...columns.t].sort((a, b) => a - b));
    expect(await store.count(query)).toBe(wanted.length);
    if (query.from === undefined) await checkDays(model, store, query);
  }
  for (const { ref, body } of model.range({ type: 'Observation' }).slice(0, 5))
    expect(await store.get(ref)).toMatchObject(JSON.parse(JSON.stringify(body)) as object);
}

async function checkDays(model: Model, store: Records, query: SeriesQuery): Promise<void> {
  const days = new Map<string, { t: number; value: number }[]>();
  for (const { t, offset, name, value } of model.numbers(query)) {
    const day = `${name} ${Math.floor((t + offset * 60_000) / DAY)}`;
    days.set(day, [...(days.get(day) ?? []), { t, value }]);
  }
  const expected = [...days].map(([day, list]) => {
    const values = list.map(({ value }) => value);
    const at = (t: number) => list.filter((one) => one.t === t).map(({ value }) => value);
    const times = list.map(({ t }) => t);
    const sum = values.reduce((a, b) => a + b, 0);
    return [day, values.length, sum, Math.min(...values), Math.max(...values), Math.min(...at(Math.min(...times))), Math.max(...at(Math.max(...times)))].join(
      ' ',
    );
  });
  const found = (await store.days(query)).flatMap(({ component, unit, day, ...of }) =>
    Array.from(day, (d, i) => [`${component} ${unit} ${d}`, of.n[i], of.sum[i], of.min[i], of.max[i], of.first[i], of.last[i]].join(' ')),
  );
  expect(found.sort()).toEqual(expected.sort());
}

async function run(commands: readonly Command[], on: MemoryPlatform, crypto = clearCrypto()): Promise<void> {
  const open = (tab = on) => openRecords({ ...tab, crypto, tenant: 't', user: 'u' });
  const model = new Model();
  let store = await open();
  let other = await open(on.tab());
  for (const one of commands) {
    if (one.do === 'put') await store.write(one.specs.map((each): Change => ({ put: model.put(each) })));
    else if (one.do === 'bulk')
      await store.write(
        Array.from({ length: one.n }, (_, i): Change => ({
          put: model.put({ ...one.from, kind: 'single', id: one.from.id + i, hour: one.from.hour + (i * one.stepMin) / 60 }),
        })),
      );
    else if (one.do === 'remove') {
      model.records.delete(`Observation/r${one.id}`);
      await store.write([{ remove: `Observation/r${one.id}` }]);
    } else if (one.do === 'fold') await store.fold(one.least);
    else if (one.do === 'other') [store, other] = [other, store];
    else if (one.do === 'reopen') {
      await store.close();
      store = await open();
    } else await check(model, store);
  }
  await check(model, store);
  await check(model, other);
  await store.fold();
  await check(model, other);
  await check(model, store);
  expect(on.storage.dump(on.storage.names().find((name) => name !== 'nelumbo/install')!).filter(({ table }) => table === 'tail')).toEqual([]);
  await store.close();
  await other.close();
}

const platform = () => memoryPlatform({ webcrypto: globalThis.crypto });

describe('the store, whatever happens to it', () => {
  it(
    `equals a plain Map over ${RUNS} histories`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(command, { maxLength: 14 }), (commands) => run(commands, platform())),
        { numRuns: RUNS, seed: SEED },
      );
    },
    60_000 + RUNS * 2000,
  );
  it('does so under real encryption', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 8 }), (commands) => run(commands, platform(), platform().crypto)),
      { numRuns: 4, seed: SEED },
    );
  });
});
