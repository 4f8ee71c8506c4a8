import type { Client, ConsentState } from '@nelumbo/core';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { boxStyles, failureBanner, NelumboElement } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { cloudIcon } from '../../base/icons/cloud.js';
import { privacyTexts, type PrivacyTexts } from '../../locales/privacy/index.js';
import { decide, decisionWords, holds, hostOf, purposeWords } from '../purposes.js';
import styles from './consent.styles.js';

/**
 * Asks for the user's agreement, one purpose at a time, or shows what was decided with a switch for each. Both answers weigh the same;
 * nothing is ticked beforehand.
 *
 * @tag nelumbo-consent
 * @summary Asks for consent by purpose, and lets it be taken back.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ purpose: string, given: boolean }} nelumbo-consent - The user decided.
 *
 * @csspart box - The themed box around everything.
 * @csspart purpose - One purpose.
 */
export class NelumboConsent extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  /** Purposes, parted by spaces: `sync analytics personalise share`, or the host's own. */
  @property() purposes = 'sync';
  /** Asks for the first purpose that is not decided, and takes no room once all are. */
  @property({ type: Boolean }) ask = false;

  /** Address or name of the server that `sync` is about, to be shown. */
  @property() server = '';

  @state() private known: ReadonlyMap<string, ConsentState> | undefined;
  @state() private busy = false;
  @state() private writeFailure: NelumboError | undefined;

  protected override forget(): void {
    this.known = this.writeFailure = undefined;
  }

  protected override async load(client: Client): Promise<void> {
    this.known = new Map((await client.privacy.consents()).map((one) => [one.purpose, one]));
  }

  protected override view(): TemplateResult | typeof nothing {
    const texts = this.texts(privacyTexts);
    const { known } = this;
    if (!known)
      return this.failure ? html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>` : nothing;
    const purposes = this.purposes.split(/\s+/).filter(Boolean);
    if (!this.ask)
      return html`<section class="card stack">${this.#failed(texts)} ${purposes.map((purpose) => this.#row(texts, purpose, known.get(purpose)))}</section>`;
    const open = purposes.find((purpose) => known.get(purpose)?.decidedAt === undefined || known.get(purpose)?.otherServer);
    return open === undefined ? nothing : this.#question(texts, open, known.get(open));
  }

  #question(texts: PrivacyTexts, purpose: string, state: ConsentState | undefined): TemplateResult {
    const { title, text } = purposeWords(texts, purpose);
    return html`<section class="card" part="purpose" aria-labelledby="question">
      <div class="head">
        ${cloudIcon}
        <h2 class="title" id="question">${title}</h2>
      </div>
      <p>${text}</p>
      ${this.#where(texts, purpose, state)} ${this.#failed(texts)}
      <div class="row answers">
        <button type="button" ?disabled=${this.busy} @click=${() => void this.#decide(purpose, true)}>${texts.agree}</button>
        <button type="button" ?disabled=${this.busy} @click=${() => void this.#decide(purpose, false)}>${texts.decline}</button>
      </div>
      <p class="foot">${texts.later}</p>
    </section>`;
  }

  #row(texts: PrivacyTexts, purpose: string, state: ConsentState | undefined): TemplateResult {
    const { title, text } = purposeWords(texts, purpose);
    const id = `p-${purpose}`;
    return html`<div class="purpose" part="purpose">
      <label for=${id}>${title}</label>
      <input
        id=${id}
        type="checkbox"
        class="switch"
        aria-describedby="${id}-text"
        .checked=${live(holds(purpose, state))}
        ?disabled=${this.busy}
        @change=${(event: Event) => void this.#decide(purpose, (event.currentTarget as HTMLInputElement).checked)}
      />
      <div id="${id}-text" class="small muted">
        <p>${text}</p>
        ${this.#where(texts, purpose, state)}
        <p>${decisionWords(texts, this.activeLocale, purpose, state)}</p>
      </div>
    </div>`;
  }

  #where(texts: PrivacyTexts, purpose: string, state: ConsentState | undefined): TemplateResult | typeof nothing {
    if (state?.otherServer) return html`<p>${texts.otherServer(hostOf(state.otherServer))}</p>`;
    return purpose === 'sync' && this.server ? html`<p class="small muted">${texts.to(hostOf(this.server))}</p>` : nothing;
  }

  #failed(texts: PrivacyTexts): TemplateResult | typeof nothing {
    return this.writeFailure
      ? html`<p class="error" role="alert">${texts.failed}</p>
          ${failureBanner(this.writeFailure, this.activeLocale)}`
      : nothing;
  }

  async #decide(purpose: string, given: boolean): Promise<void> {
    const { client } = this;
    if (!client || this.busy) return;
    this.busy = true;
    this.writeFailure = undefined;
    try {
      await decide(client, this.texts(privacyTexts), this.activeLocale, purpose, given);
      await this.reload();
      this.emit('nelumbo-consent', { purpose, given });
    } catch (error) {
      this.writeFailure = toNelumboError(error);
      this.requestUpdate(); // the switch goes back to what holds
    } finally {
      this.busy = false;
    }
  }
}
