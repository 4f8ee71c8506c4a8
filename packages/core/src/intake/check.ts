import type { Draft, Report } from './compile-with.js';
import { nameFor, readValue } from './values.js';

/** Elements that STU3 had and R4 has not. */
const stu3 = /^(option|options|initial[A-Z]\w*)$/;

/** Lint that needs no graph: what can never be answered, shown or restored. */
export function checkItems(questionnaire: unknown, drafts: readonly Draft[], report: Report): void {
  checkList(questionnaire, { path: 'item' }, report);
  for (const draft of drafts) {
    const { plan, source, type } = draft;
    checkList(source, draft, report);
    for (const name of Object.keys(source))
      if (stu3.test(name)) report('feature-unsupported', 'warning', draft, `${name} is an element of FHIR STU3; it is not read.`);
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

/** Items that are no list are none. */
function checkList(element: unknown, at: Parameters<Report>[2], report: Report): void {
  const { item } = element as { item?: unknown }; // unknown JSON
  if (item !== undefined && !Array.isArray(item)) report('not-a-questionnaire', 'error', at, 'The items are no list; they are not read.');
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
