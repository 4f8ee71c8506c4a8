import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.js';
import { worldNames, worlds } from './worlds.js';

// The protocol as a model: any order of writes, rounds, crashes, lost answers, other writers, refusals and withdrawals, and at
// the end nothing may be lost, doubled, reordered, overwritten unseen, stuck, diverged or sent without consent.
const RUNS = Number(process.env['MODEL_RUNS'] ?? 60);
const SEED = Number(process.env['MODEL_SEED'] ?? 42);

describe('the sync protocol', () => {
  it.each(worldNames)(
    'loses, doubles, reorders, overwrites, leaks nothing: %s',
    async (world) => {
      const path = process.env['MODEL_PATH'];
      await fc.assert(worlds[world]({}), { numRuns: RUNS, seed: SEED, endOnFailure: !process.env['MODEL_SHRINK'], ...(path && { path }) });
    },
    600_000,
  );
});

// Each rule is there for a reason: without it the same model fails.
describe('the model catches', () => {
  it.each(mutants)(
    '$name',
    async ({ broken, world }) => {
      const result = await fc.check(worlds[world](broken), { numRuns: 6000, seed: SEED, endOnFailure: true });
      if (process.env['MODEL_VERBOSE']) console.log(result.numRuns, result.failed, String((result.errorInstance as Error | undefined)?.message).split('\n')[0]);
      expect(result.failed).toBe(true);
    },
    600_000,
  );
});
