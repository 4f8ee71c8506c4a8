import type { CompiledPath } from '../fhir/fhirpath/evaluate.js';
import type { Draft, Report } from './compile-with.js';
import { edgesOf, enabledNode, valueNode, type Reads } from './edges.js';
import type { PlanRoot } from './expressions.js';
import { cyclesOf } from './graph.js';
import { onlyLooksBack } from './looks-back.js';

/**
 * Calculations in a cycle are dropped, so that their items keep the initial value. Conditions by expression that read the whole form,
 * or stand in a cycle, are settled by repetition.
 */
export function breakExpressionCycles(drafts: readonly Draft[], index: ReadonlyMap<string, number>, root: PlanRoot, report: Report): void {
  if (!drafts.some(({ plan }) => plan.calculated ?? plan.enableWhen)) return;
  const reads = readers(drafts, index, root);
  const acyclic = onlyLooksBack(drafts, reads);
  for (const nodes of acyclic ? [] : cyclesOf(edgesOf(drafts, reads))) {
    for (const node of nodes) {
      const draft = drafts[(node - 1) / 2];
      if (!draft?.plan.calculated) continue;
      draft.plan.calculated = undefined;
      report('expression-cycle', 'error', draft, 'The calculation depends on its own result; the item keeps its initial value.');
    }
  }
  if (!drafts.some(({ plan }) => plan.enableWhen)) return;
  const cyclic = new Set(acyclic ? [] : cyclesOf(edgesOf(drafts, reads, true)).flat());
  drafts.forEach((draft, i) => {
    const { enableWhen } = draft.plan;
    if (enableWhen && (enableWhen.path.structural || enableWhen.path.variables.length > 2 || cyclic.has(enabledNode(i)))) {
      draft.plan.enableWhen = { ...enableWhen, deferred: true };
    }
  });
}

function readers(drafts: readonly Draft[], index: ReadonlyMap<string, number>, root: PlanRoot): Reads {
  const lookups = (path: CompiledPath | undefined, at: number): readonly number[] => {
    const found = new Set<number>();
    const seen = new Set<string>();
    const visit = (one: CompiledPath): void => {
      for (const id of one.linkIds) {
        const target = index.get(id);
        if (target !== undefined) found.add(one.passed.includes(id) ? enabledNode(target) : valueNode(target));
      }
      for (const name of one.variables) {
        if (seen.has(name)) continue;
        seen.add(name);
        const inner = variable(drafts, root, at, name);
        if (inner) visit(inner);
      }
    };
    if (path) visit(path);
    return [...found];
  };
  return {
    calculated: drafts.map((draft, i) => lookups(draft.plan.calculated?.path, i)),
    enableWhen: drafts.map((draft, i) => lookups(draft.plan.enableWhen?.path, i)),
  };
}

function variable(drafts: readonly Draft[], root: PlanRoot, at: number, name: string): CompiledPath | undefined {
  for (let i = at; i >= 0; i = drafts[i]?.parent ?? -1) {
    const own = drafts[i]?.plan.variables.get(name);
    if (own) return own;
  }
  return root.variables.get(name);
}
