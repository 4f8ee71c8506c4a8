import type { Ref } from '../fhir/index.js';
import {
  clientId,
  clinicalTime,
  isRetracted,
  patientReference,
  setCursor,
  type Json,
  type RecordState,
  type Since,
  type Transaction,
  type Vault,
} from '../records/index.js';
import { entriesOf, ownLink } from './history.js';
import type { Round } from './round.js';
import { refOf, toLocal } from './references.js';
import { again, blocked, Halt } from './halt.js';

const SECOND = 1000; // ms; some servers compare no finer
const PAGE = 50; // entries
const LARGEST = 3200; // entries of one instant that a page must hold before we give up
const ROUNDS = 500; // pages in one go
const AHEAD = 86_400_000; // ms; what a server dates later than that would hide all that comes before

/** What the server has that changed since the last time. @throws Halt */
export async function pull(round: Round): Promise<void> {
  let refused = 0;
  let worst: Halt | undefined;
  for (const type of round.rules.pulled)
    await pullType(round, type).catch((error: unknown) => {
      if (!(error instanceof Halt)) throw error;
      const { code, message } = error.error ?? {};
      // Trouble with one type only: the others still come.
      if (error.kind === 'again' && code !== 'offline' && !error.waitMs) worst ??= error;
      // A login may read some types only. None at all is for somebody to mend.
      else if (code !== 'not-allowed' || message === FOREIGN || ++refused === round.rules.pulled.length) throw error;
    });
  await refreshStale(round);
  if (worst) throw worst;
}

async function readCursor(vault: Vault, type: string): Promise<string | undefined> {
  const [row] = (await vault.read([{ table: 'cursor', key: [await vault.token('cursor', type)] }]))[0]!;
  return row && vault.open<string>('cursor', row);
}

async function pullType(round: Round, type: string): Promise<void> {
  const { http, rules } = round;
  const { vault, patient } = round.records;
  let cursor = await readCursor(vault, type);
  let since = cursor && new Date(Date.parse(cursor) - rules.overlapMs).toISOString();
  let [count, most] = [PAGE, LARGEST];
  let link: string | undefined;
  const links = new Set<string | undefined>();
  for (let page = 0; page < ROUNDS; page++) {
    const gen = await vault.gen();
    const subject = patient === undefined ? '' : `&subject=${patientReference(patient)}`;
    const after = rules.exclusive ? 'gt' : 'ge';
    const path = link ?? `${type}?${since ? `_lastUpdated=${after}${encodeURIComponent(since)}&` : ''}_sort=_lastUpdated&_count=${count}${subject}`;
    const answer = await http.send({ method: 'GET', path }).catch((error: unknown) => {
      if (count > 1 && error instanceof Halt && error.error?.code === 'too-large') return undefined;
      throw error;
    });
    if (!answer) {
      most = count >>= 1;
      link = undefined;
      continue;
    }
    const { body, status } = answer;
    if (status === 404 || status === 400) return; // a type, or a parameter, that this server does not have
    const { entries, next } = entriesOf(body);
    const found = entries.flatMap(({ resource }) => (isVersion(resource, type) ? [resource] : []));
    if (patient !== undefined && found.some((one) => isForeign(one, patientReference(patient)))) throw blocked('not-allowed', FOREIGN);
    const odd = entries.filter(({ resource }) => resource?.resourceType === type && !isVersion(resource, type));
    if (odd.length) await (await import('./letters.js')).noteUnreadable(vault, type, odd);
    const times = found.map(updated);
    const [first, last] = [times[0], times.at(-1)];
    const more = next !== undefined || entries.length >= count;
    // Who neither sorts nor begins where asked would send the same page again and again, and the cursor would pass by what it never sent.
    const from = Math.max(first!, Date.parse(since ?? '') || first!); // looked at only where there is one
    const lost = more && times.some((time) => time < from - SECOND || time > last! + SECOND);
    const latest = found.findLast((one) => updated(one) <= vault.clock.now() + AHEAD)?.meta?.lastUpdated;
    const moved = !lost && latest !== undefined && !(Date.parse(latest) <= Date.parse(cursor ?? ''));
    if (moved) cursor = latest;
    if (moved && !rules.cursorInPage) await vault.transact('relaxed', (tx) => setCursor(vault, tx, type, latest));
    if (found.length) await store(round, found, gen, moved && rules.cursorInPage ? [type, latest] : undefined);
    if (lost) throw again('server', 'The server does not keep to `_sort` and `_lastUpdated`: what it has cannot be fetched page by page.');
    if (!more || !entries.length) return;
    if (rules.offsets) {
      link = next;
      continue;
    }
    // Ask again from the last time seen; a larger page where a whole page carries one time. `next` links made of offsets
    // skip an entry when an earlier one changes between two pages: only for what no larger page would show.
    link = undefined;
    const on = !(last! <= Date.parse(since ?? ''));
    since = found.at(-1)?.meta?.lastUpdated ?? since;
    if (on && found.length) count = Math.min(PAGE, most);
    else if (found.length && count < most && entries.length >= count) count *= 2;
    else {
      link = ownLink(next, http.base);
      if (!link || links.has(link)) throw again('server', MANY);
      links.add(link);
    }
  }
  if (link) throw again('server', MANY);
}

