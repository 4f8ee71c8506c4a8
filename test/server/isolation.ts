import fc from 'fast-check';
import { expect } from 'vitest';
import { bundle, entry, observation } from './support.js';
import type { Answer, Caller, Json, Stage } from './support.js';

/** Whose resources there are; ids repeat across tenants on purpose. */
export const owners = [
  { tenant: 'one', patient: 'ann' },
  { tenant: 'one', patient: 'bob' },
  { tenant: 'one', patient: 'eve' },
  { tenant: 'two', patient: 'ann' },
  { tenant: 'two', patient: 'dan' },
  { tenant: 'two', patient: 'eve' },
] as const;
export type Owner = (typeof owners)[number];

export interface Held {
  readonly owner: Owner;
  readonly type: string;
  readonly id: string;
  readonly identifier: string;
}

const mark = ({ tenant, patient }: Owner): string => `mark-of-${tenant}-${patient}-`;
const medication = (owner: Owner, index: number): Json => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  subject: { reference: `Patient/${owner.patient}` },
  identifier: [{ system: 'urn:nelumbo:fhir:id', value: `key-${owner.tenant}-${owner.patient}-m${index}` }],
  medicationCodeableConcept: { text: mark(owner) },
});
const reading = (owner: Owner, index: number): Json =>
  observation(owner.patient, {
    identifier: [{ system: 'urn:nelumbo:fhir:id', value: `key-${owner.tenant}-${owner.patient}-o${index}` }],
    note: [{ text: mark(owner) }],
  });

/** A server with something of every owner on it. */
export interface Crossing {
  readonly callers: ReadonlyMap<Owner, Caller>;
  readonly held: readonly Held[];
}

/** Fills a server with resources of every owner. */
export async function settle(host: Stage): Promise<Crossing> {
  const callers = new Map<Owner, Caller>();
  const held: Held[] = [];
  for (const owner of owners) {
    const caller = await host.as(owner.tenant, owner.patient);
    callers.set(owner, caller);
    await caller.call('PUT', `/Patient/${owner.patient}`, { resourceType: 'Patient', id: owner.patient, name: [{ text: mark(owner) }] });
    held.push({ owner, type: 'Patient', id: owner.patient, identifier: '' });
    for (let index = 0; index < 2; index++) {
      for (const resource of [reading(owner, index), medication(owner, index)]) {
        const { body } = await caller.call('POST', `/${resource.resourceType}`, resource);
        held.push({ owner, type: body.resourceType, id: body.id, identifier: resource.identifier[0].value });
      }
    }
  }
  return { callers, held };
}

type Form = (target: Held, own: Json, held: readonly Held[]) => { method: string; path: string; body?: unknown; headers?: Record<string, string> };

/** Every form in which a request can point at a resource of somebody. */
const forms: Record<string, Form> = {
  read: ({ type, id }) => ({ method: 'GET', path: `${type}/${id}` }),
  vread: ({ type, id }) => ({ method: 'GET', path: `${type}/${id}/_history/1` }),
  history: ({ type, id }) => ({ method: 'GET', path: `${type}/${id}/_history` }),
  'search by id': ({ type, id }) => ({ method: 'GET', path: `${type}?_id=${id}&_total=accurate` }),
  'search by ids': ({ type }, _own, held) => ({
    method: 'GET',
    path: `${type}?_id=${held
      .map(({ id }) => id)
      .slice(0, 40)
      .join(',')}&_total=accurate`,
  }),
  'search by identifier': ({ type, identifier }) => ({
    method: 'GET',
    path: `${type}?identifier=urn:nelumbo:fhir:id%7C${identifier || 'none'}&_total=accurate`,
  }),
  'search by subject': ({ type, owner }) => ({
    method: 'GET',
    path: type === 'Patient' ? 'Patient?_total=accurate' : `${type}?subject=Patient/${owner.patient}&_total=accurate`,
  }),
  'search by subjects': ({ type }) => ({
    method: 'GET',
    path: type === 'Patient' ? 'Patient?_count=500' : `${type}?patient=ann,bob,eve,dan&_sort=-date&_count=500`.replace('-date', '-_lastUpdated'),
  }),
  'search all': ({ type }) => ({ method: 'GET', path: `${type}?_count=0&_total=accurate` }),
  'search by code': () => ({ method: 'GET', path: 'Observation?code=http://loinc.org%7C8867-4&_sort=date&_count=500' }),
  'search by change': ({ type }) => ({ method: 'GET', path: `${type}?_lastUpdated=ge2020-01-01&_sort=_lastUpdated&_count=500` }),
  update: ({ type, id }, own) => ({ method: 'PUT', path: `${type}/${id}`, body: { ...own, resourceType: type, id } }),
  'update with version': ({ type, id }, own) => ({
    method: 'PUT',
    path: `${type}/${id}`,
    body: { ...own, resourceType: type, id },
    headers: { 'If-Match': 'W/"1"' },
  }),
  'update for its owner': ({ type, id, owner }, own) => ({
    method: 'PUT',
    path: `${type}/${id}`,
    body: { ...own, id, subject: { reference: `Patient/${owner.patient}` } },
  }),
  'create for its owner': ({ owner }, own) => ({
    method: 'POST',
    path: own.resourceType,
    body: { ...own, subject: { reference: `Patient/${owner.patient}` } },
  }),
  'create if none has its identifier': ({ identifier, type }, own) => ({
    method: 'POST',
    path: own.resourceType,
    body: own,
    headers: { 'If-None-Exist': `identifier=urn:nelumbo:fhir:id|${type === own.resourceType ? identifier : 'other'}` },
  }),
  'conditional update': ({ identifier }, own) => ({
    method: 'PUT',
    path: `${own.resourceType}?identifier=urn:nelumbo:fhir:id%7C${identifier || 'none'}`,
    body: own,
  }),
  delete: ({ type, id }) => ({ method: 'DELETE', path: `${type}/${id}` }),
};

