import { defineElement } from '../../base/define-element.js';
import { NelumboIntake } from './intake.js';

defineElement('nelumbo-intake', NelumboIntake);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-intake': NelumboIntake;
  }
}
