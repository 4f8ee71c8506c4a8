import { createClient, type Client } from '@nelumbo/core';
import { memoryPlatform } from '@nelumbo/core/memory';
import { bundledContent } from '@nelumbo/content';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stage, type Stage } from '../server/support.js';
import { built, on } from './built.js';
import { Disk, hostRandom, modelOf, type Dialect } from './model.js';
import { sandbox, type Files, type Sandbox } from './sandbox.js';

let host: Stage;
let files: Files;
let patients = 0;
beforeAll(async () => {
  [host, files] = await Promise.all([stage(), built('wx')]);
}, 120_000);
afterAll(() => host.close());

interface Started {
  readonly client: Client;
}

const network = { async send({ method, url, headers, body }: { method: string; url: string; headers: Readonly<Record<string, string>>; body?: string }) {
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, header: (name: string) => response.headers.get(name), body: await response.text() };
} }; // prettier-ignore

/** A device with a browser's ports, such as the demo's page of the same user. */
const page = (patient: string): Promise<Client> =>
  createClient({
    platform: memoryPlatform({ webcrypto: globalThis.crypto, transport: network, start: Date.now() }),
    content: bundledContent(),
    ...account(patient),
  });

const account = (patient: string) => ({
  patient,
  user: patient,
  api: { fhir: `${host.server.url}/fhir/R4`, token: () => host.signer.token({ sub: patient, tenant: 'one', patient }) },
});

/** A start of the mini-program: a new logic layer on the phone's storage. */
async function phone(dialect: Dialect, disk: Disk, options: object, es2015 = false): Promise<{ started: Started; layer: Sandbox }> {
  const model = modelOf(dialect, { disk });
  const own = await on(dialect, files);
  const layer = sandbox(
    own,
    { [dialect]: model.api, host: { ...options, ...(dialect === 'my' || dialect === 'swan' ? { random: hostRandom } : {}) } },
    { es2015 },
  );
  layer.require('vitals/family.js');
  layer.context['nelumbo'] = layer.require('runtime/index.js');
  return { started: layer.run('nelumbo.start(host)') as Started, layer };
}

const reading = (systolic: number, diastolic: number, at: number) => ({ measure: 'blood-pressure', values: { systolic, diastolic }, unit: 'mm[Hg]', at });
const pressures = async (client: Client) =>
  (await client.vitals.readings({ measure: 'blood-pressure' })).map(({ values }) => `${values['systolic']}/${values['diastolic']}`).sort();

/** Syncs until these readings are there: a round that was under way when the other wrote may have asked too early. */
async function meets(client: Client, wanted: readonly string[]): Promise<void> {
  await expect
    .poll(
      async () => {
        await client.sync.now();
        return pressures(client);
      },
      { timeout: 20_000 },
    )
    .toEqual(wanted);
}

describe('a logic layer with nothing but the platform', () => {
  for (const [dialect, es2015] of [
    ['wx', false],
    ['wx', true],
    ['tt', false],
    ['my', false],
    ['swan', false],
  ] as const)
    it(`records, keeps, syncs, and the web page of the same user sees it and answers: ${dialect}${es2015 ? ', ES2015' : ''}`, async () => {
      const patient = `mp${++patients}`;
      const disk = new Disk();
      const first = await phone(dialect, disk, account(patient), es2015);
      await first.started.client.privacy.grant('sync');
      const saved = await first.started.client.vitals.record(reading(165, 102, Date.now() - 60_000));
      expect(saved).toMatchObject({ ok: true });
      expect(JSON.stringify([...disk.values])).not.toMatch(/\b165\b|Observation/); // sealed
      expect(await first.started.client.sync.now()).toMatchObject({ state: 'idle', queued: 0, dead: 0 });

      const web = await page(patient);
      await web.privacy.grant('sync');
      await meets(web, ['165/102']);
      await web.vitals.record(reading(128, 82, Date.now() - 30_000));
      expect(await web.sync.now()).toMatchObject({ queued: 0, dead: 0 });
      await web.close();
      await first.started.client.close();

      const again = await phone(dialect, disk, account(patient), es2015); // the app was closed in between
      expect(await pressures(again.started.client)).toEqual(['165/102']);
      await meets(again.started.client, ['128/82', '165/102']);
      expect(again.started.client.durable).toBe(dialect === 'wx' || dialect === 'my'); // the others drop it when the user logs out
      await again.started.client.close();
    }, 60_000);

  it('keeps nothing without a secure source of randomness, and says why; the encyclopedia needs none', async () => {
    const model = modelOf('my');
    const layer = sandbox(await on('my', files), { my: model.api });
    layer.require('vitals/family.js');
    layer.require('encyclopedia/family.js');
    layer.context['nelumbo'] = layer.require('runtime/index.js');
    const { client } = layer.run('nelumbo.start()') as Started;
    const refused = await client.vitals.record(reading(120, 80, Date.now())).catch((error: { code: string; message: string }) => error);
    expect(refused).toMatchObject({ code: 'storage-unavailable' });
    expect((refused as unknown as Error).message).toContain('random');
    expect(model.disk.values.size).toBe(0);
    expect(await client.encyclopedia.resolve({ text: '高血压' })).toMatchObject({ status: 'hit' });
  });

  it('reads nothing before the user agreed, and asks again after a no', async () => {
    const model = modelOf('wx');
    model.user.privacy = false;
    const layer = sandbox(files, { wx: model.api });
    layer.require('vitals/family.js');
    layer.context['nelumbo'] = layer.require('runtime/index.js');
    const { client } = layer.run('nelumbo.start()') as Started;
    expect(await client.vitals.measures().catch((error: { code: string }) => error.code)).toBe('consent-missing');
    expect(model.calls.filter((name) => /Storage/.test(name))).toEqual([]);
    model.user.privacy = true;
    expect((await client.vitals.measures()).length).toBeGreaterThan(3);
    expect(model.calls.filter((name) => name === 'requirePrivacyAuthorize')).toHaveLength(2);
    await client.close();
  });

  it('says which folder is missing when a family was left out', async () => {
    const { started } = await phone('wx', new Disk(), {});
    expect(await started.client.medication.plans().catch((error: { code: string; message: string }) => [error.code, error.message])).toEqual([
      'unsupported',
      'The folder "medication" is not part of this build, or none of its components was loaded.',
    ]);
    await started.client.close();
  });
});
