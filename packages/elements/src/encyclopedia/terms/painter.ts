import type { Paragraph } from './paragraphs.js';

/** A term found in a paragraph. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly id: string;
}

/** A term that is shown as one. */
export interface Mark {
  readonly id: string;
  /** As the article writes it. */
  readonly text: string;
  /** The button in the article; none where the page's nodes are left alone. */
  readonly element?: HTMLElement & { expanded: boolean };
  /** Whether it still stands in the page. */
  isThere(): boolean;
  isIn(element: Element): boolean;
  rect(): DOMRect;
}

/** Shows terms in an article, and takes them back. */
export interface Painter {
  /** Whether this place can be shown. */
  takes(paragraph: Paragraph, found: Found): boolean;
  /** Shows the terms of a paragraph, ordered by place. */
  paint(paragraph: Paragraph, found: readonly Found[]): void;
  /** Takes back what is inside an element, or everything. */
  clear(inside?: Element): void;
  /** Takes back what a change of the page has broken; true when there was something. */
  mend(): boolean;
  readonly marks: readonly Mark[];
}
