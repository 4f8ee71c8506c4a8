import { defineElement } from '../../base/define-element.js';
import { NelumboVitalsList } from './list.js';

defineElement('nelumbo-vitals-list', NelumboVitalsList);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-vitals-list': NelumboVitalsList;
  }
}
