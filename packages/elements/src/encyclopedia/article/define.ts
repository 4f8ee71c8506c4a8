import { defineElement } from '../../base/define-element.js';
import { NelumboEncyclopediaArticle } from './article.js';

defineElement('nelumbo-encyclopedia-article', NelumboEncyclopediaArticle);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-encyclopedia-article': NelumboEncyclopediaArticle;
  }
}
