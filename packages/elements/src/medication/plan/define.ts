import { defineElement } from '../../base/define-element.js';
import { NelumboMedicationPlan } from './plan.js';

defineElement('nelumbo-medication-plan', NelumboMedicationPlan);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-medication-plan': NelumboMedicationPlan;
  }
}
