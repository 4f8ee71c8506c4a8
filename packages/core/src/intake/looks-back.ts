import type { Draft } from './compile-with.js';
import type { Reads } from './edges.js';

/**
 * Whether everything reads questions before it that hold nothing else: then there is no cycle, and no graph is needed to know it.
 * Nearly every published form is written so.
 */
export function onlyLooksBack(drafts: readonly Draft[], reads?: Reads): boolean {
  const back = (target: number, from: number): boolean => target < from && (target < 0 || drafts[target]?.end === target + 1);
  return drafts.every(
    (draft, i) =>
      draft.plan.conditions.every((condition) => back(condition.question, i)) &&
      (reads?.enableWhen[i] ?? []).every((target) => back(target, i)) &&
      (reads?.calculated[i] ?? []).every((target) => back(target, i)),
  );
}
