import type { Records } from '../records/index.js';
import type { SyncStatus } from './api.js';
import type { ServerProfile } from './capability.js';
import type { FhirHttp } from './fhir-http.js';
import { again, Halt } from './halt.js';
import { pull } from './pull.js';
import { push } from './push.js';
import type { SyncRules } from './rules.js';

/** Most entries of a batch. FHIR servers refuse more than a few hundred; a phone's connection drops long before. */
export const BATCH = 50;

/** What is learnt from how the server takes what it is sent; it outlives a round, not the page. */
export interface Pace {
  /** Entries of the next batch: halved by each that failed, doubled by each that went through, so that after five failures one entry probes. */
  size: number;
  /** Types that this login may not write, and until when (monotonic ms) they wait. */
  readonly refused: Map<string, number>;
  /** Operations that the server chokes on: how often, and until when (monotonic ms) they wait. */
  readonly choked: Map<number, { readonly tries: number; readonly until: number }>;
}

/** A pace that nothing has slowed down yet. */
export const newPace = (): Pace => ({ size: BATCH, refused: new Map(), choked: new Map() });

/** What push and pull share in a round. */
export interface Round {
  readonly records: Records;
  readonly http: FhirHttp;
  readonly rules: SyncRules;
  readonly pace: Pace;
  /** Operations whose last attempt was answered, so that none of it is still under way. */
  readonly answered: Set<number>;
  readonly server: ServerProfile;
  /** Told when the round turns from sending to fetching, and after each answer how much still waits. */
  readonly onStatus?: (patch: Partial<SyncStatus>) => void;
}

/**
 * One round: sends what waits, then, if `pulls`, fetches what others wrote. Trouble with one write is no reason not to read; a
 * missing network is.
 * @throws Halt
 */
export async function runRound(round: Round, pulls: boolean): Promise<void> {
  const trouble = await push(round).then(
    () => undefined,
    (error: unknown) => (passing(error) ? (error as Halt) : Promise.reject(error as Error)), // what passes is a Halt
  );
  if (pulls) {
    round.onStatus?.({ state: 'pulling' });
    await pull(round);
  }
  if (trouble) throw trouble;
  const now = round.records.vault.clock.monotonic();
  if ([...round.pace.refused.values()].some((until) => until > now)) throw new Halt('partly', again('not-allowed', PAUSED).error);
}

const PAUSED = 'The server does not let this user write some kinds of records. They wait; the others go on.';

const passing = (thrown: unknown): boolean => thrown instanceof Halt && thrown.kind === 'again' && (thrown.error?.code !== 'offline' || thrown.waitMs > 0);
