import { defineElement } from '../../base/define-element.js';
import { NelumboEncyclopediaCard } from './card.js';

defineElement('nelumbo-encyclopedia-card', NelumboEncyclopediaCard);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-encyclopedia-card': NelumboEncyclopediaCard;
  }
}
