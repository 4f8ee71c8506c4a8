import type { Observation } from '@nelumbo/core/fhir';
import { bringBack as fetchAgain, release as takeOff } from '../../packages/core/src/privacy/release.js';
import { Halt } from '../../packages/core/src/sync/halt.js';
import type { SyncRules } from '../../packages/core/src/sync/rules.js';
import { Device, type Tab, type TwoCommits } from '../sync/device.js';
import { clientOf, FhirServer, type Body, type Habits } from '../sync/fhir-server.js';

/** The protocol with something left out, so that the model can show what it is for. */
export interface Broken {
  readonly rules?: Partial<SyncRules>;
  readonly habits?: Partial<Habits>;
  /** Record and outbox row are stored one after the other; or a shared outbox row after those that it stands for are gone. */
  readonly twoCommits?: TwoCommits;
}

/** A write, and when it began and was said to be saved. */
interface Written {
  readonly label: string;
  readonly id: string;
  readonly began: number;
  ended: number;
}

/** One device, one server with two resources of others on it, and what was said to be saved. */
export interface World {
  readonly device: Device;
  readonly server: FhirServer;
  readonly written: Written[];
  /** Counts beginnings and ends of writes. */
  tick: number;
  readonly broken: Broken;
  allowed: boolean;
  /** Something was taken off the device. */
  released?: boolean;
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

/** A fresh world. @param seeds - what others have on the server from the start */
export function newWorld(broken: Broken, seeds: readonly string[] = ['d', 'e']): World {
  const server = new FhirServer(broken.habits);
  server.updateCreate = broken.rules?.create === 'put';
  for (const id of seeds) server.seed(observation(null, 'R0'), id);
  return { device: new Device(), server, written: [], tick: 0, broken, allowed: true };
}

/**
 * We own the value, the other writer the note. Another device's resource can be written only once it is known here.
 * @param mark - `!`: the server refuses it for good; `?`: the server chokes on it
 */
export async function write(world: World, tab: Tab, id: string, mark: '' | '!' | '?' = ''): Promise<void> {
  const ref = `Observation/${id}`;
  if (id >= 'd' && !(await tab.records.get(ref))) return;
  const label = `v${world.written.length + 1}${mark}`;
  const entry: Written = { label, id, began: ++world.tick, ended: Infinity };
  world.written.push(entry);
  let saved = false;
  void tab.died.then(() => saved || world.written.splice(world.written.indexOf(entry), 1, { ...entry, label: '' })); // never said "saved"
  // As a family does it: read, change, write. What another tab or the server does in between must not get lost.
  const current = (await tab.records.get<Observation>(ref)) ?? (observation(null, null) as unknown as Observation);
  await tab.records.write([{ put: { ...current, id, valueString: label } as Observation }]);
  saved = true;
  entry.ended = ++world.tick;
}

/** One write of so many records that they go straight into a block. */
export async function writeMany(world: World, tab: Tab): Promise<void> {
  const entries = Array.from({ length: 32 }, (_, i): Written => ({
    label: `v${world.written.length + i + 1}`,
    id: `b${i}`,
    began: world.tick + 1,
    ended: Infinity,
  }));
  world.tick++;
  const first = world.written.push(...entries) - entries.length;
  let saved = false;
  void tab.died.then(() => saved || world.written.splice(first, entries.length, ...entries.map((entry) => ({ ...entry, label: '' }))));
  const known = await Promise.all(entries.map(({ id }) => tab.records.get<Observation>(`Observation/${id}`)));
  await tab.records.write(
    entries.map(({ id, label }, i) => ({
      put: { ...(known[i] ?? (observation(null, null) as unknown as Observation)), id, valueString: label },
    })),
  );
  saved = true;
  world.tick++;
  for (const entry of entries) entry.ended = world.tick;
}

type Center = Parameters<typeof takeOff>[0];
// Of what the client gives, the part that is used.
const center = ({ records, locks, pull }: Tab) =>
  ({ records, platform: { locks }, push: () => quietly(pull()), privacy: { audit: { say: () => undefined } } }) as unknown as Center;

/** Everything that the server has is taken off this device. */
export async function release(world: World, tab: Tab): Promise<void> {
  world.released = true;
  await takeOff(center(tab), Date.UTC(2100, 0, 1));
}

/** All of it comes back. */
export async function bringBack(tab: Tab): Promise<void> {
  await fetchAgain(center(tab));
  for (let i = 0; i < 3; i++) await quietly(tab.pull());
}

/** What is taken off once more stays away, however often the server is asked. @throws Error that says what came back */
export async function stayAway(world: World, tab: Tab): Promise<void> {
  await release(world, tab);
  const left = new Set((await tab.records.range<Observation>({ type: 'Observation' })).map(({ id }) => id));
  for (let i = 0; i < 2; i++) await quietly(tab.pull());
  for (const { id } of await tab.records.range<Observation>({ type: 'Observation' })) if (!left.has(id)) fail(`CAME BACK ${id}`);
}

/** A round that ends early is no failure. */
export const quietly = (run: Promise<unknown>): Promise<unknown> =>
  run.catch((error: unknown) => {
    if (!(error instanceof Halt)) throw error;
  });

/** Everything works from now on, for long enough. */
export async function drain(world: World, tab: Tab): Promise<void> {
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

const fail = (what: string): never => {
  throw new Error(what);
};

/** Nothing lost, doubled, reordered, overwritten unseen, stuck, diverged or sent without consent. @throws Error that says what */
export async function check({ server, written }: World, tab: Tab): Promise<void> {
  const letters = new Set((await tab.sync.deadLetters()).map(({ ref }) => ref.split('/')[1]));
  const choking = new Set(written.filter(({ label }) => label.endsWith('?')).map(({ id }) => id));
  const clients = new Set<string>();
  const applied = new Set<string>();
  for (const versions of server.resources.values()) {
    const client = clientOf(versions[0]!.body)!;
    if (clients.has(client)) fail(`DUPLICATE of ${client}`);
    clients.add(client);
    const own = versions.filter(({ by }) => by === 'me').map(({ body }) => Number(String(body['valueString']).slice(1)));
    if (new Set(own).size < own.length) fail(`APPLIED TWICE ${client} ${own.join()}`);
    // What one tab was told is saved before another began comes first; what two wrote at once may stand in either order.
    const early = (label: number) => written[label - 1]?.ended ?? Infinity;
    const late = (label: number) => written[label - 1]?.began ?? 0;
    if (own.some((label, i) => own.slice(0, i).some((before) => early(label) < late(before)))) fail(`OUT OF ORDER ${client} ${own.join()}`);
    const others = versions.filter(({ by }) => by === 'other');
    const last = versions.at(-1)!.body;
    if (others.length && noteOf(last) !== noteOf(others.at(-1)!.body)) fail(`OTHER WRITER'S CHANGE LOST ${client}`);
    for (const { body } of versions) applied.add(String(body['valueString']));
    const local = await tab.records.get<Observation>(`Observation/${client}`);
    const waits = letters.has(client) || choking.has(client);
    if (!waits && (local?.valueString !== last['valueString'] || noteOf(local) !== noteOf(last))) fail(`DIVERGED ${client}`);
  }
  for (const { label, id } of written) if (label && !applied.has(label) && !letters.has(id) && !choking.has(id)) fail(`LOST ${label}`);
  const { queued } = await tab.records.counts();
  if (queued && !letters.size && !choking.size) fail(`STUCK ${queued}`);
  if (server.leaked) fail('SENT WITHOUT CONSENT');
}
