import fc from 'fast-check';
import type { Tab } from '../sync/device.js';
import type { Fault } from '../sync/fhir-server.js';
import { bringBack, check, drain, newWorld, quietly, release, stayAway, write, writeMany, type Broken } from './world.js';

// ---- one tab: actions in sequence, a crash between any two steps
const anyId = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const FAULTS: Fault[] = [
  'ok', 'ok', 'dropRequest', 'dropResponse', 'duplicate', '500', '500 after applying', '429', '401', '409', '412', 'truncate', 'delayRequest', 'partial', 'short',
]; // prettier-ignore
const crash = fc.option(fc.nat(24), { nil: Infinity, freq: 4 });
const network = (t: 'push' | 'pull' | 'now') => fc.record({ t: fc.constant(t), faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 3 }), crash });
const other = (ids: fc.Arbitrary<string>) => fc.record({ t: fc.constant('other' as const), id: ids, keeps: fc.boolean(), late: fc.nat(3) });
const poison = fc.record({ t: fc.constant('poison' as const), mark: fc.constantFrom('!' as const, '!' as const, '?' as const) });
const fold = fc.record({ t: fc.constant('fold' as const), crash });
const oneTabAction = (others: boolean) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ t: fc.constant('write' as const), id: anyId, crash }) },
    { weight: 5, arbitrary: network('push') },
    { weight: 3, arbitrary: network('pull') },
    { weight: 1, arbitrary: network('now') },
    { weight: 1, arbitrary: fold },
    { weight: 1, arbitrary: fc.constant({ t: 'delayed copies arrive' as const }) },
    { weight: 2, arbitrary: fc.record({ t: fc.constant('clock' as const), ticks: fc.nat(19) }) },
    { weight: 1, arbitrary: fc.record({ t: fc.constant('consent' as const), given: fc.boolean() }) },
    ...(others
      ? [
          { weight: 2, arbitrary: other(anyId) },
          { weight: 1, arbitrary: poison },
        ]
      : []),
  );
// A device that mostly reads: what breaks cursors needs many pages and few writes.
const readersAction = fc.oneof(network('pull'), other(fc.constantFrom('d', 'e')), fc.record({ t: fc.constant('clock' as const), ticks: fc.nat(3) }));
// Two that want to write the same record.
const rivalsAction = fc.oneof(fc.record({ t: fc.constant('write' as const), id: fc.constant('a'), crash }), network('push'), other(fc.constant('a')));
// An import of many records at once, some of which are corrected before they are sent.
const importsAction = fc.oneof(
  fc.record({ t: fc.constant('import' as const), crash }),
  fc.record({ t: fc.constant('write' as const), id: fc.constantFrom('b0', 'b9', 'b31'), crash }),
  { weight: 3, arbitrary: network('push') },
  network('pull'),
  fold,
);
// What the server has is taken off this device now and then, and comes back at the end.
const releasesAction = fc.oneof(
  { weight: 3, arbitrary: fc.record({ t: fc.constant('release' as const), crash }) },
  { weight: 1, arbitrary: fc.record({ t: fc.constant('import' as const), crash }) },
  { weight: 8, arbitrary: oneTabAction(true) },
);
type Action = (ReturnType<typeof oneTabAction> extends fc.Arbitrary<infer T> ? T : never) | { readonly t: 'import' | 'release'; readonly crash: number };

