import { isOwned } from '../fhir/resource-types.js';
import type { TenantDatabase } from '../storage/tenant-database.js';
import { permitsFor } from './permits.js';

/** What a request wants to do; SMART's c, r, u, d, s. */
export type Action = 'create' | 'read' | 'update' | 'delete' | 'search';

/** Says which actions on a type a token allows. */
export type Allowance = (type: string, action: Action) => boolean;

/** Who calls, as the token says; nothing in it depends on the record. */
export interface Caller {
  readonly tenant: string;
  /** The token's subject, for the audit. */
  readonly user: string;
  /** SMART's `fhirUser` below our own base, such as `Practitioner/chen`. */
  readonly agent?: string;
  /** The forms in which a Consent may name this caller; see {@link permitsFor}. */
  readonly actors: readonly string[];
  /** The token's patient, in whose context it was issued. */
  readonly patient?: string;
  /** The patient who the caller is: only they decide on consents, read the audit and erase. */
  readonly self?: string;
  /** A service of the tenant: may write what belongs to the tenant (questionnaires, plans). */
  readonly service: boolean;
  readonly allows: Allowance;
}

/** One owner whose resources the caller reaches, and how far. */
export interface Reach {
  /** Of the Patient. */
  readonly id: string;
  /** Resource types. */
  readonly types: readonly string[] | 'all';
  readonly actions: readonly Action[];
  /** The id of the Consent that opens it; none: the token's own patient. */
  readonly consent?: string;
}

/** What one request may touch; made from its token and the consents of that moment. No statement runs without one. */
export interface Scope extends Caller {
  readonly patients: readonly Reach[];
}

const everything: readonly Action[] = ['create', 'read', 'update', 'delete', 'search'];
/** What the actions of a Consent open. A deletion stays with the patient: a caregiver corrects by `entered-in-error`. */
const opened: Readonly<Record<string, readonly Action[]>> = { access: ['read', 'search'], correct: ['create', 'update'] };

/** The scope of one request: the token's own patient and those whose Consent names the caller, as committed right now. */
export function resolveScope(caller: Caller, database: TenantDatabase): Scope {
  const own: Reach[] = caller.patient === undefined ? [] : [{ id: caller.patient, types: 'all', actions: everything }];
  const permitted = permitsFor(database.reader, caller.actors, Date.now()).map(({ patient, consent, action, types }): Reach => ({
    id: patient,
    types,
    actions: opened[action] ?? [],
    consent,
  }));
  return { ...caller, patients: [...own, ...permitted] };
}

/** What is the patient's alone, whoever else was let in: giving and withdrawing consent, and seeing who read what. */
const isPersonal = (type: string, action: Action): boolean => type === 'AuditEvent' || (type === 'Consent' && action !== 'read' && action !== 'search');

/** By what the scope reaches resources of `type` that `owner` owns; undefined when it does not. */
export function reachOf(scope: Scope, type: string, owner: string, action: Action): Reach | undefined {
  if (isPersonal(type, action) && owner !== scope.self) return undefined;
  return scope.patients.find(({ id, types, actions }) => id === owner && actions.includes(action) && (types === 'all' || types.includes(type)));
}

/** The owners whose resources of `type` may be read: the caller's patients, or the tenant itself ('') for what belongs to it. */
export function readable(scope: Scope, type: string): readonly string[] {
  if (!isOwned(type)) return [''];
  return [...new Set(scope.patients.map(({ id }) => id))].filter((id) => reachOf(scope, type, id, 'read'));
}

/** Tells whether the scope may write resources of `type` that `owner` owns. */
export const mayWrite = (scope: Scope, type: string, owner: string, action: Action): boolean =>
  owner === '' ? scope.service : reachOf(scope, type, owner, action) !== undefined;

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
