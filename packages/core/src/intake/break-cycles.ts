import type { CompiledPath } from '../fhir/fhirpath/evaluate.js';
import type { Draft } from './compile-with.js';
import { enabledNode, valueNode, type Reads } from './edges.js';
import type { Compiling, PlanRoot } from './expressions.js';
import { onlyLooksBack } from './looks-back.js';

/**
 * Calculations in a cycle are dropped, so that their items keep the initial value. Conditions by expression that read the whole form,
 * or stand in a cycle, are settled by repetition.
 * @returns `false` when something looks ahead and what searches for cycles is not at hand: every such condition is settled by repetition then
 */
export function breakExpressionCycles(
  drafts: readonly Draft[],
  index: ReadonlyMap<string, number>,
  root: PlanRoot,
  { parts: { graph }, report }: Compiling,
): boolean {
  if (!drafts.some(({ plan }) => plan.calculated ?? plan.enableWhen)) return true;
  const reads = readers(drafts, index, root);
  const acyclic = onlyLooksBack(drafts, reads);
  const cyclic: ReadonlySet<number> | undefined = acyclic ? new Set() : graph?.breakCycles(drafts, reads, report);
  drafts.forEach(({ plan }, i) => {
    const { enableWhen } = plan;
    if (enableWhen && (!cyclic || enableWhen.path.structural || enableWhen.path.variables.length > 2 || cyclic.has(enabledNode(i)))) {
      plan.enableWhen = { ...enableWhen, deferred: true };
    }
  });
  return cyclic !== undefined;
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
