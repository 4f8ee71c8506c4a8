import { defineElement } from '../../base/define-element.js';
import { NelumboVitalsChart } from './chart.js';

defineElement('nelumbo-vitals-chart', NelumboVitalsChart);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-vitals-chart': NelumboVitalsChart;
  }
}
