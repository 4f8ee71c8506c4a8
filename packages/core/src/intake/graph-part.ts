import { edgesOf } from './edges.js';
import { enableCycles } from './enable-cycles.js';
import { cyclesOf } from './graph.js';
import type { KitParts } from './kit-parts.js';

/** The search for cycles, for the forms in which something looks ahead. */
export const graph: Required<KitParts>['graph'] = {
  cycles: enableCycles,
  breakCycles(drafts, reads, report) {
    for (const node of cyclesOf(edgesOf(drafts, reads)).flat()) {
      const draft = drafts[(node - 1) / 2];
      if (!draft?.plan.calculated) continue;
      draft.plan.calculated = undefined;
      report('expression-cycle', 'error', draft, 'The calculation depends on its own result; the item keeps its initial value.');
    }
    return new Set(drafts.some(({ plan }) => plan.enableWhen) ? cyclesOf(edgesOf(drafts, reads, true)).flat() : []);
  },
};
