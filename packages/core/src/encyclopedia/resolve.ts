import { resolveAsked } from './asked.js';
import type { Code } from './entry.js';
import { resolveExactly, type Decision } from './exact.js';
import type { Grammar } from './grammar.js';
import type { NameIndex } from './names.js';

export type { Decision } from './exact.js';

/**
 * Whether a query raises a card. Only a whole title, strong alias or code does, or a question about one ({@link question}), or the
 * spelling of one everyday name; prefixes, infixes, homophones, typos and weak aliases never do. Crisis wording ({@link isCrisis}) is the
 * caller's first question. Without a grammar only whole names and codes are decided.
 */
export function resolveNames(index: NameIndex, query: { readonly text?: string; readonly code?: Code }, grammar?: Grammar): Decision {
  const exact = resolveExactly(index, query);
  return exact.status === 'none' && grammar && query.text ? resolveAsked(index, query.text, grammar) : exact;
}
