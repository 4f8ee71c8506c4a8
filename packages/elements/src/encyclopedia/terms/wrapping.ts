import type { NelumboEncyclopediaTerm } from './term.js';
import type { Found, Mark, Painter } from './painter.js';
import type { Paragraph, Piece } from './paragraphs.js';

/** A text node that was cut: it keeps what stands before its first term, the rest follows it. */
interface Cut {
  readonly node: Text;
  readonly kept: string;
  /** Terms and the text between and after them, in order. */
  readonly added: readonly (Text | NelumboEncyclopediaTerm)[];
}

const isTerm = (node: Node): node is NelumboEncyclopediaTerm => node.nodeType === Node.ELEMENT_NODE;

class TermMark implements Mark {
  constructor(readonly element: NelumboEncyclopediaTerm) {}
  get id(): string {
    return this.element.entry;
  }
  get text(): string {
    return this.element.textContent;
  }
  isThere(): boolean {
    return this.element.isConnected;
  }
  isIn(element: Element): boolean {
    return element.contains(this.element);
  }
  rect(): DOMRect {
    return this.element.getClientRects()[0] ?? this.element.getBoundingClientRect();
  }
}

/**
 * Shows terms as elements around their text. The page's own text node stays where it is and keeps the first piece, so that whoever
 * holds it (a framework) still finds, changes and removes it; undoing gives it its whole text back.
 */
export class Wrapping implements Painter {
  #cuts: Cut[] = [];
  readonly #marks = new Map<NelumboEncyclopediaTerm, TermMark>();

  get marks(): readonly TermMark[] {
    return [...this.#marks.values()];
  }

  /** The mark of a term element. */
  markOf(element: Element): TermMark | undefined {
    return this.#marks.get(element as NelumboEncyclopediaTerm); // others are not in the map
  }

  takes({ pieces }: Paragraph, { start, end }: Found): boolean {
    return pieces.some((piece) => start >= piece.start && end <= piece.start + piece.data.length);
  }

  paint({ pieces }: Paragraph, found: readonly Found[]): void {
    for (const piece of pieces) {
      const inside = found.filter(({ start, end }) => start >= piece.start && end <= piece.start + piece.data.length);
      if (inside.length > 0) this.#cut(piece, inside);
    }
  }

  #cut({ node, start: offset, data }: Piece, found: readonly Found[]): void {
    const page = node.ownerDocument;
    const added = found.flatMap(({ start, end, id }, i) => {
      const term = page.createElement('nelumbo-encyclopedia-term');
      term.entry = id;
      term.append(data.slice(start - offset, end - offset));
      this.#marks.set(term, new TermMark(term));
      const rest = data.slice(end - offset, (found[i + 1]?.start ?? Infinity) - offset);
      return rest === '' ? [term] : [term, page.createTextNode(rest)];
    });
    node.data = data.slice(0, found[0]!.start - offset);
    node.after(...added);
    this.#cuts.push({ node, kept: node.data, added });
  }

  clear(inside?: Element): void {
    this.#keep((cut) => inside !== undefined && !inside.contains(cut.node));
  }

  mend(): boolean {
    const before = this.#cuts.length;
    this.#keep(({ node, kept, added }) => {
      let last: Node = node;
      // whole: the text as we left it, and each piece right behind the one before it
      return node.isConnected && node.data === kept && added.every((piece) => last.nextSibling === piece && (last = piece) === piece);
    });
    return this.#cuts.length < before;
  }

  #keep(isKept: (cut: Cut) => boolean): void {
    const gone = this.#cuts.filter((cut) => !isKept(cut));
    this.#cuts = this.#cuts.filter((cut) => !gone.includes(cut));
    for (const cut of gone) this.#undo(cut);
  }

  #undo({ node, kept, added }: Cut): void {
    // What the page has written into its node is the whole new text; else the pieces that are still in place go back into it.
    const rest = added.filter((piece) => node.parentNode !== null && piece.parentNode === node.parentNode).map((piece) => piece.textContent);
    if (node.data === kept) node.data = kept + rest.join('');
    for (const piece of added) {
      piece.remove();
      if (isTerm(piece)) this.#marks.delete(piece);
    }
  }
}
