import type { Draft } from './compile-with.js';
import type { Reads } from './edges.js';

/**
 * Whether everything reads questions before it that hold nothing else: then there is no cycle, and no graph is needed to know it.
 * Nearly every published form is written so.
 */
export function onlyLooksBack(drafts: readonly Draft[], reads?: Reads): boolean {
  const back = (target: number, from: number): boolean => target < from && (target < 0 || drafts[target]?.end === target + 1);
  // Whether an item is enabled depends on what stands before it, as every condition here looks back.
  const before = (node: number, from: number): boolean => (node % 2 === 0 ? node / 2 <= from : back((node - 1) / 2, from));
  return drafts.every(
    (draft, i) =>
      draft.plan.conditions.every((condition) => back(condition.question, i)) &&
      (reads?.enableWhen[i] ?? []).every((node) => node !== i * 2 && before(node, i)) &&
      (reads?.calculated[i] ?? []).every((node) => before(node, i)),
  );
}
