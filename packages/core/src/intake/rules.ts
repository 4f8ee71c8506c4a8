import type { PlanDefinition, PlanDefinitionAction, Questionnaire } from '../fhir/index.js';
import { compileSource } from './compile-expressions.js';
import { containedRules, namedRules, type Compiling } from './expressions.js';
import { extensions, part, partOf } from './extensions.js';
import type { PlanHelpline, PlanRule } from './plan.js';
import { urgencies } from './types.js';

const known = new Set(['resource', 'context']);

/**
 * Compiles triage rules: PlanDefinitions that are contained, or named by canonical and given. A condition that cannot be evaluated
 * is a diagnostic; it never fires silently and never counts as "no".
 */
export function compileRules(
  questionnaire: Questionnaire,
  given: readonly PlanDefinition[],
  index: ReadonlyMap<string, number>,
  to: Compiling,
): { rules: readonly PlanRule[]; missing: readonly string[] } {
  const contained = containedRules(questionnaire);
  const missing = namedRules(questionnaire).filter((canonical) => {
    const url = canonical.split('|')[0];
    return ![...given, ...contained].some((plan) => plan.url === url || `#${plan.id ?? ''}` === canonical);
  });
  for (const canonical of missing)
    to.report('rules-missing', 'error', { path: 'extension' }, `The triage rules ${canonical} are not at hand: no red flag can be recognised.`);
  const rules = [...contained, ...given].flatMap((plan) =>
    (Array.isArray(plan.action) ? plan.action : []).flatMap((action, i) => {
      const rule = readRule(plan, action, i, index, to);
      if (rule.length === 0) missing.push(ruleId(plan, action, i)); // one that cannot run is as good as not at hand
      return rule;
    }),
  );
  return { rules, missing };
}

const ruleId = (plan: PlanDefinition, action: PlanDefinitionAction, at: number): string =>
  `${plan.url ?? plan.id ?? ''}|${plan.version ?? ''}#${(action as PlanDefinitionAction | null)?.id ?? at}`; // unknown JSON

/** A rule of the wrong shape is a rule that cannot run, like any other. */
function readRule(...rule: Parameters<typeof ruleOf>): PlanRule[] {
  const [, , at, , to] = rule;
  try {
    return ruleOf(...rule);
  } catch {
    to.report('bad-rule', 'error', { path: `PlanDefinition.action[${at}]` }, 'The rule has not the shape of one.');
    return [];
  }
}

function ruleOf(plan: PlanDefinition, action: PlanDefinitionAction, at: number, index: ReadonlyMap<string, number>, to: Compiling): PlanRule[] {
  const { report } = to;
  const place = { path: `PlanDefinition(${plan.url ?? plan.id ?? ''}).action[${at}]` };
  const code = action.code?.flatMap((concept) => concept.coding ?? []).find((coding) => coding.system === 'urn:nelumbo:urgency')?.code;
  const urgency = urgencies.find((level) => level === code);
  const conditions = (action.condition ?? []).filter((condition) => condition.kind === 'applicability');
  const source = conditions.map((condition) => condition.expression);
  if (!urgency || !action.title || source.length === 0) {
    report('bad-rule', 'error', place, 'A rule needs a title, an urgency and an applicability condition.');
    return [];
  }
  if (source.some((expression) => expression?.language !== 'text/fhirpath')) {
    report('expression-unsupported', 'error', place, 'A rule condition must be FHIRPath.');
    return [];
  }
  const expression = compileSource(source.map((one) => (source.length > 1 ? `(${one?.expression ?? ''})` : one?.expression)).join(' and '), known, place, to);
  if (!expression) return [];
  for (const id of expression.linkIds)
    if (!index.has(id)) report('unknown-link-id', 'error', place, `The rule reads ${id}, which the questionnaire does not ask.`);
  const texts = action as { _title?: unknown; _textEquivalent?: unknown }; // primitive extensions
  return [
    {
      id: ruleId(plan, action, at),
      urgency,
      title: action.title,
      titleElement: texts._title,
      action: action.textEquivalent ?? '',
      actionElement: texts._textEquivalent,
      expression,
      helplines: helplinesOf(action),
    },
  ];
}

function helplinesOf(action: unknown): readonly PlanHelpline[] {
  return extensions(action, 'helpline').flatMap((found) => {
    const [region, number] = [part(found, 'region'), part(found, 'number')];
    const label = partOf(found, 'label');
    if (typeof region !== 'string' || typeof number !== 'string' || !label?.valueString) return [];
    return [{ region, number, label: label.valueString, labelElement: (label as { _valueString?: unknown })._valueString }]; // primitive extension
  });
}
