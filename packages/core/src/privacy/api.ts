/** What a user can agree to. `sync`: records may leave the device for the server that the host named. */
export type Purpose = 'sync' | (string & {});

/** One decision of the user. */
export interface ConsentState {
  readonly purpose: Purpose;
  readonly given: boolean;
  /** Milliseconds since 1970 UTC of the decision; absent when never asked. */
  readonly decidedAt?: number;
}

/** Consent by purpose. Without a decision, nothing is given. */
export interface PrivacyApi {
  consents(): Promise<readonly ConsentState[]>;
  /** Records the user's agreement; takes effect at once. */
  grant(purpose: Purpose): Promise<void>;
  /** Takes it back; a request in flight is aborted and the queue held. */
  withdraw(purpose: Purpose): Promise<void>;
  /** Shreds the keys, then deletes everything of this (tenant, user) on this device. The client is closed afterwards. */
  erase(): Promise<void>;
}
