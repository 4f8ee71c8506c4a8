import { breakExpressionCycles } from './break-cycles.js';
import { compileExpressions, compileRoot } from './compile-expressions.js';
import { FormExpressions } from './expression-run.js';
import type { Compiling, ExpressionKit } from './expressions.js';
import type { KitParts } from './kit-parts.js';

/** Everything behind {@link ExpressionKit}: FHIRPath, variables, calculations, constraints, patterns, and the parts that a form needs besides. */
export const kitWith = (parts: KitParts): ExpressionKit => ({
  compile(questionnaire, drafts, index, options, report) {
    const to: Compiling = { report, fallback: options.fallback, queries: options.queries, fallbacks: [], parts };
    const root = compileRoot(questionnaire, to);
    compileExpressions(drafts, root, to);
    const triage = parts.triage?.compile(questionnaire, options.rules ?? [], index, to);
    const settled = breakExpressionCycles(drafts, index, root, to);
    return { ...root, rules: triage?.rules ?? [], missingRules: triage?.missing ?? [], fallbacks: to.fallbacks, unsettled: !settled };
  },
  ...(parts.graph ? { cycles: parts.graph.cycles } : {}),
  triage: parts.triage !== undefined,
  run: (engine) => new FormExpressions(engine, parts),
});