const MANY = 'The server has too many changes of one instant.';

const updated = (resource: Json): number => Date.parse(resource.meta?.lastUpdated ?? '');

const FOREIGN = 'The server answered with records of another patient: the login may be that of somebody else. Nothing was taken over.';

// What belongs to somebody else must not be mixed with what is here, whoever's login brought it.
function isForeign(resource: Json, patient: string): boolean {
  const reference = ((resource['subject'] ?? resource['patient']) as { reference?: unknown } | undefined)?.reference; // looked at just below
  return typeof reference === 'string' && /^(?:.*\/)?Patient\//.test(reference) && !`/${reference}`.replace(/\/_history\/[^/]*$/, '').endsWith(`/${patient}`);
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/; // it becomes part of an address

const isVersion = (resource: Json | undefined, type: string): resource is Json =>
  resource?.resourceType === type && typeof resource.id === 'string' && ID.test(resource.id) && !Number.isNaN(updated(resource));

// A page and its cursor: one commit.
async function store(round: Round, found: readonly Json[], gen: number, cursor: readonly [string, string] | undefined): Promise<void> {
  const { vault } = round.records;
  const tx = await vault.transact('relaxed', async (transaction) => {
    transaction.purpose = 'fetched';
    const since = await transaction.row<Since>('meta', ['since']);
    const refs: Ref[] = [];
    for (const resource of found) refs.push(await localRef(vault, resource));
    await transaction.look(refs); // blocks are opened once for all of them
    for (const [i, resource] of found.entries()) await takeIn(round, transaction, resource, refs[i]!, gen, since); // one each
    if (cursor) await setCursor(vault, transaction, ...cursor);
    return transaction;
  });
  round.records.announce(tx, 'server');
}

/** An answer replaces a record only if nothing is queued for it and it has not changed since the request was sent. */
async function takeIn({ records, rules }: Round, tx: Transaction, resource: Json, ref: Ref, gen: number, since: Since | undefined): Promise<void> {
  const { vault } = records;
  const sid = sidOf(resource);
  const record = await tx.record(ref);
  const version = resource.meta?.versionId;
  if (record?.sid !== undefined && record.sid !== sid) return; // a second copy of the same record
  if (record?.version !== undefined && record.version === version && !record.stale) return;
  const time = clinicalTime(resource, vault.clock);
  if (!record && (isRetracted(resource) || (time ?? NaN) < (since?.[resource.resourceType] ?? NaN))) return;
  const busy = record !== undefined && record.queue.length > 0 && rules.skipQueued;
  const changed = record !== undefined && record.gen > gen && rules.gen;
  if (record && (busy || changed)) {
    if (rules.stale && !record.stale) await tx.save({ ...record, stale: true }, record);
    return;
  }
  const body = isRetracted(resource) ? null : await toLocal(vault, resource, ref);
  const next: Omit<RecordState, 'gen' | 'rows' | 'time'> = { ref, sid, queue: record?.queue ?? [], body, ...(version !== undefined && { version }) };
  await tx.saveForeign({ ...next, ...(time !== undefined && { time }) }, record);
}

const sidOf = ({ resourceType, id }: Json) => `${resourceType}/${id}`;

// Ours carry their id; others' get one that is always the same.
async function localRef(vault: Vault, resource: Json): Promise<Ref> {
  const sid = sidOf(resource);
  const known = await refOf(vault, sid);
  return known ?? `${resource.resourceType}/${clientId(resource) ?? (await vault.stableUuid('sid', sid))}`;
}

/** What could not be taken over earlier is read once nothing is queued for it. */
async function refreshStale(round: Round): Promise<void> {
  const { vault } = round.records;
  const rows = (await vault.read([{ table: 'stale', from: [''], to: ['\uffff'] }]))[0]!;
  for (const row of rows) {
    const ref = await vault.open<Ref>('stale', row);
    const gen = await vault.gen();
    const record = ref === undefined ? undefined : await vault.transact('relaxed', (tx) => tx.record(ref));
    if (!record?.sid || record.queue.length) continue;
    const { body, status } = await round.http.send({ method: 'GET', path: record.sid });
    if (status === 200 && isVersion(body, record.ref.split('/')[0]!)) await store(round, [body], gen, undefined);
    else if (body && (status === 404 || status === 410)) await unmark(round, record.ref);
  }
}

// Gone from the server: what is here stays, and is no longer looked for.
async function unmark({ records }: Round, ref: Ref): Promise<void> {
  await records.vault.transact('relaxed', async (tx) => {
    const record = await tx.record(ref);
    if (record) await tx.save({ ...record, stale: false }, record);
  });
}
