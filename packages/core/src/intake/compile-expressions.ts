import type { Extension, Questionnaire } from '../fhir/index.js';
import { PathError } from '../fhir/fhirpath/ast.js';
import { compileSubset } from '../fhir/fhirpath/compile-subset.js';
import type { CompiledPath } from '../fhir/fhirpath/evaluate.js';
import type { Draft } from './compile-with.js';
import type { Compiling, PlanRoot } from './expressions.js';
import { extension, extensions, extensionValue, part } from './extensions.js';

/** Where an expression stands. */
export interface Place {
  readonly path: string;
  readonly linkId?: string;
}

/** `%names` that every expression may use. */
const builtIn = ['resource', 'rootResource', 'context', 'questionnaire', 'qitem', 'ucum', 'sct', 'loinc'];

/** Compiles a FHIRPath source; one that cannot be used is a diagnostic and `undefined`. */
export function compileSource(source: unknown, known: ReadonlySet<string>, at: Place, to: Compiling): CompiledPath | undefined {
  const { report } = to;
  if (typeof source !== 'string' || source.trim() === '') {
    report('expression-syntax', 'error', at, ['empty']);
    return undefined;
  }
  try {
    const path = compileEither(source, at, to);
    const missing = path.variables.find((name) => !known.has(name));
    const foreign = path.leading?.find((name) => at.linkId !== undefined || !/^(QuestionnaireResponse|Resource)$/.test(name));
    if (foreign !== undefined) report('unreachable', 'error', at, ['foreign', foreign]);
    if (missing === undefined) return path;
    report('expression-unsupported', 'error', at, ['undeclared', missing]);
  } catch (error) {
    const code = error instanceof PathError && error.code === 'unsupported' ? 'expression-unsupported' : 'expression-syntax';
    report(code, 'error', at, error instanceof PathError ? error.message : ['unreadable']);
  }
  return undefined;
}

/** In our subset, or by the complete engine when there is one. */
function compileEither(source: string, at: Place, { fallback, fallbacks, parts }: Compiling): CompiledPath {
  try {
    return compileSubset(source);
  } catch (error) {
    if (!fallback || !parts.fallback) throw error;
    const path = parts.fallback(fallback, source);
    fallbacks.push({ ...(at.linkId === undefined ? {} : { linkId: at.linkId }), expression: source, why: error instanceof Error ? error.message : '' });
    return path;
  }
}

interface ExpressionValue {
  readonly name?: string;
  readonly language?: string;
  readonly expression?: string;
}

function compileExtension(found: Extension | undefined, known: ReadonlySet<string>, at: Place, to: Compiling): CompiledPath | undefined {
  const value = extensionValue(found) as ExpressionValue | undefined; // Expression by definition of these extensions
  if (!value) return undefined;
  const answered = value.language === 'application/x-fhir-query' ? to.queries?.get(String(value.expression)) : undefined;
  if (answered) return { source: '', linkIds: [], passed: [], structural: false, variables: [], evaluate: () => [answered] };
  if (value.language && value.language !== 'text/fhirpath') {
    to.report('expression-unsupported', 'error', at, ['language', value.language]);
    return undefined;
  }
  return compileSource(value.expression, known, at, to);
}

/** Variables declared on an element; each may use those before it and all outer ones. */
function variablesOf(element: unknown, outer: ReadonlySet<string>, at: Place, to: Compiling): ReadonlyMap<string, CompiledPath> {
  const own = new Map<string, CompiledPath>();
  const declared = extensions(element, 'variable');
  const names = new Set([...outer, ...declared.map((one) => String((extensionValue(one) as ExpressionValue | undefined)?.name))]); // Expression by definition
  for (const one of declared) {
    const name = (extensionValue(one) as ExpressionValue | undefined)?.name; // Expression by definition
    const path = compileExtension(one, names, at, to);
    if (name && path) own.set(name, path);
  }
  // A variable that reads one that could not be compiled cannot be evaluated either.
  for (let again = true; again;) {
    again = false;
    for (const [name, path] of own) {
      const missing = path.variables.find((other) => !outer.has(other) && !own.has(other));
      if (missing === undefined) continue;
      own.delete(name);
      again = true;
      to.report('expression-unsupported', 'error', at, ['variable-uses', missing]);
    }
  }
  for (const name of circular(own, outer)) {
    own.delete(name);
    to.report('expression-cycle', 'error', at, ['variable-cycle', name]);
  }
  return own;
}

/** Variables that depend on themselves, or on such a one. */
function circular(own: ReadonlyMap<string, CompiledPath>, outer: ReadonlySet<string>): readonly string[] {
  const settled = new Set(outer);
  let left = [...own];
  for (let before = Infinity; left.length < before;) {
    before = left.length;
    left = left.filter(([name, path]) => !path.variables.every((other) => settled.has(other)) || !settled.add(name));
  }
  return left.map(([name]) => name);
}

/** Launch context, variables and constraints of the whole form. */
export function compileRoot(questionnaire: Questionnaire, to: Compiling): PlanRoot {
  const launchContext = extensions(questionnaire, 'launchContext').flatMap((found) => {
    const name = part(found, 'name');
    const code = typeof name === 'object' && name !== null ? (name as { code?: unknown }).code : name; // Coding or id
    return typeof code === 'string' ? [code] : [];
  });
  const known = new Set([...builtIn, ...launchContext]);
  const variables = variablesOf(questionnaire, known, { path: 'extension' }, to);
  const all = new Set([...known, ...variables.keys()]);
  return { variables, launchContext, constraints: to.parts.constraints?.compile(questionnaire, all, { path: 'extension' }, to) ?? [] };
}

/** Compiles the expressions of every item, each in the scope of its ancestors' variables. */
export function compileExpressions(drafts: readonly Draft[], root: PlanRoot, to: Compiling): void {
  const outermost = new Set([...builtIn, ...root.launchContext, ...root.variables.keys()]);
  const scopes: ReadonlySet<string>[] = [];
  for (const draft of drafts) {
    const outer = scopes[draft.parent] ?? outermost;
    const { source, plan } = draft;
    plan.variables = variablesOf(source, outer, draft, to);
    const known = plan.variables.size > 0 ? new Set([...outer, ...plan.variables.keys()]) : outer;
    scopes.push(known);
    plan.dynamic = to.parts.dynamic?.compile(draft, known, to);
    if (!Array.isArray(source.extension)) continue;
    plan.bands = to.parts.scores?.bandsOf(source) ?? [];
    const compiled = (kind: 'calculatedExpression' | 'initialExpression' | 'enableWhenExpression'): CompiledPath | undefined =>
      compileExtension(extension(source, kind), known, draft, to);
    const [calculated, enableWhen] = [compiled('calculatedExpression'), compiled('enableWhenExpression')];
    plan.calculated = calculated && { path: calculated, deferred: true };
    plan.enableWhen = enableWhen && { path: enableWhen, deferred: false };
    plan.initial = compiled('initialExpression');
    plan.constraints = to.parts.constraints?.compile(source, known, draft, to) ?? [];
    plan.pattern = to.parts.patterns?.compile(draft, to.report);
  }
}
