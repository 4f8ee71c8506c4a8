import type { Hotline, Match } from '@nelumbo/core/encyclopedia';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement, networkBack } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { clockIcon } from '../../base/icons/clock.js';
import { closeIcon } from '../../base/icons/close.js';
import { searchIcon } from '../../base/icons/search.js';
import { trashIcon } from '../../base/icons/trash.js';
import { encyclopediaTexts } from '../../locales/encyclopedia/index.js';
import { searchTexts, type SearchTexts } from '../../locales/encyclopedia/search/index.js';
import { hotlinePanel } from '../hotlines.js';
import { ReaderLink } from '../reader-link.js';
import { readingOf, type Reading } from '../source-of.js';
import sharedStyles from '../shared.styles.js';
import type { Row } from './rows.js';
import styles from './search.styles.js';

/** Key code of a key press that an input method editor swallows (UI Events, legacy). */
const IME_KEY = 229;

/**
 * Searches health topics while typing: Chinese, pinyin, initials, English, with typos. A combobox by the ARIA authoring practices; waits
 * for the input method editor to finish.
 *
 * @tag nelumbo-encyclopedia-search
 * @summary Search field with suggestions.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ id: string, kind: string, confidence: number }} nelumbo-selected - A topic was chosen; prevent it to show your own page.
 * @event {{ id: string }} nelumbo-opened - A topic that is often looked for was chosen; prevent it to show your own page.
 * @event {{ count: number }} nelumbo-searched - Suggestions appeared.
 * @event {{ number: string }} nelumbo-hotline - A line of help is being called.
 * @event {{ code: string }} nelumbo-error - The suggestions could not be loaded.
 *
 * @csspart box - The themed box around everything.
 * @csspart input - The text field.
 * @csspart listbox - The list of suggestions.
 * @csspart option - One suggestion.
 * @csspart mark - The part of a name that was typed.
 * @csspart status - How many suggestions there are.
 * @csspart card - The panel with lines of help.
 * @csspart reader - The dialog with the article.
 */
export class NelumboEncyclopediaSearch extends NelumboElement {
  static override styles = [boxStyles, controlStyles, sharedStyles, styles];

  readonly #reader = new ReaderLink(this, (error) => (this.failure = error));
  #composing = false;
  #turn: AbortController | undefined;

  @query('input') private input!: HTMLInputElement;
  @query('[role=listbox]') private listbox!: HTMLElement | null;

  @state() private found: readonly Match[] | undefined;
  @state() private idle: readonly Row[] = [];
  @state() private active = -1;
  @state() private open = false;
  @state() private hotlines: readonly Hotline[] | undefined;
  @state() private trouble: NelumboError | undefined;

  /** Text in the empty field; a hint of what can be found without it. */
  @property() placeholder = '';

  /** Most suggestions to show. */
  @property({ type: Number }) limit = 8;

  /** What is in the field. */
  @property() value = '';

