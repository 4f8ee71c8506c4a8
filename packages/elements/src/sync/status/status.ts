import type { Client, RecordsChanged, Resource, SyncStatus } from '@nelumbo/core';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement, statusMark } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { syncTexts, type SyncTexts } from '../../locales/sync/index.js';
import { headlineOf } from './headline.js';
import { letterCard, type Letter } from './letter-card.js';
import styles from './status.styles.js';

/**
 * How it stands with sending records to the server, in words a patient understands, and what can be done about what the server refused.
 *
 * @tag nelumbo-sync-status
 * @summary Whether everything is backed up, and what needs a decision.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ seq: number, ref: string }} nelumbo-edit - The user wants to correct a refused record; the host opens it and calls `client.sync.edit(seq, resource)`.
 *
 * @csspart box - The themed box around everything.
 * @csspart letter - One record that needs a decision.
 */
export class NelumboSyncStatus extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  #unhear: (() => void) | undefined;

  /** Offers to correct a refused record: the host listens to `nelumbo-edit`. */
  @property({ type: Boolean }) editable = false;

  @state() private status: SyncStatus | undefined;
  @state() private letters: readonly Letter[] = [];
  @state() private asking: number | undefined;
  @state() private busy = false;
  @state() private actFailure: NelumboError | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unhear?.();
    this.#unhear = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('client')) return;
    this.#unhear?.();
    this.#unhear = this.client?.on('sync', (status) => this.#hear(status)); // how long records stay is heard by the base
  }

  protected override forget(): void {
    this.status = this.asking = this.actFailure = undefined;
    this.letters = [];
  }

  // Letters come and go with the status, which is heard.
  protected override concerns(change: RecordsChanged): boolean {
    return this.letters.some(({ letter }) => change.refs.includes(letter.ref));
  }

  protected override async load(client: Client): Promise<void> {
    const letters = await client.sync.deadLetters();
    this.letters = await Promise.all(
      letters.map(async (letter): Promise<Letter> => {
        const read = letter.kind === 'push' && letter.ref ? client.records.get<Resource>(letter.ref) : undefined;
        return { letter, record: await read?.catch(() => undefined) }; // damaged here: it is shown without its name
      }),
    );
    this.status = client.sync.status;
  }

  #hear(status: SyncStatus): void {
    const before = this.status;
    this.status = status;
    if (before?.dead !== status.dead || before.lastSuccess !== status.lastSuccess) void this.reload();
  }

  protected override view(): TemplateResult {
    const texts = this.texts(syncTexts);
    const { status } = this;
    if (!status)
      return html`<section class="card" aria-busy=${!this.failure}>
        ${this.failure ? failureBanner(this.failure, this.activeLocale, () => void this.reload()) : html`<h3 class="title">${texts.title}</h3>`}
      </section>`;
    const storage = this.client?.storage ?? { keeps: 'promised' };
    const { tone, word, hint } = headlineOf(texts, status, storage);
    return html`<section class="card stack" aria-labelledby="title">
      <h3 class="title" id="title">${texts.title}</h3>
      <div class="now" role="status">
        ${statusMark(tone)}<span class="word">${word}</span> ${hint ? html`<p class="hint small muted">${hint}</p>` : nothing}
        ${status.state === 'off' ? nothing : html`<p class="hint small muted">${this.#lastTime(texts, status)}</p>`}
      </div>
      ${storage.dropped ? this.#droppedPart(texts, storage.dropped, status.state !== 'off') : nothing} ${this.#lettersPart(texts)}
      ${this.actFailure ? failureBanner(this.actFailure, this.activeLocale) : nothing}
      ${
        status.state === 'off'
          ? nothing
          : html`<div class="row">
              <button type="button" ?disabled=${this.busy} @click=${() => void this.#run((client) => client.sync.now())}>${texts.now}</button>
            </div>`
      }
    </section>`;
  }

  #lastTime(texts: SyncTexts, { lastSuccess }: SyncStatus): string {
    if (lastSuccess === undefined) return texts.never;
    return texts.last(new Intl.DateTimeFormat(this.activeLocale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(lastSuccess)));
  }

  #droppedPart(texts: SyncTexts, when: number, backed: boolean): TemplateResult {
    const day = new Intl.DateTimeFormat(this.activeLocale, { dateStyle: 'medium' }).format(new Date(when));
    return html`<div class="now">
      ${statusMark('alert')}<span class="word">${texts.dropped(day)}</span>
      <p class="hint small muted">${backed ? texts.droppedBack : texts.droppedHint}</p>
    </div>`;
  }

  #lettersPart(texts: SyncTexts): TemplateResult | typeof nothing {
    if (!this.letters.length) return nothing;
    return html`<h4>${texts.refusedTitle(this.letters.length)}</h4>
      <ul>
        ${this.letters.map((one) =>
          letterCard(texts, one, {
            locale: this.activeLocale,
            editable: this.editable,
            busy: this.busy,
            asking: this.asking === one.letter.seq,
            ask: (asking) => (this.asking = asking ? one.letter.seq : undefined),
            act: (action) => this.#act(action, one),
          }),
        )}
      </ul>`;
  }

  #act(action: 'retry' | 'edit' | 'discard' | 'undo', { letter: { seq, ref } }: Letter): void {
    if (action === 'edit') return void this.emit('nelumbo-edit', { seq, ref });
    void this.#run((client) => client.sync[action](seq));
  }

  async #run(action: (client: Client) => Promise<unknown>): Promise<void> {
    const { client } = this;
    if (!client || this.busy) return;
    this.busy = true;
    this.actFailure = this.asking = undefined;
    try {
      await action(client);
      await this.reload();
    } catch (error) {
      this.actFailure = toNelumboError(error);
    } finally {
      this.busy = false;
    }
  }
}
