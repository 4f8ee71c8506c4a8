import { gregorian } from '../fhir/fhirpath/calendar.js';
import { bringMeasures } from '../fhir/fhirpath/measures.js';
import { useCalendar } from '../fhir/fhirpath/temporal.js';

/** Brings dates and times of day, for the forms that have some. Safe to call again. */
export function bringCalendar(): void {
  useCalendar(gregorian);
  bringMeasures();
}
