import '../chart/define.js';
import { defineElement } from '../../base/define-element.js';
import { NelumboVitalsReport } from './report.js';

defineElement('nelumbo-vitals-report', NelumboVitalsReport);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-vitals-report': NelumboVitalsReport;
  }
}
