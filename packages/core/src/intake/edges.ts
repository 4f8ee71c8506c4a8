import type { Draft } from './compile-with.js';

/** Two nodes per item: whether it is enabled, and what it answers. */
export const enabledNode = (item: number): number => item * 2;
/** See {@link enabledNode}. */
export const valueNode = (item: number): number => item * 2 + 1;

/** Nodes that the expressions of an item read, variables followed; an item that is only passed through is read as enabled or not. */
export interface Reads {
  readonly calculated: readonly (readonly number[])[];
  readonly enableWhen: readonly (readonly number[])[];
}

/**
 * What every node reads: without `reads`, by enableWhen alone, the part that is settled by passes; with it, by expressions too.
 * @param content - also that an item is in the response for what is nested under it
 */
export function edgesOf(drafts: readonly Draft[], reads?: Reads, content = false): number[][] {
  const edges: number[][] = Array.from({ length: drafts.length * 2 }, () => []);
  drafts.forEach((draft, i) => {
    const own = edges[enabledNode(i)];
    edges[valueNode(i)]?.push(enabledNode(i));
    if (draft.parent >= 0) {
      own?.push(enabledNode(draft.parent));
      const nested = content || drafts[draft.parent]?.type === 'group';
      if (nested) edges[valueNode(draft.parent)]?.push(valueNode(i)); // a group's content is that of its items
    }
    for (const condition of draft.plan.conditions) if (condition.question >= 0) own?.push(valueNode(condition.question));
    own?.push(...(reads?.enableWhen[i] ?? []));
    if (draft.plan.calculated) edges[valueNode(i)]?.push(...(reads?.calculated[i] ?? []));
  });
  return edges;
}
