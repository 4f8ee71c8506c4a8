import { checkItems } from './check.js';
import { conditions } from './conditions-part.js';
import { compileWith } from './compile-with.js';
import { inWords } from './diagnostic-words.js';
import { reportUnsupported } from './unsupported.js';
import { valueSetReader } from './value-sets.js';
import { wholeKit } from './whole-kit.js';
import { limiting } from './limits.js';
import type { CompileOptions, Diagnostic, Plan } from './plan.js';

/** A compiled questionnaire, or none and the reason. */
export interface Compiled {
  readonly plan: Plan | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles a FHIR R4 Questionnaire. Dependencies are static, so they are found here, once. Never throws; `plan` is null only with a fatal
 * diagnostic. Diagnostics are the authoring lint.
 *
 * FHIRPath comes with this function; the client's `intake.start` loads it for the forms that need it.
 * @param questionnaire - unknown JSON
 */
export function compile(questionnaire: unknown, options: CompileOptions = {}): Compiled {
  const parts = { valueSets: valueSetReader, conditions, limiting, lint: [reportUnsupported, checkItems] };
  const { plan, diagnostics } = compileWith(questionnaire, options, wholeKit(), parts);
  return { plan, diagnostics: inWords(diagnostics) };
}
