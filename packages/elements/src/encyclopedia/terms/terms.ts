import type { Client } from '@nelumbo/core';
import { openTerms, type TermPackName, type Terms } from '@nelumbo/core/encyclopedia';
import { NelumboError, toNelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement, networkBack, surfaceStyles } from '../../base/index.js';
import dialogStyles from '../../base/dialog.styles.js';
import { encyclopediaTexts } from '../../locales/encyclopedia/index.js';
import { termsTexts } from '../../locales/encyclopedia/terms/index.js';
import { ReaderLink } from '../reader-link.js';
import { readingOf } from '../source-of.js';
import sharedStyles from '../shared.styles.js';
import { Annotator } from './annotator.js';
import { Highlighting } from './highlighting.js';
import { Note } from './note.js';
import type { Mark, Painter } from './painter.js';
import { isOutOfBounds } from './paragraphs.js';
import styles from './terms.styles.js';
import { Wrapping } from './wrapping.js';

/**
 * Marks the health terms of an article of the page: each topic once, at its first occurrence, two in a paragraph and eight in all. Pointing
 * at a term, reaching it with the keyboard or tapping it shows a card. Links, headings, code and fields are left alone, and removing the
 * element leaves the article as it was.
 *
 * @tag nelumbo-encyclopedia-terms
 * @summary Explains the terms of an article.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ count: number }} nelumbo-annotated - The article was looked through; so many terms are marked.
 * @event {{ id?: string }} nelumbo-opened - The reader asked for the article of a term; prevent it to show your own page. Empty for a sensitive topic.
 * @event {{ code: string }} nelumbo-error - The list of terms could not be loaded; the article stays as it is.
 *
 * @slot - The article, unless `for` names it.
 * @csspart box - The themed box around the note and the list.
 * @csspart popover - The note of a term, or the sheet on a small screen.
 * @csspart list - The terms as a list, after the article (`mode="highlight"`).
 * @csspart reader - The dialog with the article of a term.
 */
export class NelumboEncyclopediaTerms extends NelumboElement {
  static override styles = [boxStyles, surfaceStyles, dialogStyles, sharedStyles, styles];

  readonly #reader = new ReaderLink(this, (error) => (this.failure = error));
  readonly #note = new Note(this);
  /** Sees the article come, go and come again in the page. */
  #seeker: MutationObserver | undefined;
  #terms: Terms | undefined;
  #root: Element | undefined;
  #painter: Painter | undefined;
  #annotator: Annotator | undefined;

  @state() private marks: readonly Mark[] = [];

  /** A CSS selector of the article; without it, what stands inside the element is the article. */
  @property() for = '';

  /** `popular`: the names of everyday topics; `all`: every name. */
  @property() pack: TermPackName = 'popular';

  /** Address of a pack (the folder that holds its manifest), in place of the provider's encyclopedia. */
  @property() src = '';

  /** Terms in the article at most. */
  @property({ type: Number }) max = 8;

  /**
   * `wrap` puts a button around each term. `highlight` changes no node of the article (CSS Custom Highlight) and lists the terms after it:
   * for articles whose nodes a framework owns.
   */
  @property() mode: 'wrap' | 'highlight' = 'wrap';

