import { offer } from '../runtime/families.js';
import { everydayDocuments } from '../../../content/src/encyclopedia/generated/everyday.js';

// The everyday names and cards, about a third of all. What is rarer comes from the host's content API (`api.content`).
offer('encyclopedia', () => import('@nelumbo/core/encyclopedia/api').then(({ createEncyclopedia }) => createEncyclopedia), {
  ...everydayDocuments,
  'encyclopedia/hotlines': () => import('../../../content/src/encyclopedia/hotlines.js'),
  'encyclopedia/crisis': () => import('../../../content/src/encyclopedia/crisis.js'),
  'encyclopedia/grammar': () => import('../../../content/src/encyclopedia/grammar.js'),
  'encyclopedia/stop-words': () => import('../../../content/src/encyclopedia/stop-words.js'),
});
