import type { FamilyContext } from '../fhir/index.js';

/** The medication family's face to hosts and elements; every method is asynchronous, because the family loads on first use. */
export interface MedicationApi {
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}

/** Builds the family on what the client plugs in. */
export function createMedication(_context: FamilyContext): MedicationApi {
  return { close: () => Promise.resolve() };
}