  /** `on` goes after what the page changes later; `off` looks once. */
  @property() observe: 'on' | 'off' = 'on';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seeker?.disconnect();
    this.#leave();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#seek();
  }

  protected override concerns(): boolean {
    return false;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.client) return;
    if (['locale', 'settings', 'pack', 'src'].some((name) => changed.has(name))) void this.reload();
    else if (['for', 'max', 'mode', 'observe'].some((name) => changed.has(name))) this.#start();
  }

  protected override async load(client: Client): Promise<void> {
    const locale = this.activeLocale;
    const back = networkBack();
    try {
      const { encyclopedia } = this.src ? await readingOf(client, this.src) : client;
      const pack = await encyclopedia.terms(this.pack === 'all' ? 'all' : 'popular', { locale });
      if (locale !== this.activeLocale) return;
      this.#terms = openTerms(pack);
    } catch (error) {
      const { code } = toNelumboError(error);
      this.emit('nelumbo-error', { code });
      if (code === 'offline') void back.then(() => this.reload());
      return; // the article is the page's, and it is all there
    }
    this.#start();
  }

  #article(): Element | undefined {
    if (!this.for) return this;
    try {
      return (this.getRootNode() as Document | ShadowRoot).querySelector(this.for) ?? undefined; // connected: one of the two
    } catch {
      return undefined; // no selector
    }
  }

  #start(): void {
    this.#leave();
    this.#seeker ??= new MutationObserver(() => this.#seek());
    this.#seeker.disconnect();
    if (this.for && this.observe !== 'off') this.#seeker.observe(this.getRootNode(), { childList: true, subtree: true });
    this.#seek();
  }

  /** Begins with an article that is new, and forgets one that is gone. */
  #seek(): void {
    const root = this.isConnected ? this.#article() : undefined;
    if (root === this.#root || !this.#terms) return;
    this.#leave();
    if (!root || isOutOfBounds(root)) return;
    this.#root = root;
    this.#hear('addEventListener');
    const highlights = this.mode === 'highlight';
    const painter = (this.#painter = highlights ? new Highlighting(root.getRootNode() as Document | ShadowRoot) : new Wrapping()); // connected: one of the two
    this.#annotator = new Annotator({
      root,
      terms: this.#terms,
      painter,
      max: Number.isFinite(this.max) ? this.max : 8,
      follows: this.observe !== 'off',
      settled: () => {
        this.#note.check();
        this.marks = painter.marks;
        this.emit('nelumbo-annotated', { count: painter.marks.length });
      },
    });
  }

  #leave(): void {
    this.#note.close();
    this.#annotator?.stop();
    this.#hear('removeEventListener');
    this.#annotator = this.#painter = this.#root = undefined;
    this.marks = [];
  }

  #hear(change: 'addEventListener' | 'removeEventListener'): void {
    for (const name of ['pointerover', 'pointerout', 'focusin', 'focusout', 'click', 'pointermove'] as const)
      this.#root?.[change](name, this.#felt as EventListener); // all of them mouse, pointer or focus events
  }

  #markOf(event: Event): Mark | undefined {
    const painter = this.#painter;
    if (painter instanceof Wrapping) {
      const term = event.composedPath().find((node) => node instanceof Element && node.localName === 'nelumbo-encyclopedia-term');
      return term && painter.markOf(term as Element); // found as one
    }
    return painter instanceof Highlighting && event instanceof MouseEvent ? painter.markAt(event.clientX, event.clientY) : undefined;
  }

  /** The card of the notes loads when a term is first pointed at, reached or pressed: most articles are read without. */
  readonly #summon = async (): Promise<void> => {
    const back = networkBack();
    try {
      await import('../card/define.js');
      this.failure = undefined;
    } catch (cause) {
      this.failure = new NelumboError('offline', 'The note could not be loaded. Check the connection and try again.', { cause });
      void back.then(this.#summon);
    }
  };

  #over: Mark | undefined;
  readonly #felt = (event: MouseEvent | PointerEvent | FocusEvent): void => {
    const mark = this.#markOf(event);
    if (mark) void this.#summon();
    const finger = event instanceof PointerEvent && event.pointerType !== 'mouse' && event.pointerType !== '';
    switch (event.type) {
      case 'focusin':
        if (mark?.element?.shadowRoot?.activeElement?.matches(':focus-visible')) this.#note.focus(mark);
        return;
      case 'focusout':
        return mark && this.#note.focus(undefined);
      case 'click':
        // in a highlighted article a press may be meant for what lies there
        return mark && !(event.target as Element).closest('a,button,input,select,textarea') ? this.#note.press(mark, finger, undefined) : undefined; // clicks hit elements
      default:
        if (finger) return;
    }
    const over = event.type === 'pointerout' ? undefined : mark;
    if (over !== this.#over) this.#note.point((this.#over = over));
  };

  /** The card's wish to open its article is the element's: the note closes, and with it whatever the card would have opened. */
  readonly #opened = (event: CustomEvent<{ id?: string }>, mark: Mark): void => {
    event.stopPropagation();
    event.preventDefault();
    this.#note.close();
    if (this.emit('nelumbo-opened', event.detail, { cancelable: true })) void this.#reader.open(mark.id, this.src);
  };

  protected override render(): TemplateResult {
    // Outside of the box: the article keeps the looks of the page.
    return html`<slot></slot>${super.render()}`;
  }

  protected override view(): TemplateResult {
    const texts = { ...this.texts(encyclopediaTexts), ...this.texts(termsTexts) };
    return html`${this.mode === 'highlight' && this.marks.length > 0 ? this.#list(texts.list) : nothing}
    ${this.#note.view(texts.note, texts.close, (mark) =>
      this.failure
        ? failureBanner(this.failure, this.activeLocale, () => void this.#summon())
        : html`<nelumbo-encyclopedia-card
            entry=${mark.id}
            src=${this.src}
            locale=${this.activeLocale}
            theme=${this.activeTheme}
            ?care=${this.activeCare}
            @nelumbo-opened=${(event: CustomEvent<{ id?: string }>) => this.#opened(event, mark)}
          ></nelumbo-encyclopedia-card>`,
    )}
    ${this.#reader.view(texts.article, texts.close, this.activeLocale)}`;
  }

  #pressed(mark: Mark, button: HTMLElement): void {
    void this.#summon();
    this.#note.press(mark, false, button);
  }

  #list(label: string): TemplateResult {
    return html`<div class="list" part="list" role="group" aria-labelledby="list">
      <p id="list">${label}</p>
      ${this.marks.map(
        (mark) =>
          html`<button
            type="button"
            class="chip"
            aria-haspopup="dialog"
            @click=${(event: MouseEvent) => this.#pressed(mark, event.currentTarget as HTMLElement)}
          >
            ${mark.text}
          </button>`,
      )}
    </div>`;
  }
}
