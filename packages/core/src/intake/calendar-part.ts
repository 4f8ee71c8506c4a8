import { gregorian } from '../fhir/fhirpath/calendar.js';
import { useCalendar } from '../fhir/fhirpath/temporal.js';

/** Brings dates and times of day, for the forms that have some. Safe to call again. */
export const bringCalendar = (): void => useCalendar(gregorian);
