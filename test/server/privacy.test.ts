import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, observation, stage } from './support.js';
import type { Stage } from './support.js';

let host: Stage;
beforeAll(async () => {
  host = await stage();
});
afterAll(() => host.close());

const erasures = async (claims: Record<string, unknown>) =>
  caller(`${host.server.url}/privacy/v1`, `Bearer ${await host.signer.token({ sub: 'x', tenant: 'one', ...claims })}`);
const onDisk = (text: string): boolean =>
  readdirSync(join(host.folder, 'tenants')).some((file) => readFileSync(join(host.folder, 'tenants', file)).includes(text));

describe('erasure', () => {
  it('removes all of a patient from the tables and from the disk, leaves others, and gives a receipt', async () => {
    const [ann, bob] = [await host.as('one', 'ann'), await host.as('one', 'bob')];
    const { body } = await ann.call('POST', '/Observation', observation('ann', { note: [{ text: 'first-words-of-ann' }] }));
    await ann.call('PUT', `/Observation/${body.id}`, { ...observation('ann', { note: [{ text: 'second-words-of-ann' }] }), id: body.id });
    await bob.call('POST', '/Observation', observation('bob', { note: [{ text: 'words-of-bob' }] }));
    expect([onDisk('first-words-of-ann'), onDisk('second-words-of-ann')]).toEqual([true, true]);

    const answer = await (await erasures({ patient: 'ann' })).call('POST', '/erasures');
    expect([answer.status, answer.body]).toEqual([202, { id: expect.any(String), at: expect.any(String), resources: 1, versions: 1 }]);
    expect([onDisk('first-words-of-ann'), onDisk('second-words-of-ann'), onDisk(body.id), onDisk('words-of-bob')]).toEqual([false, false, false, true]);
    expect((await ann.call('GET', `/Observation/${body.id}`)).status).toBe(404);
    expect((await ann.call('GET', `/Observation/${body.id}/_history`)).status).toBe(404);
    expect((await ann.call('GET', '/Observation?_total=accurate')).body.total).toBe(0);
    expect((await bob.call('GET', '/Observation?_total=accurate')).body.total).toBe(1);
    expect((await (await erasures({ patient: 'ann' })).call('GET', `/erasures/${answer.body.id}`)).body).toEqual(answer.body);
    expect((await (await erasures({ patient: 'ann' })).call('POST', '/erasures')).body).toMatchObject({ resources: 0, versions: 0 });
    expect((await ann.call('POST', '/Observation', observation('ann'))).status).toBe(201);
  });

  it('is for the patient alone, with a token that may delete', async () => {
    expect((await caller(`${host.server.url}/privacy/v1`).call('POST', '/erasures')).status).toBe(401);
    expect((await (await erasures({ patient: 'bob', scope: 'patient/*.rs' })).call('POST', '/erasures')).status).toBe(403);
    expect((await (await erasures({ scope: 'system/*.cruds' })).call('POST', '/erasures')).status).toBe(403);
    expect((await (await erasures({ patient: 'bob', tenant: 'two' })).call('POST', '/erasures')).body.resources).toBe(0);
    expect((await (await erasures({ patient: 'bob' })).call('GET', '/erasures/5a4a1c1e-7d0e-4a1c-9a53-0d8a3d5c9a41')).status).toBe(404);
    expect((await (await host.as('one', 'bob')).call('GET', '/Observation?_total=accurate')).body.total).toBe(1);
  });
});
