import type { Client, SyncStatus } from '@nelumbo/core';
import type { Preferences } from './preferences.js';
import type { Route } from './router.js';
import type { Session } from './session.js';
import type { PortalTexts } from './texts/index.js';

/** FHIR base of the portal's server, relative to the page's origin. */
export const fhirBase = '/fhir/R4';
/** Content base of the portal's server. */
export const contentBase = '/content/v1';

/** Base of the portal's push API: it wakes a closed page for a reminder, with the reader's consent. */
export const pushBase = '/push/v1';

/** Measures that the portal shows. */
export const measures = ['blood-pressure', 'glucose'] as const;
/** One of {@link measures}. */
export type Measure = (typeof measures)[number];

/** What pages and parts see of the portal, and what they may ask of it. */
export interface Portal {
  readonly t: PortalTexts;
  readonly route: Route;
  readonly preferences: Preferences;
  readonly offline: boolean;
  /** Who is signed in; without it everything stays on the device. */
  readonly session: Session | undefined;
  /** The server's Patient id of the reader. */
  readonly patient: string | undefined;
  /** The open client; undefined while it opens. */
  readonly client: Client | undefined;
  /** The client could not be opened. */
  readonly broken: boolean;
  readonly sync: SyncStatus | undefined;
  /** The decision on sync; undefined while unknown. */
  readonly consent: boolean | undefined;
  /** The reader said "not now" to the question about sync; forgotten with the page. */
  readonly postponed: boolean;
  /** There are medicines to keep track of, now or before; undefined while unknown. */
  readonly medicines: boolean | undefined;
  /** The measure whose chart and entry are shown. */
  readonly measure: Measure;
  change(preferences: Partial<Preferences>): void;
  setOffline(offline: boolean): void;
  /** @throws what the client rejects with */
  setConsent(given: boolean): Promise<void>;
  postpone(): void;
  syncNow(): void;
  openSettings(): void;
  /** Shows a measure; with `enter`, brings its entry into view. */
  showMeasure(measure: Measure, options?: { readonly enter?: boolean }): void;
  /** Imports the invented readings. @throws what the client rejects with */
  loadSamples(): Promise<{ readonly saved: number; readonly duplicate: number }>;
  /** Erases everything of this account on this device and opens a fresh client. */
  erase(): Promise<void>;
  search(query: string): void;
}
