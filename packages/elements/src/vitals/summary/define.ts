import { defineElement } from '../../base/define-element.js';
import { NelumboVitalsSummary } from './summary.js';

defineElement('nelumbo-vitals-summary', NelumboVitalsSummary);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-vitals-summary': NelumboVitalsSummary;
  }
}
