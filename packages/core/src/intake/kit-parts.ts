import type { compileFallback } from '../fhir/fhirpath/fallback.js';
import type { Place } from './compile-expressions.js';
import type { compileDynamic } from './compile-dynamic.js';
import type { Draft, Report } from './compile-with.js';
import type { Dynamic } from './dynamic.js';
import type { Reads } from './edges.js';
import type { Engine } from './engine.js';
import type { FormExpressions } from './expression-run.js';
import type { Compiling, ExpressionRun, FlagList } from './expressions.js';
import type { Instance } from './instance.js';
import type { Plan, PlanConstraint } from './plan.js';
import type { compileRules } from './rules.js';
import type { bandsOf } from './score-bands.js';
import type { scoresOf } from './scores.js';

/** What only some forms with expressions need; each part loads for the forms that do, see `load.ts`. */
export interface KitParts {
  /** Triage rules and red flags. */
  readonly triage?: { readonly compile: typeof compileRules; flags(engine: Engine, run: FormExpressions): FlagList };
  /** Text, flags, limits and options that expressions or a terminology service give. */
  readonly dynamic?: { readonly compile: typeof compileDynamic; run(run: FormExpressions): Dynamic };
  /** Totals with their bands. */
  readonly scores?: { readonly bandsOf: typeof bandsOf; readonly scoresOf: typeof scoresOf };
  /** Rules that must hold. */
  readonly constraints?: {
    compile(element: unknown, known: ReadonlySet<string>, at: Place, to: Compiling): readonly PlanConstraint[];
    check(run: FormExpressions, instance: Instance | undefined, add: Parameters<ExpressionRun['constraints']>[1]): void;
  };
  /** Regular expressions of the form, without the shape that makes matching explode. */
  readonly patterns?: { compile(draft: Draft, report: Report): string | undefined; matches(pattern: string, text: string): boolean };
  /** The search for conditions and calculations that depend on themselves. */
  readonly graph?: {
    cycles(drafts: readonly Draft[], report: Report): Plan['cycles'];
    /** Drops calculations that depend on their own result; what is left in cycles, as nodes. */
    breakCycles(drafts: readonly Draft[], reads: Reads, report: Report): ReadonlySet<number>;
  };
  /** What runs an expression in a complete engine. */
  readonly fallback?: typeof compileFallback;
}

/** Names of what loads apart: parts of the kit, further functions of FHIRPath, and the table of units. */
export type PartName = keyof KitParts | 'functions' | 'units';
