import { NelumboError } from '../i18n/index.js';
import type { ValueSetReader } from './compile-options.js';
import type { Lint } from './compile-with.js';
import type { Conditions } from './conditions-part.js';
import type { inWords } from './diagnostic-words.js';
import type { ExpressionKit } from './expressions.js';
import type { Finishing } from './finishing.js';
import type { PartName } from './kit-parts.js';
import type { Limiting } from './limits.js';
import type { claimDraft } from './ownership.js';
import type { knownFor } from './prefill.js';
import type { writeRecord } from './record/record.js';
import type { Repeating } from './repetitions.js';
import type { RichReader } from './rich/index.js';
import type { restore } from './restore.js';

/** Parts of the family that load when they are needed. */
export interface Loaders {
  /**
   * FHIRPath and patterns, for the forms that have some, with the parts that a form needs besides: red flags, changing options…
   * @param text - questionnaire, rules and response as JSON: what they name loads
   * @param more - parts that compiling found missing
   */
  expressions(text: string, more?: readonly PartName[]): Promise<ExpressionKit>;
  /** Conditions, for the forms that have some. */
  conditions(): Promise<Conditions>;
  /** Dates and times of day. */
  calendar(): Promise<void>;
  /** Limits of answers. */
  limits(): Promise<Limiting>;
  /** What says which extensions are not known. */
  unsupported(): Promise<Lint>;
  /** The words of diagnostics. */
  words(): Promise<typeof inWords>;
  /** What checks and finishes a form. */
  finishing(): Promise<Finishing>;
  /** What puts a draft's answers back. */
  restore(): Promise<typeof restore>;
  /** What keeps repeated groups and what is nested under repeated answers. */
  repeating(): Promise<Repeating>;
  /** What reads the records to fill a form in. */
  prefill(): Promise<typeof knownFor>;
  /** What keeps two tabs from writing one draft. */
  ownership(): Promise<typeof claimDraft>;
  /** What reads contained value sets. */
  valueSets(): Promise<ValueSetReader>;
  /** What reads structured texts. */
  rich(): Promise<RichReader>;
  /** The record's writers, for the finished form. */
  record(): Promise<typeof writeRecord>;
}

/** Loads from where this module came from. A part that could not be loaded is tried again by the next call. */
export const loaders: Loaders = {
  expressions: (text, more) => import('./load-kit.js').then(({ loadKit }) => loadKit(text, more)).catch(missing),
  conditions: () => import('./conditions-part.js').then((module) => module.conditions, missing),
  calendar: () => import('./calendar-part.js').then((module) => module.bringCalendar(), missing),
  limits: () => import('./limits.js').then((module) => module.limiting, missing),
  unsupported: () => import('./unsupported.js').then((module) => module.reportUnsupported, missing),
  words: () => import('./diagnostic-words.js').then((module) => module.inWords, missing),
  finishing: () => import('./finishing.js').then((module) => module.finishing, missing),
  restore: () => import('./restore.js').then((module) => module.restore, missing),
  repeating: () => import('./repetitions.js').then((module) => module.repeating, missing),
  prefill: () => import('./prefill.js').then((module) => module.knownFor, missing),
  valueSets: () => import('./value-sets.js').then((module) => module.valueSetReader, missing),
  ownership: () => import('./ownership.js').then((module) => module.claimDraft, missing),
  rich: () => import('./rich/index.js').then((module) => module.richReader, missing),
  record: () => import('./record/record.js').then((module) => module.writeRecord, missing),
};

function missing(cause: unknown): never {
  throw new NelumboError('offline', 'A part of the program could not be loaded.', { cause });
}
