import type { OperationOutcome, Ref, Resource } from '../fhir/index.js';

/** Grows with each change of the tables or of what stands in them; a newer database than this is refused. */
export const SCHEMA = 4;

/**
 * The tables of one (tenant, user). `tail` holds single records, `blocks` many sealed as one, `cols` their numbers, `roll` their
 * days, `spans` where each is. `records` and `index` are those of schema 1, `ids` that of schema 2, emptied by the first opening.
 */
export const TABLES = [
  ...['keys', 'meta', 'records', 'index', 'sids', 'stale', 'docs', 'outbox', 'dead', 'cursor', 'quarantine'],
  ...['tail', 'blocks', 'cols', 'roll', 'ids', 'audit', 'spans'],
] as const;

/** A FHIR resource as JSON; which elements it has follows from its type. */
export type Json = Resource & Record<string, unknown>;

/** The counters, renewed by every commit: whoever commits proves that nobody else did in between. */
export interface Head {
  /** Of the next operation. */
  readonly seq: number;
  /** Grows with every commit; a record carries that of its last change. */
  readonly gen: number;
  /** Marks of the last commits, newest last: whether one whose answer was lost went through. */
  readonly recent: readonly string[];
  /** Records with a body, by type. */
  readonly live?: Readonly<Record<string, number>>;
}

/** By type and by the code under which records are filed: every code that one of them carries. Only grows. */
export type Codes = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A stretch of time of which stored records could not be read. */
export interface Hole {
  readonly type: string;
  readonly tok: string;
  /** Clinical time of the first and last record that was there, ms since 1970 UTC. */
  readonly from: number;
  readonly to: number;
  /** How far the type had been pulled: a pull that gets there again has fetched what is missing. */
  readonly until?: string;
}

/**
 * By type: records from before this time (ms since 1970 UTC) were taken off this device and are left to the server. In `meta`, under
 * `since`; a pull passes them by.
 */
export type Since = Readonly<Record<string, number>>;

/** A record and what is known of its copy on the server. */
export interface RecordState {
  readonly ref: Ref;
  readonly gen: number;
  /** In local form (local id, local references); `null` once removed. */
  readonly body: Json | null;
  /** Clinical time, ms since 1970 UTC. */
  readonly time: number;
  /** Blinded name of the type and code under which it is filed; the stored value goes without, its key says it. */
  readonly tok?: string;
  /** `Type/id` on the server. */
  readonly sid?: string;
  /** Version on the server that the next update replaces (`If-Match`). */
  readonly version?: string;
  /** Version whose content `body` has already taken in, when that is not `version`: what later changes are compared with. */
  readonly merged?: string;
  /** Operations in the outbox or among the dead letters, oldest first. */
  readonly queue: readonly number[];
  /** What others' changes replaced here, newest last: a caller may still hold it, change it and write it back. */
  readonly replaced?: readonly Json[];
  /** The server holds something newer that could not be taken over yet. */
  readonly stale?: boolean;
  /** Number of an operation of a large write that has no row of its own in the outbox: its body is this one. */
  readonly pending?: number;
  /** In the tail: times under which a block may still hold it. */
  readonly was?: readonly number[];
  /** In the tail: it is filed under another code now; this only hides what a block here still holds. */
  readonly moved?: boolean;
}

/** One write that the server has to learn. */
export interface Operation {
  readonly seq: number;
  /** In the root extension {@link OP_EXTENSION} of `body`. */
  readonly opId: string;
  readonly ref: Ref;
  /** In local form. */
  readonly body: Json;
  /** Clock time of the last attempt whose outcome is not known; absent when it was never sent. */
  readonly sentAt?: number;
}

/** An operation that the server refused for good. */
export interface DeadOperation extends Operation {
  readonly status: number;
  readonly outcome?: OperationOutcome;
}

/** System of the identifier that every record carries: the device's uuid. */
export const ID_SYSTEM = 'urn:nelumbo:fhir:id';

/** Root extension that names the write which made a version. */
export const OP_EXTENSION = 'urn:nelumbo:fhir:op';
