import type { Observation } from '@nelumbo/core/fhir';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Halt } from '../../packages/core/src/sync/halt.js';
import type { SyncRules } from '../../packages/core/src/sync/rules.js';
import { Device, type Tab } from './device.js';
import { clientOf, FhirServer, type Body, type Fault } from './fhir-server.js';

// The protocol as a model: any order of writes, rounds, crashes, lost answers, other writers, refusals and withdrawals, and at
// the end nothing may be lost, doubled, reordered, overwritten unseen, stuck, diverged or sent without consent.
const RUNS = Number(process.env['MODEL_RUNS'] ?? 150);
const SEED = Number(process.env['MODEL_SEED'] ?? 42);

interface World {
  readonly device: Device;
  readonly server: FhirServer;
  readonly written: { label: string; id: string }[];
  readonly rules: Partial<SyncRules>;
  allowed: boolean;
}

const observation = (valueString: string | null, note: string | null): Body => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: '2026-03-01T08:00:00Z',
  ...(valueString !== null && { valueString }),
  ...(note !== null && { note: [{ text: note }] }),
});
const noteOf = (body: Body | Observation | undefined) => (body?.note as { text: string }[] | undefined)?.[0]?.text;

function newWorld(rules: Partial<SyncRules>): World {
  const server = new FhirServer();
  for (const id of ['d', 'e']) server.seed(observation(null, 'R0'), id);
  return { device: new Device(), server, written: [], rules, allowed: true };
}

// We own the value, the other writer the note. Another device's resource can be written only once it is known here.
async function write(world: World, tab: Tab, id: string, poison = false): Promise<void> {
  const ref = `Observation/${id}`;
  if (id >= 'd' && !(await tab.records.get(ref))) return;
  const label = `v${world.written.length + 1}${poison ? '!' : ''}`;
  const entry = { label, id };
  world.written.push(entry);
  let saved = false;
  void tab.died.then(() => saved || world.written.splice(world.written.indexOf(entry), 1, { label: '', id })); // never said "saved"
  // As a family does it: read, change, write. What another tab or the server does in between must not get lost.
  const current = (await tab.records.get<Observation>(ref)) ?? (observation(null, null) as unknown as Observation);
  await tab.records.write([{ put: { ...current, id, valueString: label } as Observation }]);
  saved = true;
}

const quietly = (run: Promise<unknown>) =>
  run.catch((error: unknown) => {
    if (!(error instanceof Halt)) throw error;
  });

async function drain(world: World, tab: Tab): Promise<void> {
  const { server, device } = world;
  server.faults = [];
  world.allowed = server.consent = true;
  const run = async () => {
    for (let i = 0; i < 25 && (i < 1 || (await tab.records.counts()).queued); i++) {
      device.platform.clock.advance(20_000);
      await quietly(tab.push());
    }
  };
  await run();
  server.deliverDelayed();
  await run();
  for (let i = 0; i < 3; i++) await quietly(tab.pull());
}

async function check({ server, written }: World, tab: Tab): Promise<void> {
  const fail = (what: string) => {
    throw new Error(what);
  };
  const letters = new Set((await tab.sync.deadLetters()).map(({ ref }) => ref.split('/')[1]));
  const clients = new Set<string>();
  const applied = new Set<string>();
  for (const versions of server.resources.values()) {
    const client = clientOf(versions[0]!.body)!;
    if (clients.has(client)) fail(`DUPLICATE of ${client}`);
    clients.add(client);
    const own = versions.filter(({ by }) => by === 'me').map(({ body }) => Number(String(body['valueString']).slice(1)));
    if (new Set(own).size < own.length) fail(`APPLIED TWICE ${client} ${own.join()}`);
    if (own.some((label, i) => label < own[i - 1]!)) fail(`OUT OF ORDER ${client} ${own.join()}`);
    const others = versions.filter(({ by }) => by === 'other');
    const last = versions.at(-1)!.body;
    if (others.length && noteOf(last) !== noteOf(others.at(-1)!.body)) fail(`OTHER WRITER'S CHANGE LOST ${client}`);
    for (const { body } of versions) applied.add(String(body['valueString']));
    const local = await tab.records.get<Observation>(`Observation/${client}`);
    if (!letters.has(client) && (local?.valueString !== last['valueString'] || noteOf(local) !== noteOf(last))) fail(`DIVERGED ${client}`);
  }
  for (const { label, id } of written) if (label && !applied.has(label) && !letters.has(id)) fail(`LOST ${label}`);
  const { queued } = await tab.records.counts();
  if (queued && !letters.size) fail(`STUCK ${queued}`);
  if (server.leaked) fail('SENT WITHOUT CONSENT');
}

