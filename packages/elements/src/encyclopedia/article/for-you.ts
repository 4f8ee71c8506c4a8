import { openShelf, type Card, type Entry, type Recommendation, type Shelf } from '@nelumbo/core/encyclopedia';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Reading } from '../source-of.js';
import type { ArticleTexts } from '../../locales/encyclopedia/article/index.js';

const PURPOSE = 'personalise';

/** What belongs to the reader: favourites, what was read, and what is recommended from both, on this device. */
export class ForYou {
  #client: Reading | undefined;
  #shelf: Shelf | undefined;
  #entry: Entry | undefined;
  #turn = 0;

  /** Whether the article is kept; `undefined` where records cannot be opened. */
  kept: boolean | undefined;
  /** Whether the reader agreed to recommendations. */
  agreed: boolean | undefined;
  recommended: readonly Recommendation[] = [];

  constructor(private readonly host: ReactiveControllerHost) {}

  /** An article is shown. Without records nothing of this is there; the article is all the same. */
  async show(client: Reading, entry: Entry): Promise<void> {
    this.#client = client;
    this.#entry = entry;
    this.#shelf = openShelf(client.records, () => Date.now());
    await this.#look(entry).catch(() => this.forget());
    this.host.requestUpdate();
  }

  /** Nothing of a user stays. */
  forget(): void {
    this.#turn++;
    this.#entry = this.kept = this.agreed = undefined;
    this.recommended = [];
  }

  async #look(entry: Entry): Promise<void> {
    const [client, shelf, turn] = [this.#client!, this.#shelf!, ++this.#turn];
    const kept = await shelf.isFavourite(entry.id);
    const agreed = (await client.privacy.consents()).some(({ purpose, given }) => purpose === PURPOSE && given);
    if (turn !== this.#turn) return;
    [this.kept, this.agreed, this.recommended] = [kept, agreed, []];
    if (!agreed || entry.sensitive) return;
    await shelf.read(entry);
    const cards = (ids: readonly string[]): Promise<readonly Card[]> => client.encyclopedia.cards(ids);
    const recommended = await shelf.recommend(cards, { except: [entry.id, ...entry.related] });
    if (turn === this.#turn) this.recommended = recommended;
  }

  /** Keeps the article or lets it go; resolves to whether it is kept now. */
  async keep(): Promise<boolean> {
    const [shelf, entry] = [this.#shelf, this.#entry];
    if (!shelf || !entry || this.kept === undefined) return false;
    await shelf.favour(entry, !this.kept);
    this.kept = !this.kept;
    this.host.requestUpdate();
    return this.kept;
  }

  /** Switches recommendations, and with them the reading history, on or off; off forgets what was read. */
  async switch(on: boolean, locale: string, texts: ArticleTexts): Promise<void> {
    if (!this.#client || !this.#entry) return;
    const { privacy } = this.#client;
    // With the words that were read before deciding.
    if (on) await privacy.grant(PURPOSE, { version: texts.recommendVersion, language: locale, title: texts.recommended, text: texts.recommendOffer });
    else await privacy.withdraw(PURPOSE);
    if (!on) await this.#shelf?.forget();
    await this.#look(this.#entry);
    this.host.requestUpdate();
  }

  /** What is recommended, each with its reason, and the switch. Nothing beside a sensitive topic. */
  view(texts: ArticleTexts, locale: string, follow: (id: string) => void): TemplateResult | typeof nothing {
    if (this.agreed === undefined || !this.#entry || this.#entry.sensitive) return nothing;
    const turn = (on: boolean) => () => void this.switch(on, locale, texts).catch(() => this.host.requestUpdate()); // stays as it was
    if (!this.agreed)
      return html`<section class="for-you" part="recommended" data-screen>
        <p class="muted">${texts.recommendOffer}</p>
        <button type="button" @click=${turn(true)}>${texts.recommendOn}</button>
      </section>`;
    return html`<section class="for-you" part="recommended" aria-labelledby="for-you" data-screen>
      <h3 id="for-you">${texts.recommended}</h3>
      ${this.recommended.length === 0 ? html`<p class="muted">${texts.recommendNone}</p>` : nothing}
      <ul>
        ${this.recommended.map(
          ({ card, reason }) =>
            html`<li>
              <button type="button" class="chip" lang=${card.locale} @click=${() => follow(card.id)}>${card.title}</button>
              <details>
                <summary>${texts.why}</summary>
                <p class="muted">${texts.because(reason.from.title, reason.kept, reason.tags)}</p>
              </details>
            </li>`,
        )}
      </ul>
      <button type="button" class="quiet" @click=${turn(false)}>${texts.recommendOff}</button>
    </section>`;
  }
}
