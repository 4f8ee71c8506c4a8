import type { OperationOutcome } from '../fhir/index.js';
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

/** An operation that the server refused for good. Its record stays on the device. */
export interface DeadLetter {
  readonly seq: number;
  readonly ref: string;
  readonly status: number;
  readonly outcome?: OperationOutcome;
}

/** Moves records between the device and a FHIR server, once the user agreed to it. */
export interface SyncApi {
  readonly status: SyncStatus;
  /** Pushes and pulls now; resolves when the round has ended, whatever its outcome. */
  now(): Promise<SyncStatus>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Sends a dead letter again. */
  retry(seq: number): Promise<void>;
  /** Gives a dead letter up; the record stays on the device only. */
  discard(seq: number): Promise<void>;
  /** Holds all traffic, as if the network were gone; for tests and a host's own offline switch. */
  pause(): void;
  resume(): void;
}
