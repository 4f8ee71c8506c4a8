import { describe, expect, it } from 'vitest';
import type { Observation } from '../fhir/index.js';
import { memoryPlatform, type MemoryPlatform } from '../memory/index.js';
import { wantsOf, type Span } from './blocks/spans.js';
import type { Operation } from './schema.js';
import { setCursor } from './cursor.js';
import { openRecords } from './store.js';
import { clearCrypto } from './testing.js';

const start = Date.UTC(2026, 0, 1);
const hour = 3_600_000;
const platform = () => memoryPlatform({ webcrypto: globalThis.crypto, start });
const open = (on: MemoryPlatform) => openRecords({ ...on, tenant: 't', user: 'u' });
const reading = (i: number, more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id: `r${i}`,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: new Date(start + i * hour).toISOString(),
  valueQuantity: { value: i, code: '/min' },
  ...more,
});
const many = (n: number, from = 0) => Array.from({ length: n }, (_, i) => ({ put: reading(from + i) }));
const base = (on: MemoryPlatform) => on.storage.names().find((name) => name !== 'nelumbo/install')!;
const rows = (on: MemoryPlatform, table: string) => on.storage.dump(base(on)).filter((row) => row.table === table);
const all = { type: 'Observation' };
const ids = async (found: Promise<readonly Observation[]>) => (await found).map(({ id }) => id);

/** Every row of a table as a damaged disk leaves it. */
function damage(on: MemoryPlatform, table: string, which: (i: number) => boolean = () => true): void {
  rows(on, table).forEach(({ key, value }, i) => {
    if (which(i))
      on.storage.tamper(
        base(on),
        table,
        key,
        value.map((byte, at) => (at > 30 ? byte ^ 85 : byte)),
      );
  });
}

