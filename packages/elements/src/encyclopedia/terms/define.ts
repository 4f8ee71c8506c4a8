import { defineElement } from '../../base/define-element.js';
import { NelumboEncyclopediaTerm } from './term.js';
import { NelumboEncyclopediaTerms } from './terms.js';

defineElement('nelumbo-encyclopedia-term', NelumboEncyclopediaTerm);
defineElement('nelumbo-encyclopedia-terms', NelumboEncyclopediaTerms);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-encyclopedia-term': NelumboEncyclopediaTerm;
    'nelumbo-encyclopedia-terms': NelumboEncyclopediaTerms;
  }
}