/** The same request as an entry of a bundle; headers become fields. */
function asEntry({ method, path, body, headers = {} }: ReturnType<Form>): Json {
  return entry(method, path, body, {
    ...(headers['If-Match'] ? { ifMatch: headers['If-Match'] } : {}),
    ...(headers['If-None-Exist'] ? { ifNoneExist: headers['If-None-Exist'] } : {}),
  });
}

export const same = (a: Owner, b: Owner): boolean => a.tenant === b.tenant && a.patient === b.patient;

/** What the owner of a resource sees of it: body and number of versions. */
async function state(callers: Crossing['callers'], { owner, type, id }: Held): Promise<string> {
  const caller = callers.get(owner);
  const now = await caller?.call('GET', `/${type}/${id}`);
  const past = await caller?.call('GET', `/${type}/${id}/_history`);
  return `${now?.text} ${past?.body.entry?.length}`;
}

/** Everything foreign that an answer could give away. */
function leaks(answer: Answer, asker: Owner): string[] {
  const foreign = owners.filter((owner) => !same(owner, asker));
  const found = foreign.filter((owner) => answer.text.includes(mark(owner))).map(mark);
  const stray = [answer.body, ...(answer.body?.entry ?? []).map((each: Json) => each.resource)].filter((resource: Json) => {
    const reference = resource?.subject?.reference;
    return reference !== undefined && reference !== `Patient/${asker.patient}`;
  });
  return [...found, ...stray.map((resource: Json) => `${resource.resourceType} of another`)];
}

const anOwner = fc.constantFrom(...owners);

/**
 * Tries to cross from every owner to every other, in every route and form, alone, in a batch and in a transaction.
 * Rejects with the counterexample when anything foreign was returned, counted or altered.
 */
export async function tryToCross({ callers, held }: Crossing, numRuns: number): Promise<void> {
  const own = async (asker: Owner): Promise<number> => {
    const { body } = (await callers.get(asker)?.call('GET', '/Observation?_count=0&_total=accurate')) as Answer;
    return body.total as number;
  };
  await fc.assert(
    fc.asyncProperty(
      anOwner,
      fc.nat(),
      fc.constantFrom(...Object.keys(forms)),
      fc.constantFrom('alone', 'batch', 'transaction'),
      async (asker, pick, form, way) => {
        const foreign = held.filter(({ owner }) => !same(owner, asker));
        const target = foreign[pick % foreign.length] as Held;
        const neighbour = target.owner.tenant === asker.tenant; // in another tenant the same id may by now be the asker's own
        const body = target.type === 'MedicationRequest' ? medication(asker, 7) : reading(asker, 7);
        const request = forms[form]?.(target, body, held) as ReturnType<Form>;
        const before = await state(callers, target);
        const [mine, theirs] = [await own(asker), await own(target.owner)];
        const caller = callers.get(asker) as Caller;
        const answer =
          way === 'alone'
            ? await caller.call(request.method, `/${request.path}`, request.body, request.headers)
            : await caller.call('POST', '', bundle(way, asEntry(request)));
        expect(leaks(answer, asker), form).toEqual([]);
        expect(await state(callers, target), `${form} altered a foreign resource`).toBe(before);
        expect(await own(target.owner)).toBe(theirs);
        const single =
          way === 'alone'
            ? { status: answer.status, body: answer.body }
            : { status: Number(answer.body.entry?.[0]?.response?.status ?? answer.status), body: answer.body.entry?.[0]?.resource };
        if (['read', 'vread', 'history'].includes(form) && neighbour) expect(single.status).toBe(404);
        if (form === 'search by id' && neighbour) expect([single.status, single.body?.total]).toEqual([200, 0]);
        if (form === 'search all' && target.type === 'Observation') expect(single.body?.total).toBe(mine);
        if (form === 'update for its owner' && target.owner.patient !== asker.patient) expect([400, 403]).toContain(single.status);
        if (form === 'create for its owner' && target.owner.patient !== asker.patient) expect(single.status).toBe(403);
        // as for an id that was never used: a writer learns no more than a reader
        if (form === 'delete' && neighbour) expect(single.status).toBe(404);
        if (form === 'update with version' && neighbour && target.type !== 'Patient') expect(single.status).toBe(412);
      },
    ),
    { numRuns, examples: Object.keys(forms).map((form, index) => [owners[index % 3] ?? owners[0], index * 7, form, 'alone']) as never },
  );
}
