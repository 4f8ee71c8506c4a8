import fc from 'fast-check';
import { expect } from 'vitest';
import { bundle, entry, observation } from './support.js';
import type { Answer, Caller, Json, Stage } from './support.js';

/** The caregiver of the tests, in both ways in which a Consent can name them. */
export const nurse = { fhirUser: 'Practitioner/nina', sub: 'login-of-nina' };
const concept = (system: string, code: string): Json => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] });

/** What a test varies in a Consent. */
export interface Wish {
  readonly status?: string;
  readonly type?: string;
  readonly scope?: string;
  readonly period?: { readonly start?: string; readonly end?: string };
  readonly actor?: Json;
  readonly actions?: readonly string[];
  readonly types?: readonly string[];
  readonly more?: Json;
}

/** A Consent by which a patient lets the nurse read Observations, unless `wish` says otherwise. */
export function consent(patient: string, wish: Wish = {}): Json {
  const { status = 'active', type = 'permit', scope = 'patient-privacy', period } = wish;
  const { actor = { reference: nurse.fhirUser }, actions = ['access'], types = ['Observation'], more = {} } = wish;
  return {
    resourceType: 'Consent',
    status,
    scope: concept('consentscope', scope),
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
    patient: { reference: `Patient/${patient}` },
    dateTime: '2026-03-01T08:00:00Z',
    policyRule: { text: 'Care at home' },
    provision: {
      type,
      ...(period ? { period } : {}),
      actor: [{ role: concept('v3-ParticipationType', 'IRCP'), reference: actor }],
      ...(actions.length > 0 ? { action: actions.map((action) => concept('consentaction', action)) } : {}),
      ...(types.length > 0 ? { class: types.map((code) => ({ system: 'http://hl7.org/fhir/resource-types', code })) } : {}),
      ...more,
    },
  };
}

/** A caller with the nurse's own token: a fhirUser and no patient. */
export const asNurse = (host: Stage, tenant = 'one'): Promise<Caller> => host.as(tenant, '', { ...nurse, patient: undefined, scope: 'user/*.cruds' });

const year = 365 * 86_400_000;
const date = (offset: number): string => new Date(Date.now() + offset).toISOString();
const periods: Record<string, { period?: { start?: string; end?: string }; now: boolean }> = {
  'without a period': { now: true },
  'since last year': { period: { start: date(-year) }, now: true },
  'for two years': { period: { start: date(-year), end: date(year) }, now: true },
  'until yesterday': { period: { start: date(-year), end: date(-86_400_000) }, now: false },
  'from tomorrow on': { period: { start: date(86_400_000) }, now: false },
};
const actors: Record<string, { actor: Json; named: boolean }> = {
  'by reference': { actor: { reference: nurse.fhirUser }, named: true },
  'by address': { actor: { reference: `https://api.example/fhir/R4/${nurse.fhirUser}` }, named: true },
  'by login': { actor: { identifier: { system: 'https://login.example', value: nurse.sub } }, named: true },
  'a namesake elsewhere': { actor: { reference: `https://elsewhere.example/${nurse.fhirUser}` }, named: false },
  'another login': { actor: { identifier: { system: 'https://login.example', value: 'login-of-max' } }, named: false },
  'the login of another issuer': { actor: { identifier: { system: 'https://evil.example', value: nurse.sub } }, named: false },
  'by name only': { actor: { display: nurse.fhirUser }, named: false },
};
const narrowings: Record<string, { more: Json; plain: boolean }> = {
  nothing: { more: {}, plain: true },
  'a purpose': { more: { purpose: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'ETREAT' }] }, plain: false },
  'an exception': { more: { provision: [{ type: 'deny' }] }, plain: false },
  'a time of data': { more: { dataPeriod: { start: '2026-01-01' } }, plain: false },
};
const kept = ['Observation', 'MedicationRequest'] as const;

/** One way in which a patient decides, and what the caregiver may then do. */
const decision = fc.record({
  status: fc.constantFrom('active', 'active', 'active', 'inactive', 'draft', 'proposed', 'rejected', 'entered-in-error'),
  type: fc.constantFrom('permit', 'permit', 'permit', 'deny'),
  scope: fc.constantFrom('patient-privacy', 'patient-privacy', 'patient-privacy', 'research', 'treatment', 'adr'),
  period: fc.constantFrom(...Object.keys(periods)),
  actor: fc.constantFrom(...Object.keys(actors)),
  actions: fc.subarray(['access', 'correct', 'collect', 'use', 'disclose']),
  types: fc.subarray([...kept, 'Consent', 'AuditEvent']),
  narrowing: fc.constantFrom('nothing', 'nothing', 'nothing', ...Object.keys(narrowings)),
  withdrawn: fc.constantFrom('inactive', 'entered-in-error', 'deleted', 'shortened', 'handed to another'),
});
type Decision = typeof decision extends fc.Arbitrary<infer T> ? T : never;
const withdrawals: readonly Decision['withdrawn'][] = ['entered-in-error', 'deleted', 'shortened', 'handed to another'];

