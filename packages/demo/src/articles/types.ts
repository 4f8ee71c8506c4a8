import type { TemplateResult } from 'lit';
import type { Locale } from '../preferences.js';

/** Sections of the portal. */
export type Section = 'health' | 'city' | 'food' | 'film';

/** A piece of an article: a paragraph, a subheading or a line set apart. */
export type Block = string | { readonly heading: string } | { readonly aside: string };

/** An article in one language. */
export interface Story {
  readonly title: string;
  /** The sentence under the title. */
  readonly dek: string;
  readonly body: readonly Block[];
}

/** Where the health features fit into an article. */
export type Tie =
  /** An encyclopedia card for this query, at the end of the text. */
  | { readonly card: string }
  /** A link to a page of ours. */
  | { readonly page: 'health' | 'check' };

/** An article of the portal. Texts and drawings are our own; people and places are invented. */
export interface Article {
  readonly id: string;
  readonly section: Exclude<Section, 'film'>;
  /** Running time `m:ss` of a piece that is shown as film; text otherwise. */
  readonly film?: string;
  readonly minutes: number;
  /** Days before today on which it was published. */
  readonly age: number;
  readonly art: TemplateResult;
  readonly tie?: Tie;
  /** Words that somebody may search for and that the text itself does not use, in both languages. */
  readonly topics: readonly string[];
  readonly related: readonly string[];
  readonly in: Readonly<Record<Locale, Story>>;
}
