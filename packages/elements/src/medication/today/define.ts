import { defineElement } from '../../base/define-element.js';
import { NelumboMedicationToday } from './today.js';

defineElement('nelumbo-medication-today', NelumboMedicationToday);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-medication-today': NelumboMedicationToday;
  }
}
