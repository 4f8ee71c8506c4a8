import { defineElement } from '../../base/define-element.js';
import { NelumboEncyclopediaSearch } from './search.js';

defineElement('nelumbo-encyclopedia-search', NelumboEncyclopediaSearch);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-encyclopedia-search': NelumboEncyclopediaSearch;
  }
}
