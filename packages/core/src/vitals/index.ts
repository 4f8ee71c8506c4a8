import type { FamilyContext } from '../fhir/index.js';

/** The vitals family's face to hosts and elements; every method is asynchronous, because the family loads on first use. */
export interface VitalsApi {
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}

/** Builds the family on what the client plugs in. */
export function createVitals(_context: FamilyContext): VitalsApi {
  return { close: () => Promise.resolve() };
}
