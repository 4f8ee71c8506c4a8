import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { owners, same, settle, tryToCross } from './isolation.js';
import type { Crossing } from './isolation.js';
import { bundle, entry, observation, stage } from './support.js';
import type { Caller, Json, Stage } from './support.js';

let host: Stage;
let callers: Crossing['callers'];
let held: Crossing['held'];
beforeAll(async () => {
  host = await stage();
  ({ callers, held } = await settle(host));
});
afterAll(() => host.close());

describe('a token reaches its own patient in its own tenant, and nothing else', () => {
  it('in every route and form, alone, in a batch and in a transaction', () => tryToCross({ callers, held }, 200));

  it('answers the same for absent and foreign', async () => {
    const [foreign] = held.filter(({ owner, type }) => owner.tenant === 'one' && owner.patient === 'bob' && type === 'Observation');
    const ann = callers.get(owners[0]) as Caller;
    const [a, b] = [await ann.call('GET', `/Observation/${foreign?.id}`), await ann.call('GET', '/Observation/never-was')];
    expect([a.status, a.text]).toEqual([b.status, b.text]);
  });

  it('lets no patient be moved to another owner, nor be taken from one', async () => {
    const ann = callers.get(owners[0]) as Caller;
    const [mine] = held.filter(({ owner, type }) => same(owner, owners[0]) && type === 'Observation');
    expect((await ann.call('PUT', `/Observation/${mine?.id}`, { ...observation('bob'), id: mine?.id })).status).toBe(403);
    const [theirs] = held.filter(({ owner, type }) => same(owner, owners[1]) && type === 'Observation');
    expect((await ann.call('PUT', `/Observation/${theirs?.id}`, { ...observation('ann'), id: theirs?.id })).status).toBe(403);
    expect((await ann.call('POST', '/Patient', { resourceType: 'Patient' })).status).toBe(403);
    expect((await ann.call('PUT', '/Patient/bob', { resourceType: 'Patient', id: 'bob' })).status).toBe(403);
  });

  it('keeps a deleted foreign resource as absent as a living one', async () => {
    const bob = callers.get(owners[1]) as Caller;
    const { body } = await bob.call('POST', '/Observation', observation('bob'));
    await bob.call('DELETE', `/Observation/${body.id}`);
    const ann = callers.get(owners[0]) as Caller;
    expect((await ann.call('GET', `/Observation/${body.id}`)).status).toBe(404);
    expect((await ann.call('GET', `/Observation/${body.id}/_history`)).status).toBe(404);
    expect((await ann.call('PUT', `/Observation/${body.id}`, { ...observation('ann'), id: body.id })).status).toBe(403);
  });

  it('gives the tenant its questionnaires, written by services only', async () => {
    const form = { resourceType: 'Questionnaire', id: 'sleep', status: 'active', url: 'https://one.example/sleep' };
    const ann = callers.get(owners[0]) as Caller;
    expect((await ann.call('PUT', '/Questionnaire/sleep', form)).status).toBe(403);
    const service = await host.as('one', '', { scope: 'system/*.cruds', patient: undefined });
    expect((await service.call('PUT', '/Questionnaire/sleep', form)).status).toBe(201);
    expect((await ann.call('GET', '/Questionnaire?url=https://one.example/sleep')).body.entry).toHaveLength(1);
    expect((await service.call('GET', '/Observation?_total=accurate')).body.total).toBe(0);
    expect((await (callers.get(owners[3]) as Caller).call('GET', '/Questionnaire/sleep')).status).toBe(404);
  });

  it('narrows by the scopes of the token', async () => {
    const reader = await host.as('one', 'ann', { scope: 'patient/Observation.rs launch/patient' });
    expect((await reader.call('GET', '/Observation')).status).toBe(200);
    expect((await reader.call('POST', '/Observation', observation('ann'))).status).toBe(403);
    expect((await reader.call('GET', '/MedicationRequest')).status).toBe(403);
    const inBatch = await reader.call(
      'POST',
      '',
      bundle('batch', entry('GET', 'MedicationRequest'), entry('POST', 'Observation', observation('ann')), entry('GET', 'Observation')),
    );
    expect(inBatch.body.entry.map((each: Json) => each.response.status)).toEqual(['403', '403', '200']);
    const old = await host.as('one', 'ann', { scope: 'patient/*.read' });
    expect((await old.call('GET', '/MedicationRequest')).status).toBe(200);
    expect((await old.call('DELETE', '/MedicationRequest/x')).status).toBe(403);
    const none = await host.as('one', 'ann', { scope: 'openid' });
    expect((await none.call('GET', '/Observation')).status).toBe(403);
  });
});
