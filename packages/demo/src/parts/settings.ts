import type { Client } from '@nelumbo/core';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { icons } from '../art/icons.js';
import type { Portal } from '../portal.js';
import { hrefOf } from '../router.js';
import type { Preferences } from '../preferences.js';
import type { PortalTexts } from '../texts/index.js';

/** The drawer with everything that a reader can decide: look, language, network, account, consent, data. */
export class LotusSettings extends LitElement {
  @property({ attribute: false }) portal!: Portal;
  @property({ attribute: false }) preferences!: Preferences;
  @property({ attribute: false }) offline = false;
  @property({ attribute: false }) consent: boolean | undefined;
  @property({ attribute: false }) client: Client | undefined;

  @state() private message = '';
  @state() private asking = false;
  @state() private busy = false;
  @query('dialog') private dialog!: HTMLDialogElement;

  /** Shows the drawer. */
  open(): void {
    this.message = '';
    this.asking = false;
    this.dialog.showModal();
  }

  /** Takes it away: where the page changes under it (Safari's way back), it must not stay over another. */
  close(): void {
    this.dialog.close();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('preferences') && changed.get('preferences')?.account !== this.preferences.account) this.message = '';
  }

  protected override firstUpdated(): void {
    // The body covers the dialog, so a hit on the dialog itself is one on its backdrop. The keyboard has Escape.
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.close();
    });
  }

  protected override render(): TemplateResult {
    const { t } = this.portal;
    return html`
      <dialog class="drawer" aria-labelledby="settings-title">
        <div class="drawer-body">
          <header>
            <h2 id="settings-title">${t.settings}</h2>
            <button type="button" class="round" aria-label=${t.close} @click=${() => this.close()}>${icons.close}</button>
          </header>
          ${this.#look(t)} ${this.#account(t)} ${this.#privacy(t)} ${this.#network(t)} ${this.#data(t)}
        </div>
      </dialog>
    `;
  }

  #look(t: PortalTexts): TemplateResult {
    const { locale, theme, care } = this.preferences;
    const { themes } = t.panel;
    return html`
      <section aria-labelledby="look-title">
        <h3 id="look-title">${t.panel.look}</h3>
        ${this.#choice(t.panel.language, 'locale', locale, [
          ['zh-CN', '中文'],
          ['en', 'English'],
        ])}
        ${this.#choice(t.panel.theme, 'theme', theme, [
          ['auto', themes.auto],
          ['light', themes.light],
          ['dark', themes.dark],
        ])}
        ${this.#toggle('care', t.panel.care, t.panel.careText, care, (on) => this.portal.change({ care: on }))}
      </section>
    `;
  }

  #account(t: PortalTexts): TemplateResult {
    const { accounts } = t.panel;
    return html`
      <section aria-labelledby="account-title">
        <h3 id="account-title">${t.panel.account}</h3>
        ${this.#choice(
          t.panel.accountWho,
          'account',
          this.preferences.account,
          ['lin', 'zhou', 'none'].map((id) => [id, accounts[id] ?? id] as const),
        )}
        <p class="help">${t.panel.accountText}</p>
      </section>
    `;
  }

  #privacy(t: PortalTexts): TemplateResult {
    return html`
      <section aria-labelledby="privacy-title">
        <h3 id="privacy-title">${t.panel.privacy}</h3>
        ${
          this.portal.session
            ? this.#toggle('consent', t.panel.consent, t.panel.consentText, this.consent === true, (on) => void this.#decide(on), this.consent === undefined)
            : html`<p class="help">${t.panel.consentNone}</p>`
        }
        <a class="button" href=${hrefOf({ page: 'privacy' })} @click=${() => this.close()}>${t.panel.privacyAll}</a>
      </section>
    `;
  }

  #network(t: PortalTexts): TemplateResult {
    return html`
      <section aria-labelledby="network-title">
        <h3 id="network-title">${t.panel.network}</h3>
        ${this.#toggle('offline', t.panel.offline, t.panel.offlineText, this.offline, (on) => this.portal.setOffline(on))}
      </section>
    `;
  }

  #data(t: PortalTexts): TemplateResult {
    const idle = !this.busy && this.client !== undefined;
    return html`
      <section aria-labelledby="data-title">
        <h3 id="data-title">${t.panel.data}</h3>
        <div class="act">
          <button type="button" class="button" aria-describedby="load-help" ?disabled=${!idle} @click=${this.#load}>${t.panel.load}</button>
          <p class="help" id="load-help">${t.panel.loadText}</p>
        </div>
        <div class="act">
          ${
            this.asking
              ? html`<div class="ask" role="group" aria-labelledby="ask-title">
                  <p id="ask-title">${t.panel.eraseAsk}</p>
                  <button type="button" class="button danger solid" ?disabled=${!idle} @click=${this.#erase}>${t.panel.eraseYes}</button>
                  <button type="button" class="button" @click=${() => (this.asking = false)}>${t.panel.eraseNo}</button>
                </div>`
              : html`<button type="button" class="button danger" aria-describedby="erase-help" ?disabled=${!idle} @click=${() => (this.asking = true)}>
                  ${t.panel.erase}
                </button>`
          }
          <p class="help" id="erase-help">${t.panel.eraseText}</p>
        </div>
        <p class="message" role="status">${this.message || nothing}</p>
      </section>
    `;
  }

  #choice<K extends 'locale' | 'theme' | 'account'>(
    legend: string,
    name: K,
    value: Preferences[K],
    options: readonly (readonly [id: string, label: string])[],
  ): TemplateResult {
    return html`
      <fieldset class="segmented">
        <legend>${legend}</legend>
        <div>
          ${options.map(
            ([id, label]) => html`
              <label lang=${name === 'locale' ? id : nothing}>
                <input type="radio" name=${name} value=${id} .checked=${id === value} @change=${() => this.portal.change({ [name]: id })} /><span
                  >${label}</span
                >
              </label>
            `,
          )}
        </div>
      </fieldset>
    `;
  }

  // A native checkbox tells its state itself; aria-checked beside it is not allowed (ARIA in HTML).
  /* eslint-disable lit-a11y/role-has-required-aria-attrs */
  #toggle(id: string, label: string, help: string, on: boolean, change: (on: boolean) => void, disabled = false): TemplateResult {
    return html`
      <div class="toggle">
        <label for=${`set-${id}`}>${label}</label>
        <input
          id=${`set-${id}`}
          type="checkbox"
          role="switch"
          aria-describedby=${`help-${id}`}
          .checked=${on}
          ?disabled=${disabled}
          @change=${(event: Event) => change((event.currentTarget as HTMLInputElement).checked)}
        />
        <p class="help" id=${`help-${id}`}>${help}</p>
      </div>
    `;
  }

  /* eslint-enable lit-a11y/role-has-required-aria-attrs */

  async #decide(given: boolean): Promise<void> {
    try {
      await this.portal.setConsent(given);
    } catch {
      this.message = this.portal.t.panel.failed;
    } finally {
      this.requestUpdate(); // the switch shows what is in force, not what was pressed
      const box = this.querySelector<HTMLInputElement>('#set-consent');
      if (box) box.checked = this.portal.consent === true;
    }
  }

  #load = (): Promise<void> =>
    this.#run(async () => {
      this.message = this.portal.t.panel.loading;
      const { saved, duplicate } = await this.portal.loadSamples();
      this.message = this.portal.t.panel.loaded(saved, duplicate);
    });

  #erase = (): Promise<void> =>
    this.#run(async () => {
      await this.portal.erase();
      this.asking = false;
      this.message = this.portal.t.panel.erased;
    });

  async #run(task: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await task();
    } catch {
      this.message = this.portal.t.panel.failed;
    } finally {
      this.busy = false;
    }
  }
}