describe('many records', () => {
  it('written at once go straight into blocks, their operations into one row', async () => {
    const on = platform();
    const store = await open(on);
    await store.write(many(600), { durability: 'relaxed' });
    expect([rows(on, 'tail').length, rows(on, 'outbox').length]).toEqual([0, 1]);
    expect(rows(on, 'blocks').length).toBeLessThan(6);
    expect(await store.range(all)).toHaveLength(600);
    expect(await store.counts()).toEqual({ queued: 600, dead: 0 });
    expect(await store.get('Observation/r599')).toMatchObject({ valueQuantity: { value: 599 }, identifier: [{ value: 'r599' }] });
  });
  it('give their operations rows when push wants them, each with the body it was made for', async () => {
    const on = platform();
    const store = await open(on);
    await store.write(many(250));
    await store.write([{ put: reading(3, { valueQuantity: { value: 999 } }) }, { remove: 'Observation/r4' }]);
    expect((await store.counts()).queued).toBe(250); // r3 has one more, r4 one less: never sent, it need not be told
    expect(await store.refill()).toBeGreaterThan(0);
    while (await store.refill());
    const [stored] = await store.vault.read([{ table: 'outbox', from: [-1], to: [Number.MAX_SAFE_INTEGER] }]);
    const operations = (await Promise.all(stored!.map((row) => store.vault.open<Operation>('outbox', row)))) as Operation[];
    expect(operations).toHaveLength(250);
    expect(operations.filter(({ ref }) => ref === 'Observation/r3').map(({ body }) => (body as unknown as Observation).valueQuantity!.value)).toEqual([3, 999]);
    expect(operations.some(({ ref }) => ref === 'Observation/r4')).toBe(false);
    expect(await store.counts()).toEqual({ queued: 250, dead: 0 });
  });
  it('give fewer of them rows where there is hardly room', async () => {
    const on = platform();
    const store = await open(on);
    await store.write(many(100));
    let full = true;
    on.storage.fault = ({ kind }) => (kind === 'commit' && full && !(full = false) ? 'quota' : undefined);
    expect(await store.refill()).toBe(20);
    expect(await store.counts()).toEqual({ queued: 100, dead: 0 });
  });
  it('written one by one share a row once they are folded, but for those that may have been sent', async () => {
    const on = platform();
    const store = await open(on);
    for (let i = 0; i < 12; i++) await store.write([{ put: reading(i) }]);
    const [first] = (await store.vault.read([{ table: 'outbox', from: [-1], to: [Number.MAX_SAFE_INTEGER] }]))[0]!;
    const sent = (await store.vault.open<Operation>('outbox', first!))!;
    await store.vault.transact('relaxed', (tx) => Promise.resolve(tx.replaceOperation({ ...sent, sentAt: 1 })));
    await store.fold();
    expect(rows(on, 'outbox')).toHaveLength(2);
    expect(await store.counts()).toEqual({ queued: 12, dead: 0 });
    // A correction takes what it corrects out of the row; a removal of what was never sent needs no telling.
    await store.write([{ put: reading(3, { valueQuantity: { value: 999 } }) }, { remove: 'Observation/r4' }]);
    expect(await store.counts()).toEqual({ queued: 12, dead: 0 });
    await store.fold();
    while (await store.refill());
    const [stored] = await store.vault.read([{ table: 'outbox', from: [-1], to: ['\uffff'] }]);
    const operations = (await Promise.all(stored!.map((row) => store.vault.open<Operation>('outbox', row)))) as Operation[];
    expect(operations.map(({ ref }) => ref.slice(12)).join(' ')).toBe('r0 r1 r2 r3 r5 r6 r7 r8 r9 r10 r11 r3');
    expect(operations.map(({ body }) => (body as unknown as Observation).valueQuantity!.value)).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 999]);
    expect(operations[0]!.sentAt).toBe(1);
  });
  it('that share a row which opens no more are sent all the same: it is made anew from the records, and put aside', async () => {
    const on = platform();
    const store = await open(on);
    await store.write(many(60, 100)); // a large write, whose row stays whole
    for (let i = 0; i < 6; i++) await store.write([{ put: reading(i) }]);
    await store.fold();
    await store.write([{ put: reading(2, { valueQuantity: { value: 999 } }) }]); // with rows of their own
    damage(on, 'outbox', (i) => rows(on, 'outbox')[i]!.key.length === 4);
    while (await store.refill());
    const [stored] = await store.vault.read([{ table: 'outbox', from: [-1], to: ['\uffff'] }]);
    const operations = (await Promise.all(stored!.map((row) => store.vault.open<Operation>('outbox', row)))) as Operation[];
    expect(operations).toHaveLength(67);
    expect(new Set(operations.map(({ opId }) => opId)).size).toBe(67);
    expect(operations.slice(60).map(({ ref }) => ref.slice(12))).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r2']);
    expect(rows(on, 'quarantine')).toHaveLength(1);
    expect(await store.counts()).toEqual({ queued: 67, dead: 0 });
  });
  it('are not numbered twice when the counters are damaged while they share a row', async () => {
    const on = platform();
    const store = await open(on);
    for (let i = 0; i < 6; i++) await store.write([{ put: reading(i) }]);
    await store.fold();
    damage(on, 'meta', (i) => rows(on, 'meta')[i]!.key[0] === 'head');
    const again = await open(on.tab());
    await again.write([{ put: reading(6) }]);
    while (await again.refill());
    expect((await again.counts()).queued).toBe(7);
    const [stored] = await again.vault.read([{ table: 'outbox', from: [-1], to: ['\uffff'] }]);
    const operations = (await Promise.all(stored!.map((row) => again.vault.open<Operation>('outbox', row)))) as Operation[];
    expect(operations.map(({ ref }) => ref.slice(12))).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6']);
  });
  it('are folded after another fold that was under way, without waiting for more', async () => {
    const on = platform();
    const store = await open(on);
    for (let i = 0; i < 40; i++) await store.write([{ put: reading(i) }]);
    await on.locks.run(`${base(on)}/fold`, {}, async () => {
      on.clock.advance(2000);
      await expect.poll(() => on.clock.pending).toBe(1); // found it held
    });
    on.clock.advance(2000);
    await store.close(); // waits for the fold
    expect(rows(on, 'tail')).toHaveLength(0);
  });
  it('are folded by themselves when nobody writes, and by one tab only', async () => {
    const on = platform();
    const [store, other] = [await open(on), await open(on.tab())];
    for (let i = 0; i < 40; i++) await store.write([{ put: reading(i) }]);
    expect(rows(on, 'tail')).toHaveLength(40);
    on.clock.advance(2500);
    await store.close(); // waits for the fold
    expect(rows(on, 'tail')).toHaveLength(0);
    expect(await other.range(all)).toHaveLength(40);
  });
});