  /** Address of a pack (the folder that holds its manifest), in place of the provider's encyclopedia. */
  @property() src = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#turn?.abort();
    this.#place(false);
  }

  protected override concerns(): boolean {
    return false;
  }

  protected override forget(): void {
    this.#turn?.abort();
    this.value = '';
    this.idle = [];
    this.#clear();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { listbox } = this;
    if (!listbox?.hasAttribute('popover')) return;
    this.#place(true);
    if (!listbox.matches(':popover-open')) listbox.showPopover();
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  /** Keeps the list under the field while the page scrolls. */
  #place(on: boolean): void {
    const change = on ? ('addEventListener' as const) : ('removeEventListener' as const);
    globalThis[change]?.('scroll', this.#position, true);
    globalThis[change]?.('resize', this.#position);
    if (on) this.#position();
  }

  readonly #position = (): void => {
    if (!this.listbox) return this.#place(false);
    const field = this.input.getBoundingClientRect();
    this.listbox.style.setProperty('--_top', `${field.bottom + 4}px`);
    this.listbox.style.setProperty('--_start', `${field.left}px`);
    this.listbox.style.setProperty('--_width', `${field.width}px`);
  };

  readonly #typed = (event: Event): void => {
    this.value = (event.target as HTMLInputElement).value; // the listener sits on the input
    if (!this.#composing) void this.#ask();
  };

  readonly #composed = (event: CompositionEvent): void => {
    this.#composing = event.type === 'compositionstart';
    if (!this.#composing) this.#typed(event);
  };

  async #ask(): Promise<void> {
    this.#turn?.abort();
    const turn = (this.#turn = new AbortController());
    const text = this.value.trim();
    if (!text) {
      this.#clear();
      return this.#offer();
    }
    const back = networkBack();
    try {
      const client = await this.#reading();
      const answer = await this.#find(client, text, turn.signal);
      if (turn.signal.aborted) return;
      this.found = answer.matches;
      this.hotlines = answer.hotlines;
      this.trouble = undefined;
      this.active = -1;
      this.open = answer.matches.length > 0;
      this.emit('nelumbo-searched', { count: answer.matches.length });
    } catch (error) {
      if (turn.signal.aborted) return;
      this.#fail(toNelumboError(error));
      if (this.trouble?.code === 'offline') void back.then(() => this.trouble && this.#ask());
    }
  }

  async #reading(): Promise<Reading> {
    const client = await this.whenClient();
    return this.src ? readingOf(client, this.src) : client;
  }

  async #find(client: Reading, text: string, signal: AbortSignal): Promise<{ matches: Match[]; hotlines?: readonly Hotline[] }> {
    const locale = this.activeLocale;
    const matches = await client.encyclopedia.suggest(text, { limit: this.limit, signal, locale });
    if (matches.length > 0) return { matches };
    const resolution = await client.encyclopedia.resolve({ text }, { signal, locale });
    return resolution.status === 'sensitive' ? { matches, hotlines: resolution.hotlines } : { matches };
  }

  #fail(error: NelumboError): void {
    this.#clear();
    this.trouble = error;
    this.emit('nelumbo-error', { code: error.code });
  }

  #clear(): void {
    this.found = undefined;
    this.hotlines = undefined;
    this.trouble = undefined;
    this.open = false;
    this.active = -1;
  }

  readonly #empty = (): void => {
    this.#turn?.abort();
    this.value = '';
    this.#clear();
    this.input.focus();
    void this.#offer();
  };

  readonly #key = (event: KeyboardEvent): void => {
    // The editor's own Enter and arrows: keyCode is the only sign of them in some browsers.
    if (event.isComposing || event.keyCode === IME_KEY || this.#composing) return;
    const rows = this.#rows();
    const count = rows.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (count === 0) return;
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.active = this.open ? (this.active + step + (this.active < 0 && step < 0 ? 1 : 0) + count) % count : step > 0 ? 0 : count - 1;
      this.open = true;
    } else if (event.key === 'Enter' && this.open) {
      event.preventDefault();
      // An empty field has no first choice: Enter takes only what the arrows have reached.
      this.#take(rows[this.value.trim() ? Math.max(0, this.active) : this.active]);
    } else if (event.key === 'Escape') this.#escape(event);
    else if (event.key === 'Tab') this.open = false;
    else if (event.key === 'Home' || event.key === 'End') this.active = -1;
  };

  #escape(event: KeyboardEvent): void {
    if (!this.open && !this.value) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.open) this.open = false;
    else this.#empty();
  }

  /** What the list shows: suggestions, or what an empty field offers. */
  #rows(): readonly Row[] {
    return this.value.trim() ? (this.found ?? []).map((match) => ({ kind: 'match', match })) : this.idle;
  }

  #take(row: Row | undefined): void {
    if (row?.kind === 'match') this.#choose(row.match);
    else if (row?.kind === 'recent') this.#again(row.text);
    else if (row?.kind === 'forget') void this.#forgetSearches();
    else if (row) {
      this.open = false;
      if (this.emit('nelumbo-opened', { id: row.id }, { cancelable: true })) void this.#reader.open(row.id, this.src);
    }
  }

  #again(text: string): void {
    this.value = text;
    void this.#ask();
  }

  async #forgetSearches(): Promise<void> {
    const { forgetSearches } = await import('./rows.js');
    await forgetSearches(await this.whenClient()).catch((error: unknown) => this.#fail(toNelumboError(error)));
    this.idle = this.idle.filter(({ kind }) => kind === 'popular');
    this.active = -1;
  }

  /** What an empty field offers loads when somebody is in it. */
  async #offer(): Promise<void> {
    try {
      const [{ idleRows }, client] = await Promise.all([import('./rows.js'), this.#reading()]);
      this.idle = await idleRows(client, this.activeLocale);
      if (this.matches(':focus-within') && !this.value) this.open = this.idle.length > 0;
    } catch {
      this.idle = []; // typing works without
    }
  }

  #choose(match: Match): void {
    this.open = false;
    this.active = -1;
    const { id, kind, confidence } = match;
    void this.#note(match);
    if (this.emit('nelumbo-selected', { id, kind, confidence }, { cancelable: true })) void this.#reader.open(id, this.src);
  }

  async #note(match: Match): Promise<void> {
    try {
      const { noteSearch } = await import('./rows.js');
      await noteSearch(await this.#reading(), match);
    } catch {
      return; // a convenience: nobody waits for it
    }
  }

  readonly #left = (): void => {
    this.open = false;
  };

  readonly #focused = (): void => {
    if (!this.value) void this.#offer();
    else if ((this.found?.length ?? 0) > 0) this.open = true;
    else if (this.value && !this.found) void this.#ask();
  };

  protected override view(): TemplateResult {
    const texts = { ...this.texts(encyclopediaTexts), ...this.texts(searchTexts) };
    const count = this.found?.length;
    const none = count === 0 && !this.hotlines;
    return html`<div class="wrap">
        <div class="control">
          ${searchIcon}
          <input
            part="input"
            type="search"
            role="combobox"
            aria-label=${texts.label}
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="search"
            aria-autocomplete="list"
            aria-expanded=${this.open}
            aria-controls="list"
            aria-activedescendant=${this.open && this.active >= 0 ? `option-${this.active}` : nothing}
            placeholder=${this.placeholder || texts.placeholder}
            .value=${this.value}
            @input=${this.#typed}
            @compositionstart=${this.#composed}
            @compositionend=${this.#composed}
            @keydown=${this.#key}
            @focus=${this.#focused}
            @blur=${this.#left}
          />
          ${this.value ? html`<button type="button" class="quiet" aria-label=${texts.clear} @click=${this.#empty}>${closeIcon}</button>` : nothing}
        </div>
        ${this.open ? this.#list(this.#rows()) : html`<div id="list" hidden></div>`}
        <p class=${none ? 'none small muted' : 'visually-hidden'} part="status" role="status">
          ${none ? texts.none : count === undefined || !this.open || !this.value ? '' : texts.results(count)}
        </p>
        ${this.hotlines ? hotlinePanel(this.hotlines, this.activeLocale, (number) => this.emit('nelumbo-hotline', { number })) : nothing}
        ${this.trouble ? failureBanner(this.trouble, this.activeLocale, () => void this.#ask()) : nothing}
        ${this.failure ? failureBanner(this.failure, this.activeLocale) : nothing}
      </div>
      ${this.#reader.view(texts.article, texts.close, this.activeLocale)}`;
  }

  #list(rows: readonly Row[]): TemplateResult {
    // Above the page where the browser can (popover), else in the flow: never under a host's layers.
    const popover = 'popover' in HTMLElement.prototype ? 'manual' : nothing;
    const texts = this.texts(searchTexts);
    const group = (name: string, kinds: readonly Row['kind'][]) => {
      const own = rows.flatMap((row, i) => (kinds.includes(row.kind) ? [this.#option(row, i)] : []));
      return own.length === 0
        ? nothing
        : html`<div role="group" aria-label=${name}>
            <p class="group" aria-hidden="true">${name}</p>
            ${own}
          </div>`;
    };
    return html`<div id="list" part="listbox" role="listbox" popover=${popover} aria-label=${texts.suggestions}>
      ${rows[0]?.kind === 'match' ? rows.map((row, i) => this.#option(row, i)) : html`${group(texts.recent, ['recent', 'forget'])}${group(texts.popular, ['popular'])}`}
    </div>`;
  }

  #option(row: Row, i: number): TemplateResult {
    // mousedown: pressing would first blur the field and close the list. Keys are the combobox's, as the pattern asks.
    // eslint-disable-next-line lit-a11y/click-events-have-key-events
    return html`<div
      id="option-${i}"
      part="option"
      class=${row.kind}
      role="option"
      aria-selected=${i === this.active}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#take(row)}
    >
      ${rowText(row, this.texts(searchTexts))}
    </div>`;
  }
}

function rowText(row: Row, texts: SearchTexts): TemplateResult {
  switch (row.kind) {
    case 'match':
      return row.match.name === row.match.title ? marked(row.match) : html`<span>${row.match.title}</span><span class="via">${marked(row.match)}</span>`;
    case 'recent':
      return html`${clockIcon}<span>${row.text}</span>`;
    case 'popular':
      return html`<span>${row.title}</span>`;
    case 'forget':
      return html`${trashIcon}<span>${texts.clearRecent}</span>`;
  }
}

/** The matched name with the typed part marked. */
function marked({ name, range }: Match): TemplateResult {
  if (!range) return html`<span>${name}</span>`;
  const [from, to] = range;
  return html`<span>${name.slice(0, from)}<mark part="mark">${name.slice(from, to)}</mark>${name.slice(to)}</span>`;
}
