import { breakExpressionCycles } from './break-cycles.js';
import { compileExpressions, compileRoot } from './compile-expressions.js';
import { enableCycles } from './enable-cycles.js';
import { FormExpressions } from './expression-run.js';
import type { ExpressionKit } from './expressions.js';
import { compileRules } from './rules.js';

/** Everything behind {@link ExpressionKit}: FHIRPath, variables, calculations, constraints, patterns and triage rules. */
export const expressionKit: ExpressionKit = {
  compile(questionnaire, drafts, index, rules, report) {
    const root = compileRoot(questionnaire, report);
    compileExpressions(drafts, root, report);
    const { rules: compiled, missing } = compileRules(questionnaire, rules, index, report);
    breakExpressionCycles(drafts, index, root, report);
    return { ...root, rules: compiled, missingRules: missing };
  },
  cycles: enableCycles,
  run: (engine) => new FormExpressions(engine),
};
