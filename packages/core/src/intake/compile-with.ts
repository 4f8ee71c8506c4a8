import type { Questionnaire, QuestionnaireItem } from '../fhir/index.js';
import { compileOptions, type ValueSetReader } from './compile-options.js';
import type { Conditions } from './conditions-part.js';
import { withoutKit, type ExpressionKit } from './expressions.js';
import type { Reported, Saying } from './diagnostic-words.js';
import { extension, extensionValue } from './extensions.js';
import type { Limiting } from './limits.js';
import type { CompileOptions, Diagnostic, DiagnosticCode, Plan, PlanItem } from './plan.js';
import { itemTypes, type ItemType, type Limits } from './types.js';

const maxItems = 20_000;
const maxDepth = 100;
const maxCharacters = 10_000_000;

/** Collects diagnostics; every compile step reports here and goes on. */
export type Report = (code: DiagnosticCode, severity: Diagnostic['severity'], at: { path: string; linkId?: string }, message: string | Saying) => void;

/** One item while it is being compiled. */
export interface Draft {
  readonly source: QuestionnaireItem;
  readonly linkId: string;
  readonly type: ItemType;
  readonly parent: number;
  readonly path: string;
  end: number;
  plan: { -readonly [K in keyof PlanItem]: PlanItem[K] };
}

/** A compiled questionnaire, or none and the reason. */
interface Found {
  readonly plan: Plan | null;
  readonly diagnostics: readonly Reported[];
}

/**
 * Compiles with what the form needs, see `compile.ts`.
 * @param kit - `undefined` for a form without expressions, patterns and rules; one that has some then says that they do not run
 */
export function compileWith(questionnaire: unknown, options: CompileOptions, kit: ExpressionKit | undefined, parts: CompileParts = {}): Found {
  const diagnostics: Reported[] = [];
  const report: Report = (code, severity, at, message) => {
    diagnostics.push({ code, severity, ...(at.linkId === undefined ? {} : { linkId: at.linkId }), path: at.path, message });
  };
  try {
    return { plan: compileChecked(questionnaire, options, { ...parts, kit }, report), diagnostics };
  } catch {
    report('internal', 'fatal', { path: '' }, ['not-compiled']);
    return { plan: null, diagnostics };
  }
}

/** A check of the whole questionnaire. */
export type Lint = (questionnaire: Questionnaire, drafts: readonly Draft[], report: Report) => void;

/** Parts that not every form, or not every caller, needs. */
export interface CompileParts {
  /** Reads contained value sets; without it their answers are typed in, and a diagnostic says so. */
  readonly valueSets?: ValueSetReader | undefined;
  /** Compiles and keeps conditions; a form that has some is not compiled without. */
  readonly conditions?: Conditions | undefined;
  /** Reads the limits of an item that stand in extensions. */
  readonly limiting?: Limiting | undefined;
  /** What is said beyond what the compiler meets on its way. */
  readonly lint?: readonly Lint[];
}

function compileChecked(
  input: unknown,
  options: CompileOptions,
  { kit, valueSets, conditions, limiting, lint }: CompileParts & { readonly kit: ExpressionKit | undefined },
  report: Report,
): Plan | null {
  const questionnaire = input as Questionnaire | null; // unknown JSON, checked next
  if (typeof questionnaire !== 'object' || questionnaire?.resourceType !== 'Questionnaire') {
    report('not-a-questionnaire', 'fatal', { path: '' }, ['no-questionnaire']);
    return null;
  }
  const drafts = flatten(questionnaire, report);
  if (!drafts) return null;
  const index = new Map<string, number>();
  drafts.forEach((draft, i) => {
    if (index.has(draft.linkId)) report('duplicate-link-id', 'error', draft, ['twice']);
    else index.set(draft.linkId, i);
  });
  const concepts = valueSets?.(questionnaire) ?? ((): readonly [] => []);
  for (const draft of drafts) compileOptions(draft, concepts, options.terminology === true, report);
  for (const { source, plan } of drafts) plan.limits = limiting?.limitsOf(source) ?? plan.limits;
  conditions?.compile(drafts, index, report);
  const rules = options.rules ?? [];
  const expressions = kit ? kit.compile(questionnaire, drafts, index, options, report) : withoutKit(questionnaire, drafts, rules, report);
  const ahead = conditions && !conditions.looksBack(drafts);
  const cycles = ahead ? (kit?.cycles?.(drafts, report) ?? conditions.together(drafts.length)) : new Map<number, readonly number[]>();
  for (const check of lint ?? []) check(questionnaire, drafts, report);
  const linkIds = drafts.map((draft) => draft.linkId);
  return {
    questionnaire,
    key: questionnaire.url ? `${questionnaire.url}|${questionnaire.version ?? ''}` : `anonymous#${hash(linkIds.join('\n'))}`,
    size: drafts.length,
    linkIds,
    types: drafts.map((draft) => draft.type),
    parents: Int32Array.from(drafts, (draft) => draft.parent),
    ends: Int32Array.from(drafts, (draft) => draft.end),
    items: drafts.map((draft) => draft.plan),
    index,
    cycles,
    ...expressions,
    unsettled: expressions.unsettled || (ahead === true && !kit?.cycles),
    conditions,
    expressions: kit,
  };
}

