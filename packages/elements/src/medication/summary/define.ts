import { defineElement } from '../../base/define-element.js';
import { NelumboMedicationSummary } from './summary.js';

defineElement('nelumbo-medication-summary', NelumboMedicationSummary);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-medication-summary': NelumboMedicationSummary;
  }
}
