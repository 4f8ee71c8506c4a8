import type { QuestionnaireResponse } from '../../fhir/index.js';
import type { Clock } from '../../platform.js';
import { compile } from '../compile.js';
import { createForm, type FormOptions } from '../create-form.js';
import type { CompileOptions, Diagnostic } from '../plan.js';
import type { AnswerValue, Form, FormItem, Issue, RedFlag, Score, Unplaced } from '../types.js';
import { answerMap, everyOf, type Refusal } from './answers.js';
import { performStep, type Step } from './steps.js';

export { richReader } from '../rich/index.js';
export { richWords } from '../rich/tree.js';
export type { Refusal } from './answers.js';
export type { Step } from './steps.js';

/** What a form is after its answers were given. */
export interface RunState {
  /** linkIds on screen: enabled and not hidden, in document order, each once. */
  readonly visible: readonly string[];
  /** linkIds that are enabled, hidden ones included. */
  readonly enabled: readonly string[];
  /** Answers by linkId: one value, or a list when there are several. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** What blocks or warns, as `form.validate()` gives it. */
  readonly errors: readonly Issue[];
  /** Values that came from a calculation. */
  readonly calculated: Readonly<Record<string, unknown>>;
  readonly scores: readonly Score[];
  readonly redFlags: readonly RedFlag[];
  /** Expressions that failed while they ran. */
  readonly failures: readonly { readonly linkId: string; readonly message: string }[];
  /** Answers of a given response that fit nowhere. */
  readonly unplaced: readonly Unplaced[];
  readonly response: QuestionnaireResponse;
}

/** The whole report of {@link runQuestionnaire}. */
export interface RunReport extends Partial<RunState> {
  /** `url|version`; `undefined` when no form could be made of it. */
  readonly questionnaire: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Answers and steps that were refused. */
  readonly refused: readonly Refusal[];
  /** With `each`: the state at the start and after every step. */
  readonly steps?: readonly RunState[];
}

/** How {@link runQuestionnaire} runs. */
export interface RunOptions extends CompileOptions {
  readonly clock: Clock;
  readonly locale?: string;
  readonly subject?: string;
  readonly launchContext?: Readonly<Record<string, unknown>>;
  /** Also report the state after each step. */
  readonly each?: boolean;
}

/**
 * Compiles a questionnaire, gives it answers and reports what the form then is: the command `nelumbo-intake run` as a function.
 * @param questionnaire - unknown JSON
 * @param answers - a map `linkId → value(s)`, a QuestionnaireResponse, or a list of steps
 */
export function runQuestionnaire(questionnaire: unknown, answers: unknown, options: RunOptions): RunReport {
  const { plan, diagnostics } = compile(questionnaire, options);
  const refused: Refusal[] = [];
  if (!plan) return { questionnaire: undefined, diagnostics, refused };
  const refuse = (refusal: Refusal): void => void refused.push(refusal);
  const { clock, locale, subject, launchContext } = options;
  const given: FormOptions = { clock, ...(locale ? { locale } : {}), ...(subject ? { subject } : {}), ...(launchContext ? { launchContext } : {}) };
  const form = createForm(plan, isResponse(answers) ? { ...given, response: answers } : given);
  const steps: RunState[] = [];
  if (Array.isArray(answers)) {
    if (options.each) steps.push(stateOf(form, false));
    for (const step of answers as readonly Step[]) {
      performStep(form, Object(step) as Step, refuse); // unknown JSON: what is no step is refused
      if (options.each) steps.push(stateOf(form, false));
    }
  } else if (!isResponse(answers)) answerMap(form, Object(answers) as Record<string, unknown>, refuse); // unknown JSON, read entry by entry
  const state = stateOf(form, true);
  form.dispose();
  return { questionnaire: plan.key, diagnostics, refused, ...state, ...(options.each ? { steps } : {}) };
}

const isResponse = (value: unknown): value is QuestionnaireResponse => (value as { resourceType?: unknown } | null)?.resourceType === 'QuestionnaireResponse';

/** The state of a form. @param validate - also marks every item as visited, as submitting does */
function stateOf(form: Form, validate: boolean): RunState {
  return form.peek(() => {
    const items = everyOf(form.items);
    const errors = validate ? form.validate() : items.flatMap((item) => item.issues);
    const shown = items.filter((item) => item.enabled && !hiddenHere(item));
    return {
      visible: linkIds(shown),
      enabled: linkIds(items.filter((item) => item.enabled)),
      answers: valuesOf(items),
      errors,
      calculated: valuesOf(items.filter((item) => item.calculated)),
      scores: form.scores,
      redFlags: form.redFlags,
      failures: form.failures,
      unplaced: form.unplaced,
      response: form.response(),
    };
  });
}

const linkIds = (items: readonly FormItem[]): readonly string[] => [...new Set(items.map((item) => item.linkId))];

const hiddenHere = (item: FormItem): boolean => item.hidden || (item.parent !== undefined && hiddenHere(item.parent));

function valuesOf(items: readonly FormItem[]): Record<string, unknown> {
  const found = new Map<string, AnswerValue[]>();
  for (const item of items) {
    const values = item.answers.map((answer) => answer.value);
    if (values.length > 0) found.set(item.linkId, [...(found.get(item.linkId) ?? []), ...values]);
  }
  return Object.fromEntries([...found].map(([linkId, values]) => [linkId, values.length === 1 ? values[0] : values]));
}
