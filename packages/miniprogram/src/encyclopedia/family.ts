import { offer } from '../runtime/families.js';
import { packDocuments } from '../../../content/src/encyclopedia/generated/documents.js';
import { everydayDocuments } from '../../../content/src/encyclopedia/generated/everyday.js';

// All names and cards; the build leaves out the articles, which come from the host's content API (`api.content`).
offer('encyclopedia', () => import('@nelumbo/core/encyclopedia/api').then(({ createEncyclopedia }) => createEncyclopedia), {
  ...everydayDocuments,
  ...packDocuments,
  'encyclopedia/hotlines': () => import('../../../content/src/encyclopedia/hotlines.js'),
  'encyclopedia/crisis': () => import('../../../content/src/encyclopedia/crisis.js'),
  'encyclopedia/grammar': () => import('../../../content/src/encyclopedia/grammar.js'),
  'encyclopedia/stop-words': () => import('../../../content/src/encyclopedia/stop-words.js'),
});
