/** A stretch of text that belongs together: what lies between two block boundaries. */
export interface Paragraph {
  /** The text of the pieces, one after the other; what is skipped in between stands as one {@link GAP}. */
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** A text node and where it begins in its paragraph. */
export interface Piece {
  readonly node: Text;
  readonly start: number;
  /** What it held when it was read: a page may change it before its turn comes. */
  readonly data: string;
}

/** Stands for what is not looked at, so that no term is found across it. */
const GAP = '\ufffc';

/** What is never touched: what has a function of its own, what is code, heading or input, what is hidden, and what the page says to leave alone. */
const SKIPPED = [
  'a,button,input,textarea,select,option,label,summary,output,h1,h2,h3,h4,h5,h6,code,pre,kbd,samp,var,script,style,template,noscript,svg,math',
  'canvas,audio,video,iframe,object,embed,[role=heading],[role=button],[role=link],[role=textbox],[role=img],[hidden],[aria-hidden=true]',
  '[contenteditable]:not([contenteditable=false]),[data-nelumbo-skip]',
].join();

const INLINE = new Set(
  'abbr,b,bdi,bdo,big,cite,data,del,dfn,em,font,i,ins,mark,q,rb,rp,rt,rtc,ruby,s,small,span,strike,strong,sub,sup,time,tt,u,wbr'.split(','),
);

/** Elements of ours have their own way with text. */
const isSkipped = (element: Element): boolean => element.localName.startsWith('nelumbo-') || element.matches(SKIPPED);

/** Whether nothing inside may be touched, because of where the element stands. */
export const isOutOfBounds = (root: Element): boolean => root.closest('a,button,code,pre,svg,[contenteditable]:not([contenteditable=false])') !== null;

/** The element whose paragraphs a changed node belongs to; `undefined` when it is in a part that is left alone. */
export function blockOf(node: Node, root: Element): Element | undefined {
  let block: Element | undefined;
  let at: Node | null = node;
  for (; at && at !== root; at = at.parentNode) {
    if (at.nodeType !== Node.ELEMENT_NODE) continue;
    const element = at as Element; // an element by its type
    if (isSkipped(element)) return undefined;
    if (!INLINE.has(element.localName)) block ??= element;
  }
  return at ? (block ?? root) : undefined;
}

/** The paragraphs below an element, in reading order. */
export function paragraphsOf(root: Element): Paragraph[] {
  const found: Paragraph[] = [];
  let [text, pieces]: [string, Piece[]] = ['', []];
  const end = (): void => {
    if (pieces.length > 0) found.push({ text, pieces });
    [text, pieces] = ['', []];
  };
  const visit = (parent: Element): void => {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        const { data } = node as Text; // a text by its type
        if (data !== '') pieces.push({ node: node as Text, start: text.length, data });
        text += data;
      } else if (node.nodeType === Node.ELEMENT_NODE) element(node as Element); // an element by its type
    }
  };
  const element = (node: Element): void => {
    const inline = INLINE.has(node.localName);
    if (isSkipped(node)) text += GAP;
    else if (node.localName === 'br') text += '\n';
    else if (inline) visit(node);
    else {
      end();
      visit(node);
      end();
    }
  };
  visit(root);
  end();
  return found;
}
