import { createClient, type Client } from '@nelumbo/core';
import type { Observation } from '@nelumbo/core/fhir';
import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import type { Transport } from '@nelumbo/core/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stage, type Stage } from '../server/support.js';
import { faults, faultyProxy, type FaultyProxy } from './proxy.js';

// Several devices of one person, a wire that does everything a wire can do, and the real FHIR server: at the end it holds every
// write that was called saved, each once.
const CLIENTS = Number(process.env['FAULTS_CLIENTS'] ?? 3);
const ROUNDS = Number(process.env['FAULTS_ROUNDS'] ?? 6);
const SEED = Number(process.env['FAULTS_SEED'] ?? 42);

let host: Stage;
let proxy: FaultyProxy;
// A generator with a seed of its own: the order of requests is the network's, what happens to the n-th is not.
const random = (() => {
  let state = SEED;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
})();
beforeAll(async () => {
  host = await stage();
  proxy = await faultyProxy(host.server.url, () => (random() < 0.4 ? faults[1 + Math.floor(random() * (faults.length - 1))]! : 'none'));
}, 60_000);
afterAll(async () => {
  await proxy.close();
  await host.close();
});

const wire: Transport = {
  async send({ method, url, headers, body, signal }) {
    const abort = new AbortController();
    const stop = () => abort.abort();
    signal?.addEventListener('abort', stop);
    try {
      const response = await fetch(url, { method, headers, signal: abort.signal, ...(body !== undefined && { body }) });
      return { status: response.status, header: (name) => response.headers.get(name), body: await response.text() };
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  },
};

const reading = (value: number): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: '2026-03-01T08:00:00Z',
  valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
});

interface Phone {
  readonly client: Client;
  readonly on: MemoryPlatform;
}

async function phone(patient: string): Promise<Phone> {
  const on = memoryPlatform({ webcrypto: globalThis.crypto, transport: wire });
  const token = () => host.signer.token({ sub: patient, tenant: 'one', patient });
  const client = await createClient({ platform: on, patient, api: { fhir: `${proxy.url}/fhir/R4`, token } });
  await client.privacy.grant('sync');
  return { client, on };
}

async function held(patient: string): Promise<Observation[]> {
  const caller = await host.as('one', patient);
  const found: Observation[] = [];
  let path: string | undefined = '/Observation?_count=100';
  while (path) {
    const { body } = (await caller.call('GET', path)) as { body: { entry?: { resource: Observation }[]; link?: { relation: string; url: string }[] } };
    found.push(...(body.entry ?? []).map(({ resource }) => resource));
    path = body.link?.find(({ relation }) => relation === 'next')?.url.replace(/^.*\/fhir\/R4/, '');
  }
  return found;
}

describe('behind a faulty wire', () => {
  it('the server ends with the union of what the devices saved, each once', async () => {
    const patient = 'faulty';
    const phones = await Promise.all(Array.from({ length: CLIENTS }, () => phone(patient)));
    const promised = new Map<string, number>();
    const removed = new Set<string>();
    let value = 40;
    const live = async ({ client, on }: Phone, own: string[]) => {
      const dice = random();
      if (dice < 0.55 || !own.length) {
        const puts = Array.from({ length: dice < 0.1 ? 35 : 1 + Math.floor(random() * 4) }, () => (value = 40 + ((value - 39) % 200)));
        const { refs } = await client.records.write(puts.map((one) => ({ put: reading(one) })));
        refs.forEach((ref, i) => (promised.set(ref, puts[i]!), own.push(ref)));
      } else {
        const ref = own[Math.floor(random() * own.length)]!;
        const before = await client.records.get<Observation>(ref);
        if (before && dice < 0.9) {
          const next = (value = 40 + ((value - 39) % 200));
          await client.records.write([{ put: { ...before, ...{ valueQuantity: reading(next).valueQuantity! } } }]);
          promised.set(ref, next);
        } else if (before) {
          await client.records.write([{ remove: ref }]);
          removed.add(ref);
        }
      }
      await client.sync.now();
      on.clock.advance(20_000);
    };
    await Promise.all(
      phones.map(async (one) => {
        const own: string[] = [];
        for (let round = 0; round < ROUNDS; round++) await live(one, own);
      }),
    );
    proxy.heal();
    for (let round = 0; round < 20; round++)
      for (const { client, on } of phones) {
        on.clock.advance(600_000);
        if (client.sync.status.queued || round < 3) await client.sync.now();
      }
    for (const { client } of phones) expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0, state: 'idle' });

    const there = (await held(patient)).filter(({ status }) => status !== 'entered-in-error');
    const wanted = [...promised].filter(([ref]) => !removed.has(ref)).sort();
    expect(there.map(({ identifier, valueQuantity }) => [`Observation/${identifier![0]!.value!}`, valueQuantity!.value]).sort()).toEqual(wanted);
    for (const { client } of phones) {
      const kept = await client.records.range<Observation>({ type: 'Observation' });
      expect(kept.map(({ id, valueQuantity }) => [`Observation/${id!}`, valueQuantity!.value]).sort()).toEqual(wanted);
    }
    expect([...proxy.counts.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(20);
    if (process.env['FAULTS_VERBOSE']) console.log(wanted.length, 'records', Object.fromEntries(proxy.counts));
    await Promise.all(phones.map(({ client }) => client.close()));
  }, 600_000);
});
