import type { Client } from '@nelumbo/core';
import type { Card, Resolution } from '@nelumbo/core/encyclopedia';
import { toNelumboError } from '@nelumbo/core/i18n';
import { encyclopediaTexts } from '../../../../elements/src/locales/encyclopedia/index.js';
import type { Host, Touch } from '../../components/define.js';
import { Widget } from '../../components/widget.js';
import { settings } from '../../runtime/settings.js';
import { piecesOf, type Piece } from '../article.js';
import { cardView, hotlineView } from '../view.js';

/** What a page may give: what was searched for, or an entry. */
export const cardProps = { query: '', entry: '' };
type CardProps = typeof cardProps;

/** One topic at a glance, and its article as plain text beneath. With a `query` it appears only for a name or a question about one. */
export class EncyclopediaCard extends Widget<CardProps> {
  private resolution: Resolution | undefined;
  private chosen = '';
  private article: { readonly id: string; readonly pieces: readonly Piece[] } | undefined;

  constructor(host: Host<CardProps>) {
    super(host);
  }

  override changed(name: string): void {
    this.forget();
    super.changed(name);
  }

  protected override concerns(): boolean {
    return false;
  }

  protected override forget(): void {
    this.resolution = this.article = undefined;
    this.chosen = this.trouble = '';
  }

  protected override async load({ encyclopedia }: Client): Promise<() => void> {
    const { query, entry } = this.host.props;
    const { locale } = this;
    const id = this.chosen || entry;
    let resolution: Resolution = { status: 'none' };
    if (id) {
      const card = await encyclopedia.localCard(id, { locale });
      if (card) resolution = { status: 'hit', card, match: { id: card.id, title: card.title, kind: 'title', confidence: 1, name: card.title } };
    } else if (query) resolution = await encyclopedia.resolve({ text: query }, { locale });
    return () => {
      this.resolution = resolution;
      this.trouble = '';
      if (resolution.status !== 'hit' || resolution.card.id !== this.article?.id) this.article = undefined; // of another language
      if (resolution.status === 'none') this.host.emit('silent', {});
      if (resolution.status === 'hit') this.host.emit('shown', this.named(resolution.card));
    };
  }

  /** Sensitive topics do not leave their id in events. */
  private named({ id, sensitive }: Card): object {
    return sensitive ? {} : { id };
  }

  protected override view(): object {
    const { resolution, locale, article, trouble } = this;
    const texts = this.texts(encyclopediaTexts);
    const { emergencyNumber } = settings();
    const hit = resolution?.status === 'hit' ? resolution : undefined;
    const support = hit?.hotlines?.[0];
    return {
      card: hit ? cardView(hit.card, hit.match, this.host.props.query, texts, emergencyNumber) : null,
      support: support ? { text: texts.support, call: texts.call(support.number), number: support.number } : null,
      which: resolution?.status === 'ambiguous' ? { text: texts.which, choices: resolution.matches.map(({ id, title }) => ({ id, title })) } : null,
      crisis: resolution?.status === 'sensitive' ? hotlineView(resolution.hotlines, texts, locale) : null,
      article: article ? { pieces: article.pieces.map((piece, i) => ({ ...piece, i })), close: texts.close } : null,
      trouble,
    };
  }

  choose({ data }: Touch): void {
    this.chosen = data['id'] ?? '';
    void this.reload();
  }

  open(): void {
    const { resolution } = this;
    if (resolution?.status !== 'hit') return;
    const { card } = resolution;
    this.host.emit('opened', this.named(card));
    void this.read(card.id);
  }

  private async read(id: string): Promise<void> {
    const { resolution } = this;
    try {
      const entry = await this.client.encyclopedia.localEntry(id, { locale: this.locale });
      if (resolution !== this.resolution) return; // another card stands here now
      this.article = { id, pieces: piecesOf(entry) };
      this.trouble = '';
    } catch (error) {
      if (resolution !== this.resolution) return;
      this.trouble = this.failureText(toNelumboError(error)); // articles come from the host's server: none without one
    }
    this.render();
  }

  close(): void {
    this.article = undefined;
    this.render();
  }

  call({ data }: Touch): void {
    const { number } = data;
    if (!number) return;
    this.host.emit('hotline', { number });
    this.dial(number);
  }
}
