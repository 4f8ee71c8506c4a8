import type { Client } from '@nelumbo/core';
import { isOverdue, type Entry, type RedFlag } from '@nelumbo/core/encyclopedia';
import { formatDate, toNelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement, statusMark } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { infoIcon } from '../../base/icons/info.js';
import { phoneIcon } from '../../base/icons/phone.js';
import { articleTexts, type ArticleTexts } from '../../locales/encyclopedia/article/index.js';
import { encyclopediaTexts, type EncyclopediaTexts } from '../../locales/encyclopedia/index.js';
import { detailOf, reviewBadge } from '../review.js';
import sharedStyles from '../shared.styles.js';
import { sanitise } from './sanitise.js';
import styles from './article.styles.js';

type Texts = ArticleTexts & EncyclopediaTexts;

interface Shown {
  readonly entry: Entry;
  /** Sanitised section bodies, in the order of the sections. */
  readonly bodies: readonly HTMLElement[];
  /** Titles of related topics that exist, by id. */
  readonly related: readonly { readonly id: string; readonly title: string }[];
}

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
 * @event {{ code: string }} nelumbo-error - The article could not be loaded.
 *
 * @csspart box - The themed box around everything.
 * @csspart toc - The list of sections.
 * @csspart section - One section.
 * @csspart flag - A red flag.
 * @csspart badge - The review status.
 * @csspart review - Who stands for the text.
 * @csspart references - Links to further reading.
 */
export class NelumboEncyclopediaArticle extends NelumboElement {
  static override styles = [boxStyles, controlStyles, sharedStyles, styles];

  #key = '';
  #focusTitle = false;

  @query('h2') private heading!: HTMLElement | null;

  @state() private shown: Shown | undefined;

  /** The entry to show: `locale/slug`, or the slug alone for the reader's language. */
  @property() entry = '';

  /** Shows a list of the sections before the text. */
  @property({ type: Boolean }) toc = false;

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
      const entry = await client.encyclopedia.localEntry(this.entry, { locale: this.activeLocale });
      const [bodies, related] = await Promise.all([
        Promise.all(entry.sections.map((section) => sanitise(section.html))),
        client.encyclopedia.cards(entry.related),
      ]);
      if (key === this.#keyNow()) this.shown = { entry, bodies, related };
    } catch (error) {
      if (key !== this.#keyNow()) return;
      this.shown = undefined;
      this.emit('nelumbo-error', { code: toNelumboError(error).code });
      throw error;
    }
  }

  #keyNow(): string {
    return JSON.stringify([this.activeLocale, this.entry]);
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

  #article({ entry, bodies, related }: Shown, texts: Texts): TemplateResult {
    const foreign = entry.locale.split('-')[0] !== this.activeLocale.split('-')[0];
    const names = entry.aliases.filter((alias) => !alias.weak).map((alias) => alias.text);
    return html`<article class="page" aria-labelledby="title">
      <header>
        <h2 id="title" lang=${entry.locale} tabindex="-1">${entry.title}</h2>
        ${names.length > 0 ? html`<p class="names" lang=${entry.locale}>${names.join(' · ')}</p>` : nothing}
      </header>
      ${
        foreign
          ? html`<div class="banner">
              ${infoIcon}
              <p>${texts.otherLanguage}</p>
            </div>`
          : nothing
      }
      ${entry.review.status === 'withdrawn' ? this.#withdrawn(entry, texts) : this.#content(entry, bodies, texts)} ${this.#review(entry, texts)}
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
    </article>`;
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
    return isOverdue(entry.review, new Date().toISOString().slice(0, 10));
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
