import { defineElement } from '../../base/define-element.js';
import { NelumboMedicationReminders } from './reminders.js';

defineElement('nelumbo-medication-reminders', NelumboMedicationReminders);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-medication-reminders': NelumboMedicationReminders;
  }
}
