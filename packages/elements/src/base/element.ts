import type { Client, RecordsChanged } from '@nelumbo/core';
import { NelumboError, pickTexts, toNelumboError, type Catalogs } from '@nelumbo/core/i18n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { defaultSettings, tagOf, type Settings } from './context.js';
import { visitBanner } from './failure-banner.js';
import { networkBack } from './network.js';
import { ProviderLink } from './provider-link.js';
import { SystemTheme } from './system-theme.js';
import { version } from './version.js';

/** Elements into which people enter what they mean to keep. */
const enters = /^nelumbo-(intake|vitals-(entry|import)|medication-(list|plan|today))$/;

/**
 * Base of every Nelumbo element: provider, language, theme, care mode, loading from the client.
 *
 * A subclass implements `view()` and, if it shows records, `load()`; it reads and writes through `client` only.
 */
export abstract class NelumboElement extends LitElement {
  /** Version of the build that defined the element. */
  static readonly version: string = version;

  readonly #system = new SystemTheme(this);
  readonly #link: ProviderLink;
  #clientChosen: Promise<Client> | undefined;
  #unlisten = (): void => {};
  #loading: Promise<void> | undefined;
  #loadAgain = false;
  #owner: string | undefined;
  readonly #waiting: (() => void)[] = [];
  /** A server printed the shadow root: the first update has to come to the same, or Lit would take stale attributes for current ones. */
  #printed = Boolean(this.shadowRoot);

  /** Settings of the provider, or the defaults. */
  @state() private settings: Settings = defaultSettings();

  /** The client, once it is open. */
  @state() protected client: Client | undefined;

  /** What went wrong while opening the client or loading; cleared by the next success. */
  @state() protected failure: NelumboError | undefined;

  /** Language of this element; the provider's without it. A BCP 47 tag. */
  @property() locale = '';

  /** `light`, `dark` or `auto`; the provider's without it. */
  @property() theme: Settings['theme'] | '' = '';

  /** Care mode: big type, big targets, high contrast. Also on when the provider's is. */
  @property({ type: Boolean, reflect: true }) care = false;

  constructor() {
    super();
    this.#link = new ProviderLink(this, {
      settings: (settings) => (this.settings = settings),
      client: (client) => this.#adopt(client),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten();
    this.#clientChosen = undefined;
    this.client = undefined;
  }

  /** Resolves to the client once it is open; rejects as the opening did. */
  protected async whenClient(): Promise<Client> {
    if (this.client) return this.client;
    if (!this.#clientChosen) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#clientChosen!;
  }

  /** The language in force. */
  protected get activeLocale(): string {
    return tagOf(this.locale) ?? this.#inForce.locale;
  }

  /** True in care mode, by the own attribute or the provider's. */
  protected get activeCare(): boolean {
    return this.care || this.#inForce.care;
  }

  /** `light` or `dark`, with `auto` resolved. */
  protected get activeTheme(): 'light' | 'dark' {
    const theme = this.theme || this.#inForce.theme;
    if (theme !== 'auto') return theme;
    return this.#printed ? 'light' : this.#system.theme;
  }

  /** The guideline in force. */
  protected get activeGuideline(): string {
    return this.#inForce.guideline;
  }

  /** Number to call in an emergency. */
  protected get emergencyNumber(): string {
    return this.#inForce.emergencyNumber;
  }

  /** The texts of a family in the language in force. */
  protected texts<T>(catalogs: Catalogs<T>): T {
    return pickTexts(catalogs, this.activeLocale);
  }

  /** What the element shows, inside the themed box. */
  protected abstract view(): TemplateResult | typeof nothing;

  /** Loads what the element shows from the client. Called when the client is there, when a change {@link concerns} it, and by {@link reload}. */
  protected load?(client: Client): Promise<void>;

  /** Whether a change of records concerns the element; every change does unless overridden. */
  protected concerns(_change: RecordsChanged): boolean {
    return true;
  }

  /**
   * Drops everything that belongs to a user: loaded, typed, announced. Called when the client of another user has come, before its
   * first load. An element that holds such state overrides it.
   */
  protected forget(): void {}

  /** Loads again; calls during a running load are folded into one more. Errors become `failure`. */
  protected reload(): Promise<void> {
    this.#loadAgain = true;
    return (this.#loading ??= this.#loadUntilQuiet());
  }

  /** Sends a bubbling, composed event. Returns false when a listener prevented it. */
  protected emit<T>(name: `nelumbo-${string}`, detail: T, options: { cancelable?: boolean } = {}): boolean {
    return this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true, ...options }));
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    if (!this.#printed) return;
    this.#printed = false;
    queueMicrotask(() => this.requestUpdate()); // now as the provider says
  }

  protected override render(): TemplateResult {
    // `lang` inside the box: screen readers pick the voice by it, and the host's attribute stays the host's.
    return html`<div class="box" part="box" lang=${this.activeLocale} data-theme=${this.activeTheme} ?data-care=${this.activeCare}>
      ${this.#visitNote()}${this.view()}
    </div>`;
  }

  // Never silently: before anything is typed, people read that it will not stay.
  #visitNote(): TemplateResult | typeof nothing {
    return this.client?.storage.keeps === 'visit' && enters.test(this.localName) ? visitBanner(this.activeLocale) : nothing;
  }

  /** A server knows no provider, no page and no system. */
  get #inForce(): Settings {
    return this.#printed ? defaultSettings('zh-CN') : this.settings;
  }

  #adopt(chosen: Promise<Client>): void {
    if (chosen === this.#clientChosen) return;
    this.#clientChosen = chosen;
    for (const resolve of this.#waiting.splice(0)) resolve();
    chosen.then(
      (client) => this.#clientChosen === chosen && this.#use(client),
      (error: unknown) => this.#clientChosen === chosen && this.#useNone(error),
    );
  }

  // Whoever it was meant for, it may be another user than the one whose data is shown.
  #useNone(error: unknown): void {
    this.#unlisten();
    this.client = undefined;
    if (this.#owner !== undefined) this.forget();
    this.failure = toNelumboError(error);
  }

  #use(client: Client): void {
    this.#unlisten();
    const owner = JSON.stringify([client.tenant, client.user]);
    if (this.#owner !== undefined && this.#owner !== owner) this.forget();
    this.#owner = owner;
    const ends = [
      client.on('change', (change) => void (this.concerns(change) && this.reload())),
      client.on('erased', () => this.#erased(client)),
      client.on('storage', () => this.requestUpdate()),
    ];
    this.#unlisten = () => ends.forEach((end) => end());
    this.client = client;
    this.failure = undefined;
    void this.reload();
  }

  // Nothing of it may stay on the page. The provider brings a new client; without one the element takes a new anonymous one.
  #erased(client: Client): void {
    this.forget();
    if (this.client !== client) return;
    this.failure = new NelumboError('closed', 'Erased; the client is closed.'); // until the new one is there
    this.#link.renew();
  }

  async #loadUntilQuiet(): Promise<void> {
    await Promise.resolve(); // calls of one task are one load, and `#loading` is set before it is cleared below
    while (this.#loadAgain) {
      this.#loadAgain = false;
      const { client } = this;
      const owner = this.#owner;
      const back = networkBack();
      if (!client || !this.load) break;
      try {
        await this.load(client);
        this.failure = undefined;
      } catch (error) {
        const failure = toNelumboError(error);
        if (failure.code !== 'closed' && this.client === client) this.failure = failure;
        if (failure.code === 'offline') void back.then(() => this.reload());
      }
      if (owner !== this.#owner) this.forget(); // what it has just brought is the user's before
    }
    this.#loading = undefined;
  }
}
