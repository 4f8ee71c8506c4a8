import type { QuestionnaireItemEnableWhen } from '../fhir/index.js';
import { compileCondition } from './conditions.js';
import type { Draft, Report } from './compile-with.js';
import type { Condition } from './plan.js';

/** Compiles every enableWhen to a closure. One that cannot be compiled never holds, and says so. */
export function compileConditions(drafts: readonly Draft[], index: ReadonlyMap<string, number>, report: Report): void {
  for (const draft of drafts) {
    const given: readonly (QuestionnaireItemEnableWhen | null)[] = Array.isArray(draft.source.enableWhen) ? draft.source.enableWhen : []; // unknown JSON
    const list = given.filter((when) => when !== null);
    if (list.length > 1 && !draft.source.enableBehavior) report('missing-behavior', 'warning', draft, 'Several conditions and no enableBehavior: read as any.');
    draft.plan.conditions = list.flatMap((when) => conditionOf(when, draft, drafts, index, report));
  }
}

function conditionOf(
  when: QuestionnaireItemEnableWhen,
  draft: Draft,
  drafts: readonly Draft[],
  index: ReadonlyMap<string, number>,
  report: Report,
): Condition[] {
  const question = index.get(when.question);
  const target = question === undefined ? undefined : drafts[question];
  if (question === undefined || !target) {
    report('unknown-link-id', 'error', draft, 'enableWhen names a question that does not exist; it counts as unanswered.');
    return [{ question: -1, holds: unanswered(when) }];
  }
  if (target.type === 'display' || target.type === 'group') report('unreachable', 'warning', draft, 'enableWhen names an item that has no answer.');
  const made = compileCondition(when, question, target.type);
  if (typeof made === 'object') return [made];
  report(made, 'error', draft, 'The condition cannot hold as written.');
  return [{ question, holds: () => false }];
}

/** What a condition on a missing question comes to. */
const unanswered = (when: QuestionnaireItemEnableWhen): (() => boolean) => {
  const result = when.operator === '!=' || (when.operator === 'exists' && when.answerBoolean === false);
  return () => result;
};
