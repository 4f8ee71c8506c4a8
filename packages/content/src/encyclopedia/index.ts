import { packDocuments } from './generated/documents.js';

/** The encyclopedia's documents beyond the everyday ones, by name: the generated pack, the question grammar, the wording of a crisis. */
export const encyclopediaDocuments: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  ...packDocuments,
  'encyclopedia/crisis': () => import('./crisis.js'),
  'encyclopedia/grammar': () => import('./grammar.js'),
  'encyclopedia/stop-words': () => import('./stop-words.js'),
};
