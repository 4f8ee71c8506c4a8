export { NelumboProvider, type TokenCallback } from './provider/provider.js';
export { defineElement, NelumboElement, type Settings } from './base/index.js';
export { NelumboEncyclopediaCard } from './encyclopedia/card/card.js';
export { NelumboEncyclopediaSearch } from './encyclopedia/search/search.js';
export { NelumboEncyclopediaArticle } from './encyclopedia/article/article.js';
