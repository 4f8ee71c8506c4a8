import type { Content, FamilyEvent, RecordsChanged, ResourceStore } from './fhir/index.js';
import type { NelumboError } from './i18n/index.js';
import type { EncyclopediaApi } from './encyclopedia/index.js';
import type { IntakeApi } from './intake/index.js';
import type { MedicationApi } from './medication/index.js';
import type { VitalsApi } from './vitals/index.js';
import type { Platform } from './platform.js';
import type { PrivacyApi } from './privacy/api.js';
import type { KeyRing, Secret, StorageStatus, Wrapping } from './records/index.js';
import type { SyncApi, SyncStatus } from './sync/api.js';

/** Where the host's servers are and how to sign in there. */
export interface ClientApiOptions {
  /** FHIR R4 base, such as `https://…/fhir/R4`. Without it nothing syncs. */
  readonly fhir?: string;
  /** Content API base, such as `https://…/content/v1`. Without it the starter content serves. */
  readonly content?: string;
  /** Where the server erases, such as `https://…/privacy`; default: beside `fhir`. */
  readonly privacy?: string;
  /** Gives a bearer token (or nothing, for a server that needs none); called again with `expired` after a 401. Kept in memory only. */
  readonly token?: (request: { reason: 'start' | 'expired' }) => Promise<string | undefined>;
}

/** What `createClient` needs. */
export interface ClientOptions {
  readonly platform: Platform;
  /** The host, as it names itself; one encrypted database per (tenant, user). Default `anonymous`. */
  readonly tenant?: string;
  /** The host's own id for the user; never stored in the clear. Default `anonymous`: on this device only. */
  readonly user?: string;
  /** The server's `Patient/id` of the user, stamped as subject on what is sent. */
  readonly patient?: string;
  readonly api?: ClientApiOptions;
  /** Asked when the data opens by something else than this device: gives the secret of one of these kinds, `undefined` to give up. */
  readonly secret?: (kinds: readonly Wrapping[]) => Promise<Secret | undefined>;
  /** Default `zh-CN`. */
  readonly locale?: string;
  /** Starter content, normally `bundledContent()` of `@nelumbo/content`. */
  readonly content?: Content;
}

/** What a client tells. */
export interface ClientEvents {
  change: RecordsChanged;
  sync: SyncStatus;
  consent: { readonly purpose: string; readonly given: boolean };
  /** How long what is stored stays, once the platform has answered; {@link Client.storage} says it at any time. */
  storage: StorageStatus;
  locale: { readonly locale: string };
  alert: Extract<FamilyEvent, { type: 'alert' }>;
  'dose-due': Extract<FamilyEvent, { type: 'dose-due' }>;
  /** For a caregiver whom the host tells; only with consent to `share`, once across tabs, without names. */
  'dose-missed': Extract<FamilyEvent, { type: 'dose-missed' }>;
  /** As `dose-missed`; at most once a day while a medicine runs low. */
  'stock-low': Extract<FamilyEvent, { type: 'stock-low' }>;
  /** Everything of this user was erased from this device, here or in another tab; the client is closed. */
  erased: { readonly elsewhere: boolean };
  /** Something failed in the background that no call could report. */
  error: { readonly error: NelumboError };
}

/** Ports, records, sync and the four families in one object; one per (tenant, user). */
export interface Client {
  readonly tenant: string;
  readonly user: string;
  /** False when the platform may drop what is stored (private window, unpersisted storage); the UI says so. */
  readonly durable: boolean;
  /** How long what is stored here stays; never less than a user is told. */
  readonly storage: StorageStatus;
  locale: string;
  /** The records, and how the key that seals them is wrapped. */
  readonly records: ResourceStore & { readonly keys: KeyRing };
  readonly intake: IntakeApi;
  readonly vitals: VitalsApi;
  readonly medication: MedicationApi;
  readonly encyclopedia: EncyclopediaApi;
  readonly sync: SyncApi;
  readonly privacy: PrivacyApi;
  /** Listens; returns the unsubscriber. */
  on<E extends keyof ClientEvents>(event: E, listener: (detail: ClientEvents[E]) => void): () => void;
  /** Stops sync, timers and listeners and closes the database. Calls afterwards reject with `closed`. */
  close(): Promise<void>;
}
