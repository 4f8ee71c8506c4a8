import type { Bundle, PlanDefinition, Questionnaire, QuestionnaireItem } from '../fhir/index.js';
import type { CompiledPath } from '../fhir/fhirpath/evaluate.js';
import type { PathEngine } from '../fhir/fhirpath/fallback.js';
import type { limitKinds } from './extensions.js';
import type { Conditions } from './conditions-part.js';
import type { ExpressionKit } from './expressions.js';
import type { AnswerValue, ItemType, Limits, Urgency } from './types.js';
import type { ValueName } from './values.js';

/** What is wrong or doubtful in a questionnaire. `fatal`: no form can be made of it. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  readonly linkId?: string;
  /** FHIRPath-like place in the resource, such as `item[3].item[0]`. */
  readonly path: string;
  readonly message: string;
}

/** The authoring lint. */
export const diagnosticCodes = [
  'not-a-questionnaire',
  'too-large',
  'too-deep',
  'internal',
  'missing-link-id',
  'duplicate-link-id',
  'unknown-link-id',
  'unknown-type',
  'wrong-answer-type',
  'unknown-operator',
  'missing-behavior',
  'enable-cycle',
  'expression-cycle',
  'unreachable',
  'expression-syntax',
  'expression-unsupported',
  'feature-unsupported',
  'modifier-unknown',
  'bad-pattern',
  'hidden-required',
  'read-only-required',
  'missing-options',
  'missing-value-set',
  'bad-initial',
  'rules-missing',
  'bad-rule',
  'r5-name',
] as const;

/** A member of {@link diagnosticCodes}. */
export type DiagnosticCode = (typeof diagnosticCodes)[number];

/** An option as the questionnaire offers it. */
export interface PlanOption {
  readonly key: string;
  readonly name: ValueName;
  readonly value: AnswerValue;
  readonly label: string;
  /** Where the label's translations stand. */
  readonly labelElement: unknown;
  readonly prefix: string | undefined;
  readonly weight: number | undefined;
  readonly exclusive: boolean;
  readonly initial: boolean;
}

/** One enableWhen condition, compiled. */
export interface Condition {
  /** Index of the question. */
  readonly question: number;
  /** Whether the question's answers meet it. */
  readonly holds: (answers: readonly AnswerValue[], weigh: (value: AnswerValue) => number | undefined) => boolean;
}

/** An expression of an item or of the form. */
export interface PlanExpression {
  readonly path: CompiledPath;
  /** Settled by repetition instead of by the graph: it reads the whole form, or stands in a cycle. */
  readonly deferred: boolean;
}

/** A rule that must hold (`questionnaire-constraint`, `targetConstraint`). */
export interface PlanConstraint {
  readonly expression: CompiledPath;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  readonly humanElement: unknown;
}

/** A triage rule. */
export interface PlanRule {
  /** `canonical|version#action`. */
  readonly id: string;
  readonly urgency: Urgency;
  readonly title: string;
  readonly titleElement: unknown;
  readonly action: string;
  readonly actionElement: unknown;
  readonly expression: CompiledPath;
  readonly helplines: readonly PlanHelpline[];
}

/** A help line of a rule. */
export interface PlanHelpline {
  /** ISO 3166 region that it serves. */
  readonly region: string;
  readonly number: string;
  readonly label: string;
  readonly labelElement: unknown;
}

/** A range of a total. */
export interface PlanBand {
  readonly low: number;
  readonly high: number;
  readonly code: string;
  readonly text: string;
  readonly textElement: unknown;
}

/** What of an item an expression may give. */
export type DynamicAspect = 'text' | 'required' | 'readOnly' | 'answerValueSet' | 'options' | (typeof limitKinds)[number];

/** Options that stand only while an expression holds (`answerOptionsToggleExpression`). */
export interface PlanToggle {
  readonly options: readonly AnswerValue[];
  readonly expression: CompiledPath;
}

/** What an item takes from expressions besides its value. */
export interface PlanDynamic {
  readonly aspects: ReadonlyMap<DynamicAspect, CompiledPath>;
  readonly toggles: readonly PlanToggle[];
}

/** What an item can do beyond its type; absent members mean "nothing special". */
export interface PlanItem {
  readonly source: QuestionnaireItem;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly repeats: boolean;
  readonly hidden: boolean;
  readonly control: string | undefined;
  readonly limits: Limits;
  readonly pattern: string | undefined;
  readonly options: readonly PlanOption[];
  readonly optionNames: ReadonlySet<ValueName>;
  readonly behavior: 'all' | 'any';
  readonly conditions: readonly Condition[];
  readonly enableWhen: PlanExpression | undefined;
  readonly calculated: PlanExpression | undefined;
  readonly initial: CompiledPath | undefined;
  readonly constraints: readonly PlanConstraint[];
  /** Text, flags, limits and options by expression; `undefined` for most items. */
  readonly dynamic: PlanDynamic | undefined;
  readonly variables: ReadonlyMap<string, CompiledPath>;
  readonly bands: readonly PlanBand[];
}

/**
 * A questionnaire made ready to run: parallel arrays in document order (pre-order). Immutable; any number of forms share it.
 * `ends[i]` is one past the last descendant of `i`, so a subtree is skipped by one jump.
 */
export interface Plan {
  readonly questionnaire: Questionnaire;
  /** `url|version`; without a url, `anonymous#` and a hash of the linkIds. */
  readonly key: string;
  readonly size: number;
  readonly linkIds: readonly string[];
  readonly types: readonly ItemType[];
  /** -1 at the root. */
  readonly parents: Int32Array;
  readonly ends: Int32Array;
  readonly items: readonly PlanItem[];
  readonly index: ReadonlyMap<string, number>;
  /** For members of an enableWhen cycle: the members, in document order. */
  readonly cycles: ReadonlyMap<number, readonly number[]>;
  readonly variables: ReadonlyMap<string, CompiledPath>;
  readonly launchContext: readonly string[];
  readonly constraints: readonly PlanConstraint[];
  readonly rules: readonly PlanRule[];
  /** Canonicals of rules that are named but not at hand. */
  readonly missingRules: readonly string[];
  /** Expressions outside our subset, run by the complete engine. */
  readonly fallbacks: readonly Fallback[];
  /** Something looks ahead, and what searches for cycles was not at hand: it is settled by repetition, slower and with the same result. */
  readonly unsettled: boolean;
  /** Keeps the conditions; `undefined` when the form has none. */
  readonly conditions: Conditions | undefined;
  /** Runs the expressions; `undefined` when the form has none. */
  readonly expressions: ExpressionKit | undefined;
}

/** What {@link Plan} is compiled with besides the questionnaire. */
export interface CompileOptions {
  /** Triage rules that the questionnaire names by canonical. */
  readonly rules?: readonly PlanDefinition[];
  /** Runs the expressions that our subset leaves out; without it each is a diagnostic. */
  readonly fallback?: PathEngine | undefined;
  /** Answers of `application/x-fhir-query` expressions, by the query as written. */
  readonly queries?: ReadonlyMap<string, Bundle> | undefined;
  /** Value sets that are not contained will be asked of a terminology service: no diagnostic for them. */
  readonly terminology?: boolean;
}

/** An expression that the complete engine runs. */
export interface Fallback {
  readonly linkId?: string;
  readonly expression: string;
  /** What our subset lacks. */
  readonly why: string;
}
