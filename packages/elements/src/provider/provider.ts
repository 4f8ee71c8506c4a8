import { ContextProvider } from '@lit/context';
import type { WebPushOptions } from '@nelumbo/browser';
import type { Client, ClientEvents } from '@nelumbo/core';
import { NelumboError, toNelumboError } from '@nelumbo/core/i18n';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { clientContext, defaultSettings, settingsContext, type Settings } from '../base/context.js';
import { loadRecordTexts } from '../base/error-text.js';
import { version } from '../base/version.js';
import { openClient } from './anonymous-client.js';

/** Asked for a bearer token, or nothing for a server that needs none; `expired` after the server refused the last one. */
export type TokenCallback = (request: { reason: 'start' | 'expired' }) => Promise<string | undefined>;

/** A client of the host, once what may go wrong with its records can be said. */
const withTexts = (client: Client): Promise<Client> =>
  loadRecordTexts().then(
    () => client,
    () => client, // its own work goes on; errors then read as "something failed"
  );

/** Events of the client that the page hears about, each with the fields that leave: no value, no name. */
const passedOn: readonly (readonly [event: keyof ClientEvents, ...fields: string[]])[] = [
  ['change', 'types', 'origin'],
  ['sync', 'state', 'queued', 'dead'],
  ['storage', 'keeps', 'dropped'],
  ['dose-due', 'plan', 'slot', 'at'],
  ['dose-missed', 'plan', 'slot', 'at'],
  ['stock-low', 'plan', 'daysLeft'],
  ['alert', 'rule', 'level'],
];

/**
 * Gives the elements inside it one client and one look: who the user is, where the servers are, language, theme, care mode.
 *
 * @tag nelumbo-provider
 * @summary One client and one look for the elements inside.
 * @status experimental
 * @since 0.1.0
 *
 * @slot - The page part in which elements of Nelumbo stand.
 *
 * @event {{ tenant: string }} nelumbo-client-ready - The client is there; its records open with the first call that needs them.
 * @event {{ code: string }} nelumbo-client-error - The client could not be opened, or failed in the background; the code says why.
 * @event {{ types: readonly string[], origin: string }} nelumbo-change - Records changed; resource types and whose doing it was.
 * @event {{ state: string, queued: number, dead: number }} nelumbo-sync - The state of sync changed.
 * @event {{ keeps: string, dropped?: number }} nelumbo-storage - How long records stay here: `promised`, `evictable` (the browser may drop them), or `visit` (gone with the page); when the browser was found to have dropped them, ms.
 * @event {{ plan: string, slot: string, at: number }} nelumbo-dose-due - A dose is due now.
 * @event {{ plan: string, slot: string, at: number }} nelumbo-dose-missed - A dose was not answered; only with consent to `share`, for a caregiver whom the host tells.
 * @event {{ plan: string, daysLeft: number }} nelumbo-stock-low - A medicine runs low; only with consent to `share`, at most once a day.
 * @event {{ rule: string, level: string }} nelumbo-alert - An alert rule fired.
 */
export class NelumboProvider extends LitElement {
  /** Version of the build that defined the element. */
  static readonly version: string = version;
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  readonly #settings = new ContextProvider(this, { context: settingsContext, initialValue: defaultSettings() });
  readonly #client = new ContextProvider(this, { context: clientContext });
  #opened: Promise<Client> | undefined;
  #own = false;
  #unlisten: (() => void)[] = [];

  /** The host's name for itself; one encrypted database per tenant and user. */
  @property() tenant = 'anonymous';
  /** The host's id for the user; `anonymous` keeps everything on this device. */
  @property() user = 'anonymous';
  /** The server's Patient id of the user, stamped as subject on what is sent. */
  @property() patient = '';
  /** FHIR R4 base URL; without it nothing is sent anywhere. */
  @property() api = '';
  /** Content API base URL, asked with what cards and searches look up; without it the starter content serves and nothing leaves the device. */
  @property() content = '';
  /** Base URL of a push API such as `/push/v1`: reminders then reach a closed page too, once the user agrees to it. */
  @property() push = '';
  /** Address of the service worker that shows what is pushed, on this origin; `@nelumbo/browser/push-worker` is it. */
  @property({ attribute: 'push-worker' }) pushWorker = '/nelumbo-push.js';
  /** Language of the elements inside, a BCP 47 tag; changing it keeps what was entered. */
  @property() locale = '';
  /** `light`, `dark` or `auto`. */
  @property() theme: Settings['theme'] = 'auto';
  /** Care mode for every element inside: big type, big targets, high contrast. */
  @property({ type: Boolean, reflect: true }) care = false;
  /** Guideline that classifies vitals, such as `cn-2024`. */
  @property() guideline = 'cn-2024';
  /** Number for emergency calls; the locale's without it. */
  @property({ attribute: 'emergency-number' }) emergencyNumber = '';
  /** Gives bearer tokens for `api`; called when one is needed. */
  @property({ attribute: false }) token: TokenCallback | undefined;
  /** A client that the host built itself; it is not closed by the provider. */
  @property({ attribute: false }) client: Client | undefined;

