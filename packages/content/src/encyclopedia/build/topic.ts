import type { FlagLevel, Link, SectionKind } from '@nelumbo/core/encyclopedia';

/** A paragraph, or the items of a list. Plain text. */
export type Block = string | readonly string[];

/** A text in both languages. */
export interface Both<T> {
  readonly zh: T;
  readonly en: T;
}

/** A red flag as written: when, in both languages. */
export interface Flag {
  readonly level: FlagLevel;
  readonly action: 'call-120' | 'go-emergency' | 'see-doctor';
  readonly if: Both<readonly string[]>;
}

/** An article as we write it; names, departments and summary come from the topic's row. */
export interface Article {
  /** Slug of the topic. */
  readonly slug: string;
  readonly flags?: readonly Flag[];
  /** By section kind, in order of appearance. */
  readonly sections: Both<Partial<Record<SectionKind, readonly Block[]>>>;
  readonly related?: readonly string[];
  readonly references: readonly Link[];
}

const who = (title: string, path: string): Link => ({ title: `WHO: ${title}`, url: `https://www.who.int/news-room/fact-sheets/detail/${path}` });
const medlineplus = (title: string, page: string): Link => ({ title: `MedlinePlus: ${title}`, url: `https://medlineplus.gov/${page}.html` });

/** Links to public pages; the text of an article is ours, the pages are further reading. */
export const links = { who, medlineplus };