/** Pre-order, without recursion. `undefined` after a fatal diagnostic. */
function flatten(questionnaire: Questionnaire, report: Report): Draft[] | undefined {
  const drafts: Draft[] = [];
  let characters = 0;
  interface Visit {
    readonly list: readonly unknown[];
    next: number;
    readonly parent: number;
    readonly path: string;
  }
  const visits: Visit[] = [{ list: listOf(questionnaire.item), next: 0, parent: -1, path: 'item' }];
  while (visits.length > 0) {
    const visit = visits[visits.length - 1] as Visit; // the list is not empty
    const at = visit.next++;
    if (at >= visit.list.length) {
      visits.pop();
      const parent = drafts[visit.parent];
      if (parent) parent.end = drafts.length;
      continue;
    }
    const source = visit.list[at];
    const path = `${visit.path}[${at}]`;
    if (typeof source !== 'object' || source === null) continue;
    const draft = draftOf(source as QuestionnaireItem, visit.parent, path, drafts.length, report); // unknown JSON; draftOf reads it warily
    drafts.push(draft);
    characters += String(draft.source.text ?? '').length;
    if (drafts.length > maxItems || characters > maxCharacters) return fatal(report, 'too-large', maxItems);
    if (visits.length > maxDepth) return fatal(report, 'too-deep', maxDepth);
    visits.push({ list: listOf(draft.source.item), next: 0, parent: drafts.length - 1, path: `${path}.item` });
  }
  return drafts;
}

function fatal(report: Report, code: 'too-large' | 'too-deep', limit: number): undefined {
  report(code, 'fatal', { path: 'item' }, [code, String(limit)]);
  return undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function draftOf(source: QuestionnaireItem, parent: number, path: string, at: number, report: Report): Draft {
  const named = typeof source.linkId === 'string' && source.linkId !== '';
  const linkId = named ? source.linkId : `#${at}`;
  if (!named) report('missing-link-id', 'error', { path }, ['no-link-id']);
  const type = typeOf(source, { path, linkId }, report);
  return { source, linkId, type, parent, path, end: at + 1, plan: basics(source, type) };
}

function typeOf(source: QuestionnaireItem, at: { path: string; linkId: string }, report: Report): ItemType {
  const given: string = source.type;
  if (given === 'coding') {
    report('r5-name', 'information', at, ['r5-coding']);
    return openAnswers(source) ? 'open-choice' : 'choice';
  }
  const known = itemTypes.find((type) => type === given);
  for (const name of ['answerConstraint', 'disabledDisplay'] as const) if (name in source) report('r5-name', 'information', at, ['r5-element', name]);
  // R5 lets any type of question offer options; here that is a choice.
  if (known && mayOffer.has(known) && Array.isArray(source.answerOption) && source.answerOption.length > 0) {
    report('r5-name', 'information', at, ['r5-options']);
    return openAnswers(source) ? 'open-choice' : 'choice';
  }
  if (known && known !== 'unknown') return known;
  if (given === undefined && Array.isArray(source.item) && source.answerOption === undefined) {
    report('unknown-type', 'error', at, ['no-type']);
    return 'group';
  }
  report('unknown-type', 'error', at, ['no-r4-type']);
  return 'unknown';
}

const mayOffer = new Set<ItemType>(['decimal', 'integer', 'date', 'dateTime', 'time', 'string', 'text', 'quantity', 'url']);

/** `answerConstraint` is an element of R5. */
const openAnswers = (source: unknown): boolean => /^optionsOr(String|Type)$/.test(String((source as { answerConstraint?: unknown }).answerConstraint));

function basics(source: QuestionnaireItem, type: ItemType): Draft['plan'] {
  const hidden = extensionValue(extension(source, 'hidden')) === true;
  return {
    source,
    required: source.required === true,
    readOnly: source.readOnly === true,
    repeats: source.repeats === true && type !== 'display',
    hidden,
    control: controlOf(source),
    limits: typeof source.maxLength === 'number' ? { maxLength: source.maxLength } : unlimited,
    pattern: undefined,
    options: [],
    optionNames: new Set(),
    behavior: source.enableBehavior === 'all' ? 'all' : 'any',
    conditions: [],
    enableWhen: undefined,
    calculated: undefined,
    initial: undefined,
    constraints: [],
    dynamic: undefined,
    variables: new Map(),
    bands: [],
  };
}

function controlOf(source: QuestionnaireItem): string | undefined {
  const value = extensionValue(extension(source, 'itemControl')) as { coding?: readonly { code?: string }[] } | undefined; // CodeableConcept by definition
  return value?.coding?.[0]?.code;
}

const unlimited: Limits = {};

/** FNV-1a, 32 bits, as hex: names a form without url by what it asks. */
function hash(text: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(16);
}
