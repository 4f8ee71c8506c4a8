import type { Draft, Report } from './compile-with.js';
import { nameFor, readValue } from './values.js';

/** Lint that needs no graph: what can never be answered, shown or restored. */
export function checkItems(_questionnaire: unknown, drafts: readonly Draft[], report: Report): void {
  for (const draft of drafts) {
    const { plan, source, type } = draft;
    if (plan.hidden && plan.required && !fillsItself(draft)) {
      report('hidden-required', 'warning', draft, 'Hidden and required, with nothing that fills it in.');
    }
    if (plan.readOnly && plan.required && !plan.hidden && type !== 'group' && !fillsItself(draft)) {
      report('read-only-required', 'warning', draft, 'Read-only and required, with nothing that fills it in: nobody is held up by it.');
    }
    for (const initial of Array.isArray(source.initial) ? source.initial : []) {
      const read = readValue(initial);
      if (!read || nameFor(type, read.value, plan.optionNames) === undefined)
        report('bad-initial', 'warning', draft, 'The initial value does not fit the type.');
    }
    if (plan.behavior === 'all' && contradicts(draft)) report('unreachable', 'warning', draft, 'The conditions exclude each other.');
  }
}

const fillsItself = ({ plan, source }: Draft): boolean => plan.calculated !== undefined || plan.initial !== undefined || (source.initial?.length ?? 0) > 0;

/** Two different answers asked of one question that takes only one. */
function contradicts(draft: Draft): boolean {
  const seen = new Map<string, string>();
  for (const when of Array.isArray(draft.source.enableWhen) ? draft.source.enableWhen : []) {
    if (when.operator !== '=' || when.answerBoolean === undefined) continue;
    const known = seen.get(when.question);
    if (known !== undefined && known !== String(when.answerBoolean)) return true;
    seen.set(when.question, String(when.answerBoolean));
  }
  return false;
}
