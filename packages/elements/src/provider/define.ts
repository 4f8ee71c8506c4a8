import { defineElement } from '../base/define-element.js';
import { NelumboProvider } from './provider.js';

defineElement('nelumbo-provider', NelumboProvider);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-provider': NelumboProvider;
  }
}
