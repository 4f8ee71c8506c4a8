import { intervalOfValue, noDate, openEnd } from '../fhir/dates.js';
import type { FhirResource, Json } from '../fhir/resource.js';
import { isObject, valuesAt } from '../fhir/resource.js';
import type { Connection } from '../storage/connection.js';

/** FHIR's consent actions that mean something here: reading and writing. */
const actions = ['access', 'correct'] as const;

const systems = {
  action: 'http://terminology.hl7.org/CodeSystem/consentaction',
  class: 'http://hl7.org/fhir/resource-types',
  scope: 'http://terminology.hl7.org/CodeSystem/consentscope',
} as const;

/** What one Consent permits one actor, milliseconds since 1970 UTC, the end excluded. */
export interface Permit {
  readonly actor: string;
  readonly action: (typeof actions)[number];
  readonly type: string;
  readonly from: number;
  readonly until: number;
}

/** How a Consent names somebody: a literal reference (SMART's `fhirUser`), or the identity provider's own name for the login. */
export const actorKey = {
  reference: (reference: string): string => `reference ${reference}`,
  /** OpenID Connect promises that issuer and subject together name one login for ever. */
  login: (issuer: string, subject: string): string => `login ${issuer} ${subject}`,
};

/** All that a provision may say here. Anything else narrows the permission in a way that is not enforced, so it permits nothing. */
const understood = ['id', 'extension', 'type', 'period', 'actor', 'action', 'class'];

const codesOf = (codings: readonly unknown[], system: string): string[] =>
  codings.flatMap((coding) => (isObject(coding) && coding['system'] === system && typeof coding['code'] === 'string' ? [coding['code']] : []));

function actorOf(reference: unknown): string | undefined {
  if (!isObject(reference)) return undefined;
  if (typeof reference['reference'] === 'string') return actorKey.reference(reference['reference']);
  const identifier = reference['identifier'];
  if (!isObject(identifier) || typeof identifier['system'] !== 'string' || typeof identifier['value'] !== 'string') return undefined;
  return actorKey.login(identifier['system'], identifier['value']);
}

/** The provision of a Consent that is in force and understood in full. */
function provisionOf(consent: FhirResource): Json | undefined {
  const provision = consent['provision'];
  if (consent['status'] !== 'active' || 'modifierExtension' in consent || !isObject(provision) || provision['type'] !== 'permit') return undefined;
  if (!codesOf(valuesAt(consent, 'scope.coding'), systems.scope).includes('patient-privacy')) return undefined;
  return Object.keys(provision).every((key) => understood.includes(key)) ? provision : undefined;
}

/**
 * What a Consent permits, and nothing when in doubt: it is active and about privacy; its root provision is a `permit` that names actors,
 * actions (`access`, `correct`) and resource types, and says nothing that is not enforced here (purpose, nested provisions…).
 */
export function permitsOf(consent: FhirResource): readonly Permit[] {
  const provision = provisionOf(consent);
  if (!provision) return [];
  const span = provision['period'] === undefined ? { from: noDate, to: openEnd } : intervalOfValue(provision['period']);
  if (!span) return [];
  const types = [...new Set(codesOf(valuesAt(provision, 'class'), systems.class))];
  const given = codesOf(valuesAt(provision, 'action.coding'), systems.action);
  const actors = new Set(valuesAt(provision, 'actor.reference').flatMap((reference) => actorOf(reference) ?? []));
  return [...actors].flatMap((actor) =>
    actions
      .filter((action) => given.includes(action))
      .flatMap((action) => types.map((type): Permit => ({ actor, action, type, from: span.from, until: span.to }))),
  );
}

/** Notes what a stored Consent permits; `rid` is its row. Only inside a transaction of the writer. */
export function notePermits(writer: Connection, rid: number, patient: string, consent: FhirResource): void {
  for (const { actor, action, type, from, until } of permitsOf(consent))
    writer.run('INSERT INTO permit VALUES (?,?,?,?,?,?,?,?)', actor, rid, action, type, patient, String(consent.id), from, until);
}

/** Forgets what a Consent permitted: from the next request on nobody reaches anything by it. */
export const dropPermits = (writer: Connection, rid: number): void => void writer.run('DELETE FROM permit WHERE rid = ?', rid);

/** What a caller is permitted, by Consent and action. */
export interface Permitted {
  readonly patient: string;
  readonly consent: string;
  readonly action: string;
  readonly types: readonly string[];
}

/** The permits that name one of `actors` at `now`; one look-up in an index for each, empty for nearly everybody. */
export function permitsFor(connection: Connection, actors: readonly string[], now: number): readonly Permitted[] {
  const found = new Map<string, Permitted & { types: string[] }>();
  for (const actor of actors) {
    const rows = connection.all('SELECT patient, consent, action, type FROM permit WHERE actor = ? AND starts <= ? AND ends > ?', actor, now, now);
    for (const [patient, consent, action, type] of rows) {
      const key = `${String(consent)} ${String(action)}`;
      const permitted = found.get(key) ?? { patient: String(patient), consent: String(consent), action: String(action), types: [] };
      permitted.types.push(String(type));
      found.set(key, permitted);
    }
  }
  return [...found.values()];
}
