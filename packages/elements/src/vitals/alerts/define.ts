import { defineElement } from '../../base/define-element.js';
import { NelumboVitalsAlerts } from './alerts.js';

defineElement('nelumbo-vitals-alerts', NelumboVitalsAlerts);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-vitals-alerts': NelumboVitalsAlerts;
  }
}
