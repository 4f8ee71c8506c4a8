import { isQuantity } from '../fhir/fhirpath/quantity.js';
import { defaultMaxSize } from './attachments.js';
import type { Engine } from './engine.js';
import type { Instance } from './instance.js';
import { siblingsOf } from './siblings.js';
import type { AnswerValue, Issue, IssueCode } from './types.js';
import { compareAnswers, displayOf, sameAnswer } from './values.js';

/** Decimals after the point, also for numbers that print with an exponent. */
const decimalPlaces = (value: number): number => {
  const [digits, exponent] = String(value).split('e');
  return Math.max(0, (digits?.split('.')[1]?.length ?? 0) - Number(exponent ?? 0));
};

/** Everything that is wrong with an item now. Hidden or disabled items never block. */
export function issuesOf(instance: Instance, engine: Engine): readonly Issue[] {
  if (instance.hidden || !instance.enabled || instance.type === 'display') return [];
  const issues: Issue[] = [];
  const add = (code: IssueCode, limit?: string | number, severity: Issue['severity'] = 'error'): void => {
    issues.push({ linkId: instance.linkId, key: instance.key, code, severity, ...(limit === undefined ? {} : { limit: String(limit) }) });
  };
  const rejected = instance.rejected.value;
  if (rejected) add(rejected);
  counts(instance, add, engine);
  for (const { value } of instance.answers) checkValue(instance, value, add, engine);
  engine.expressions?.constraints(instance, add);
  return rejected ? issues.filter((issue) => issue.code !== 'required') : issues;
}

/** What is wrong with the form as a whole: constraints of the questionnaire itself. They name no item. */
export function formIssues({ expressions }: Engine): readonly Issue[] {
  const issues: Issue[] = [];
  expressions?.constraints(undefined, (code, limit, severity) => issues.push({ linkId: '', key: '', code, severity, limit }));
  return issues;
}

type Add = (code: IssueCode, limit?: string | number, severity?: Issue['severity']) => void;

function counts(instance: Instance, add: Add, engine: Engine): void {
  const { limits, required } = instance;
  if (instance.type === 'group') return repetitions(instance, add, engine);
  const count = instance.answers.length;
  // Nobody can answer what is read-only: the author is told when the form is compiled, the user is not held up.
  if (required && count === 0) add('required', undefined, instance.readOnly ? 'warning' : 'error');
  if (limits.minOccurs !== undefined && count > 0 && count < limits.minOccurs) add('min-occurs', limits.minOccurs);
  if (limits.maxOccurs !== undefined && count > limits.maxOccurs) add('max-occurs', limits.maxOccurs);
  const exclusive = instance.offered.filter((option) => option.exclusive);
  if (count > 1 && instance.answers.some((held) => exclusive.some((option) => sameAnswer(option.value, held.value)))) add('option-exclusive');
}

/** A repeating group is filled in as often as it must be, and not more often than it may be; each says so at the repetition in question. */
function repetitions(instance: Instance, add: Add, engine: Engine): void {
  const { limits, required, present } = instance;
  const all = instance.repeats ? siblingsOf(engine, instance) : [instance];
  const filled = all.filter((one) => one.present);
  const few = !present && filled.length < Math.max(1, limits.minOccurs ?? 1);
  if (few && required) add('required');
  else if (few && filled.length > 0) add('min-occurs', limits.minOccurs); // not needed at all, but once begun as often as it says
  if (limits.maxOccurs !== undefined && present && filled.indexOf(instance) >= limits.maxOccurs) add('max-occurs', limits.maxOccurs);
}

function checkValue(instance: Instance, value: AnswerValue, add: Add, { expressions }: Engine): void {
  const { limits, plan, type } = instance;
  const number = isQuantity(value) ? value.value : value;
  const beside = (limit: AnswerValue): number => compareAnswers(typeof limit === 'number' ? number : value, limit) ?? 0; // a bare number is in whatever unit
  if (limits.minValue !== undefined && beside(limits.minValue) < 0) add('min-value', words(limits.minValue));
  if (limits.maxValue !== undefined && beside(limits.maxValue) > 0) add('max-value', words(limits.maxValue));
  if (typeof number === 'number' && limits.maxDecimalPlaces !== undefined && decimalPlaces(number) > limits.maxDecimalPlaces) {
    add('decimal-places', limits.maxDecimalPlaces);
  }
  if (typeof value !== 'object') {
    const text = String(value); // of any simple type, as FHIR has it
    const length = [...text].length;
    if (limits.minLength !== undefined && length < limits.minLength) add('min-length', limits.minLength);
    if (limits.maxLength !== undefined && length > limits.maxLength) add('max-length', limits.maxLength);
    if (plan.pattern !== undefined && expressions?.matches(plan.pattern, text) === false) add('pattern');
    if (type === 'url' && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(text)) add('not-a-url');
  }
  if (restricted(instance, expressions) && !instance.offered.some((option) => sameAnswer(option.value, value))) add('not-an-option');
  if (type === 'attachment' && typeof value === 'object' && 'size' in value && Number(value.size) > (limits.maxSize ?? defaultMaxSize)) add('file-too-large');
}

/** Whether only the options count: in a choice, and where an expression lists what may be answered. */
function restricted(instance: Instance, expressions: Engine['expressions']): boolean {
  const { type, plan, offered } = instance;
  const listed = plan.dynamic?.aspects.has('options') === true || (plan.dynamic?.toggles.length ?? 0) > 0;
  return type !== 'open-choice' && (type === 'choice' ? offered.length > 0 || listed : listed) && (expressions?.dynamic?.isClosed(instance) ?? true);
}

const words = (value: AnswerValue): string => displayOf(value, { yes: '', no: '', file: '' });