  /** Resolves to the client in use. */
  get ready(): Promise<Client> {
    return this.#opened ?? this.updateComplete.then(() => this.#opened ?? Promise.reject(new Error('Not connected.')));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.#opened) this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  // The first update counts every property as changed.
  protected override willUpdate(changed: PropertyValues): void {
    const { locale, emergencyNumber } = defaultSettings(this.locale);
    if (['locale', 'theme', 'care', 'guideline', 'emergencyNumber'].some((name) => changed.has(name)))
      this.#settings.setValue({
        locale,
        theme: this.theme,
        care: this.care,
        guideline: this.guideline,
        emergencyNumber: this.emergencyNumber || emergencyNumber,
      });
    if (changed.has('locale')) void this.#opened?.then((client) => (client.locale = locale)).catch(() => undefined); // reported by #open
    if (['tenant', 'user', 'patient', 'api', 'content', 'push', 'client'].some((name) => changed.has(name))) this.#again();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  #open(): void {
    const opened: Promise<Client> = this.client ? withTexts(this.client) : this.#openOwn((request) => this.#tokenFor(opened, request));
    this.#own = !this.client;
    this.#opened = opened;
    opened.then(
      (client) => this.#opened === opened && this.#listen(client),
      (error: unknown) => this.#opened === opened && this.#tell('nelumbo-client-error', { code: toNelumboError(error).code }),
    );
    this.#client.setValue(opened);
  }

  /** @throws NelumboError `bad-input` for an address that is none */
  async #openOwn(token: TokenCallback): Promise<Client> {
    const address = (text: string): string => {
      try {
        return new URL(text, document.baseURI).href;
      } catch (cause) {
        throw new NelumboError('bad-input', '`api`, `content` or `push` of <nelumbo-provider> is no address.', { cause });
      }
    };
    return openClient({
      // An attribute that is taken away, as at sign-out, leaves `null`.
      tenant: this.tenant || 'anonymous',
      user: this.user || 'anonymous',
      ...(this.patient ? { patient: this.patient } : {}),
      locale: defaultSettings(this.locale).locale,
      api: { ...(this.api ? { fhir: address(this.api) } : {}), ...(this.content ? { content: address(this.content) } : {}), token },
      ...(this.push ? { push: this.#pushOptions(address(this.push), token) } : {}),
    });
  }

  #pushOptions(url: string, token: TokenCallback): WebPushOptions {
    const bearer: WebPushOptions['token'] = async (request) => (await token(request)) ?? '';
    return { url, worker: this.pushWorker || '/nelumbo-push.js', token: bearer, locale: () => defaultSettings(this.locale).locale };
  }

  // Read at call time: a host may set `token` after the element has connected. A client that is being closed gets none: by now it may be the next user's.
  #tokenFor(opened: Promise<Client>, request: Parameters<TokenCallback>[0]): Promise<string | undefined> {
    if (this.#opened !== opened) return Promise.reject(new Error('This client is no longer in use.'));
    return this.token?.(request) ?? Promise.resolve(undefined); // a server without logins needs none; any other answers 401, and sync says so
  }

  #listen(client: Client): void {
    this.#unlisten = [
      ...passedOn.map(([event, ...keys]) =>
        // Each event has the fields that stand beside it.
        client.on(event, (detail: object) => this.#tell(`nelumbo-${event}`, Object.fromEntries(Object.entries(detail).filter(([key]) => keys.includes(key))))),
      ),
      client.on('erased', () => this.#own && this.#again()),
      client.on('error', ({ error }) => this.#tell('nelumbo-client-error', { code: error.code })),
    ];
    this.#tell('nelumbo-client-ready', { tenant: client.tenant });
  }

  /** With another client. After an erasure too: what was erased is gone from the page, and the elements begin anew on an empty one. */
  #again(): void {
    this.#release();
    if (this.isConnected) this.#open();
  }

  #release(): void {
    for (const end of this.#unlisten.splice(0)) end();
    const opened = this.#opened;
    this.#opened = undefined;
    if (this.#own) void opened?.then((client) => client.close()).catch(() => undefined); // a client that never opened needs no closing
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
