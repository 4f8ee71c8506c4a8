import type { CompiledPath } from '../fhir/fhirpath/evaluate.js';
import type { PathEngine } from '../fhir/fhirpath/fallback.js';
import type { Bundle, Extension, PlanDefinition, Questionnaire, QuestionnaireResponse } from '../fhir/index.js';
import type { Draft, Report } from './compile-with.js';
import type { Dynamic } from './dynamic.js';
import type { Engine } from './engine.js';
import { extension, extensions, extensionValue, type urls } from './extensions.js';
import type { Instance } from './instance.js';
import type { CompileOptions, Fallback, Plan } from './plan.js';
import type { IssueCode, RedFlag, Score } from './types.js';

/** What the root of a questionnaire declares for all expressions. */
export type PlanRoot = Pick<Plan, 'variables' | 'launchContext' | 'constraints'>;

/** The part of a plan that comes from expressions, patterns and triage rules. */
export type PlanExpressions = PlanRoot & Pick<Plan, 'rules' | 'missingRules' | 'fallbacks'>;

/** Where expressions are compiled to: diagnostics, and what the complete engine has to run. */
export interface Compiling {
  readonly report: Report;
  readonly fallback: PathEngine | undefined;
  readonly queries: ReadonlyMap<string, Bundle> | undefined;
  readonly fallbacks: Fallback[];
}

/** Compiles and runs FHIRPath, patterns and triage rules. Large, and loaded for the forms that have some: see `expression-kit.ts`. */
export interface ExpressionKit {
  /** Fills in the expressions and patterns of every item. */
  compile(questionnaire: Questionnaire, drafts: readonly Draft[], index: ReadonlyMap<string, number>, options: CompileOptions, report: Report): PlanExpressions;
  /** Conditions that depend on themselves. Asked only when some condition looks ahead. */
  cycles(drafts: readonly Draft[], report: Report): Plan['cycles'];
  /** The running side, for one form. */
  run(engine: Engine): ExpressionRun;
}

/** Expressions and rules of one live form. */
export interface ExpressionRun {
  readonly flags: FlagList;
  /** Whether a condition holds; one that cannot be evaluated does: better one question too many. */
  holds(path: CompiledPath, instance: Instance): boolean;
  /** Fills an item from its initialExpression, when it has one that gives something. */
  fillInitial(instance: Instance): void;
  /** A restored answer of an editable calculated item that differs from the calculation is the user's own. */
  noticeOverride(instance: Instance, response: QuestionnaireResponse): void;
  /** Starts what an instance computes by itself. */
  start(instance: Instance): void;
  /** Text, flags, limits and options that expressions or a terminology service give. */
  readonly dynamic: Dynamic;
  /** The totals of the form. Reading subscribes. */
  scores(): readonly Score[];
  /** Reports the constraints of an item, or of the whole form, that do not hold. */
  constraints(instance: Instance | undefined, add: (code: IssueCode, limit: string, severity: 'error' | 'warning') => void): void;
  /** Whether a text fits the item's pattern. */
  matches(pattern: string, text: string): boolean;
}

/** Red flags of one live form. */
export interface FlagList {
  readonly list: readonly RedFlag[];
  readonly extensions: readonly Extension[];
  restore(response: QuestionnaireResponse): void;
  start(): readonly (() => void)[];
  acknowledge(rule: string): void;
}

const kinds: readonly (keyof typeof urls)[] = [
  'variable',
  'calculatedExpression',
  'initialExpression',
  'enableWhenExpression',
  'answerExpression',
  'toggleExpression',
  'constraint',
  'regex',
  'triageRules',
  'scoreBand',
];

/** Whether an element of a questionnaire carries something that only the kit can compile. */
export function carriesExpression(element: unknown): boolean {
  const given = element as Readonly<Record<string, unknown>> | null | undefined; // unknown JSON
  if (shadows.some((name) => given?.[name] !== undefined && extension(given[name], 'expression'))) return true;
  if (!Array.isArray(given?.['extension'])) return false;
  return kinds.some((kind) => extension(element, kind) !== undefined) || (given['extension'] as unknown[]).some(holdsExpression);
}

const shadows = ['_text', '_required', '_readOnly', '_answerValueSet'];

/** A limit whose value is an expression. */
const holdsExpression = (found: unknown): boolean =>
  Object.entries(Object(found) as object).some(([name, value]) => name.startsWith('_value') && extension(value, 'expression') !== undefined);

/** Canonicals of the triage rules that a questionnaire names (`urn:nelumbo:fhir:triage-rules`). */
export const namedRules = (questionnaire: unknown): readonly string[] => extensions(questionnaire, 'triageRules').map((one) => String(extensionValue(one)));

/** Triage rules that stand in the questionnaire itself. */
export const containedRules = (questionnaire: Questionnaire): readonly PlanDefinition[] =>
  (Array.isArray(questionnaire.contained) ? questionnaire.contained : []).filter(
    (resource): resource is PlanDefinition => (resource as { resourceType?: unknown } | null)?.resourceType === 'PlanDefinition',
  );

/**
 * Whether a form needs the kit: expressions, patterns, units or triage rules, in the questionnaire, given, or remembered by a response.
 * @param questionnaire - unknown JSON
 */
export function needsExpressions(
  questionnaire: unknown,
  rules: readonly PlanDefinition[],
  response: QuestionnaireResponse | undefined,
  terminology = false,
): boolean {
  if (rules.length > 0 || extension(response, 'redFlag') || carriesExpression(questionnaire)) return true;
  const form = questionnaire as Questionnaire | null; // unknown JSON, read warily
  if (typeof form !== 'object' || form === null) return false;
  if (containedRules(form).length > 0) return true;
  const waiting: unknown[] = [form.item];
  for (let list = waiting.pop(); waiting.length > 0 || list !== undefined; list = waiting.pop()) {
    for (const item of Array.isArray(list) ? (list as unknown[]) : []) {
      if (carriesExpression(item) || isQuantity(item) || (terminology && asksForValueSet(item))) return true;
      const below = (item as { item?: unknown } | null)?.item; // unknown JSON
      if (Array.isArray(below)) waiting.push(below);
    }
  }
  return false;
}

/** Quantities compare by units, whose table comes with the kit. */
const isQuantity = (item: unknown): boolean => (item as { type?: unknown } | null)?.type === 'quantity'; // unknown JSON

const asksForValueSet = (item: unknown): boolean => {
  const url = (item as { answerValueSet?: unknown } | null)?.answerValueSet; // unknown JSON
  return typeof url === 'string' && !url.startsWith('#');
};

/**
 * A plan's expressions when the kit could not be loaded: none, and the form says so. Rules count as missing, never as silent.
 */
export function withoutKit(questionnaire: Questionnaire, drafts: readonly Draft[], rules: readonly PlanDefinition[], report: Report): PlanExpressions {
  const message = 'Expressions could not be loaded; this one does not run.';
  if (carriesExpression(questionnaire)) report('expression-unsupported', 'error', { path: 'extension' }, message);
  for (const draft of drafts) if (carriesExpression(draft.source)) report('expression-unsupported', 'error', draft, message);
  const missing = [...namedRules(questionnaire), ...[...containedRules(questionnaire), ...rules].map((plan) => plan.url ?? plan.id ?? '')];
  const missingRules = [...new Set(missing)];
  for (const canonical of missingRules)
    report('rules-missing', 'error', { path: 'extension' }, `The triage rules ${canonical} could not be loaded: no red flag can be recognised.`);
  return { variables: new Map(), launchContext: [], constraints: [], rules: [], missingRules, fallbacks: [] };
}
