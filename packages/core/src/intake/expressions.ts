import type { CompiledPath } from '../fhir/fhirpath/evaluate.js';
import type { PathEngine } from '../fhir/fhirpath/fallback.js';
import type { Bundle, Extension, PlanDefinition, Questionnaire, QuestionnaireResponse } from '../fhir/index.js';
import type { Draft, Report } from './compile-with.js';
import type { Dynamic } from './dynamic.js';
import type { Engine } from './engine.js';
import { extensions, extensionValue } from './extensions.js';
import type { Instance } from './instance.js';
import type { KitParts } from './kit-parts.js';
import { carriesExpression } from './needs.js';
import type { CompileOptions, Fallback, Plan } from './plan.js';
import type { IssueCode, RedFlag, Score } from './types.js';

/** What the root of a questionnaire declares for all expressions. */
export type PlanRoot = Pick<Plan, 'variables' | 'launchContext' | 'constraints'>;

/** The part of a plan that comes from expressions, patterns and triage rules. */
export type PlanExpressions = PlanRoot & Pick<Plan, 'rules' | 'missingRules' | 'fallbacks' | 'unsettled'>;

/** Where expressions are compiled to: diagnostics, and what the complete engine has to run. */
export interface Compiling {
  readonly report: Report;
  readonly fallback: PathEngine | undefined;
  readonly queries: ReadonlyMap<string, Bundle> | undefined;
  readonly fallbacks: Fallback[];
  readonly parts: KitParts;
}

/** Compiles and runs FHIRPath, patterns and triage rules. Large, and loaded for the forms that have some: see `expression-kit.ts`. */
export interface ExpressionKit {
  /** Fills in the expressions and patterns of every item. */
  compile(questionnaire: Questionnaire, drafts: readonly Draft[], index: ReadonlyMap<string, number>, options: CompileOptions, report: Report): PlanExpressions;
  /** Conditions that depend on themselves. Asked only when some condition looks ahead; without it they are settled by passes. */
  readonly cycles?: (drafts: readonly Draft[], report: Report) => Plan['cycles'];
  /** Whether it has what keeps red flags. */
  readonly triage: boolean;
  /** The running side, for one form. */
  run(engine: Engine): ExpressionRun;
}

/** Expressions and rules of one live form. */
export interface ExpressionRun {
  /** `undefined` for a form without triage rules. */
  readonly flags: FlagList | undefined;
  /** Whether a condition holds; one that cannot be evaluated does: better one question too many. */
  holds(path: CompiledPath, instance: Instance): boolean;
  /** Fills an item from its initialExpression, when it has one that gives something. */
  fillInitial(instance: Instance): void;
  /** A restored answer of an editable calculated item that differs from the calculation is the user's own. */
  noticeOverride(instance: Instance, response: QuestionnaireResponse): void;
  /** Starts what an instance computes by itself. */
  start(instance: Instance): void;
  /** Text, flags, limits and options that expressions or a terminology service give; `undefined` for a form that has none. */
  readonly dynamic: Dynamic | undefined;
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

/** Canonicals of the triage rules that a questionnaire names (`urn:nelumbo:fhir:triage-rules`). */
export const namedRules = (questionnaire: unknown): readonly string[] => extensions(questionnaire, 'triageRules').map((one) => String(extensionValue(one)));

/** Triage rules that stand in the questionnaire itself. */
export const containedRules = (questionnaire: Questionnaire): readonly PlanDefinition[] =>
  (Array.isArray(questionnaire.contained) ? questionnaire.contained : []).filter(
    (resource): resource is PlanDefinition => (resource as { resourceType?: unknown } | null)?.resourceType === 'PlanDefinition',
  );

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
  return { variables: new Map(), launchContext: [], constraints: [], rules: [], missingRules, fallbacks: [], unsettled: false };
}
