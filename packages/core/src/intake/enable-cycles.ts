import type { Draft, Report } from './compile-with.js';
import { edgesOf } from './edges.js';
import { cyclesOf } from './graph.js';
import type { Plan } from './plan.js';

/** Finds enableWhen conditions that depend on themselves; they are settled by bounded passes. */
export function enableCycles(drafts: readonly Draft[], report: Report): Plan['cycles'] {
  const cycles = new Map<number, readonly number[]>();
  for (const nodes of cyclesOf(edgesOf(drafts))) {
    const members = [...new Set(nodes.filter((node) => node % 2 === 0).map((node) => node / 2))].sort((a, b) => a - b);
    for (const member of members) {
      cycles.set(member, members);
      const draft = drafts[member];
      if (draft) report('enable-cycle', 'error', draft, 'The condition depends on itself through other items.');
    }
  }
  return cycles;
}
