import { gregorian } from './calendar.js';
import { useFunctions } from './functions.js';
import { bringMeasures } from './measures.js';
import { useCalendar } from './temporal.js';
import { equivalent } from './equivalent.js';
import { textFunctions } from './text-functions.js';
import { isType, leading } from './types.js';
import { valueFunctions } from './value-functions.js';

/** Brings the functions and operators that not every expression uses, and the calendar that some of them need. Safe to call again. */
export function useFurtherFunctions(): void {
  useCalendar(gregorian);
  bringMeasures();
  useFunctions({ ...textFunctions, ...valueFunctions }, { isType, leading, equivalent });
}
