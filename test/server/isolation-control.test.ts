import { afterEach, describe, expect, it, vi } from 'vitest';
import { household, tryCaregiver } from './caregivers.js';
import { settle, tryToCross } from './isolation.js';
import { stage } from './support.js';
import type { Stage } from './support.js';

/** Which guard is taken out: then the isolation test must find it. */
const removed = vi.hoisted(() => ({ guard: '' }));

vi.mock('../../packages/server/src/fhir/scope-clause.js', async (original) => {
  const real = await original<typeof import('../../packages/server/src/fhir/scope-clause.js')>();
  return {
    ...real,
    confined: (table: string, patients: readonly string[]) => (removed.guard === 'scope clause' ? real.sql('1 = 1') : real.confined(table, patients)),
  };
});
vi.mock('../../packages/server/src/access/scope.js', async (original) => {
  const real = await original<typeof import('../../packages/server/src/access/scope.js')>();
  return { ...real, mayWrite: (...given: Parameters<typeof real.mayWrite>) => removed.guard === 'write check' || real.mayWrite(...given) };
});
vi.mock('../../packages/server/src/access/permits.js', async (original) => {
  const real = await original<typeof import('../../packages/server/src/access/permits.js')>();
  type Given = Parameters<typeof real.permitsFor>;
  const remembered = new Map<string, ReturnType<typeof real.permitsFor>>();
  return {
    ...real,
    permitsFor: (...[connection, actors, now]: Given): ReturnType<typeof real.permitsFor> => {
      const found = real.permitsFor(connection, actors, removed.guard === 'period of a Consent' ? now - 2 * 86_400_000 : now);
      if (removed.guard === 'types of a Consent') return found.map((permitted) => ({ ...permitted, types: ['Observation', 'MedicationRequest'] }));
      if (removed.guard === 'actions of a Consent') return found.flatMap((permitted) => ['access', 'correct'].map((action) => ({ ...permitted, action })));
      if (removed.guard !== 'withdrawal of a Consent') return found;
      if (found.length > 0) remembered.set(actors.join(), found);
      return remembered.get(actors.join()) ?? found;
    },
  };
});

let host: Stage | undefined;
afterEach(async () => {
  removed.guard = '';
  await host?.close();
});

describe('the isolation test', () => {
  it.each(['scope clause', 'write check'])('fails without the %s', async (guard) => {
    host = await stage();
    const crossing = await settle(host);
    removed.guard = guard;
    await expect(tryToCross(crossing, 300)).rejects.toThrow(/Property failed/);
  });

  it.each(['period of a Consent', 'types of a Consent', 'actions of a Consent', 'withdrawal of a Consent'])('fails without the %s', async (guard) => {
    host = await stage();
    const house = await household(host);
    removed.guard = guard;
    await expect(tryCaregiver(house, 0)).rejects.toThrow(/Property failed/);
  });
});
