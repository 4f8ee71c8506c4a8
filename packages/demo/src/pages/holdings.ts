/* eslint-disable lit-a11y/no-redundant-role -- the table is a grid on screen, which takes its native roles away in some browsers */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { icons } from '../art/icons.js';
import { holdingTime, holdingWords } from '../holding-words.js';
import type { Portal } from '../portal.js';
import { type Holding, HoldingsError, holdingTypes, readHoldings } from '../server-holdings.js';
import { type Session, SessionError } from '../session.js';

const pageSize = 20;

/** Shows what the server really holds for the reader, read from its FHIR API and from nowhere else. */
export class LotusHoldings extends LitElement {
  @property({ attribute: false }) portal!: Portal;
  @property({ attribute: false }) session: Session | undefined;
  @property({ attribute: false }) offline = false;
  @property({ attribute: false }) consent: boolean | undefined;
  /** Time of the last complete round of sync: a new one reads again. */
  @property({ attribute: false }) round: number | undefined;
  @property({ attribute: false }) locale = '';

  @state() private rows: readonly Holding[] | undefined;
  @state() private readAt: number | undefined;
  @state() private trouble: 'failed' | 'refused' | undefined;
  @state() private loading = false;
  @state() private type = '';
  /** How many rows are shown: a history of months is not read in one go. */
  @state() private most = pageSize;
  #again = false;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('session')) this.rows = this.readAt = this.trouble = undefined;
    if (['session', 'offline', 'round'].some((name) => changed.has(name))) void this.#read();
  }

  async #read(): Promise<void> {
    const { session } = this;
    const patient = this.portal.patient;
    if (!session || !patient || this.offline) return;
    if (this.loading) {
      this.#again = true; // one more after the running one, however often it is asked
      return;
    }
    this.loading = true;
    try {
      const rows = await readHoldings(session, patient);
      if (session !== this.session) return;
      this.rows = rows;
      this.readAt = Date.now();
      this.trouble = undefined;
    } catch (error) {
      const refused = (error instanceof HoldingsError || error instanceof SessionError) && error.code === 'refused';
      this.trouble = refused ? 'refused' : 'failed';
    } finally {
      this.loading = false;
      if (this.#again || session !== this.session) {
        this.#again = false;
        void this.#read();
      }
    }
  }

  protected override render(): TemplateResult {
    const { t } = this.portal;
    if (!this.session) return this.#state('signed-out', t.holdings.signedOut, t.holdings.signedOutText, this.#toSettings());
    return html`
      <div class="holdings" aria-busy=${this.loading}>
        ${this.consent === false ? this.#state('no-consent', t.holdings.noConsent, t.holdings.noConsentText, this.#toSettings()) : nothing}
        ${this.offline ? this.#state('offline', t.holdings.offline, t.holdings.offlineText) : nothing}
        <div class="holdings-bar">
          <button type="button" class="button" ?disabled=${this.offline} @click=${() => void this.#read()}>${icons.refresh}${t.holdings.refresh}</button>
          <p role="status" class="muted">${this.#status()}</p>
        </div>
        ${this.trouble && !this.offline ? this.#failure(this.trouble) : nothing} ${this.rows ? this.#table(this.rows) : nothing}
      </div>
    `;
  }

  #status(): string {
    const { t, preferences } = this.portal;
    if (this.loading && !this.rows) return t.holdings.loading;
    if (this.readAt === undefined) return '';
    const time = new Intl.DateTimeFormat(preferences.locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(this.readAt);
    return `${t.holdings.updated(time)} · ${t.holdings.count(this.rows?.length ?? 0)}`;
  }

  #toSettings(): TemplateResult {
    return html`<button type="button" class="button" @click=${() => this.portal.openSettings()}>${icons.settings}${this.portal.t.settings}</button>`;
  }

  #failure(trouble: 'failed' | 'refused'): TemplateResult {
    const { t } = this.portal;
    const text = trouble === 'refused' ? t.holdings.refusedText : t.holdings.failedText;
    const retry = html`<button type="button" class="button" @click=${() => void this.#read()}>${t.holdings.retry}</button>`;
    return this.#state('trouble', trouble === 'refused' ? t.holdings.refused : t.holdings.failed, text, retry);
  }

  #state(kind: string, title: string, text: string, action: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`
      <section class="holdings-state" data-kind=${kind} role=${kind === 'trouble' ? 'alert' : nothing}>
        <span class="teaser-icon">${kind === 'offline' ? icons.cloudOff : kind === 'trouble' ? icons.server : icons.lock}</span>
        <div>
          <h2>${title}</h2>
          <p>${text}</p>
        </div>
        ${action}
      </section>
    `;
  }

  #table(rows: readonly Holding[]): TemplateResult {
    const { t } = this.portal;
    if (!rows.length)
      return html`<div class="holdings-empty">
        <p><strong>${t.holdings.empty}</strong></p>
        <p class="muted">${t.holdings.emptyText}</p>
      </div>`;
    const chosen = rows.some(({ resourceType }) => resourceType === this.type) ? this.type : '';
    const shown = chosen ? rows.filter(({ resourceType }) => resourceType === chosen) : rows;
    const head = [t.holdings.type, t.holdings.what, t.holdings.when, t.holdings.version, t.holdings.raw];
    return html`
      ${this.#filter(rows, chosen)}
      <table class="holdings-table" role="table" aria-label=${t.holdings.title}>
        <thead role="rowgroup">
          <tr role="row">
            ${head.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(
            shown.slice(0, this.most),
            ({ resourceType, id }) => `${resourceType}/${id}`,
            (row) => this.#row(row),
          )}
        </tbody>
      </table>
      ${
        shown.length > this.most
          ? html`<button type="button" class="button more" @click=${() => (this.most += 2 * pageSize)}>${t.holdings.more(shown.length - this.most)}</button>`
          : nothing
      }
    `;
  }

  #filter(rows: readonly Holding[], chosen: string): TemplateResult {
    const { t } = this.portal;
    const present = holdingTypes.filter((type) => rows.some(({ resourceType }) => resourceType === type));
    const chip = (type: string, label: string, count: number): TemplateResult => html`
      <label class="chip">
        <input type="radio" name="holding-type" .checked=${type === chosen} @change=${() => this.#choose(type)} />${label} <span class="count">${count}</span>
      </label>
    `;
    return html`
      <fieldset class="chips">
        <legend class="visually-hidden">${t.holdings.filter}</legend>
        ${chip('', t.holdings.all, rows.length)}
        ${present.map((type) => chip(type, t.holdings.types[type] ?? type, rows.filter(({ resourceType }) => resourceType === type).length))}
      </fieldset>
    `;
  }

  #choose(type: string): void {
    this.type = type;
    this.most = pageSize;
  }

  #row(row: Holding): TemplateResult {
    const { t, preferences } = this.portal;
    const time = holdingTime(row);
    const date = new Intl.DateTimeFormat(preferences.locale, { dateStyle: 'medium', timeStyle: 'short' });
    return html`
      <tr role="row">
        <td role="cell" class="type"><span>${t.holdings.types[row.resourceType] ?? row.resourceType}</span><code>${row.resourceType}</code></td>
        <td role="cell" class="what">${holdingWords(row, preferences.locale)}</td>
        <td role="cell" class="when">${time && !Number.isNaN(Date.parse(time)) ? date.format(Date.parse(time)) : '–'}</td>
        <td role="cell" class="version"><span class="visually-hidden">${t.holdings.version} </span>v${row.meta?.versionId ?? '?'}</td>
        <td role="cell" class="raw">
          <details>
            <summary>JSON<span class="visually-hidden"> ${t.holdings.raw}</span></summary>
            <pre tabindex="0" role="region" aria-label=${t.holdings.raw}>${JSON.stringify(row, null, 2)}</pre>
          </details>
        </td>
      </tr>
    `;
  }
}
