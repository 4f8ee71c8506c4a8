import type { Broken } from './world.js';
import type { WorldName } from './worlds.js';

/** A protocol with one rule left out, and the world that shows why the rule is there. */
export interface Mutant {
  readonly name: string;
  readonly broken: Broken;
  readonly world: WorldName;
}

const rules = (name: string, world: WorldName, left: NonNullable<Broken['rules']>): Mutant => ({ name, world, broken: { rules: left } });
const blind = { ifMatch: false, resolve: 'never' } as const;

/** Every variant that the design says must fail, and some that it took us to find. */
export const mutants: readonly Mutant[] = [
  { name: 'record and outbox in two commits', world: 'alone', broken: { twoCommits: true } },
  { name: 'outbox rows gone before the row that stands for them is stored', world: 'imports', broken: { twoCommits: 'shared' } },
  rules('dequeue before send', 'alone', { dequeueFirst: true, compareOnAck: false }),
  rules('POST until 2xx', 'alone', { create: 'plain', ...blind }),
  rules('PUT until 2xx', 'alone', { create: 'put', ...blind }),
  rules('conditional create, then plain PUT', 'rivals', { ifMatch: false }),
  { name: 'server ignores If-None-Match', world: 'rivals', broken: { rules: { create: 'put' }, habits: { ifNoneMatch: false } } },
  { name: 'server ignores If-None-Exist', world: 'alone', broken: { habits: { ifNoneExist: false } } },
  { name: 'server ignores If-Match', world: 'rivals', broken: { habits: { ifMatch: false } } },
  rules('no 412 handling', 'alone', { resolve: 'never' }),
  rules('after 412 only the current version compared', 'rivals', { resolve: 'current' }),
  rules('no rebase of queued writes', 'rivals', { rebase: false, ownVersion: false }),
  rules('newest version with the operation id', 'rivals', { oldest: false, rebase: false }),
  rules('200 of a conditional create taken as success', 'rivals', { existingIsSuccess: true }),
  rules('base = current version, no compare on acknowledge', 'rivals', { ownVersion: false, compareOnAck: false, rebase: false }),
  rules('merge compared with the base instead of what was taken in', 'rivals', { mergedAncestor: false }),
  rules('no dead letter', 'others', { deadLetter: false }),
  rules('consent asked when the write is queued only', 'alone', { gateAtSend: false }),
  rules('pull moves the base under queued writes', 'others', { skipQueued: false }),
  rules('skipped entries not marked stale', 'pullers', { stale: false }),
  rules('late answers replace newer records', 'pullers', { gen: false }),
  rules('cursor saved before the page', 'readers', { cursorInPage: false }),
  rules('cursor exclusive (gt)', 'readers', { exclusive: true, overlapMs: 0 }),
  rules('no overlap', 'readers', { overlapMs: 0 }),
  rules('offset paging over a changing list', 'pages', { offsets: true }),
];
