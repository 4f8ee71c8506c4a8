import { packDocuments } from './generated/documents.js';

/** The encyclopedia's documents by name: the generated pack, the question grammar, the hotlines. */
export const encyclopediaDocuments: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  ...packDocuments,
  'encyclopedia/crisis': () => import('./crisis.js'),
  'encyclopedia/grammar': () => import('./grammar.js'),
  'encyclopedia/hotlines': () => import('./hotlines.js'),
};
