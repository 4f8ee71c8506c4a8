import type { Client } from '@nelumbo/core';
import type { Hotline, Match } from '@nelumbo/core/encyclopedia';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { closeIcon } from '../../base/icons/close.js';
import { searchIcon } from '../../base/icons/search.js';
import { encyclopediaTexts } from '../../locales/encyclopedia/index.js';
import { searchTexts } from '../../locales/encyclopedia/search/index.js';
import { hotlinePanel } from '../hotlines.js';
import { ReaderLink } from '../reader-link.js';
import sharedStyles from '../shared.styles.js';
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
    if (!text) return this.#clear();
    try {
      const client = await this.whenClient();
      const answer = await this.#find(client, text, turn.signal);
      if (turn.signal.aborted) return;
      this.found = answer.matches;
      this.hotlines = answer.hotlines;
      this.trouble = undefined;
      this.active = -1;
      this.open = answer.matches.length > 0;
      this.emit('nelumbo-searched', { count: answer.matches.length });
    } catch (error) {
      if (!turn.signal.aborted) this.#fail(toNelumboError(error));
    }
  }

  async #find(client: Client, text: string, signal: AbortSignal): Promise<{ matches: Match[]; hotlines?: readonly Hotline[] }> {
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
  };

  readonly #key = (event: KeyboardEvent): void => {
    // The editor's own Enter and arrows: keyCode is the only sign of them in some browsers.
    if (event.isComposing || event.keyCode === IME_KEY || this.#composing) return;
    const count = this.found?.length ?? 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (count === 0) return;
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.active = this.open ? (this.active + step + (this.active < 0 && step < 0 ? 1 : 0) + count) % count : step > 0 ? 0 : count - 1;
      this.open = true;
    } else if (event.key === 'Enter' && this.open) {
      event.preventDefault();
      this.#choose(this.found?.[Math.max(0, this.active)]);
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

  #choose(match: Match | undefined): void {
    if (!match) return;
    this.open = false;
    this.active = -1;
    const { id, kind, confidence } = match;
    if (this.emit('nelumbo-selected', { id, kind, confidence }, { cancelable: true })) void this.#reader.open(id);
  }

  readonly #left = (): void => {
    this.open = false;
  };

  readonly #focused = (): void => {
    if ((this.found?.length ?? 0) > 0) this.open = true;
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
        ${this.open ? this.#list(this.found ?? []) : html`<div id="list" hidden></div>`}
        <p class=${none ? 'none small muted' : 'visually-hidden'} part="status" role="status">
          ${none ? texts.none : count === undefined || !this.open ? '' : texts.results(count)}
        </p>
        ${this.hotlines ? hotlinePanel(this.hotlines, this.activeLocale, (number) => this.emit('nelumbo-hotline', { number })) : nothing}
        ${this.trouble ? failureBanner(this.trouble, this.activeLocale, () => void this.#ask()) : nothing}
        ${this.failure ? failureBanner(this.failure, this.activeLocale) : nothing}
      </div>
      ${this.#reader.view(texts.article, texts.close, this.activeLocale)}`;
  }

  #list(matches: readonly Match[]): TemplateResult {
    // Above the page where the browser can (popover), else in the flow: never under a host's layers.
    const popover = 'popover' in HTMLElement.prototype ? 'manual' : nothing;
    return html`<ul id="list" part="listbox" role="listbox" popover=${popover} aria-label=${this.texts(searchTexts).suggestions}>
      ${matches.map(
        (match, i) =>
          // mousedown: pressing would first blur the field and close the list. Keys are the combobox's, as the pattern asks.
          // eslint-disable-next-line lit-a11y/click-events-have-key-events
          html`<li
            id="option-${i}"
            part="option"
            role="option"
            aria-selected=${i === this.active}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#choose(match)}
          >
            ${match.name === match.title ? marked(match) : html`<span>${match.title}</span><span class="via">${marked(match)}</span>`}
          </li>`,
      )}
    </ul>`;
  }
}

/** The matched name with the typed part marked. */
function marked({ name, range }: Match): TemplateResult {
  if (!range) return html`<span>${name}</span>`;
  const [from, to] = range;
  return html`<span>${name.slice(0, from)}<mark part="mark">${name.slice(from, to)}</mark>${name.slice(to)}</span>`;
}
