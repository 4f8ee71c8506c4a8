import type { Client } from '@nelumbo/core';
import { openCopies, type Entry, type Hotline } from '@nelumbo/core/encyclopedia';
import { formatDate, toNelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { infoIcon } from '../../base/icons/info.js';
import { articleTexts } from '../../locales/encyclopedia/article/index.js';
import { encyclopediaTexts } from '../../locales/encyclopedia/index.js';
import { crisisClasses, detailOf } from '../review.js';
import { readingOf, type Reading } from '../source-of.js';
import sharedStyles from '../shared.styles.js';
import { aboutArticle, withdrawnNotice, type Texts } from './about.js';
import { articleContent, helpLines } from './content.js';
import { Description } from './description.js';
import { fetchEntry } from './fetch-entry.js';
import { sanitise } from './sanitise.js';
import { ForYou } from './for-you.js';
import { Helpful } from './helpful.js';
import { printAlone } from './print.js';
import { Speaker } from './speaker.js';
import { articleTools } from './tools.js';
import styles from './article.styles.js';

interface Shown {
  readonly entry: Entry;
  /** Sanitised section bodies, in the order of the sections. */
  readonly bodies: readonly HTMLElement[];
  /** Titles of related topics that exist, by id. */
  readonly related: readonly { readonly id: string; readonly title: string }[];
  /** Lines that help, beside topics that need them. */
  readonly hotlines: readonly Hotline[];
  /** When this copy was made, ms since 1970 UTC; absent when the text has just come. */
  readonly at: number | undefined;
}

/** A document of the device: how large the reader wants the text. */
const STEP = 'encyclopedia/font-step';

/**
 * An article on a health topic: what needs help first, then the sections, and at the end, always, who stands for the text and that it
 * is no diagnosis.
 *
 * @tag nelumbo-encyclopedia-article
 * @summary Article on a health topic.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ id?: string }} nelumbo-opened - A related topic was chosen; prevent it to show your own page. Empty for a sensitive topic.
 * @event {{ id?: string }} nelumbo-shared - The reader shares the article; prevent it to share an address of your own.
 * @event {{ id?: string, kept: boolean }} nelumbo-favourited - The reader saved the article, or let it go.
 * @event {{ id?: string, helpful: boolean, reason?: string }} nelumbo-feedback - The reader said whether it helped. Empty of what and why for a sensitive topic.
 * @event {{ id?: string }} nelumbo-read - The article is read aloud.
 * @event {{ number: string }} nelumbo-hotline - A line of help is being called.
 * @event {{ code: string }} nelumbo-error - The article could not be loaded.
 *
 * @csspart box - The themed box around everything.
 * @csspart toc - The list of sections.
 * @csspart section - One section.
 * @csspart flag - A red flag.
 * @csspart badge - The review status.
 * @csspart review - Who stands for the text.
 * @csspart copy - Says of when a copy is that is shown without a network.
 * @csspart steps - How the text came about: each step with who and when.
 * @csspart references - Links to further reading.
 * @csspart tools - Text size, reading aloud, saving, sharing, printing.
 * @csspart recommended - What is recommended, and the switch for it.
 * @csspart feedback - Whether the article helped.
 */
export class NelumboEncyclopediaArticle extends NelumboElement {
  static override styles = [boxStyles, controlStyles, sharedStyles, styles];

  #key = '';
  #focusTitle = false;
  readonly #speaker = new Speaker(this);
  readonly #forYou = new ForYou(this);
  readonly #helpful = new Helpful(this, (helpful, reason) => this.emit('nelumbo-feedback', this.#detail({ helpful, ...(reason && { reason }) })));
  readonly #description = new Description(this);

  @query('h2') private heading!: HTMLElement | null;

  @state() private shown: Shown | undefined;
  /** What a tool has done, for a moment. */
  @state() private said = '';

  /** The entry to show: `locale/slug`, or the slug alone for the reader's language. */
  @property() entry = '';

  /** Address of a pack (the folder that holds its manifest), in place of the provider's encyclopedia. */
  @property() src = '';

  /** Shows a list of the sections before the text. */
  @property({ type: Boolean }) toc = false;

  /** Writes schema.org's description of a reviewed article into the page, for search engines. */
  @property({ type: Boolean, attribute: 'json-ld' }) jsonLd = false;

  /** How large the text is: 0 (as the page has it) to 3 (half as large again). The reader's own choice is kept and wins. */
  @property({ type: Number, attribute: 'font-step' }) fontStep = 0;

  /** Leaves out the tools above the text. */
  @property({ type: Boolean }) bare = false;

  protected override forget(): void {
    this.#forYou.forget();
    this.said = '';
  }

  protected override concerns(): boolean {
    return false;
  }

  protected override willUpdate(): void {
    if (this.#keyNow() === this.#key) return;
    if (this.client) void this.reload();
  }

  protected override async load(client: Client): Promise<void> {
    const key = (this.#key = this.#keyNow());
    if (!this.entry) {
      this.shown = undefined;
      return;
    }
    try {
      const reading = this.src ? await readingOf(client, this.src) : client;
      const { entry, at } = await fetchEntry(reading, this.entry, this.activeLocale);
      const [bodies, related, hotlines] = await Promise.all([
        Promise.all(entry.sections.map((section) => sanitise(section.html))),
        reading.encyclopedia.cards(entry.related).catch(() => []), // the text is there without them
        crisisClasses.includes(entry.sensitive) ? reading.encyclopedia.hotlines() : [],
      ]);
      if (key !== this.#keyNow()) return;
      this.#speaker.stop();
      this.said = '';
      this.shown = { entry, bodies, related, hotlines, at };
      this.#description.show(this.jsonLd ? entry : undefined);
      void this.#afterwards(reading, entry, at);
    } catch (error) {
      if (key !== this.#keyNow()) return;
      this.shown = undefined;
      this.emit('nelumbo-error', { code: toNelumboError(error).code });
      throw error;
    }
  }

  /** What is no part of the text comes after it, and may fail without it. */
  async #afterwards(client: Reading, entry: Entry, at: number | undefined): Promise<void> {
    await Promise.all([
      this.#forYou.show(client, entry),
      this.#helpful.show(client, entry.id),
      at === undefined && !entry.sensitive
        ? openCopies(client.records, () => Date.now())
            .keep(entry)
            .catch(() => undefined)
        : undefined, // no records: no copy
      client.records.doc<number>(STEP).then(
        (step) => (this.fontStep = step ?? this.fontStep),
        () => undefined, // no records: as the page has it
      ),
    ]);
  }

  #detail<T extends object>(detail: T): T | Record<string, never> {
    return this.shown ? detailOf(this.shown.entry, { id: this.shown.entry.id, ...detail }) : {};
  }

  #keyNow(): string {
    return JSON.stringify([this.activeLocale, this.entry, this.src]);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#focusTitle || !changed.has('shown') || !this.shown) return;
    this.#focusTitle = false;
    // The pressed button is gone: the reader goes on at the new title.
    this.heading?.focus();
    this.heading?.scrollIntoView({ block: 'nearest' });
  }

  readonly #follow = (id: string): void => {
    const detail = this.shown ? detailOf(this.shown.entry, { id }) : { id };
    if (!this.emit('nelumbo-opened', detail, { cancelable: true })) return;
    this.#focusTitle = true;
    this.entry = id;
  };

  readonly #size = (step: number): void => {
    this.fontStep = step;
    this.client?.records.write([{ doc: STEP, value: step }]).catch(() => undefined); // it is as large now; next time it is asked again
  };

  readonly #keep = async (): Promise<void> => {
    try {
      const kept = await this.#forYou.keep();
      this.emit('nelumbo-favourited', this.#detail({ kept }));
    } catch {
      this.said = this.texts(articleTexts).keepFailed;
    }
  };

  readonly #share = async (): Promise<void> => {
    if (!this.shown || !this.emit('nelumbo-shared', this.#detail({}), { cancelable: true })) return;
    const { title, summary } = this.shown.entry;
    try {
      if (typeof navigator.share === 'function') return await navigator.share({ title, text: summary, url: location.href });
      await navigator.clipboard.writeText(location.href);
      this.said = this.texts(articleTexts).copied;
    } catch {
      this.said = ''; // the reader has changed their mind, or the page may not
    }
  };

  readonly #read = (): void => {
    this.#speaker.start(this.shown?.entry.locale ?? this.activeLocale);
    this.emit('nelumbo-read', this.#detail({}));
  };

  readonly #print = (): void => {
    const page = this.renderRoot.querySelector('article');
    if (page && this.shown) printAlone(page, this.shown.entry.title, this.shown.entry.locale);
  };

  readonly #jump = (index: number): void => {
    const target = this.renderRoot.querySelectorAll<HTMLElement>('section.part h3')[index];
    target?.scrollIntoView({ block: 'start' });
    target?.focus({ preventScroll: true });
  };

  protected override view(): TemplateResult | typeof nothing {
    if (this.failure) return failureBanner(this.failure, this.activeLocale, () => void this.reload());
    const texts: Texts = { ...this.texts(encyclopediaTexts), ...this.texts(articleTexts) };
    if (this.shown) return this.#article(this.shown, texts);
    if (!this.entry) return nothing;
    return html`<div class="wait" aria-busy="true">
      <div class="skeleton"></div>
      <div class="skeleton"></div>
      <div class="skeleton"></div>
      <span class="visually-hidden" role="status">${texts.loading}</span>
    </div>`;
  }

  #tools(entry: Entry, texts: Texts): TemplateResult {
    return articleTools(texts, {
      step: Math.max(0, Math.min(3, Math.round(this.fontStep) || 0)),
      speaker: this.#speaker,
      locale: entry.locale,
      kept: this.#forYou.kept,
      sharing: !entry.sensitive,
      said: this.said,
      size: this.#size,
      read: this.#read,
      keep: () => void this.#keep(),
      share: () => void this.#share(),
      print: this.#print,
    });
  }

  #article({ entry, bodies, related, hotlines, at }: Shown, texts: Texts): TemplateResult {
    const foreign = entry.locale.split('-')[0] !== this.activeLocale.split('-')[0];
    const names = entry.aliases.filter((alias) => !alias.weak).map((alias) => alias.text);
    const withdrawn = entry.review.status === 'withdrawn';
    const view = { texts, emergencyNumber: this.emergencyNumber, jump: this.toc ? this.#jump : undefined };
    return html`<article class="page" data-step=${Math.max(0, Math.min(3, Math.round(this.fontStep) || 0))} aria-labelledby="title">
      <header>
        <h2 id="title" lang=${entry.locale} tabindex="-1">${entry.title}</h2>
        ${names.length > 0 ? html`<p class="names" lang=${entry.locale}>${names.join(' · ')}</p>` : nothing}
      </header>
      ${this.bare || withdrawn ? nothing : this.#tools(entry, texts)}
      ${hotlines.length > 0 ? helpLines(hotlines, texts, this.activeLocale, (number) => this.emit('nelumbo-hotline', { number })) : nothing}
      ${
        at === undefined
          ? nothing
          : html`<div class="banner" part="copy">
              ${infoIcon}
              <p>${texts.savedCopy(formatDate(at, this.activeLocale, { dateStyle: 'long', timeStyle: 'short' }))}</p>
            </div>`
      }
      ${
        foreign
          ? html`<div class="banner">
              ${infoIcon}
              <p>${texts.otherLanguage}</p>
            </div>`
          : nothing
      }
      ${withdrawn ? withdrawnNotice(entry, texts, this.activeLocale, this.#follow) : articleContent(entry, bodies, view)}
      ${aboutArticle(entry, texts, this.activeLocale)} ${withdrawn ? nothing : this.#helpful.view(texts)}
      ${
        related.length > 0
          ? html`<section class="also">
              <h3>${texts.related}</h3>
              <div class="chips">
                ${related.map((card) => html`<button type="button" class="chip" lang=${entry.locale} @click=${() => this.#follow(card.id)}>${card.title}</button>`)}
              </div>
            </section>`
          : nothing
      }
      ${this.#forYou.view(texts, this.activeLocale, this.#follow)}
    </article>`;
  }
}
