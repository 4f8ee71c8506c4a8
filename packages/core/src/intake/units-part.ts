import { bringMeasures } from '../fhir/fhirpath/measures.js';
import { useUnits } from '../fhir/fhirpath/quantity.js';
import { converted } from '../fhir/fhirpath/ucum.js';

/** Brings the table of units and the arithmetic of quantities. Safe to call again. */
export function bringUnits(): void {
  useUnits(converted);
  bringMeasures();
}
