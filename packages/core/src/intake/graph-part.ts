import { edgesOf } from './edges.js';
import { enableCycles } from './enable-cycles.js';
import { cyclesOf } from './graph.js';
import type { KitParts } from './kit-parts.js';

/** The search for cycles, for the forms in which something looks ahead. */
export const graph: Required<KitParts>['graph'] = {
  cycles: enableCycles,
  nodes: (drafts, reads, content) => cyclesOf(edgesOf(drafts, reads, content)).flat(),
};
