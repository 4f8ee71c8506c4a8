import type { OperationOutcome, Resource } from '../fhir/index.js';
import type { NelumboError } from '../i18n/index.js';

/** What the sync engine is doing, for people and for hosts. Holds counts and times only. */
export interface SyncStatus {
  /** `off`: no server, or no consent for sync. `blocked`: nothing moves until somebody acts (login, dead letters, a server we cannot use). */
  readonly state: 'off' | 'idle' | 'pushing' | 'pulling' | 'offline' | 'blocked';
  /** Operations that wait to be sent. */
  readonly queued: number;
  /** Operations that the server refused for good; see {@link SyncApi.deadLetters}. */
  readonly dead: number;
  /** Milliseconds since 1970 UTC of the last complete round. */
  readonly lastSuccess?: number;
  readonly lastError?: NelumboError;
}

/** What can be done about a {@link DeadLetter}. */
export type DeadLetterAction = 'retry' | 'edit' | 'discard' | 'undo';

/** An operation that the server refused for good, or an entry of the server that could not be read. What is on the device stays there. */
export interface DeadLetter {
  /** Names it in the calls of {@link SyncApi}. */
  readonly seq: number;
  readonly kind: 'push' | 'pull';
  /** `refused`: the server will not take it. `gone`: it was deleted there. `unreadable`: what the server sent makes no sense. `damaged`: it no longer opens here. */
  readonly reason: 'refused' | 'gone' | 'unreadable' | 'damaged';
  /** The record, `Type/id`; empty when that is not known any more. */
  readonly ref: string;
  /** HTTP status; 0 when there was none. */
  readonly status: number;
  readonly outcome?: OperationOutcome;
  readonly actions: readonly DeadLetterAction[];
}

/** Moves records between the device and a FHIR server, once the user agreed to it. */
export interface SyncApi {
  readonly status: SyncStatus;
  /** Pushes and pulls now; resolves when the round has ended, whatever its outcome. */
  now(): Promise<SyncStatus>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Sends a dead letter again, as a new write. One that is `gone` becomes a new record there. */
  retry(seq: number): Promise<void>;
  /** Sends `resource`, the mended record, instead of the dead letter. @throws NelumboError as `records.write` */
  edit(seq: number, resource: Resource): Promise<void>;
  /** Gives a dead letter up; the record stays on the device only. */
  discard(seq: number): Promise<void>;
  /** Gives it up here too: what the server never took leaves the device, what it has comes back as the server has it. */
  undo(seq: number): Promise<void>;
  /** Holds all traffic, as if the network were gone; for tests and a host's own offline switch. */
  pause(): void;
  resume(): void;
}