// ---- one tab: actions in sequence, a crash between any two steps
const anyId = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const FAULTS: Fault[] = ['ok', 'ok', 'dropRequest', 'dropResponse', 'duplicate', '500', '500 after applying', '429', '401', 'truncate', 'delayRequest'];
const crash = fc.option(fc.nat(24), { nil: Infinity, freq: 4 });
const network = (t: 'push' | 'pull' | 'now') => fc.record({ t: fc.constant(t), faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 3 }), crash });
const other = (ids: fc.Arbitrary<string>) => fc.record({ t: fc.constant('other' as const), id: ids, keeps: fc.boolean(), late: fc.nat(3) });
const oneTabAction = (others: boolean) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ t: fc.constant('write' as const), id: anyId, crash }) },
    { weight: 5, arbitrary: network('push') },
    { weight: 3, arbitrary: network('pull') },
    { weight: 2, arbitrary: network('now') },
    { weight: 1, arbitrary: fc.constant({ t: 'delayed copies arrive' as const }) },
    { weight: 2, arbitrary: fc.record({ t: fc.constant('clock' as const), ticks: fc.nat(19) }) },
    { weight: 1, arbitrary: fc.record({ t: fc.constant('consent' as const), given: fc.boolean() }) },
    ...(others
      ? [
          { weight: 2, arbitrary: other(anyId) },
          { weight: 1, arbitrary: fc.constant({ t: 'poison' as const }) },
        ]
      : []),
  );
// Smaller worlds, in which rare meetings are frequent: much reading of what others write; one record that two want to write.
const readersAction = fc.oneof(network('pull'), other(fc.constantFrom('d', 'e')), fc.record({ t: fc.constant('clock' as const), ticks: fc.nat(3) }));
const rivalsAction = fc.oneof(fc.record({ t: fc.constant('write' as const), id: fc.constant('a'), crash }), network('push'), other(fc.constant('a')));
type Action = ReturnType<typeof oneTabAction> extends fc.Arbitrary<infer T> ? T & { crash?: number } : never;

async function oneTab(actions: readonly Action[], rules: Partial<SyncRules>): Promise<void> {
  const world = newWorld(rules);
  const { device, server } = world;
  let changes = 0;
  const open = () => device.tab({ transport: server.transport(), rules, allowed: () => world.allowed });
  let tab = await open();
  const act = async (a: Action): Promise<unknown> => {
    switch (a.t) {
      case 'write':
        return write(world, tab, a.id);
      case 'poison':
        return write(world, tab, 'c', true);
      case 'push':
      case 'pull':
        server.faults = [...a.faults];
        device.platform.clock.advance(20_000);
        return quietly(tab[a.t]());
      case 'now':
        server.faults = [...a.faults];
        device.platform.clock.advance(20_000);
        return tab.sync.now();
      case 'other':
        return server.change(a.id, { note: [{ text: `R${++changes}` }] }, a);
      case 'delayed copies arrive':
        return server.deliverDelayed();
      case 'clock':
        return (server.clock += a.ticks);
      case 'consent':
        world.allowed = server.consent = a.given;
        return tab.sync.consentChanged(a.given); // as the client does: what is in flight is aborted
    }
  };
  for (const action of actions) {
    tab.crashIn = action.crash ?? Infinity;
    await Promise.race([act(action), tab.died]);
    if (tab.dead()) tab = await open();
    tab.crashIn = Infinity;
  }
  await drain(world, tab);
  await check(world, tab);
}

// ---- two tabs on one disk and another writer, each with its own list: every request and answer is a scheduling point
const lists = (tabActions: ('write' | 'push' | 'pull')[], ids: string[], others: number, most = 7) => {
  const id = fc.constantFrom(...ids);
  const tab = fc.array(fc.record({ t: fc.constantFrom(...tabActions), id }), { maxLength: most });
  const world = fc.record({ t: fc.constantFrom('other', 'other', 'clock'), id, keeps: fc.boolean(), ticks: fc.nat(19) });
  return fc.tuple(tab, tab, fc.array(world, { maxLength: others }));
};
const tabLists = fc.oneof(lists(['write', 'push'], ['a', 'b'], 1), lists(['write', 'push', 'pull'], ['a', 'b', 'd', 'e'], 8), lists(['pull'], ['d', 'e'], 8));
type TabLists = typeof tabLists extends fc.Arbitrary<infer T> ? T : never;

