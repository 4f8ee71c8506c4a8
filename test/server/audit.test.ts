import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asNurse, consent, nurse } from './caregivers.js';
import { bundle, caller, entry, observation, stage } from './support.js';
import type { Caller, Json, Stage } from './support.js';

let host: Stage;
let ann: Caller;
let bob: Caller;
let nina: Caller;
beforeAll(async () => {
  host = await stage();
  ann = await host.as('one', 'ann');
  bob = await host.as('one', 'bob');
  nina = await asNurse(host);
});
afterAll(() => host.close());

const events = async (api: Caller, query = ''): Promise<Json[]> =>
  ((await api.call('GET', `/AuditEvent?_count=500${query}`)).body.entry ?? []).map(({ resource }: Json) => resource);
/** Who did what to what, under what; as short as a sentence. */
const told = ({ action, subtype, agent, entity }: Json): string => {
  const what = entity.slice(1).map((each: Json) => each.what?.reference ?? each.type.code);
  return [agent[0].who.reference ?? agent[0].who.identifier.value, `${action}:${subtype[0].code}`, ...what].join(' ');
};

describe('the audit', () => {
  it('tells the patient who read, searched and wrote what, newest first, and under which Consent', async () => {
    const { body: reading } = await ann.call('POST', '/Observation', observation('ann', { note: [{ text: 'secret words' }] }));
    const { body: given } = await ann.call('POST', '/Consent', consent('ann', { actions: ['access', 'correct'] }));
    await nina.call('GET', `/Observation/${reading.id}`);
    await nina.call('GET', '/Observation?code=http://loinc.org%7C8867-4&patient=ann');
    await nina.call('GET', `/Observation/${reading.id}/_history`);
    await nina.call('PUT', `/Observation/${reading.id}`, { ...observation('ann', { status: 'amended' }), id: reading.id });
    await ann.call('GET', `/Observation/${reading.id}/_history/1`);
    const found = await events(ann);
    const [o, c] = [`Observation/${reading.id}`, `Consent/${given.id}`];
    expect(found.map(told)).toEqual([
      `one-ann R:vread ${o}/_history/1`,
      `${nurse.fhirUser} U:update ${o}/_history/2 ${c}`,
      `${nurse.fhirUser} R:history-instance ${o}/_history/1 ${c}`,
      `${nurse.fhirUser} E:search-type Observation ${c}`,
      `${nurse.fhirUser} R:read ${o}/_history/1 ${c}`,
      `one-ann C:create ${c}/_history/1`,
      `one-ann C:create ${o}/_history/1`,
    ]);
    expect(found.every(({ entity }) => entity[0].what.reference === 'Patient/ann')).toBe(true);
    expect(JSON.stringify(found)).not.toMatch(/secret|8867-4|"value":\s*72|beats|\/min/);
  });

  it('is seen by that patient alone', async () => {
    expect(await events(bob)).toEqual([]);
    expect(await events(nina)).toEqual([]);
    expect(await events(await host.as('two', 'ann'))).toEqual([]);
    const [event] = await events(ann);
    expect((await ann.call('GET', `/AuditEvent/${event.id}`)).body).toEqual(event);
    for (const other of [bob, nina]) expect((await other.call('GET', `/AuditEvent/${event.id}`)).status).toBe(404);
    expect((await bob.call('GET', '/AuditEvent?patient=Patient/ann&_total=accurate')).body.total).toBe(0);
    const narrow = await host.as('one', 'ann', { scope: 'patient/Observation.rs' });
    expect((await narrow.call('GET', '/AuditEvent')).status).toBe(403);
    expect((await caller(`${host.server.url}/fhir/R4`).call('GET', '/AuditEvent')).status).toBe(401);
  });

  it('notes what a bundle shows, and a resource that a conditional create found', async () => {
    const dan = await host.as('one', 'dan');
    const body = observation('dan');
    const condition = { ifNoneExist: `identifier=urn:nelumbo:fhir:id|${body.identifier[0].value}` };
    const first = await dan.call('POST', '', bundle('transaction', entry('POST', 'Observation', body, condition)));
    const { id } = first.body.entry[0].resource;
    await dan.call(
      'POST',
      '',
      bundle('transaction', entry('POST', 'Observation', body, condition), entry('GET', `Observation/${id}`), entry('GET', 'Observation')),
    );
    expect((await events(dan)).map(told).sort()).toEqual(
      [
        `one-dan C:create Observation/${id}/_history/1`,
        `one-dan R:read Observation/${id}/_history/1`,
        `one-dan R:read Observation/${id}/_history/1`,
        'one-dan E:search-type Observation',
      ].sort(),
    );
  });

  it('does not speak of what was refused or absent', async () => {
    const before = (await events(ann)).length;
    const [reading] = (await ann.call('GET', '/Observation')).body.entry;
    await bob.call('GET', `/Observation/${reading.resource.id}`);
    await bob.call('GET', '/Observation?subject=Patient/ann');
    await ann.call('GET', '/Observation/never-was');
    expect(await events(ann)).toHaveLength(before + 1); // ann's own search
  });

  it('is paged, sorted, counted and searched by date', async () => {
    const eve = await host.as('one', 'eve');
    for (let index = 0; index < 7; index++) await eve.call('GET', '/Observation');
    const all = await events(eve);
    expect(all).toHaveLength(7);
    const seen: string[] = [];
    for (let link: string | undefined = '/AuditEvent?_count=3&_total=accurate'; link;) {
      const { body }: { body: Json } = await eve.call('GET', link);
      expect(body.total).toBe(7);
      seen.push(...body.entry.map(({ resource }: Json) => resource.id));
      link = body.link.find(({ relation }: Json) => relation === 'next')?.url;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    expect((await events(eve, '&_sort=date')).map(({ id }) => id)).toEqual([...seen].reverse());
    expect(await events(eve, `&date=ge${all[2].recorded}`)).toHaveLength(all.filter(({ recorded }) => recorded >= all[2].recorded).length);
    expect(await events(eve, '&date=gt2040-01-01')).toEqual([]);
    for (const query of ['type=rest', 'agent=x', '_sort=agent', '_cursor=forged', 'date=soon'])
      expect((await eve.call('GET', `/AuditEvent?${query}`)).status, query).toBe(400);
  });

  it('outlives a stop, and goes with the patient', async () => {
    const first = await stage();
    await (await first.as('one', 'ann')).call('GET', '/Observation');
    await first.server.close(); // at once: the line was still waiting
    const second = await stage({ data: first.folder });
    const again = await second.as('one', 'ann');
    expect((await events(again)).map(told)).toEqual(['one-ann E:search-type Observation']);
    const token = await second.signer.token({ sub: 'one-ann', tenant: 'one', patient: 'ann' });
    await again.call('GET', '/Observation');
    await caller(`${second.server.url}/privacy/v1`, `Bearer ${token}`).call('POST', '/erasures');
    expect(await events(again)).toEqual([]);
    await second.close();
  });
});
