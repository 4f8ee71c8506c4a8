import type { Client } from '@nelumbo/core';
import { isOverdue, jsonLdText, openCopies, type Entry, type Hotline, type RedFlag } from '@nelumbo/core/encyclopedia';
import { formatDate, pickTexts, toNelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement, statusMark } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { infoIcon } from '../../base/icons/info.js';
import { phoneIcon } from '../../base/icons/phone.js';
import { articleTexts, type ArticleTexts } from '../../locales/encyclopedia/article/index.js';
import { encyclopediaTexts, type EncyclopediaTexts } from '../../locales/encyclopedia/index.js';
import { crisisClasses, detailOf, reviewBadge } from '../review.js';
import { readingOf, type Reading } from '../source-of.js';
import sharedStyles from '../shared.styles.js';
import { sanitise } from './sanitise.js';
import { ForYou } from './for-you.js';
import { Helpful } from './helpful.js';
import { printAlone } from './print.js';
import { Speaker } from './speaker.js';
import { articleTools } from './tools.js';
import styles from './article.styles.js';

type Texts = ArticleTexts & EncyclopediaTexts;

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

/** `YYYY-MM-DD`. */
const today = (): string => new Date().toISOString().slice(0, 10);

// Entries come from a server: only an address of the web becomes a link, never one that is a script.
const webLink = (url: string, title: string): TemplateResult =>
  /^https?:\/\//i.test(url) ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>` : html`<span>${title}</span>`;

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
  #jsonLd: HTMLScriptElement | undefined;

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

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#describe(undefined);
  }

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
      const { entry, at } = await this.#fetch(reading);
      const [bodies, related, hotlines] = await Promise.all([
        Promise.all(entry.sections.map((section) => sanitise(section.html))),
        reading.encyclopedia.cards(entry.related).catch(() => []), // the text is there without them
        crisisClasses.includes(entry.sensitive) ? reading.encyclopedia.hotlines() : [],
      ]);
      if (key !== this.#keyNow()) return;
      this.#speaker.stop();
      this.said = '';
      this.shown = { entry, bodies, related, hotlines, at };
      this.#describe(entry);
      void this.#afterwards(reading, entry, at);
    } catch (error) {
      if (key !== this.#keyNow()) return;
      this.shown = undefined;
      this.emit('nelumbo-error', { code: toNelumboError(error).code });
      throw error;
    }
  }

  /** The entry; without a network the copy that was kept when it was last read. */
  async #fetch({ encyclopedia, records }: Reading): Promise<{ entry: Entry; at?: number }> {
    try {
      return { entry: await encyclopedia.localEntry(this.entry, { locale: this.activeLocale }) };
    } catch (error) {
      if (!['offline', 'server'].includes(toNelumboError(error).code)) throw error;
      const copies = openCopies(records, () => Date.now());
      const [slug, own] = [this.entry.split('/').at(-1)!, `${this.activeLocale}/`];
      const ids = [`${own}${slug}`, this.entry];
      for (const id of ids) {
        const copy = await copies.find(id).catch(() => undefined); // no records: what failed first is told
        if (copy) return copy;
      }
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

  /** The description of a reviewed article, once, outside of the shadow root: search engines look there. */
  #describe(entry: Entry | undefined): void {
    this.#jsonLd?.remove();
    this.#jsonLd = undefined;
    const text = entry && this.jsonLd ? jsonLdText(entry, today()) : undefined;
    if (text === undefined) return;
    this.#jsonLd = document.createElement('script');
    this.#jsonLd.type = 'application/ld+json';
    this.#jsonLd.append(text);
    this.append(this.#jsonLd);
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
    return html`<article class="page" data-step=${Math.max(0, Math.min(3, Math.round(this.fontStep) || 0))} aria-labelledby="title">
      <header>
        <h2 id="title" lang=${entry.locale} tabindex="-1">${entry.title}</h2>
        ${names.length > 0 ? html`<p class="names" lang=${entry.locale}>${names.join(' · ')}</p>` : nothing}
      </header>
      ${this.bare || withdrawn ? nothing : this.#tools(entry, texts)} ${hotlines.length > 0 ? this.#lines(hotlines, texts) : nothing}
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
      ${withdrawn ? this.#withdrawn(entry, texts) : this.#content(entry, bodies, texts)} ${this.#review(entry, texts)}
      ${withdrawn ? nothing : this.#helpful.view(texts)}
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

  #lines(hotlines: readonly Hotline[], texts: Texts): TemplateResult {
    return html`<section class="lines" aria-labelledby="lines">
      <h3 id="lines">${texts.hotlines}</h3>
      ${hotlines.map(({ number, name, hours, source, checkedOn }) => {
        const named = (words: Readonly<Record<string, string>>) => pickTexts({ en: '', ...words }, this.activeLocale);
        return html`<p>
          <a href="tel:${number}" @click=${() => this.emit('nelumbo-hotline', { number })}>${texts.call(number)} · ${named(name)}</a><br />
          <span class="small muted">${texts.hours(named(hours), source.title, checkedOn)}</span>
        </p>`;
      })}
    </section>`;
  }

  #content(entry: Entry, bodies: readonly HTMLElement[], texts: Texts): TemplateResult {
    return html`
      ${entry.redFlags.map((flag) => this.#flag(flag, entry.locale, texts))}
      <p class="lead" lang=${entry.locale}>${entry.summary}</p>
      <div class="facts">
        ${entry.departments.map((name) => html`<span class="tag" lang=${entry.locale}>${name}</span>`)}
        ${reviewBadge(entry.review, texts, this.#isOverdue(entry))}
      </div>
      ${
        entry.tags.includes('ontology-definition')
          ? html`<div class="banner">
              ${infoIcon}
              <p>${texts.machineText}</p>
            </div>`
          : nothing
      }
      ${this.toc && entry.sections.length > 1 ? this.#toc(entry, texts) : nothing}
      ${entry.sections.map(
        (section, i) =>
          html`<section class="part" part="section" lang=${entry.locale} aria-label=${section.title}>
            <h3 tabindex="-1">${section.title}</h3>
            ${bodies[i]}
          </section>`,
      )}
      ${entry.sections.length === 0 ? html`<p class="muted">${texts.summaryOnly}</p>` : nothing}
    `;
  }

  #isOverdue(entry: Entry): boolean {
    return isOverdue(entry.review, today());
  }

  #flag(flag: RedFlag, locale: string, texts: Texts): TemplateResult {
    const urgent = flag.level === 'emergency';
    const number = this.emergencyNumber;
    return html`<div class="banner flag" part="flag" data-tone=${urgent ? 'alert' : 'watch'}>
      ${statusMark(urgent ? 'urgent' : 'watch')}
      <div>
        <h3>${texts.flagLevel[flag.level]}</h3>
        <ul lang=${locale}>
          ${flag.if.map((sign) => html`<li>${sign}</li>`)}
        </ul>
        ${
          flag.action === 'call-120'
            ? html`<a class="button danger" href="tel:${number}">${phoneIcon}<span>${texts.flagAction(flag.action, number)}</span></a>`
            : html`<p class="do">${texts.flagAction(flag.action, number)}</p>`
        }
      </div>
    </div>`;
  }

  #toc(entry: Entry, texts: Texts): TemplateResult {
    return html`<nav part="toc" aria-labelledby="contents">
      <h3 id="contents">${texts.contents}</h3>
      <div class="chips">
        ${entry.sections.map((section, i) => html`<button type="button" class="chip" lang=${entry.locale} @click=${() => this.#jump(i)}>${section.title}</button>`)}
      </div>
    </nav>`;
  }

  #withdrawn({ review: { withdrawal } }: Entry, texts: Texts): TemplateResult {
    const replacement = withdrawal?.replacedBy;
    return html`<div class="banner" data-tone="watch">
      ${statusMark('watch')}
      <div>
        <p><strong>${texts.withdrawn}</strong></p>
        ${withdrawal ? html`<p>${texts.withdrawnBecause(this.#date(withdrawal.on), withdrawal.reason)}</p>` : nothing}
        ${replacement ? html`<button type="button" @click=${() => this.#follow(replacement)}>${texts.replacedBy}</button>` : nothing}
      </div>
    </div>`;
  }

  /** `YYYY-MM-DD` in the reader's words; the day is a calendar day, so no zone may shift it. */
  #date(day: string): string {
    const at = Date.parse(`${day}T00:00:00Z`);
    return Number.isNaN(at) ? day : formatDate(at, this.activeLocale, { dateStyle: 'long', timeZone: 'UTC' });
  }

  #review(entry: Entry, texts: Texts): TemplateResult {
    const { review, source, licence } = entry;
    const overdue = this.#isOverdue(entry);
    return html`<footer class="review" part="review">
      <h3>${texts.about}</h3>
      <p><strong>${texts.notDiagnosis}</strong></p>
      <p>${reviewBadge(review, texts, overdue)}</p>
      ${review.reviewers.map((person) => html`<p>${texts.reviewedBy(person.name, person.title, person.hospital)}</p>`)}
      ${review.reviewedOn ? html`<p>${texts.reviewedOn(this.#date(review.reviewedOn))}</p>` : nothing}
      ${review.nextReviewOn ? html`<p>${texts.nextReview(this.#date(review.nextReviewOn))}</p>` : nothing}
      ${review.correction ? html`<p>${texts.corrected(this.#date(review.correction.on), review.correction.text)}</p>` : nothing}
      ${
        review.steps && review.steps.length > 0
          ? html`<h3>${texts.steps}</h3>
              <ol part="steps">
                ${review.steps.map(({ step, by, on }) => html`<li>${texts.step[step]}: ${texts.stepBy(this.#date(on), by.name, by.title ?? '', by.hospital ?? '')}</li>`)}
              </ol>`
          : nothing
      }
      <p class="muted">
        ${texts.sourceLabel}: ${webLink(source.url, source.name)}<br />${texts.licenceLabel}:
        ${licence.id}${licence.attribution ? ` · ${licence.attribution}` : ''}<br />${texts.updated(this.#date(entry.updated))}
      </p>
      ${
        entry.references.length > 0
          ? html`<h3>${texts.references}</h3>
              <ul part="references">
                ${entry.references.map((link) => html`<li>${webLink(link.url, link.title)}</li>`)}
              </ul>`
          : nothing
      }
    </footer>`;
  }
}