async function twoTabs(scheduler: fc.Scheduler, [first, second, others]: TabLists, rules: Partial<SyncRules>): Promise<void> {
  const world = newWorld(rules);
  const { device, server } = world;
  const around = async <T>(name: string, run: () => T) => {
    await scheduler.schedule(Promise.resolve(), `${name} sent`);
    const result = run();
    await scheduler.schedule(Promise.resolve(), `${name} answered`);
    return result;
  };
  const tabs = [await device.tab({ transport: server.transport(around), rules }), await device.tab({ transport: server.transport(around), rules })] as const;
  const actor = async <A extends { t: string }>(list: readonly A[], act: (action: A) => unknown) => {
    for (const action of list) {
      await scheduler.schedule(Promise.resolve(), action.t);
      await act(action);
    }
  };
  const by = (tab: Tab) => (a: TabLists[0][number]) => {
    if (a.t === 'write') return write(world, tab, a.id);
    device.platform.clock.advance(20_000);
    return quietly(tab[a.t]());
  };
  let changes = 0;
  const actors = Promise.all([
    actor(first, by(tabs[0])),
    actor(second, by(tabs[1])),
    actor(others, (a) => (a.t === 'clock' ? (server.clock += a.ticks) : server.change(a.id, { note: [{ text: `R${++changes}` }] }, { keeps: a.keeps }))),
  ]);
  await scheduler.waitFor(actors);
  const last = await device.tab({ transport: server.transport(), rules });
  await drain(world, last);
  await check(world, last);
}

type Property = (rules: Partial<SyncRules>) => fc.IAsyncProperty<unknown>;
const worlds: Record<'alone' | 'others' | 'readers' | 'rivals' | 'pullers' | 'tabs', Property> = {
  alone: (rules: Partial<SyncRules>) => fc.asyncProperty(fc.array(oneTabAction(false), { maxLength: 30 }), (actions) => oneTab(actions as Action[], rules)),
  others: (rules: Partial<SyncRules>) => fc.asyncProperty(fc.array(oneTabAction(true), { maxLength: 30 }), (actions) => oneTab(actions as Action[], rules)),
  readers: (rules: Partial<SyncRules>) => fc.asyncProperty(fc.array(readersAction, { maxLength: 20 }), (actions) => oneTab(actions as Action[], rules)),
  rivals: (rules: Partial<SyncRules>) => fc.asyncProperty(fc.array(rivalsAction, { maxLength: 20 }), (actions) => oneTab(actions as Action[], rules)),
  pullers: (rules: Partial<SyncRules>) =>
    fc.asyncProperty(fc.scheduler(), lists(['pull'], ['d', 'e'], 8, 3), (scheduler, all) => twoTabs(scheduler, all, rules)),
  tabs: (rules: Partial<SyncRules>) => fc.asyncProperty(fc.scheduler(), tabLists, (scheduler, all) => twoTabs(scheduler, all, rules)),
};

describe('the sync protocol', () => {
  it.each(Object.keys(worlds) as (keyof typeof worlds)[])(
    'loses, doubles, reorders, overwrites, leaks nothing: %s',
    async (world) => {
      await fc.assert(worlds[world]({}), {
        numRuns: RUNS,
        seed: SEED,
        endOnFailure: !process.env['MODEL_SHRINK'],
        ...(process.env['MODEL_PATH'] && { path: process.env['MODEL_PATH'] }),
      });
    },
    600_000,
  );
});

// Each rule is there for a reason: without it the same model fails. Seeds and runs are those that caught it.
const broken: [name: string, rules: Partial<SyncRules>, world: keyof typeof worlds][] = [
  ['POST without If-None-Exist', { conditionalCreate: false }, 'alone'],
  ['PUT without If-Match', { ifMatch: false }, 'rivals'],
  ['no look at what happened after 412', { resolve: 'never' }, 'alone'],
  ['after 412 only the current version compared', { resolve: 'current' }, 'rivals'],
  ['200 to a conditional create taken as success', { existingIsSuccess: true }, 'rivals'],
  ['no rebase of queued writes, base = current version', { rebase: false, ownVersion: false }, 'rivals'],
  ['merge compared with the base instead of what was taken in', { mergedAncestor: false }, 'rivals'],
  ['newest version with the operation id', { oldest: false, rebase: false }, 'rivals'],
  ['no dead letter', { deadLetter: false }, 'others'],
  ['consent asked when the write is queued only', { gateAtSend: false }, 'alone'],
  ['pull moves the base under queued writes', { skipQueued: false }, 'others'],
  ['skipped entries not marked', { stale: false }, 'pullers'],
  ['late answers replace newer records', { gen: false }, 'pullers'],
  ['cursor saved before the page', { cursorInPage: false }, 'readers'],
  ['no overlap', { overlapMs: 0 }, 'readers'],
];

describe('the model catches', () => {
  it.each(broken)(
    '%s',
    async (_name, rules, world) => {
      const result = await fc.check(worlds[world](rules), { numRuns: 20 * RUNS, seed: SEED, endOnFailure: true });
      if (process.env['MODEL_VERBOSE'])
        console.log(_name, result.numRuns, result.failed, String((result.errorInstance as Error | undefined)?.message).split('\n')[0]);
      expect(result.failed).toBe(true);
    },
    600_000,
  );
});