const plain: Decision = {
  status: 'active',
  type: 'permit',
  scope: 'patient-privacy',
  period: 'for two years',
  actor: 'by reference',
  actions: ['access'],
  types: ['Observation'],
  narrowing: 'nothing',
  withdrawn: 'inactive',
};
/** The plain permission, and each that differs from it in one respect: these are tried every time, before chance has its turn. */
const examples: readonly Decision[] = [
  plain,
  { ...plain, actions: ['correct'] },
  { ...plain, types: ['MedicationRequest'] },
  { ...plain, types: [] },
  { ...plain, status: 'inactive' },
  { ...plain, type: 'deny' },
  { ...plain, scope: 'research' },
  ...Object.keys(periods).map((period) => ({ ...plain, period })),
  ...Object.keys(actors).map((actor) => ({ ...plain, actor })),
  ...Object.keys(narrowings).map((narrowing) => ({ ...plain, narrowing })),
  ...withdrawals.map((withdrawn) => ({ ...plain, withdrawn })),
];

const inForce = ({ status, type, scope, period, actor, narrowing }: Decision): boolean =>
  status === 'active' &&
  type === 'permit' &&
  scope === 'patient-privacy' &&
  Boolean(periods[period]?.now && actors[actor]?.named && narrowings[narrowing]?.plain);

function asConsent(patient: string, chosen: Decision): Json {
  const { status, type, scope, actions, types } = chosen;
  const { period } = periods[chosen.period] ?? {};
  return consent(patient, {
    status,
    type,
    scope,
    actions,
    types,
    actor: actors[chosen.actor]?.actor,
    more: narrowings[chosen.narrowing]?.more,
    ...(period ? { period } : {}),
  });
}

/** Two patients of a tenant and a namesake of one in another, each with one resource of each kind. */
export interface Household {
  readonly patients: ReadonlyMap<string, Caller>;
  readonly nurse: Caller;
  readonly held: readonly { readonly owner: string; readonly type: string; readonly id: string }[];
}

const medication = (patient: string): Json => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  subject: { reference: `Patient/${patient}` },
  medicationCodeableConcept: { text: `words-of-${patient}` },
});
const reading = (patient: string): Json => observation(patient, { note: [{ text: `words-of-${patient}` }] });
const sample = (type: string, patient: string): Json => (type === 'Observation' ? reading(patient) : medication(patient));

/** Fills a server for {@link tryCaregiver}. */
export async function household(host: Stage): Promise<Household> {
  const patients = new Map<string, Caller>();
  const held: { owner: string; type: string; id: string }[] = [];
  for (const [owner, tenant, patient] of [
    ['ann', 'one', 'ann'],
    ['bob', 'one', 'bob'],
    ['other ann', 'two', 'ann'],
  ] as const) {
    const caller = await host.as(tenant, patient);
    patients.set(owner, caller);
    for (const type of kept) held.push({ owner, type, id: (await caller.call('POST', `/${type}`, sample(type, patient))).body.id });
  }
  return { patients, nurse: await asNurse(host), held };
}

type Way = (
  caller: Caller,
  method: string,
  path: string,
  body?: Json,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: Json; text: string }>;

const ways: Record<string, Way> = {
  alone: async (caller, method, path, body, headers) => caller.call(method, `/${path}`, body, headers),
  batch: async (caller, method, path, body, headers = {}) => {
    const more = headers['If-Match'] ? { ifMatch: headers['If-Match'] } : {};
    const answer: Answer = await caller.call('POST', '', bundle('batch', entry(method, path, body, more)));
    const [only] = answer.body.entry as Json[];
    return { status: Number(only.response.status), body: only.resource ?? only.response.outcome, text: answer.text };
  },
};

