import type { CompiledPath } from '../fhir/fhirpath/index.js';
import type { Draft, Report } from './compile.js';
import type { PlanRoot } from './compile-expressions.js';
import { components, cyclesOf } from './graph.js';
import type { Plan, PlanRule } from './plan.js';

/** Two nodes per item: whether it is enabled, and what it answers. */
const enabledNode = (item: number): number => item * 2;
const valueNode = (item: number): number => item * 2 + 1;

/**
 * Finds who reads whom: reverse dependencies, an order of evaluation, and cycles. Calculations in a cycle are dropped, so that their items
 * keep the initial value; enableWhen cycles are settled by bounded passes.
 */
export function connect(
  drafts: readonly Draft[],
  index: ReadonlyMap<string, number>,
  root: PlanRoot,
  rules: readonly PlanRule[],
  report: Report,
): Pick<Plan, 'dependents' | 'order' | 'cycles'> {
  const reads = readers(drafts, index, root);
  breakExpressionCycles(drafts, reads, report);
  const edges = edgesOf(drafts, reads, 'calculation');
  deferInCycle(drafts, edgesOf(drafts, reads, 'content'));
  const cycles = new Map<number, readonly number[]>();
  for (const nodes of cyclesOf(edgesOf(drafts, reads, 'condition'))) {
    const members = [...new Set(nodes.filter((node) => node % 2 === 0).map((node) => node / 2))].sort((a, b) => a - b);
    for (const member of members) {
      cycles.set(member, members);
      const draft = drafts[member];
      if (draft) report('enable-cycle', 'error', draft, 'The condition depends on itself through other items.');
    }
  }
  const order = [...new Set(components(edges).flatMap((nodes) => nodes.map((node) => Math.floor(node / 2))))];
  return { cycles, order, dependents: reverse(drafts.length, edges, rules, index) };
}

interface Reads {
  /** Items that the item's expression looks up, variables followed. */
  readonly calculated: readonly (readonly number[])[];
  readonly enableWhen: readonly (readonly number[])[];
}

function readers(drafts: readonly Draft[], index: ReadonlyMap<string, number>, root: PlanRoot): Reads {
  const lookups = (path: CompiledPath | undefined, at: number): readonly number[] => {
    const found = new Set<number>();
    const seen = new Set<string>();
    const visit = (one: CompiledPath): void => {
      for (const id of one.linkIds) {
        const target = index.get(id);
        if (target !== undefined) found.add(target);
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

/**
 * What every node reads. `condition`: enableWhen alone, the part that is settled by passes; `calculation`: expressions too; `content`: also
 * that an item is in the response for what is nested under it.
 */
function edgesOf(drafts: readonly Draft[], reads: Reads, what: 'condition' | 'calculation' | 'content'): number[][] {
  const edges: number[][] = Array.from({ length: drafts.length * 2 }, () => []);
  drafts.forEach((draft, i) => {
    const own = edges[enabledNode(i)];
    edges[valueNode(i)]?.push(enabledNode(i));
    if (draft.parent >= 0) {
      own?.push(enabledNode(draft.parent));
      const nested = what === 'content' || drafts[draft.parent]?.type === 'group';
      if (nested) edges[valueNode(draft.parent)]?.push(valueNode(i)); // a group's content is that of its items
    }
    for (const condition of draft.plan.conditions) if (condition.question >= 0) own?.push(valueNode(condition.question));
    if (what === 'condition') return;
    for (const target of reads.enableWhen[i] ?? []) own?.push(valueNode(target));
    if (draft.plan.calculated) for (const target of reads.calculated[i] ?? []) edges[valueNode(i)]?.push(valueNode(target));
  });
  return edges;
}

function breakExpressionCycles(drafts: readonly Draft[], reads: Reads, report: Report): void {
  for (const nodes of cyclesOf(edgesOf(drafts, reads, 'calculation'))) {
    for (const node of nodes) {
      const draft = drafts[(node - 1) / 2];
      if (!draft?.plan.calculated) continue;
      draft.plan.calculated = undefined;
      report('expression-cycle', 'error', draft, 'The calculation depends on its own result; the item keeps its initial value.');
    }
  }
}

/** Conditions by expression that read the whole form, or stand in a cycle, are settled by repetition. */
function deferInCycle(drafts: readonly Draft[], edges: readonly (readonly number[])[]): void {
  const cyclic = new Set(cyclesOf(edges).flat());
  drafts.forEach((draft, i) => {
    const { enableWhen } = draft.plan;
    if (enableWhen && (enableWhen.path.structural || enableWhen.path.variables.length > 2 || cyclic.has(enabledNode(i)))) {
      draft.plan.enableWhen = { ...enableWhen, deferred: true };
    }
  });
}

function reverse(size: number, edges: readonly (readonly number[])[], rules: readonly PlanRule[], index: ReadonlyMap<string, number>): number[][] {
  const out: Set<number>[] = Array.from({ length: size }, () => new Set());
  edges.forEach((targets, node) => {
    const reader = Math.floor(node / 2);
    for (const target of targets) if (Math.floor(target / 2) !== reader) out[Math.floor(target / 2)]?.add(reader);
  });
  for (const rule of rules) for (const id of rule.expression.linkIds) out[index.get(id) ?? -1]?.add(-1); // -1: the rules
  return out.map((set) => [...set].sort((a, b) => a - b));
}
