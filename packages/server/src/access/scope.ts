import { isOwned } from '../fhir/resource-types.js';

/** What a request wants to do; SMART's c, r, u, d, s. */
export type Action = 'create' | 'read' | 'update' | 'delete' | 'search';

/** Says which actions on a type a token allows. */
export type Allowance = (type: string, action: Action) => boolean;

/** What one request may touch; made from its token and nothing else. No statement runs without one. */
export interface Scope {
  readonly tenant: string;
  /** The token's subject, for the audit. */
  readonly user: string;
  /** The owners whose resources may be read and written. */
  readonly patients: readonly string[];
  /** A service of the tenant: may write what belongs to the tenant (questionnaires, plans). */
  readonly service: boolean;
  readonly allows: Allowance;
}

/** The owners whose resources of `type` may be read: the caller's patients, or the tenant itself ('') for what belongs to it. */
export const readable = (scope: Scope, type: string): readonly string[] => (isOwned(type) ? scope.patients : ['']);

/** Tells whether the scope may write what `owner` owns. */
export const mayWrite = (scope: Scope, owner: string): boolean => (owner === '' ? scope.service : scope.patients.includes(owner));

/** An actor of the SMART scope and the actions of its old spelling. */
const actions: Readonly<Record<string, Action>> = { c: 'create', r: 'read', u: 'update', d: 'delete', s: 'search' };
const spelled: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/**
 * Reads SMART scopes: `patient/Observation.rs`, `user/*.cruds`, and version 1 (`patient/*.read`). Others are ignored.
 * A scope with a query (`?category=…`) is ignored too: it would promise a narrowing that is not applied.
 */
export function allowance(scopes: string): Allowance {
  const granted = new Set<string>();
  for (const scope of scopes.split(/\s+/)) {
    const [, type, verbs] = /^(?:patient|user|system)\/(\*|[A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)$/.exec(scope) ?? [];
    for (const letter of spelled[verbs ?? ''] ?? verbs ?? '') granted.add(`${type}.${actions[letter]}`);
  }
  return (type, action) => granted.has(`*.${action}`) || granted.has(`${type}.${action}`);
}
