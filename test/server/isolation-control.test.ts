import { afterEach, describe, expect, it, vi } from 'vitest';
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
});