describe('folding', () => {
  it('loses no write that comes meanwhile, from this tab or another', async () => {
    const on = platform();
    const [store, other] = [await open(on), await open(on.tab())];
    await store.write(many(31));
    for (let round = 0; round < 6; round++) {
      const folds = [store.fold(), other.fold()].map((run) => run.catch(() => 0));
      await Promise.all([
        ...folds,
        store.write([{ put: reading(round, { valueQuantity: { value: 1000 + round } }) }]),
        other.write([{ remove: `Observation/r${20 + round}` }]),
        store.write(many(40, 100 * (round + 1))),
      ]);
    }
    await store.fold();
    for (const tab of [store, other]) {
      const found = await tab.range<Observation>(all);
      expect(found).toHaveLength(31 - 6 + 240);
      expect(found.slice(0, 6).map(({ valueQuantity }) => valueQuantity!.value)).toEqual([1000, 1001, 1002, 1003, 1004, 1005]);
      expect((await tab.columns(all)).t).toHaveLength(31 - 6 + 240);
      expect(await tab.count(all)).toBe(31 - 6 + 240);
    }
  });
  it('writes little of the list of blocks anew, however many there are', async () => {
    const on = platform();
    const store = await open(on);
    await store.write(many(9000), { durability: 'relaxed' });
    const before = rows(on, 'spans');
    expect(before.length).toBeGreaterThan(1);
    for (const { value } of before) expect(value.length).toBeLessThan(64_000);
    await store.write([{ put: reading(2000, { id: 'late' }) }]);
    await store.fold();
    const known = new Set(before.map(({ key, value }) => `${key.join('/')} ${value.subarray(0, 30).join()}`));
    expect(rows(on, 'spans').filter(({ key, value }) => !known.has(`${key.join('/')} ${value.subarray(0, 30).join()}`))).toHaveLength(1);
    const again = await open(on.tab());
    expect(await again.range(all)).toHaveLength(9001);
    expect(await again.get('Observation/r8999')).toBeDefined();
  });
  it('lets go first what somebody waits for', async () => {
    const on = platform();
    const store = await openRecords({ ...on, crypto: clearCrypto(), tenant: 't', user: 'u' }); // does not wait: a fold would be over soon
    await store.write(many(20));
    await store.vault.loadBlocks();
    let answer = (): void => undefined;
    void store.vault.first(new Promise<void>((resolve) => (answer = resolve)));
    const folding = store.fold();
    for (let i = 0; i < 200; i++) await store.get('Observation/none');
    expect(rows(on, 'tail')).toHaveLength(20);
    answer();
    for (let i = 0; i < 20; i++) await store.range(all);
    await folding;
    expect(rows(on, 'tail')).toHaveLength(0);
    expect(await store.range(all)).toHaveLength(20);
  });
  it('that breaks off anywhere leaves everything as it was', async () => {
    for (const fault of ['lost', 'quota', 'lost-applied', 'conflict'] as const) {
      const on = platform();
      const store = await open(on);
      await store.write(many(20));
      let told = false;
      on.storage.fault = ({ kind }) => (kind === 'commit' && !told && (told = true) ? fault : undefined);
      await store.fold().catch(() => undefined);
      on.storage.fault = undefined;
      expect(await ids(store.range<Observation>(all))).toEqual(many(20).map(({ put }) => put.id));
      await store.fold();
      expect(await ids(store.range<Observation>(all))).toEqual(many(20).map(({ put }) => put.id));
      expect(await store.count(all)).toBe(20);
    }
  });
});

