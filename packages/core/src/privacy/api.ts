import type { Ref, Resource } from '../fhir/index.js';

/**
 * What a user can agree to. `store`: keeping records on this device. `sync`: sending them to the server that the host named.
 * `analytics`, `personalise`, `share`: what the host does with them beyond that. A host may have more of its own.
 */
export type Purpose = 'store' | 'sync' | 'analytics' | 'personalise' | 'share' | (string & {});

/** The words that the user read before deciding. They are kept with the decision. */
export interface ConsentText {
  /** Of these words, as the host counts, such as `2026-11`. */
  readonly version: string;
  /** BCP 47 tag of the language that they were shown in. */
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

/** One decision of the user. */
export interface ConsentState {
  readonly purpose: Purpose;
  readonly given: boolean;
  /** Milliseconds since 1970 UTC of the decision; absent when never asked. */
  readonly decidedAt?: number;
  /** Of the words that were agreed to; absent when none were given. */
  readonly version?: string;
  /** `sync` was given for another server than the one in use: it does not hold here, and has to be asked again. */
  readonly otherServer?: string;
}

/** Which records. Without `type`: of every type. Times in ms since 1970 UTC, `from` inclusive, `to` exclusive. */
export type RecordSelection =
  { readonly ref: Ref } | { readonly type?: string; readonly codes?: readonly string[]; readonly from?: number; readonly to?: number };

/** What was erased. Keep it outside: after `device` and `everywhere` nothing on this device remembers. */
export interface ErasureReceipt {
  readonly scope: 'records' | 'device' | 'everywhere';
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Records taken off this device. */
  readonly records: number;
  /** Of them, those whose removal the server has yet to learn. */
  readonly waiting: number;
  /** What the server said that it erased: receipt id, and how many resources. */
  readonly server?: { readonly id: string; readonly resources: number };
}

/** One kind of data: what, where, why. */
export interface DataKind {
  readonly type: string;
  readonly count: number;
  /** First and last, ms since 1970 UTC. */
  readonly from: number;
  readonly to: number;
}

/** What is kept of the user, where, and on what ground. Counts and times only. */
export interface DataView {
  readonly kinds: readonly DataKind[];
  /** False when this device may drop it by itself. */
  readonly durable: boolean;
  /** Where it is sent; absent when nothing leaves the device. */
  readonly server?: string;
  readonly unsent: number;
  readonly refused: number;
  readonly consents: readonly ConsentState[];
}

/** What was done with the records. */
export type AuditAction = 'write' | 'remove' | 'correct' | 'sent' | 'fetched' | 'view' | 'export' | 'grant' | 'withdraw' | 'erase' | 'release';

/** An entry of the audit log: who did what, when and why; never a value. */
export interface AuditEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  /** Milliseconds since 1970 UTC, by this device's clock. */
  readonly at: number;
  readonly action: AuditAction;
  /** `user`: by the user of this device. `server`: what came from there, or went there. */
  readonly by: 'user' | 'server';
  /** Records by type. */
  readonly types: Readonly<Record<string, number>>;
  /** The records, when they are few. */
  readonly refs?: readonly Ref[];
  /** The purpose of a decision, the format of an export. */
  readonly detail?: string;
  readonly reason?: string;
}

/** Whether the audit log is whole. */
export interface AuditVerdict {
  readonly ok: boolean;
  readonly entries: number;
  /** The first entry that is missing or was altered. */
  readonly brokenAt?: number;
}

/** A logout that took place, or one that waits for an answer. */
export interface LogoutReport {
  /** False: something could not be sent; nothing was erased, and the client works on. Ask the user, then call again with `discard` or `keep`. */
  readonly done: boolean;
  /** Sent during this logout. */
  readonly sent: number;
  /** Not sent: kept when not `done`, else gone. */
  readonly unsent: number;
  /** Refused by the server; gone when `done`. */
  readonly refused: number;
  /** Everything stays on this device, sealed, until the same user opens it with the secret. */
  readonly kept?: boolean;
}

/** How a record is exported: FHIR R4 Bundle, table for a spreadsheet, page to read and print. */
export type ExportFormat = 'fhir' | 'csv' | 'html';

/** Consent by purpose, and what a person may ask of whoever keeps their data. Without a decision, nothing but `store` is given. */
export interface PrivacyApi {
  /** Every decision so far. */
  consents(): Promise<readonly ConsentState[]>;
  /** Every decision ever made, oldest first, as FHIR R4 Consent with the words that were shown. */
  consentRecords(): Promise<readonly Resource[]>;
  /** Records the user's agreement; takes effect at once. `sync` holds for the server in use only. */
  grant(purpose: Purpose, text?: ConsentText): Promise<void>;
  /** Takes it back; a request in flight is aborted and the queue held, in every tab. */
  withdraw(purpose: Purpose): Promise<void>;
  /** What is kept, where, and why. */
  view(): Promise<DataView>;
  /**
   * Writes a new version of a record: members of `patch` replace the record's, `null` removes one. The audit log keeps the reason.
   * @throws NelumboError `not-found`, and what the store throws
   */
  correct(ref: Ref, patch: Readonly<Record<string, unknown>>, reason: string): Promise<void>;
  /** Everything that is kept, piece by piece. @param options - language of headings, BCP 47; default the client's */
  export(format: ExportFormat, options?: { readonly locale?: string }): Promise<AsyncIterable<string>>;
  /**
   * Erases. Records (one, a span, all): gone here, and marked as entered in error on the server. `device`: the keys are shredded,
   * then everything of this (tenant, user) on this device. `everywhere`: the server's records too. After the last two the client is closed.
   * @throws NelumboError `bad-input` for a member or word that it does not know; `offline`, `server`, `not-allowed`, `unsupported`: then nothing was erased here either
   */
  erase(what?: 'device' | 'everywhere' | RecordSelection): Promise<ErasureReceipt>;
  /**
   * How many readings (Observation) from before each of these times could leave this device because the server has them: synced, nothing
   * waiting, and no record that stays refers to them. Reads everything: ask when the user asks. Times in ms since 1970 UTC.
   */
  removable(before: readonly number[]): Promise<readonly number[]>;
  /**
   * Takes them off this device alone: the server and other devices keep them, and later syncs do not bring them back. What is not on the
   * server stays. Broken off anywhere, it is safe to call again.
   * @param before - ms since 1970 UTC
   * @returns how many left
   * @throws NelumboError `consent-missing` without consent to `sync`: the server may have been told to forget them
   */
  release(before: number): Promise<number>;
  /** Readings from before this time were taken off this device (ms since 1970 UTC); `undefined` when none were. */
  releasedBefore(): Promise<number | undefined>;
  /** Has what {@link release} took off come back with a sync, which begins at once. @throws NelumboError `consent-missing` */
  bringBack(): Promise<void>;
  /** The audit log, newest first. */
  audit(range?: { readonly from?: number; readonly to?: number; readonly limit?: number }): Promise<readonly AuditEntry[]>;
  /** Whether the audit log is whole. */
  verify(): Promise<AuditVerdict>;
  /**
   * Ends the visit of this user: sends what waits (10 s at most), then erases the device. With `discard` what could not be sent is lost.
   * With `keep` nothing is erased: it stays sealed under a secret that this device does not have. The client is closed when the report says `done`.
   * @throws NelumboError `unsupported` for `keep` while this device alone opens the data: add a key first (`records.keys.add`)
   */
  logout(unsent?: 'flush' | 'keep' | 'discard'): Promise<LogoutReport>;
}
