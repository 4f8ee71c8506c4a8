import type { Feedback } from '@nelumbo/core/encyclopedia';
import { toNelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { checkIcon } from '../../base/icons/check.js';
import type { Reading } from '../source-of.js';
import type { ArticleTexts } from '../../locales/encyclopedia/article/index.js';

/** Answers that wait for the network; on this device, without a time. */
const QUEUE = 'encyclopedia/feedback';
/** Answers that wait at most. */
const MOST = 50;

/** Asks whether an article helped: yes or no, then why not. Anonymous; what cannot be sent now is sent later. */
export class Helpful {
  #client: Reading | undefined;
  #id = '';
  #step: 'ask' | 'why' | 'thanks' | 'failed' = 'ask';
  #offered = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly answered: (helpful: boolean, reason: string | undefined) => void,
  ) {}

  /** An article is shown. Nothing is asked where nobody takes the answer. */
  async show(client: Reading, id: string): Promise<void> {
    this.#client = client;
    this.#id = id;
    this.#step = 'ask';
    this.#offered = await client.encyclopedia.offers('feedback').catch(() => false);
    this.host.requestUpdate();
    if (this.#offered) await this.#flush(client).catch(() => undefined); // they wait on
  }

  async #flush(client: Reading): Promise<void> {
    const waiting = (await client.records.doc<readonly Feedback[]>(QUEUE)) ?? [];
    for (const [i, one] of waiting.entries()) {
      await client.encyclopedia.feedback(one);
      await client.records.write([{ doc: QUEUE, value: waiting.length === i + 1 ? null : waiting.slice(i + 1) }]);
    }
  }

  async #send(helpful: boolean, reason?: string): Promise<void> {
    const client = this.#client;
    if (!client) return;
    const feedback = { id: this.#id, helpful, ...(reason && { reason }) };
    this.answered(helpful, reason);
    try {
      await client.encyclopedia.feedback(feedback).catch(async (error: unknown) => {
        if (!['offline', 'server'].includes(toNelumboError(error).code)) throw error;
        const waiting = (await client.records.doc<readonly Feedback[]>(QUEUE)) ?? [];
        await client.records.write([{ doc: QUEUE, value: [...waiting, feedback].slice(-MOST) }]);
      });
      this.#step = 'thanks';
    } catch {
      this.#step = 'failed';
    }
    this.host.requestUpdate();
  }

  readonly #why = (): void => {
    this.#step = 'why';
    this.host.requestUpdate();
  };

  /** The question, or what became of the answer. */
  view(texts: ArticleTexts): TemplateResult | typeof nothing {
    if (!this.#offered) return nothing;
    const step = this.#step;
    return html`<section class="helpful" part="feedback" data-screen aria-labelledby="helpful">
      <h3 id="helpful">${step === 'why' ? texts.helpfulWhy : texts.helpful}</h3>
      ${
        step === 'ask'
          ? html`<div class="row">
              <button type="button" @click=${() => void this.#send(true)}>${texts.yes}</button>
              <button type="button" @click=${this.#why}>${texts.no}</button>
            </div>`
          : nothing
      }
      ${
        step === 'why'
          ? html`<div class="chips">
              ${texts.reasons.map((reason) => html`<button type="button" class="chip" @click=${() => void this.#send(false, reason)}>${reason}</button>`)}
            </div>`
          : nothing
      }
      <p role="status">${step === 'thanks' ? html`${checkIcon} ${texts.thanks}` : nothing}${step === 'failed' ? texts.feedbackFailed : nothing}</p>
    </section>`;
  }
}
