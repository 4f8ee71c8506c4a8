import type { Clock, Devices, Locks, Notifier } from '../platform.js';
import type { Ref, ResourceStore } from './store.js';

/** Reads content by name: guidelines, questionnaires, question grammar, packs. */
export interface Content {
  /**
   * @param name - `vitals/guidelines`, `intake/headache`, `encyclopedia/zh-CN`…
   * @throws NelumboError `not-found`, `offline`
   */
  read(name: string): Promise<unknown>;
}

/** Fetches JSON through the transport, with size and time limits. */
export interface JsonFetch {
  /**
   * @param url - absolute, or relative to the page
   * @throws NelumboError `not-found`, `not-json`, `server`, `offline`, `too-large`; its `cause` is a {@link JsonRefusal} when the server gave a reason
   */
  (url: string, request?: JsonRequest): Promise<unknown>;
}

/** What a request says beyond its address. */
export interface JsonRequest {
  /** Sent as JSON with POST. */
  readonly body?: unknown;
  /** ETag of an answer that is kept; when it still holds, the request resolves to `undefined`. */
  readonly known?: string;
  /** Told the answer's ETag. */
  readonly onEtag?: (etag: string) => void;
}

/** Why a server refused a JSON request. */
export interface JsonRefusal {
  readonly status: number;
  /** From Retry-After, ms. */
  readonly retryAfterMs?: number;
  /** The body, when it is JSON (RFC 9457 problem details). */
  readonly problem?: unknown;
}

/** What happened in a family and concerns others; the client passes it on to `client.on`. */
export type FamilyEvent =
  | { readonly type: 'alert'; readonly rule: string; readonly level: string; readonly refs: readonly Ref[] }
  | { readonly type: 'dose-due'; readonly plan: Ref; readonly slot: string; readonly at: number }
  /** For a caregiver, only with the user's consent to `share`: a dose was due at `at` and nobody answered. */
  | { readonly type: 'dose-missed'; readonly plan: Ref; readonly slot: string; readonly at: number }
  /** For a caregiver, only with the user's consent to `share`: a medicine lasts for so many days more. */
  | { readonly type: 'stock-low'; readonly plan: Ref; readonly daysLeft: number };

/** Everything that a family may use. Plugged in by `client.ts`. */
export interface FamilyContext {
  readonly records: ResourceStore;
  readonly clock: Clock;
  readonly notifier: Notifier;
  /** Absent where the platform cannot talk to devices. */
  readonly devices?: Devices | undefined;
  /** Mutual exclusion between tabs, where the client has it. */
  readonly locks?: Locks;
  readonly content: Content;
  readonly fetchJson: JsonFetch;
  /** Base of the content API (`…/content/v1`), when the host gave one. */
  readonly contentUrl: string | undefined;
  /** A fresh random uuid. */
  uuid(): Promise<string>;
  /** The current locale; it may change at run time. */
  locale(): string;
  emit(event: FamilyEvent): void;
  /** Whether the user agreed that others (a caregiver) are told; absent means no. */
  readonly shares?: () => Promise<boolean>;
  /** Tells of committed changes, from this tab, another tab or the server. Returns the unsubscriber. */
  onChange(listener: (change: RecordsChanged) => void): () => void;
}

/** Which records changed, and whose doing it was. Never holds data. */
export interface RecordsChanged {
  readonly refs: readonly Ref[];
  /** Resource types among the refs; `doc` when a device-only document changed. */
  readonly types: readonly string[];
  readonly origin: 'here' | 'other-tab' | 'server';
}