async function oneTab(actions: readonly Action[], broken: Broken): Promise<void> {
  const world = newWorld(broken);
  const { device, server } = world;
  const { rules = {}, twoCommits = false } = broken;
  let changes = 0;
  const open = () => device.tab({ transport: server.transport(), rules, twoCommits, allowed: () => world.allowed });
  let tab = await open();
  const act = async (a: Action): Promise<unknown> => {
    switch (a.t) {
      case 'write':
        return write(world, tab, a.id);
      case 'import':
        return writeMany(world, tab);
      case 'release':
        return release(world, tab);
      case 'fold':
        return tab.records.fold(1);
      case 'poison':
        return write(world, tab, a.mark === '!' ? 'c' : 'b', a.mark);
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
    tab.crashIn = 'crash' in action ? action.crash : Infinity;
    await Promise.race([act(action), tab.died]);
    if (tab.dead()) tab = await open();
    tab.crashIn = Infinity;
  }
  await drain(world, tab);
  if (world.released) {
    await stayAway(world, tab);
    await bringBack(tab);
  }
  await check(world, tab);
}

// ---- tabs on one disk and another writer, each with its own list: every request and answer is a scheduling point
const lists = (tabActions: ('write' | 'push' | 'pull')[], ids: string[], others: number, most = 7) => {
  const id = fc.constantFrom(...ids);
  const tab = fc.array(fc.record({ t: fc.constantFrom(...tabActions), id }), { maxLength: most });
  const world = fc.record({ t: fc.constantFrom('other', 'other', 'clock'), id, keeps: fc.boolean(), ticks: fc.nat(19) });
  return fc.tuple(tab, tab, fc.array(world, { maxLength: others }), tab);
};
const tabLists = fc.oneof(lists(['write', 'push'], ['a', 'b'], 1), lists(['write', 'push', 'pull'], ['a', 'b', 'd', 'e'], 8), lists(['pull'], ['d', 'e'], 8));
type TabLists = typeof tabLists extends fc.Arbitrary<infer T> ? T : never;

interface Tabs {
  readonly count: 2 | 3;
  /** With Web Locks only one of them moves records at a time. */
  readonly lock: boolean;
  readonly seeds?: readonly string[];
}

async function severalTabs(scheduler: fc.Scheduler, [first, second, others, third]: TabLists, broken: Broken, { count, lock, seeds }: Tabs): Promise<void> {
  const world = newWorld(broken, seeds);
  const { device, server } = world;
  const { rules = {}, twoCommits = false } = broken;
  const around = async <T>(name: string, run: () => T) => {
    await scheduler.schedule(Promise.resolve(), `${name} sent`);
    const result = run();
    await scheduler.schedule(Promise.resolve(), `${name} answered`);
    return result;
  };
  const actor = async <A extends { t: string }>(list: readonly A[], act: (action: A) => unknown) => {
    for (const action of list) {
      await scheduler.schedule(Promise.resolve(), action.t);
      await act(action);
    }
  };
  const by = (tab: Tab) => (a: TabLists[0][number]) => {
    if (a.t === 'write') return write(world, tab, a.id);
    device.platform.clock.advance(20_000);
    const run = tab[a.t];
    return quietly(lock ? tab.locks.run('sync', {}, () => run()) : run());
  };
  let changes = 0;
  const given = [first, second, ...(count === 3 ? [third] : [])];
  const tabs = await Promise.all(given.map(() => device.tab({ transport: server.transport(around), rules, twoCommits })));
  const actors = Promise.all([
    ...tabs.map((tab, i) => actor(given[i]!, by(tab))),
    actor(others, (a) => (a.t === 'clock' ? (server.clock += a.ticks) : server.change(a.id, { note: [{ text: `R${++changes}` }] }, { keeps: a.keeps }))),
  ]);
  await scheduler.waitFor(actors);
  const last = await device.tab({ transport: server.transport(), rules });
  await drain(world, last);
  await check(world, last);
}

type Property = (broken: Broken) => fc.IAsyncProperty<unknown>;

const sequence =
  (action: fc.Arbitrary<unknown>, most: number): Property =>
  (broken) =>
    fc.asyncProperty(fc.array(action, { maxLength: most }), (actions) => oneTab(actions as Action[], broken)); // each arbitrary makes some of the actions
const tabs =
  (arbitrary: fc.Arbitrary<TabLists>, given: Tabs): Property =>
  (broken) =>
    fc.asyncProperty(fc.scheduler(), arbitrary, (scheduler, all) => severalTabs(scheduler, all, broken, given));

const PAGES = ['d', 'e', 'f', 'g', 'h']; // three entries a page

/** Small worlds, in which rare meetings are frequent. */
export const worlds = {
  /** One tab, a faulty network, crashes, consent given and taken back. */
  alone: sequence(oneTabAction(false), 20),
  /** The same with other writers, and records that the server refuses or chokes on. */
  others: sequence(oneTabAction(true), 20),
  /** Much reading of what others write. */
  readers: sequence(readersAction, 16),
  /** One record that two want to write. */
  rivals: sequence(rivalsAction, 16),
  /** Records by the dozen. */
  imports: sequence(importsAction, 8),
  /** Records that the server has are taken off the device. */
  releases: sequence(releasesAction, 20),
  /** Two tabs that only read. */
  pullers: tabs(lists(['pull'], ['d', 'e'], 8, 3), { count: 2, lock: false }),
  /** The same over a list of several pages. */
  pages: tabs(lists(['pull'], PAGES, 8, 3), { count: 2, lock: false, seeds: PAGES }),
  /** Two tabs without Web Locks. */
  tabs: tabs(tabLists, { count: 2, lock: false }),
  /** Two tabs with Web Locks. */
  'tabs+lock': tabs(tabLists, { count: 2, lock: true }),
  /** Three tabs without Web Locks. */
  three: tabs(tabLists, { count: 3, lock: false }),
} satisfies Record<string, Property>;

/** A name of {@link worlds}. */
export type WorldName = keyof typeof worlds;
/** Every world. */
export const worldNames = Object.keys(worlds) as WorldName[];
