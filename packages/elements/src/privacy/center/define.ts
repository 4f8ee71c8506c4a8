import { defineElement } from '../../base/define-element.js';
import '../consent/define.js';
import { NelumboPrivacyCenter } from './center.js';

defineElement('nelumbo-privacy-center', NelumboPrivacyCenter);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-privacy-center': NelumboPrivacyCenter;
  }
}
