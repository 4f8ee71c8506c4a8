import { defineElement } from '../../base/define-element.js';
import { NelumboIntakeRecord } from './record.js';

defineElement('nelumbo-intake-record', NelumboIntakeRecord);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-intake-record': NelumboIntakeRecord;
  }
}
