import { compileFallback } from '../fhir/fhirpath/fallback.js';
import { useFunctions } from '../fhir/fhirpath/functions.js';
import { useUnits } from '../fhir/fhirpath/quantity.js';
import { textFunctions } from '../fhir/fhirpath/text-functions.js';
import { converted } from '../fhir/fhirpath/ucum.js';
import { dynamic } from './dynamic-part.js';
import { kitWith } from './expression-kit.js';
import type { ExpressionKit } from './expressions.js';
import { graph } from './graph-part.js';
import { triage } from './triage.js';

/** The kit with every part, for whoever compiles without waiting. */
export function wholeKit(): ExpressionKit {
  useUnits(converted);
  useFunctions(textFunctions);
  return kitWith({ triage, dynamic, graph, fallback: compileFallback });
}
