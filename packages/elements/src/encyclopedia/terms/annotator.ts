import { scan, type Terms } from '@nelumbo/core/encyclopedia';
import type { Found, Painter } from './painter.js';
import { blockOf, paragraphsOf, type Paragraph } from './paragraphs.js';

/** Terms in one paragraph at most. */
const PER_PARAGRAPH = 2;
/** Ms of one piece of work, so that a page stays smooth. */
const SLICE = 8;
/** Ms between two looks at what the page has changed: at most three a second. */
const ROUND = 334;

const whenIdle = (run: () => void): void => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 300 });
  else setTimeout(run);
};

/** What an annotator works with. */
export interface AnnotatorOptions {
  readonly root: Element;
  readonly terms: Terms;
  readonly painter: Painter;
  /** Terms in the article at most. */
  readonly max: number;
  /** Whether what the page changes later is looked at, too. */
  readonly follows: boolean;
  /** Told when there is nothing left to do for now. */
  readonly settled: () => void;
}

/** Marks an article piece by piece while the page is idle, and goes after what the page changes. */
export class Annotator {
  readonly #options: AnnotatorOptions;
  readonly #observer: MutationObserver;
  readonly #dirty = new Set<Element>();
  #queue: Paragraph[];
  #working = false;
  #stopped = false;
  #round: ReturnType<typeof setTimeout> | undefined;

  constructor(options: AnnotatorOptions) {
    this.#options = options;
    this.#observer = new MutationObserver((changes) => this.#seen(changes));
    this.#queue = paragraphsOf(options.root);
    this.#observe();
    this.#work();
  }

  /** Stops, and takes everything back. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#round);
    this.#seen(this.#observer.takeRecords());
    this.#observer.disconnect();
    this.#options.painter.clear();
  }

  #observe(): void {
    if (this.#options.follows) this.#observer.observe(this.#options.root, { childList: true, characterData: true, subtree: true });
  }

  /** Changes of our own are none: what the page did before is looked at first, what we did is dropped. */
  #quietly(change: () => void): void {
    const changes = this.#observer.takeRecords();
    if (changes.length > 0) this.#seen(changes);
    change();
    this.#observer.takeRecords();
  }

  #seen(changes: readonly MutationRecord[]): void {
    if (changes.length === 0) return;
    const { root, painter } = this.#options;
    for (const { target } of changes) {
      const block = blockOf(target, root);
      if (block) this.#dirty.add(block);
    }
    painter.mend();
    this.#observer.takeRecords();
    if (this.#stopped || this.#dirty.size === 0) return;
    this.#round ??= setTimeout(() => {
      this.#round = undefined;
      this.#again();
    }, ROUND);
  }

  #again(): void {
    const { root, painter } = this.#options;
    const blocks = [...this.#dirty].filter((block) => root.contains(block));
    this.#dirty.clear();
    const outer = blocks.filter((block) => !blocks.some((other) => other !== block && other.contains(block)));
    this.#quietly(() => outer.forEach((block) => painter.clear(block)));
    this.#queue.push(...outer.flatMap(paragraphsOf));
    this.#work();
  }

  #work(): void {
    if (this.#working) return;
    this.#working = true;
    whenIdle(() => {
      this.#working = false;
      if (this.#stopped) return;
      this.#quietly(() => {
        const end = performance.now() + SLICE;
        while (this.#queue.length > 0 && performance.now() < end) this.#mark(this.#queue.shift()!);
      });
      if (this.#queue.length > 0) this.#work();
      else this.#options.settled();
    });
  }

  #mark(paragraph: Paragraph): void {
    const { painter, terms, max } = this.#options;
    let left = Math.min(PER_PARAGRAPH, max - painter.marks.length);
    // What the page has changed since it was read comes again with that change.
    if (left <= 0 || paragraph.pieces.some(({ node, data }) => !node.isConnected || node.data !== data)) return;
    const known = new Set(painter.marks.map((mark) => mark.id));
    const found: Found[] = [];
    for (const span of scan(terms, paragraph.text)) {
      if (left === 0) break;
      if (known.has(span.id) || !painter.takes(paragraph, span)) continue;
      known.add(span.id);
      found.push(span);
      left--;
    }
    painter.paint(paragraph, found);
  }
}
