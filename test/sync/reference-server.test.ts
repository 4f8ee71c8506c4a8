import { createClient, type Client } from '@nelumbo/core';
import type { Observation, Resource } from '@nelumbo/core/fhir';
import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import type { Transport } from '@nelumbo/core/platform';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stage, type Stage } from '../server/support.js';

// The real engine and AES against the real FHIR server over HTTP, with a wire that drops and doubles.
type Fault = 'ok' | 'drop request' | 'drop response' | 'double';

let host: Stage;
beforeAll(async () => {
  host = await stage();
}, 60_000);
afterAll(() => host.close());

const wire = (faults: Fault[]): Transport => ({
  async send({ method, url, headers, body }) {
    const fault = faults.shift() ?? 'ok';
    if (fault === 'drop request') throw new Error(fault);
    const ask = () => fetch(url, { method, headers, ...(body !== undefined && { body }) });
    if (fault === 'double') await ask();
    const response = await ask();
    const text = await response.text();
    if (fault === 'drop response') throw new Error(fault);
    return { status: response.status, header: (name) => response.headers.get(name), body: text };
  },
});

let people = 0;
const person = () => `p${++people}`;

async function device(patient: string, faults: Fault[] = []): Promise<{ client: Client; on: MemoryPlatform }> {
  const on = memoryPlatform({ webcrypto: globalThis.crypto, transport: wire(faults) });
  const token = () => host.signer.token({ sub: patient, tenant: 'one', patient });
  const client = await createClient({ platform: on, patient, api: { fhir: `${host.server.url}/fhir/R4`, token } });
  await client.privacy.grant('sync');
  return { client, on };
}

/** The same with something changed. */
const changed = <R extends object>(resource: R, change: object): R => ({ ...resource, ...change });
const reading = (value: number): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: '2026-03-01T08:00:00Z',
  valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
});
const values = async (client: Client) =>
  (await client.records.range<Observation>({ type: 'Observation' })).map((one) => one.valueQuantity!.value!).sort((a, b) => a - b);
const held = async (patient: string) => {
  const { body } = await (await host.as('one', patient)).call('GET', '/Observation?_count=100');
  return ((body.entry ?? []) as { resource: Observation }[]).map(({ resource }) => resource);
};

describe('against the reference server', () => {
  it('what one device writes, corrects and removes, another sees', async () => {
    const patient = person();
    const [phone, tablet] = [await device(patient), await device(patient)];
    const { refs } = await phone.client.records.write([{ put: reading(71) }, { put: reading(72) }, { put: reading(73) }]);
    expect(await phone.client.sync.now()).toMatchObject({ state: 'idle', queued: 0, dead: 0 });
    await tablet.client.sync.now();
    expect(await values(tablet.client)).toEqual([71, 72, 73]);
    const there = (await tablet.client.records.get<Observation>(refs[0]!))!;
    await tablet.client.records.write([{ put: changed(there, { valueQuantity: { ...there.valueQuantity, value: 81 } }) }, { remove: refs[1]! }]);
    expect(await tablet.client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    await phone.client.sync.now();
    expect(await values(phone.client)).toEqual([73, 81]);
    await Promise.all([phone.client.close(), tablet.client.close()]);
  });

  it('both correct the same record offline: neither change is lost', async () => {
    const patient = person();
    const [phone, tablet] = [await device(patient), await device(patient)];
    const { refs } = await phone.client.records.write([{ put: reading(71) }]);
    await phone.client.sync.now();
    await tablet.client.sync.now();
    for (const [{ client }, change] of [
      [phone, { valueQuantity: { ...reading(75).valueQuantity } }],
      [tablet, { note: [{ text: 'after stairs' }] }],
    ] as const)
      await client.records.write([{ put: changed((await client.records.get(refs[0]!))!, { ...change }) }]);
    await phone.client.sync.now();
    await tablet.client.sync.now();
    await phone.client.sync.now();
    for (const { client } of [phone, tablet])
      expect(await client.records.get(refs[0]!)).toMatchObject({ valueQuantity: { value: 75 }, note: [{ text: 'after stairs' }] });
  });

  it('plans, doses and answer sheets arrive, with their references', async () => {
    const patient = person();
    const [phone, tablet] = [await device(patient), await device(patient)];
    const drug = { text: '氨氯地平片 5 mg' };
    const plan = { resourceType: 'MedicationRequest', status: 'active', intent: 'plan', medicationCodeableConcept: drug } as Resource;
    const { refs } = await phone.client.records.write([{ put: plan }]);
    const dose = {
      resourceType: 'MedicationAdministration',
      status: 'completed',
      medicationCodeableConcept: drug,
      effectiveDateTime: '2026-03-01T08:00:00Z',
      request: { reference: refs[0] },
    };
    const sheet = { resourceType: 'QuestionnaireResponse', status: 'completed', authored: '2026-03-01T08:00:00Z', questionnaire: 'http://example.org/q' };
    await phone.client.records.write([{ put: dose }, { put: sheet }]);
    expect(await phone.client.sync.now()).toMatchObject({ state: 'idle', queued: 0, dead: 0 });
    await tablet.client.sync.now();
    const [there] = await tablet.client.records.range<Resource & { request: unknown }>({ type: 'MedicationAdministration' });
    expect(there!.request).toEqual({ reference: refs[0] });
    expect(await tablet.client.records.range({ type: 'QuestionnaireResponse', codes: ['http://example.org/q'] })).toHaveLength(1);
  });

  it('a wire that drops and doubles leaves each reading there exactly once', async () => {
    const fault = fc.constantFrom<Fault>('ok', 'ok', 'drop request', 'drop response', 'double');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 40, max: 180 }), fc.boolean(), fc.array(fault, { maxLength: 4 })), { minLength: 1, maxLength: 8 }),
        async (steps) => {
          const patient = person();
          const faults: Fault[] = [];
          const { client, on } = await device(patient, faults);
          const expected = new Map<string, number>();
          for (const [value, corrects, troubles] of steps) {
            const known = [...expected.keys()][0];
            const put =
              corrects && known ? { ...(await client.records.get<Observation>(known))!, valueQuantity: { ...reading(value).valueQuantity } } : reading(value);
            expected.set((await client.records.write([{ put }])).refs[0]!, value);
            faults.push(...troubles);
            await client.sync.now();
            on.clock.advance(20_000);
          }
          faults.length = 0;
          for (let i = 0; i < 5 && client.sync.status.queued; i++) {
            await client.sync.now();
            on.clock.advance(20_000);
          }
          const found = await held(patient);
          expect(found.map(({ identifier }) => `Observation/${identifier![0]!.value}`).sort()).toEqual([...expected.keys()].sort());
          expect(found.map(({ valueQuantity }) => valueQuantity!.value).sort()).toEqual([...expected.values()].sort());
          expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
          await client.close();
        },
      ),
      { numRuns: 12, seed: 42 },
    );
  }, 60_000);
});
