import { defineElement } from '../../base/define-element.js';
import { NelumboConsent } from './consent.js';

defineElement('nelumbo-consent', NelumboConsent);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-consent': NelumboConsent;
  }
}
