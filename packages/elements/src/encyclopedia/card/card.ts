import type { Client } from '@nelumbo/core';
import type { Card, Hotline, Match, Resolution } from '@nelumbo/core/encyclopedia';
import { toNelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { boxStyles, surfaceStyles, failureBanner, NelumboElement, statusMark } from '../../base/index.js';
import { chevronRightIcon } from '../../base/icons/chevron-right.js';
import { encyclopediaTexts } from '../../locales/encyclopedia/index.js';
import { readingOf, type Reading } from '../source-of.js';
import { hotlinePanel } from '../hotlines.js';
import { ReaderLink } from '../reader-link.js';
import { crisisClasses, detailOf, reviewBadge } from '../review.js';
import sharedStyles from '../shared.styles.js';
import styles from './card.styles.js';

/** Letters in two lines of a red flag where a card is 343 px wide. */
const LONG = 76;
/** How much wider than a letter a Chinese character is. */
const WIDER = 0.66;

/**
 * One topic at a glance, in a feed or among search results: name, one sentence, red flags first, where the text comes from. With a
 * `query` it appears only for a whole name or a question about one, and takes no room otherwise.
 *
 * @tag nelumbo-encyclopedia-card
 * @summary Card of a health topic.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ id?: string, kind?: string, confidence?: number }} nelumbo-shown - A card appeared; empty for a sensitive topic.
 * @event {{}} nelumbo-silent - The query raises no card.
 * @event {{ id?: string }} nelumbo-opened - The reader asked for the article; prevent it to show your own page. Empty for a sensitive topic.
 * @event {{ number: string }} nelumbo-hotline - A line of help is being called.
 * @event {{ code: string }} nelumbo-error - The card could not be loaded.
 *
 * @csspart box - The themed box around everything.
 * @csspart card - The card.
 * @csspart flag - The strip with the red flag.
 * @csspart title - The name of the topic.
 * @csspart summary - The one-sentence definition.
 * @csspart badge - The review status.
 * @csspart source - Source and licence.
 * @csspart actions - The button that opens the article.
 * @csspart reader - The dialog with the article.
 */
export class NelumboEncyclopediaCard extends NelumboElement {
  static override styles = [boxStyles, surfaceStyles, sharedStyles, styles];

  readonly #reader = new ReaderLink(this, (error) => (this.failure = error));
  #key = '';

  @state() private resolution: Resolution | undefined;

  /** What the reader searched for; decides by itself whether a card appears. */
  @property() query = '';

  /** A code as `system|code`, such as `http://hl7.org/fhir/sid/icd-10-cm|I10`. */
  @property() code = '';

  /** An entry: `locale/slug`, or the slug alone for the reader's language. */
  @property() entry = '';

  /** Address of a pack (the folder that holds its manifest), in place of the provider's encyclopedia. */
  @property() src = '';

  protected override concerns(): boolean {
    return false;
  }

  protected override willUpdate(): void {
    const key = this.#keyNow();
    if (key === this.#key) return;
    this.resolution = undefined;
    if (this.client) void this.reload();
  }

  protected override async load(client: Client): Promise<void> {
    const key = (this.#key = this.#keyNow());
    try {
      const resolution = await this.#resolve(this.src ? await readingOf(client, this.src) : client);
      if (key === this.#keyNow()) this.#show(resolution);
    } catch (error) {
      if (key === this.#keyNow()) this.emit('nelumbo-error', { code: toNelumboError(error).code });
      throw error;
    }
  }

  /** What the card answers; an answer to anything else is stale. */
  #keyNow(): string {
    return JSON.stringify([this.activeLocale, this.query, this.code, this.entry, this.src]);
  }

  async #resolve(client: Reading): Promise<Resolution> {
    const locale = this.activeLocale;
    if (this.entry) {
      const card = await client.encyclopedia.localCard(this.entry, { locale });
      if (!card) return { status: 'none' };
      const hit: Resolution = { status: 'hit', card, match: { id: card.id, title: card.title, kind: 'title', confidence: 1, name: card.title } };
      return crisisClasses.includes(card.sensitive) ? { ...hit, hotlines: await client.encyclopedia.hotlines() } : hit;
    }
    const [system, code] = this.code.split('|');
    if (system && code) return client.encyclopedia.resolve({ code: { system, code } }, { locale });
    return this.query ? client.encyclopedia.resolve({ text: this.query }, { locale }) : { status: 'none' };
  }

  #show(resolution: Resolution): void {
    this.resolution = resolution;
    if (resolution.status === 'none') this.emit('nelumbo-silent', {});
    if (resolution.status === 'hit') {
      const { id, kind, confidence } = resolution.match;
      this.emit('nelumbo-shown', detailOf(resolution.card, { id, kind, confidence }));
    }
  }

  readonly #open = (card: Card): void => {
    if (this.emit('nelumbo-opened', detailOf(card, { id: card.id }), { cancelable: true })) void this.#reader.open(card.id, this.src);
  };

  readonly #called = (number: string): void => void this.emit('nelumbo-hotline', { number });

  readonly #choose = (id: string): void => {
    this.entry = id;
  };

  protected override view(): TemplateResult | typeof nothing {
    if (this.failure) return failureBanner(this.failure, this.activeLocale, () => void this.reload());
    const { resolution } = this;
    // A query may stay silent: no room is taken before that is decided.
    if (!resolution) return this.entry || this.code ? this.#waiting() : nothing;
    if (resolution.status === 'sensitive') return hotlinePanel(resolution.hotlines, this.activeLocale, this.#called);
    if (resolution.status === 'ambiguous') return this.#which(resolution.matches);
    return resolution.status === 'hit' ? this.#hit(resolution.card, resolution.match, resolution.hotlines) : nothing;
  }

  #waiting(): TemplateResult {
    return html`<div class="card entry" part="card" aria-busy="true">
      <div class="wait">
        <div class="skeleton"></div>
        <div class="skeleton"></div>
        <div class="skeleton"></div>
      </div>
      <span class="visually-hidden" role="status">${this.texts(encyclopediaTexts).loading}</span>
    </div>`;
  }

  #which(matches: readonly Match[]): TemplateResult {
    return html`<div class="card" part="card" role="group" aria-labelledby="which">
      <p id="which" class="which">${this.texts(encyclopediaTexts).which}</p>
      <div class="chips">
        ${matches.map((match) => html`<button type="button" class="chip" @click=${() => this.#choose(match.id)}>${match.title}</button>`)}
      </div>
    </div>`;
  }

  #hit(card: Card, match: Match, hotlines: readonly Hotline[] | undefined): TemplateResult {
    const texts = this.texts(encyclopediaTexts);
    const department = card.departments[0];
    const flag = this.#flag(card);
    return html`<article class=${`card entry ${flag.isLong ? 'long' : ''}`} part="card" lang=${card.locale} aria-labelledby="title">
        ${flag.view}
        <div class="body">
          <div class="top">
            <h3 id="title" class="title" part="title">${card.title}</h3>
            ${this.#explained(card, match)} ${department ? html`<span class="tag">${department}</span>` : nothing}
          </div>
          <p class="summary" part="summary">${card.summary}</p>
          <div class="bottom">
            <div class="trust">
              ${reviewBadge(card.review, texts)}
              <span class="muted" part="source">${texts.source(card.source.name, card.licence.id)}</span>
            </div>
            <button type="button" class="quiet" part="actions" aria-label=${texts.openNamed(card.title)} @click=${() => this.#open(card)}>
              ${texts.open}${chevronRightIcon}
            </button>
          </div>
        </div>
        ${this.#support(hotlines)}
      </article>
      ${this.#reader.view(texts.article, texts.close, this.activeLocale)}`;
  }

  /** The strip; `isLong` when it takes more than two lines of a phone: the summary then has one. */
  #flag(card: Card): { readonly view?: TemplateResult; readonly isLong?: boolean } {
    const flag = card.redFlags[0];
    if (!flag) return {};
    const texts = this.texts(encyclopediaTexts);
    const urgent = flag.level === 'emergency';
    const signs = texts.joinSigns(flag.if);
    const action = texts.flagAction(flag.action, this.emergencyNumber);
    const view = html`<p class="flag" part="flag" data-tone=${urgent ? 'alert' : 'watch'}>
      ${statusMark(urgent ? 'urgent' : 'watch')} ${signs} <b>${action}</b>
    </p>`;
    const text = signs + action;
    return { view, isLong: text.length + text.replace(/[ -~]/g, '').length * WIDER > LONG };
  }

  #explained(card: Card, match: Match): TemplateResult | typeof nothing {
    const texts = this.texts(encyclopediaTexts);
    if (match.kind === 'pinyin' || match.kind === 'initials') return html`<span class="alias">${texts.spelled(this.query, card.title)}</span>`;
    return match.name.toLowerCase() === card.title.toLowerCase() ? nothing : html`<span class="alias">${texts.alias(match.name, card.title)}</span>`;
  }

  #support(hotlines: readonly Hotline[] | undefined): TemplateResult | typeof nothing {
    const line = hotlines?.[0];
    if (!line) return nothing;
    const texts = this.texts(encyclopediaTexts);
    return html`<p class="support">
      <span>${texts.support}</span><a href="tel:${line.number}" @click=${() => this.#called(line.number)}>${texts.call(line.number)}</a>
    </p>`;
  }
}
