import { useUnits } from '../fhir/fhirpath/quantity.js';
import { converted } from '../fhir/fhirpath/ucum.js';
import { breakExpressionCycles } from './break-cycles.js';
import { compileExpressions, compileRoot } from './compile-expressions.js';
import { enableCycles } from './enable-cycles.js';
import { FormExpressions } from './expression-run.js';
import type { Compiling, ExpressionKit } from './expressions.js';
import { compileRules } from './rules.js';

/** Everything behind {@link ExpressionKit}: FHIRPath, variables, calculations, constraints, patterns and triage rules. */
export const expressionKit: ExpressionKit = {
  compile(questionnaire, drafts, index, options, report) {
    useUnits(converted);
    const to: Compiling = { report, fallback: options.fallback, queries: options.queries, fallbacks: [] };
    const root = compileRoot(questionnaire, to);
    compileExpressions(drafts, root, to);
    const { rules: compiled, missing } = compileRules(questionnaire, options.rules ?? [], index, to);
    breakExpressionCycles(drafts, index, root, report);
    return { ...root, rules: compiled, missingRules: missing, fallbacks: to.fallbacks };
  },
  cycles: enableCycles,
  run: (engine) => new FormExpressions(engine),
};
