import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asNurse, consent, household, nurse, tryCaregiver } from './caregivers.js';
import type { Household } from './caregivers.js';
import { bundle, caller, entry, observation, stage } from './support.js';
import type { Caller, Json, Stage } from './support.js';

let host: Stage;
let house: Household;
let ann: Caller;
beforeAll(async () => {
  host = await stage();
  house = await household(host);
  ann = house.patients.get('ann') as Caller;
});
afterAll(() => host.close());

const permit = async (...given: Parameters<typeof consent>): Promise<Json> => (await ann.call('POST', '/Consent', consent(...given))).body;
const withdraw = (stored: Json): Promise<unknown> => ann.call('PUT', `/Consent/${stored.id}`, { ...stored, status: 'inactive' });
const total = async (api: Caller, type: string): Promise<number> => (await api.call('GET', `/${type}?_count=0&_total=accurate`)).body.total as number;

describe('a caregiver', () => {
  it('may do what a Consent in force says, and nothing else, until it is withdrawn', () => tryCaregiver(house, 20));

  it('cannot be let in by anybody but the patient', async () => {
    const bob = house.patients.get('bob') as Caller;
    expect((await bob.call('POST', '/Consent', consent('ann'))).status).toBe(403);
    expect((await house.nurse.call('POST', '/Consent', consent('ann'))).status).toBe(403);
    // a clinician's app that was launched for ann reads her record, but decides nothing in her name
    const launched = await host.as('one', 'ann', { fhirUser: 'Practitioner/max' });
    expect((await launched.call('GET', '/Observation')).status).toBe(200);
    expect((await launched.call('POST', '/Consent', consent('ann'))).status).toBe(403);
    expect(await total(launched, 'AuditEvent')).toBe(0);
    const own = await host.as('one', 'ann', { fhirUser: 'Patient/ann' });
    expect((await own.call('POST', '/Consent', consent('ann', { status: 'draft' }))).status).toBe(201);
    expect(await total(house.nurse, 'Observation')).toBe(0);
  });

  it('is not let in across tenants, by the same name', async () => {
    const stored = await permit('ann');
    expect(await total(await asNurse(host, 'two'), 'Observation')).toBe(0);
    await withdraw(stored);
  });

  it('is another patient, too', async () => {
    const stored = await permit('ann', { actor: { reference: 'Patient/bob' } });
    const bob = await host.as('one', 'bob', { fhirUser: 'Patient/bob' });
    const own = await total(house.patients.get('bob') as Caller, 'Observation');
    const mine = await total(ann, 'Observation');
    expect(await total(bob, 'Observation')).toBe(own + mine);
    expect((await bob.call('GET', '/Observation?patient=bob&_count=0&_total=accurate')).body.total).toBe(own);
    expect((await bob.call('POST', '/Observation', observation('ann'))).status).toBe(403);
    expect((await ann.call('GET', '/Observation?patient=bob&_total=accurate')).body.total).toBe(0); // not the other way round
    await withdraw(stored);
    expect(await total(bob, 'Observation')).toBe(own);
  });

  it('is narrowed by the scopes of the token as well', async () => {
    const stored = await permit('ann', { actions: ['access', 'correct'] });
    const reader = await host.as('one', '', { ...nurse, patient: undefined, scope: 'user/Observation.rs' });
    expect(await total(reader, 'Observation')).toBeGreaterThan(0);
    expect((await reader.call('POST', '/Observation', observation('ann'))).status).toBe(403);
    await withdraw(stored);
  });

  it('loses access in the middle of a page walk, and between two entries’ bundles', async () => {
    for (let index = 0; index < 3; index++) await ann.call('POST', '/Observation', observation('ann'));
    const stored = await permit('ann');
    const first = await house.nurse.call('GET', '/Observation?_count=1&_sort=_lastUpdated');
    const next = first.body.link.find(({ relation }: Json) => relation === 'next').url as string;
    expect((await house.nurse.call('GET', next)).body.entry).toHaveLength(1);
    await withdraw(stored);
    expect((await house.nurse.call('GET', next)).body.entry).toBeUndefined();
    const { body } = await house.nurse.call('POST', '', bundle('batch', entry('GET', 'Observation?_total=accurate')));
    expect(body.entry[0].resource.total).toBe(0);
  });

  it('does not write what was on its way when the Consent was withdrawn', async () => {
    const stored = await permit('ann', { actions: ['access', 'correct'] });
    const body = JSON.stringify(observation('ann'));
    let sendRest: () => void = () => undefined;
    const rest = new Promise<void>((resolve) => (sendRest = resolve));
    const stream = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode(body.slice(0, 30)));
        await rest;
        controller.enqueue(new TextEncoder().encode(body.slice(30)));
        controller.close();
      },
    });
    const token = await host.signer.token({ ...nurse, tenant: 'one', scope: 'user/*.cruds' });
    const slow = fetch(`${host.server.url}/fhir/R4/Observation`, {
      method: 'POST',
      body: stream,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      duplex: 'half',
    } as RequestInit);
    await withdraw(stored);
    sendRest();
    expect((await slow).status).toBe(403);
  });

  it('cannot erase', async () => {
    const stored = await permit('ann', { actions: ['access', 'correct'], types: ['Patient', 'Observation'] });
    const privacy = caller(`${host.server.url}/privacy/v1`, `Bearer ${await host.signer.token({ ...nurse, tenant: 'one', scope: 'user/*.cruds' })}`);
    expect((await privacy.call('POST', '/erasures')).status).toBe(403);
    const launched = await host.signer.token({ tenant: 'one', sub: 'max', patient: 'ann', fhirUser: 'Practitioner/max' });
    expect((await caller(`${host.server.url}/privacy/v1`, `Bearer ${launched}`).call('POST', '/erasures')).status).toBe(403);
    await withdraw(stored);
  });
});
