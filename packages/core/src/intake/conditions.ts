import type { Coding, QuestionnaireItemEnableWhen } from '../fhir/index.js';
import type { Condition } from './plan.js';
import type { AnswerValue, ItemType } from './types.js';
import { compareAnswers, readValue, sameAnswer } from './values.js';

type Test = (answer: AnswerValue, expected: AnswerValue, weigh: (value: AnswerValue) => number | undefined) => boolean;

const ordered =
  (accept: (order: number) => boolean): Test =>
  (answer, expected, weigh) => {
    const [a, b] = [weigh(answer), weigh(expected)];
    const order = a !== undefined && b !== undefined ? a - b : compareAnswers(answer, expected);
    return order !== undefined && accept(order);
  };

const tests: Readonly<Record<string, Test>> = {
  '>': ordered((order) => order > 0),
  '<': ordered((order) => order < 0),
  '>=': ordered((order) => order >= 0),
  '<=': ordered((order) => order <= 0),
};

/** Answer types that an enableWhen may compare with a question of a type. */
const comparable: Readonly<Partial<Record<ItemType, readonly string[]>>> = {
  boolean: ['valueBoolean'],
  decimal: ['valueDecimal', 'valueInteger'],
  integer: ['valueInteger', 'valueDecimal'],
  date: ['valueDate'],
  dateTime: ['valueDateTime', 'valueDate'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri', 'valueString'],
  quantity: ['valueQuantity'],
  reference: ['valueReference'],
};

/** Why a condition could not be compiled as written. */
export type ConditionFault = 'unknown-operator' | 'wrong-answer-type';

/**
 * Compiles one enableWhen. `exists`: has an answer; `=` `>` `<` `>=` `<=`: some answer satisfies; `!=`: no answer equals, hence true
 * when unanswered (the definition of the code; some renderers differ).
 */
export function compileCondition(when: QuestionnaireItemEnableWhen, question: number, type: ItemType): Condition | ConditionFault {
  const expected = readAnswer(when);
  if (when.operator === 'exists') {
    const wanted = expected?.value;
    return typeof wanted === 'boolean' ? { question, holds: (answers) => answers.length > 0 === wanted } : 'wrong-answer-type';
  }
  if (!expected) return 'wrong-answer-type';
  const names = comparable[type];
  if (names && !names.includes(expected.name)) return 'wrong-answer-type';
  const { value } = expected;
  const same = (answer: AnswerValue): boolean => sameAnswer(isBare(value) ? bare(answer) : answer, value);
  if (when.operator === '!=') return { question, holds: (answers) => !answers.some(same) };
  if (when.operator === '=') return { question, holds: (answers) => answers.some(same) };
  const test = Object.hasOwn(tests, when.operator) ? tests[when.operator] : undefined;
  if (!test) return 'unknown-operator';
  return { question, holds: (answers, weigh) => answers.some((answer) => test(answer, value, weigh)) };
}

/** A condition that names a code and no system means the code, whichever system the option is of: as the reference validator reads it. */
const isBare = (value: AnswerValue): value is Coding => typeof value === 'object' && 'code' in value && !('system' in value) && !('value' in value);
const bare = (answer: AnswerValue): AnswerValue => (typeof answer === 'object' && 'code' in answer ? { code: answer.code ?? '' } : answer);

/** `answer[x]` is `value[x]` under another stem. */
function readAnswer(when: QuestionnaireItemEnableWhen): ReturnType<typeof readValue> {
  const key = Object.keys(when).find((name) => name.startsWith('answer'));
  return key ? readValue({ [key.replace('answer', 'value')]: when[key as keyof QuestionnaireItemEnableWhen] }) : undefined; // key was just read from it
}
