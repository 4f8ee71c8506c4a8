import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onVoices, say, voiceOf } from '../../base/voice.js';

type Host = ReactiveControllerHost & HTMLElement;

/** A sentence: where it stands, and its words. */
interface Sentence {
  readonly range: Range;
  readonly block: Element;
  readonly text: string;
}

/** What is read: headings and blocks of text; never buttons, lists of links or what stands for the text. */
const SPOKEN = 'h2, .lead, .flag h3, .flag li, section.part h3, .prose p, .prose li, .prose h4, .prose dt, .prose dd, .prose td, .prose th, .prose.plain';

/** The name of the highlight, styled in the article's own sheet. */
const NAME = 'nelumbo-spoken';

/** Sentences of a block, with their places. */
function sentencesOf(block: Element, locale: string): Sentence[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode as Text); // the filter shows texts only
  const whole = nodes.map((node) => node.data).join('');
  // the type says that it is always there; Firefox before 125 lacks it
  const Segmenter = (Intl as { Segmenter?: typeof Intl.Segmenter }).Segmenter;
  const parts = Segmenter ? [...new Segmenter(locale, { granularity: 'sentence' }).segment(whole)].map(({ segment }) => segment) : [whole];
  const place = (at: number): readonly [Text, number] => {
    let left = at;
    for (const node of nodes) {
      if (left <= node.length) return [node, left];
      left -= node.length;
    }
    return [nodes.at(-1)!, nodes.at(-1)!.length];
  };
  let start = 0;
  return parts.flatMap((text) => {
    const [from, to] = [start, (start += text.length)];
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const range = document.createRange();
    range.setStart(...place(from));
    range.setEnd(...place(to));
    return [{ range, block, text: text.trim() }];
  });
}

/** Reads an article aloud, sentence by sentence, and shows where it is. Says nothing where the device has no voice of the language. */
export class Speaker implements ReactiveController {
  readonly #host: Host;
  #sentences: readonly Sentence[] = [];
  #at = -1;
  /** Falls silent; `undefined` while nothing is read. */
  #quiet: (() => void) | undefined;
  #deaf: (() => void) | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** `speaking`, `paused` (it goes on where it stopped) or `silent`. */
  get state(): 'silent' | 'speaking' | 'paused' {
    return this.#at < 0 ? 'silent' : this.#quiet ? 'speaking' : 'paused';
  }

  /** Which sentence is read, from 1, and how many there are. */
  get position(): readonly [at: number, of: number] {
    return [this.#at + 1, this.#sentences.length];
  }

  /** Whether this device has a voice of the language. */
  speaks(locale: string): boolean {
    return voiceOf(locale) !== undefined;
  }

  hostConnected(): void {
    this.#deaf = onVoices(() => this.#host.requestUpdate());
    addEventListener('pagehide', this.stop);
  }

  hostDisconnected(): void {
    this.#deaf?.();
    removeEventListener('pagehide', this.stop);
    this.stop();
  }

  /** Begins, or goes on after a pause. */
  start(locale: string): void {
    if (this.#at < 0) {
      const blocks = [...(this.#host.shadowRoot?.querySelectorAll(SPOKEN) ?? [])];
      this.#sentences = blocks.flatMap((block) => sentencesOf(block, locale));
    }
    if (this.#sentences.length > 0) this.#say(Math.max(0, this.#at), locale);
  }

  /** Stops for now; the place is kept. */
  pause(): void {
    this.#quiet?.();
    this.#quiet = undefined;
    this.#host.requestUpdate();
  }

  /** Back or on by sentences. */
  move(by: number, locale: string): void {
    if (this.#at >= 0) this.#say(Math.min(this.#sentences.length - 1, Math.max(0, this.#at + by)), locale);
  }

  /** Stops and forgets the place. */
  readonly stop = (): void => {
    if (this.#at < 0) return;
    this.#at = -1;
    this.#sentences = [];
    this.#show();
    this.pause();
  };

  #say(at: number, locale: string): void {
    const sentence = this.#sentences[at];
    if (!sentence || !this.speaks(locale)) return this.stop();
    this.#quiet?.();
    this.#at = at;
    this.#quiet = say(sentence.text, locale, (whole) => {
      if (!whole) this.pause();
      else if (at + 1 < this.#sentences.length) this.#say(at + 1, locale);
      else this.stop();
    });
    this.#show();
    this.#host.requestUpdate();
  }

  /** Marks the sentence, or where the browser cannot, its block. */
  #show(): void {
    this.#host.shadowRoot?.querySelector('[data-spoken]')?.removeAttribute('data-spoken');
    const sentence = this.#sentences[this.#at];
    const marks = typeof Highlight === 'function' && 'highlights' in CSS;
    if (marks) CSS.highlights.delete(NAME);
    if (!sentence) return;
    if (marks) CSS.highlights.set(NAME, new Highlight(sentence.range));
    else sentence.block.setAttribute('data-spoken', '');
    sentence.block.scrollIntoView({ block: 'nearest' });
  }
}
