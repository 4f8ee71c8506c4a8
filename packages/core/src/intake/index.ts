import type { FamilyContext } from '../fhir/index.js';

/** The intake family's face to hosts and elements; every method is asynchronous, because the family loads on first use. */
export interface IntakeApi {
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}

/** Builds the family on what the client plugs in. */
export function createIntake(_context: FamilyContext): IntakeApi {
  return { close: () => Promise.resolve() };
}
