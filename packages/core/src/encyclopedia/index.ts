export { createEncyclopedia, type EncyclopediaApi, type ReaderCall } from './api.js';
export * from './entry.js';
export { isCrisis, type CrisisWords } from './crisis.js';
export { openEveryday, type Everyday, type EverydayDocument } from './everyday.js';
export { question, type Grammar, type QuestionGrammar } from './grammar.js';
export { allowedAttributes, allowedTags, htmlProblems, unsafeCharacters } from './html-policy.js';
export { annotate, ArticleTerms, scan, type AnnotateRules, type ScanOptions, type Span, type WordSegmenter } from './annotate.js';
export { ThrottledError, WithdrawnError, type Withdrawal } from './http-source-errors.js';
export { httpSource, type HttpSourceOptions } from './http-source.js';
export { codeToken, openNames, syllableTable, type NameIndex, type NamesDocument } from './names.js';
export { CJK, clean, fold, foldTable, words } from './normalise.js';
export { openPack, packSource, type PackManifest, type ReadDocument } from './pack-source.js';
export { resolveNames, type Decision } from './resolve.js';
// The ranking itself loads on demand (pack-source): exported here it would come along with every card.
export type { Match, MatchKind, SuggestOptions } from './search.js';
export { firstOf, type Call, type EncyclopediaQuery, type EncyclopediaSource, type Page, type Resolution } from './source.js';
export type { AnnotateCall, FacetCounts, Facets, Feedback, SearchCall } from './source.js';
export { openTerms, termPack, termPackNames, type TermEntry, type TermPack, type TermPackName, type Terms } from './terms.js';
export { isShortName, validateEntry, type Problem, type ValidateOptions } from './validate.js';
