import { useWholeSubset } from '../fhir/fhirpath/compile-path.js';
import { compileFallback } from '../fhir/fhirpath/fallback.js';
import { constraints } from './constraints-part.js';
import { dynamic } from './dynamic-part.js';
import { kitWith } from './expression-kit.js';
import type { ExpressionKit } from './expressions.js';
import { graph } from './graph-part.js';
import { patterns } from './pattern-part.js';
import { scores } from './scores-part.js';
import { triage } from './triage.js';

/** The kit with every part, for whoever compiles without waiting. */
export function wholeKit(): ExpressionKit {
  useWholeSubset();
  return kitWith({ triage, dynamic, constraints, scores, patterns, graph, fallback: compileFallback });
}
