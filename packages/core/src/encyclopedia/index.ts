import type { FamilyContext } from '../fhir/index.js';

/** The encyclopedia family's face to hosts and elements; every method is asynchronous, because the family loads on first use. */
export interface EncyclopediaApi {
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}

/** Builds the family on what the client plugs in. */
export function createEncyclopedia(_context: FamilyContext): EncyclopediaApi {
  return { close: () => Promise.resolve() };
}
