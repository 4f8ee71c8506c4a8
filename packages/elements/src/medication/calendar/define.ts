import { defineElement } from '../../base/define-element.js';
import { NelumboMedicationCalendar } from './calendar.js';

defineElement('nelumbo-medication-calendar', NelumboMedicationCalendar);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-medication-calendar': NelumboMedicationCalendar;
  }
}
