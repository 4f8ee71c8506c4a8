import { kitWith } from './expression-kit.js';
import type { ExpressionKit } from './expressions.js';
import type { KitParts, PartName } from './kit-parts.js';

/** What a form says that shows that it needs a part; what else it needs (functions, a search for cycles) compiling tells. */
const named: readonly (readonly [PartName, RegExp])[] = [
  ['triage', /"urn:nelumbo:fhir:(triage-rules|red-flag)"|"PlanDefinition"/],
  ['dynamic', /answerExpression"|ToggleExpression"|cqf-expression"/],
  ['scores', /score-band"/],
  ['constraints', /onstraint"/],
  ['patterns', /\/regex"/],
  ['functions', /QuestionnaireResponse\.|\b(ofType|today|now|toString|round)\(/],
  ['units', /uantity|[^\w'.]\d+(\.\d+)?\s*'|x-fhir-query|observationLinkPeriod|launchContext/],
];

/** What a part adds to the kit; functions and units register themselves. */
const parts: Readonly<Record<PartName, () => Promise<KitParts>>> = {
  triage: () => import('./triage.js').then(({ triage }) => ({ triage })),
  dynamic: () => import('./dynamic-part.js').then(({ dynamic }) => ({ dynamic })),
  scores: () => import('./scores-part.js').then(({ scores }) => ({ scores })),
  constraints: () => import('./constraints-part.js').then(({ constraints }) => ({ constraints })),
  patterns: () => import('./pattern-part.js').then(({ patterns }) => ({ patterns })),
  graph: () => import('./graph-part.js').then(({ graph }) => ({ graph })),
  fallback: () => import('../fhir/fhirpath/fallback.js').then(({ compileFallback }) => ({ fallback: compileFallback })),
  functions: () =>
    import('../fhir/fhirpath/further-functions.js').then(({ useFurtherFunctions }) => {
      useFurtherFunctions();
      return {};
    }),
  units: () =>
    import('./units-part.js').then(({ bringUnits }) => {
      bringUnits();
      return {};
    }),
};

/**
 * Loads the kit with the parts that resources name, and further ones.
 * @param text - the resources, as JSON
 */
export async function loadKit(text: string, more: readonly PartName[] = []): Promise<ExpressionKit> {
  const names = new Set([...named.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : [])), ...more]);
  const found = await Promise.all([...names].map((name) => parts[name]()));
  return kitWith(Object.assign({}, ...found) as KitParts); // merges parts
}
