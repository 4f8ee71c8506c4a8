import { checkItems } from './check.js';
import { conditions } from './conditions-part.js';
import { compileWith, type Compiled } from './compile-with.js';
import { reportUnsupported } from './unsupported.js';
import { valueSetReader } from './value-sets.js';
import { wholeKit } from './whole-kit.js';
import { limiting } from './limits.js';
import type { CompileOptions } from './plan.js';

export type { Compiled } from './compile-with.js';

/**
 * Compiles a FHIR R4 Questionnaire. Dependencies are static, so they are found here, once. Never throws; `plan` is null only with a fatal
 * diagnostic. Diagnostics are the authoring lint.
 *
 * FHIRPath comes with this function; the client's `intake.start` loads it for the forms that need it.
 * @param questionnaire - unknown JSON
 */
export const compile = (questionnaire: unknown, options: CompileOptions = {}): Compiled =>
  compileWith(questionnaire, options, wholeKit(), { valueSets: valueSetReader, conditions, limiting, lint: [reportUnsupported, checkItems] });
