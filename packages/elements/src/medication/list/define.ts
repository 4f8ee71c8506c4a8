import { defineElement } from '../../base/define-element.js';
import { NelumboMedicationList } from './list.js';

defineElement('nelumbo-medication-list', NelumboMedicationList);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-medication-list': NelumboMedicationList;
  }
}
