import { css } from 'lit';
import type { Found, Mark, Painter } from './painter.js';
import type { Paragraph } from './paragraphs.js';

/** The name of the highlight: pages style it with `::highlight(nelumbo-term)`. */
const NAME = 'nelumbo-term';

const look = css`
  ::highlight(nelumbo-term) {
    text-decoration: underline dotted;
    text-decoration-thickness: 0.09em;
  }
`.styleSheet;

class RangeMark implements Mark {
  constructor(
    readonly id: string,
    readonly text: string,
    readonly range: Range,
  ) {}
  isThere(): boolean {
    return this.range.startContainer.isConnected && this.range.toString() === this.text;
  }
  isIn(element: Element): boolean {
    return element.contains(this.range.startContainer);
  }
  rect(): DOMRect {
    return this.range.getClientRects()[0] ?? this.range.getBoundingClientRect();
  }
}

/**
 * Shows terms through the CSS Custom Highlight API: no node of the page changes, so that a framework may own them all. Where the browser
 * lacks it the terms are not underlined; the list after the article has them all the same.
 */
export class Highlighting implements Painter {
  #marks: RangeMark[] = [];
  readonly #highlight = typeof Highlight === 'function' && 'highlights' in CSS ? (CSS.highlights.get(NAME) ?? new Highlight()) : undefined;

  /** @param scope - whose style sheet says how terms look: the article's document or shadow root */
  constructor(scope: Document | ShadowRoot) {
    if (!this.#highlight) return;
    CSS.highlights.set(NAME, this.#highlight);
    if (look && !scope.adoptedStyleSheets.includes(look)) scope.adoptedStyleSheets = [look, ...scope.adoptedStyleSheets]; // first: the page's own rules win
  }

  get marks(): readonly RangeMark[] {
    return this.#marks;
  }

  /** The mark at a point of the viewport. */
  markAt(x: number, y: number): RangeMark | undefined {
    return this.#marks.find(({ range }) => [...range.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom));
  }

  takes(): boolean {
    return true;
  }

  paint({ text, pieces }: Paragraph, found: readonly Found[]): void {
    for (const { start, end, id } of found) {
      const first = pieces.findLast((piece) => piece.start <= start)!; // a term begins in a piece, never in a gap
      const last = pieces.findLast((piece) => piece.start < end)!;
      const range = first.node.ownerDocument.createRange();
      range.setStart(first.node, start - first.start);
      range.setEnd(last.node, end - last.start);
      this.#highlight?.add(range);
      this.#marks.push(new RangeMark(id, text.slice(start, end), range));
    }
  }

  clear(inside?: Element): void {
    this.#keep((mark) => inside !== undefined && !mark.isIn(inside));
  }

  mend(): boolean {
    const before = this.#marks.length;
    this.#keep((mark) => mark.isThere());
    return this.#marks.length < before;
  }

  #keep(isKept: (mark: RangeMark) => boolean): void {
    for (const mark of this.#marks) if (!isKept(mark)) this.#highlight?.delete(mark.range);
    this.#marks = this.#marks.filter(isKept);
  }
}
