import type { Diagnostic } from './plan.js';

/** What is said of what every form may meet while it is compiled; loads for the forms that meet some. */
const words = {
  'not-compiled': () => 'The questionnaire could not be compiled.',
  'no-questionnaire': () => 'This is no FHIR Questionnaire.',
  'too-large': (items: string) => `More than ${items} items or 10 MB of text.`,
  'too-deep': (depth: string) => `Items are nested deeper than ${depth}.`,
  twice: () => 'Another item has this linkId; conditions find the first.',
  'no-link-id': () => 'The item has no linkId; its answers cannot be restored.',
  'r5-coding': () => '"coding" is the name in R5; read as choice.',
  'r5-element': (name: string) => `${name} is an element of R5${name === 'disabledDisplay' ? '; what is disabled is hidden' : ''}.`,
  'r5-options': () => 'Options on a question of this type are of R5; read as a choice.',
  'no-type': () => 'The item has no type; it holds others and is read as a group.',
  'no-r4-type': () => 'The item type is not one of FHIR R4; shown as text.',
  'no-value-set': () => 'The value set is not contained, or not enumerated: answers are typed in.',
  'no-options': () => 'A choice without options: answers are typed in.',
  'no-value': () => 'The option has no value that could be read.',
  empty: () => 'The expression is empty.',
  unreadable: () => 'The expression cannot be read.',
  undeclared: (name: string) => `The expression uses %${name}, which is not declared or not supported.`,
  foreign: (type: string) => `A path begins with ${type}, which is not what the expression starts from: it finds nothing. %resource is the response.`,
  language: (name: string) => `Expressions in ${name} are not supported.`,
  'variable-uses': (name: string) => `The variable uses %${name}, which is not supported.`,
  'variable-cycle': (name: string) => `The variable %${name} depends on itself.`,
};

/** Names a sentence, with what stands in it. */
export type Saying = readonly [keyof typeof words, detail?: string];

/** A diagnostic as it is found; its words may still have to load. */
export type Reported = Omit<Diagnostic, 'message'> & { readonly message: string | Saying };

/** Puts diagnostics in words. */
export const inWords = (reported: readonly Reported[]): readonly Diagnostic[] =>
  reported.map(({ message, ...rest }) => ({ ...rest, message: typeof message === 'string' ? message : words[message[0]](message[1] ?? '') }));
