import type { OperationOutcome } from '@medplum/fhirtypes';
import type { Outcome, Refusal } from './refusal.js';

const known = new WeakMap<object, { status: number; headers: Readonly<Record<string, string>> }>();

/**
 * HTTP statuses of outcomes. The router carries outcomes only and would derive a status from their `id`, which has no word for 422;
 * an outcome on its way through the library is recognised here by identity.
 */
export const statuses = {
  /** Notes the status of a refusal and gives its outcome in the library's type. */
  tag(refusal: Refusal): OperationOutcome {
    known.set(refusal.outcome, { status: refusal.status, headers: refusal.more.headers ?? {} });
    return refusal.outcome as unknown as OperationOutcome; // same JSON
  },
  /** The status noted for an outcome, if it is one of ours. */
  of: (outcome: unknown): { status: number; headers: Readonly<Record<string, string>> } | undefined =>
    typeof outcome === 'object' && outcome !== null ? known.get(outcome) : undefined,
  /** An outcome as plain JSON. */
  plain: (outcome: unknown): Outcome => outcome as Outcome, // ours, or the library's of the same shape
};