describe('damage', () => {
  it('of a block stops no read: the others answer, and the stretch is named', async () => {
    const on = platform();
    const store = await open(on);
    await store.write(many(900));
    damage(on, 'blocks', (i) => i === 1);
    const found = await store.range<Observation>(all);
    expect(found.length).toBeGreaterThan(400);
    expect(found.length).toBeLessThan(900);
    expect(found.damaged).toHaveLength(1);
    const [[from, to]] = found.damaged as [[number, number]];
    const missing = new Set(many(900).map(({ put }) => put.id));
    for (const { id } of found) missing.delete(id);
    expect([...missing].every((id) => from <= start + Number(id!.slice(1)) * hour && to >= start + Number(id!.slice(1)) * hour)).toBe(true);
  });
  it('of a block is put aside by the next fold, still named, and its type pulled again', async () => {
    const on = platform();
    const store = await open(on);
    await store.write(many(300));
    await store.vault.transact('relaxed', (tx) => setCursor(store.vault, tx, 'Observation', '2026-02-01T00:00:00Z'));
    damage(on, 'blocks', (i) => i === 0);
    expect((await store.range(all)).damaged).toHaveLength(1);
    await store.fold();
    expect(rows(on, 'quarantine')).toHaveLength(1);
    expect(rows(on, 'cursor')).toHaveLength(0);
    const again = await open(on.tab());
    const found = await again.range<Observation>(all);
    expect(found.damaged).toHaveLength(1);
    expect((await again.columns(all)).t).toHaveLength(found.length);
    expect((await again.days(all))[0]!.n.reduce((a, b) => a + b, 0)).toBe(found.length);
    // Fetched again: the pull is as far as it had been.
    await again.vault.transact('relaxed', (tx) => setCursor(again.vault, tx, 'Observation', '2026-02-02T00:00:00Z'));
    expect((await again.range(all)).damaged).toBeUndefined();
  });
  it.each([['cols'], ['roll'], ['spans']])('of %s is made good from the blocks', async (table) => {
    const on = platform();
    await (await open(on)).write(many(300));
    damage(on, table);
    const store = await open(on.tab());
    expect(await store.range(all)).toHaveLength(300);
    expect([...(await store.columns(all)).columns[0]!.values]).toEqual(many(300).map((_, i) => i));
    expect((await store.days(all))[0]!.n.reduce((a, b) => a + b, 0)).toBe(300);
    expect(await store.get('Observation/r7')).toBeDefined();
    await store.write([{ put: reading(7, { valueQuantity: { value: 1007, code: '/min' } }) }]);
    await store.fold();
    expect((await store.days(all))[0]!.sum.reduce((a, b) => a + b, 0)).toBe((299 * 300) / 2 + 1000);
  });
  it('of the counters, with the clock set back, still counts on from the highest generation', async () => {
    const on = platform();
    const store = await open(on);
    damage(on, 'meta', (i) => rows(on, 'meta')[i]!.key[0] === 'head');
    await store.write(many(40)); // counted anew: from the time
    on.clock.set(start - 400 * 24 * hour);
    damage(on, 'meta', (i) => rows(on, 'meta')[i]!.key[0] === 'head');
    const before = (await store.vault.find(['Observation/r1'])).get('Observation/r1')!.state!.gen;
    await store.write([{ put: reading(1) }]);
    expect((await store.vault.find(['Observation/r1'])).get('Observation/r1')!.state!.gen).toBeGreaterThan(before);
  });
  it('of the list of codes or of the counters loses no record', async () => {
    const on = platform();
    const first = await open(on);
    await first.write(many(50));
    await first.write([{ put: reading(60) }]);
    damage(on, 'meta', (i) => rows(on, 'meta')[i]!.key[0] !== 'schema');
    const store = await open(on.tab());
    expect(await store.range(all)).toHaveLength(51);
    await store.write([{ put: reading(61) }]);
    expect(await store.range(all)).toHaveLength(52);
    expect(await store.count(all)).toBe(52);
  });
});

describe('what is read for some blocks', () => {
  const span = (period: number, part: number): Span => ({ period, part, n: 1, first: 0, last: 0, hashes: new Uint32Array(0), row: 0 });
  const all = () => [span(1, 0), span(1, 1), span(2, 0), span(2, 2), span(3, 0)];

  it('is one stretch where no other lies between', () => {
    expect(wantsOf('blocks', 't', all(), all())).toEqual([{ table: 'blocks', from: ['t', 1, 0], to: ['t', 3, 1] }]);
    expect(wantsOf('blocks', 't', [span(3, 0), span(1, 1), span(2, 0)], all())).toEqual([
      { table: 'blocks', from: ['t', 1, 1], to: ['t', 2, 1] },
      { table: 'blocks', key: ['t', 3, 0] },
    ]);
    expect(wantsOf('blocks', 't', [], all())).toEqual([]);
  });
  it('leaves none out that the list does not hold, or not any more', () => {
    expect(wantsOf('blocks', 't', [span(1, 0), span(1, 7), span(1, 1)], all())).toEqual([
      { table: 'blocks', from: ['t', 1, 0], to: ['t', 1, 2] },
      { table: 'blocks', key: ['t', 1, 7] },
    ]);
    expect(wantsOf('blocks', 't', [span(1, 0), span(1, 1)], [])).toEqual([
      { table: 'blocks', key: ['t', 1, 0] },
      { table: 'blocks', key: ['t', 1, 1] },
    ]);
  });
  it('is the same after what is known of places was forgotten in between', async () => {
    const store = await open(platform());
    await store.write(Array.from({ length: 900 }, (_, i) => ({ put: reading(i) })));
    for (let i = 0; i < 60; i++) await store.write([{ put: reading(5 + i * 12) }]);
    const folding = store.fold();
    for (let i = 0; i < 40; i++) {
      await store.vault.forgetPlaces(); // as after a write that lost against another tab
      for (let step = 0; step < i; step++) await store.get('Observation/none');
    }
    await folding;
    expect(await store.range({ type: 'Observation' })).toHaveLength(900);
    const [days] = await store.days({ type: 'Observation' });
    expect(days!.n.reduce((a, b) => a + b)).toBe(900);
    await store.close();
  });
});