/** Tries everything on what `owner` has of one type; expects to succeed exactly where `may` says so. */
async function tryAll(way: Way, house: Household, owner: string, type: string, may: { read: boolean; write: boolean }): Promise<void> {
  const patient = owner === 'other ann' ? 'ann' : owner;
  const { nurse: caller } = house;
  const { id } = house.held.find((each) => each.owner === owner && each.type === type) as { id: string };
  const found = may.read ? 200 : 404;
  expect((await way(caller, 'GET', `${type}/${id}`)).status, `read ${type} of ${owner}`).toBe(found);
  expect((await way(caller, 'GET', `${type}/${id}/_history/1`)).status).toBe(found);
  expect((await way(caller, 'GET', `${type}/${id}/_history`)).status).toBe(found);
  for (const search of [`${type}?_id=${id}`, `${type}?patient=${patient}&_count=500`, `${type}?_count=500`]) {
    const { status, body } = await way(caller, 'GET', `${search}&_total=accurate`);
    const ids = (body.entry ?? []).map(({ resource }: Json) => resource.id as string);
    expect([status, ids.includes(id)], search).toEqual([200, may.read]);
    if (!may.read && search.includes('_id')) expect(body.total).toBe(0);
  }
  if (owner === 'other ann') return; // what follows would write into the first tenant's ann
  const body = { ...sample(type, patient), id };
  const version = `W/"${(await house.patients.get(owner)?.call('GET', `/${type}/${id}`))?.body.meta.versionId}"`;
  const updated = await way(caller, 'PUT', `${type}/${id}`, body, { 'If-Match': version });
  expect(updated.status, `update ${type} of ${owner}`).toBe(may.write ? 200 : 403);
  const created = await way(caller, 'POST', type, sample(type, patient));
  expect(created.status, `create ${type} for ${owner}`).toBe(may.write ? 201 : 403);
  if (may.write) await house.patients.get(owner)?.call('DELETE', `/${type}/${created.body.id}`);
  expect((await way(caller, 'DELETE', `${type}/${id}`)).status).toBe(may.read ? 403 : 404);
}

/**
 * Lets a patient decide at random, and the caregiver try everything in reach and out of it, before and after the decision is taken back.
 * `random` decisions come after {@link examples}. Rejects with the counterexample when the caregiver could do more or less than the Consent says.
 */
export async function tryCaregiver(house: Household, random: number): Promise<void> {
  const ann = house.patients.get('ann') as Caller;
  const none = { read: false, write: false };
  await fc.assert(
    fc.asyncProperty(decision, fc.constantFrom(...Object.keys(ways)), fc.constantFrom(...kept), async (chosen, name, type) => {
      const way = ways[name] as Way;
      const { body: stored, status, text } = await ann.call('POST', '/Consent', asConsent('ann', chosen));
      expect(status, text).toBe(201);
      const path = `/Consent/${stored.id}`;
      try {
        const includes = (action: string): boolean => inForce(chosen) && chosen.types.includes(type) && chosen.actions.includes(action);
        await tryAll(way, house, 'ann', type, { read: includes('access'), write: includes('correct') });
        await tryAll(way, house, 'bob', type, none);
        await tryAll(way, house, 'other ann', type, none);
        // deciding stays with the patient, and the audit too, whatever the Consent names
        expect((await way(house.nurse, 'POST', 'Consent', consent('ann'))).status).toBe(403);
        expect((await way(house.nurse, 'PUT', `Consent/${stored.id}`, { ...stored, status: 'active' }, { 'If-Match': 'W/"1"' })).status).toBeGreaterThanOrEqual(
          403,
        );
        expect((await way(house.nurse, 'GET', 'AuditEvent?_total=accurate')).body.total).toBe(0);
        const next: Record<string, Json> = {
          inactive: { ...stored, status: 'inactive' },
          'entered-in-error': { ...stored, status: 'entered-in-error' },
          shortened: { ...stored, provision: { ...stored.provision, period: { end: date(-86_400_000) } } },
          'handed to another': {
            ...stored,
            provision: { ...stored.provision, actor: [{ ...stored.provision.actor[0], reference: { reference: 'Practitioner/max' } }] },
          },
        };
        const withdrawn = chosen.withdrawn === 'deleted' ? await ann.call('DELETE', path) : await ann.call('PUT', path, next[chosen.withdrawn]);
        expect(withdrawn.status).toBe(200);
        await tryAll(way, house, 'ann', type, none);
      } finally {
        await ann.call('DELETE', path); // a failed run must not help the next
      }
    }),
    { numRuns: examples.length + random, endOnFailure: true, examples: examples.map((example) => [example, 'alone', 'Observation']) as never },
  );
}
