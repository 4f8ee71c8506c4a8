import type { Client, SyncStatus } from '@nelumbo/core';
import type { NelumboProvider } from '@nelumbo/elements/provider';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { pageOf, titleOf } from './pages/index.js';
import { banner, footer, masthead } from './parts/shell.js';
import { patients } from './people.js';
import { contentBase, fhirBase, type Measure, type Portal, pushBase } from './portal.js';
import { type Preferences, readOffline, readPreferences, writeOffline, writePreferences } from './preferences.js';
import { hrefOf, type Route, routeOf } from './router.js';
import { sampleInteractions } from './sample/interactions.js';
import { sampleReadings } from './sample/readings.js';
import { Session } from './session.js';
import { textsOf, type PortalTexts } from './texts/index.js';

/** The portal: preferences, session, route, and the one provider around the pages. Renders into the light DOM. */
export class LotusApp extends LitElement implements Portal {
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  /** Where the reader had scrolled to, by address: going back finds the place again. */
  readonly #places = new Map<string, number>();
  #here = location.hash;
  #followedLink = false;
  #unlisten: (() => void)[] = [];
  #whenOnline: (() => void)[] = [];

  @state() route: Route = routeOf(location.hash);
  @state() preferences: Preferences = readPreferences();
  @state() offline: boolean = readOffline();
  @state() session: Session | undefined = sessionOf(this.preferences);
  @state() client: Client | undefined;
  @state() broken = false;
  @state() sync: SyncStatus | undefined;
  @state() consent: boolean | undefined;
  @state() postponed = false;
  @state() medicines: boolean | undefined;
  @state() measure: Measure = 'blood-pressure';
  /** Counts up when the same account needs a fresh client. */
  @state() private generation = 0;

  get t(): PortalTexts {
    return textsOf(this.preferences.locale);
  }

  get patient(): string | undefined {
    return this.session && patients[this.session.person];
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    history.scrollRestoration = 'manual'; // pages are rendered after the address changes; #settle() scrolls
    addEventListener('hashchange', this.#move);
    addEventListener('click', this.#noteLink);
    this.#dark.addEventListener('change', this.#dress);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#move);
    removeEventListener('click', this.#noteLink);
    this.#dark.removeEventListener('change', this.#dress);
    this.#forget();
  }

  change(change: Partial<Preferences>): void {
    const before = this.preferences;
    this.preferences = { ...before, ...change };
    writePreferences(this.preferences);
    if (this.preferences.account !== before.account) {
      this.session = sessionOf(this.preferences);
      this.#renew();
    }
  }

  setOffline(offline: boolean): void {
    this.offline = offline;
    writeOffline(offline);
    if (offline) return this.client?.sync.pause();
    for (const go of this.#whenOnline.splice(0)) go();
    this.client?.sync.resume();
  }

  async setConsent(given: boolean): Promise<void> {
    await (given ? this.client?.privacy.grant('sync') : this.client?.privacy.withdraw('sync'));
  }

  postpone(): void {
    this.postponed = true;
  }

  syncNow(): void {
    void this.client?.sync.now().catch(() => undefined); // the sync line shows how it went
  }

  openSettings(): void {
    this.querySelector('lotus-settings')?.open();
  }

  showMeasure(measure: Measure, { enter = false }: { readonly enter?: boolean } = {}): void {
    this.measure = measure;
    if (!enter) return;
    void this.updateComplete.then(() => {
      const entry = this.querySelector<HTMLElement>('#entry');
      entry?.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
      entry?.focus({ preventScroll: true });
    });
  }

  async loadSamples(): Promise<{ readonly saved: number; readonly duplicate: number }> {
    if (!this.client) return { saved: 0, duplicate: 0 };
    return this.client.vitals.importBundle(sampleReadings(Date.now()));
  }

  async erase(): Promise<void> {
    await this.client?.privacy.erase();
    this.#renew();
  }

  search(query: string): void {
    location.hash = hrefOf({ page: 'search', query });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('preferences')) this.#dress();
  }

  protected override render(): TemplateResult {
    const { account, locale, theme, care } = this.preferences;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${this.t.skip}</a>
      ${masthead(this)} ${banner(this)}
      <main id="main" tabindex="-1">
        ${keyed(
          `${account}/${this.generation}`,
          html`<nelumbo-provider
            tenant="news-portal"
            user=${this.session ? account : 'anonymous'}
            patient=${this.patient ?? ''}
            api=${this.session ? fhirBase : ''}
            content=${contentBase}
            push=${this.session ? pushBase : ''}
            locale=${locale}
            theme=${theme}
            ?care=${care}
            .token=${this.#token}
            @nelumbo-client-ready=${this.#ready}
            @nelumbo-client-error=${this.#fail}
            >${pageOf(this)}</nelumbo-provider
          >`,
        )}
      </main>
      ${footer(this)}
      <lotus-settings
        .portal=${this}
        .preferences=${this.preferences}
        .offline=${this.offline}
        .consent=${this.consent}
        .client=${this.client}
      ></lotus-settings>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('route') || changed.has('preferences')) document.title = titleOf(this);
    if (changed.has('route') && changed.get('route')) this.#settle();
    // Only where medicines are shown: asking for anything opens the records. Records that do not open: each element says so.
    if ((changed.has('route') || changed.has('client')) && this.route.page === 'health') {
      void this.client?.medication.useInteractions(sampleInteractions).catch(() => undefined);
      void this.#lookForMedicines();
    }
    if (changed.has('client') || changed.has('preferences')) whenIdle(() => this.#makeReady());
  }

  /** While the reader is offline no token is given, so that nothing can leave between start and `pause()`. */
  readonly #token = async (request: { reason: 'start' | 'expired' }): Promise<string> => {
    if (this.offline) await new Promise<void>((resolve) => this.#whenOnline.push(resolve));
    if (!this.session) throw new Error('Nobody is signed in.');
    return this.session.token(request);
  };

  /** Loads once the page rests: nothing of it is on the way to what the reader came for. */
  #makeReady(): void {
    const { client } = this;
    if (client) void import('./ahead.js').then(({ makeReadyForOffline }) => makeReadyForOffline(client)).catch(() => undefined); // the next visit tries again
  }

  #ready = async (event: Event): Promise<void> => {
    const provider = event.target as NelumboProvider; // listens on the provider
    const client = await provider.ready;
    this.#forget();
    if (this.offline) client.sync.pause();
    this.client = client;
    this.broken = false;
    this.sync = client.sync.status;
    this.#unlisten = [
      client.on('sync', (status) => (this.sync = status)),
      client.on('change', ({ types }) => {
        if (types.includes('MedicationRequest') && this.medicines !== undefined) void this.#lookForMedicines();
      }),
      client.on('consent', ({ purpose, given }) => {
        if (purpose === 'sync') this.consent = given;
      }),
    ];
    const consents = await client.privacy.consents().catch(() => []); // records that do not open: each element says so, and nothing was agreed to
    if (this.client === client) this.consent = consents.some(({ purpose, given }) => purpose === 'sync' && given);
  };

  async #lookForMedicines(): Promise<void> {
    const { client } = this;
    const plans = await client?.medication.plans().catch(() => undefined); // records that do not open: each element says so
    if (plans && this.client === client) this.medicines = plans.length > 0;
  }

  #fail = (): void => {
    if (!this.client) this.broken = true; // later failures are shown by the element or the sync line that they concern
  };

  #renew(): void {
    this.#forget();
    this.postponed = false;
    this.generation += 1;
  }

  #forget(): void {
    for (const end of this.#unlisten.splice(0)) end();
    this.client = this.sync = this.consent = this.medicines = undefined;
  }

  #move = (): void => {
    this.#places.set(this.#here, scrollY);
    this.#here = location.hash;
    this.querySelector('lotus-settings')?.close();
    this.route = routeOf(location.hash);
  };

  #noteLink = (event: Event): void => {
    this.#followedLink = event.composedPath().some((node) => node instanceof HTMLAnchorElement || node instanceof HTMLButtonElement);
  };

  /** After a change of page: focus on its heading; at the top for a link, at the old place for going back. */
  #settle(): void {
    const heading = this.querySelector<HTMLElement>('main h1');
    heading?.focus({ preventScroll: true });
    scrollTo({ top: this.#followedLink ? 0 : (this.#places.get(this.#here) ?? 0), behavior: 'instant' });
    this.#followedLink = false;
  }

  #skip = (event: Event): void => {
    event.preventDefault(); // `#main` is not an address of ours
    this.querySelector<HTMLElement>('#main')?.focus();
  };

  #dress = (): void => {
    const { locale, theme, care } = this.preferences;
    const root = document.documentElement;
    root.lang = locale;
    root.dataset['theme'] = theme === 'auto' ? (this.#dark.matches ? 'dark' : 'light') : theme;
    root.toggleAttribute('data-care', care);
  };
}

/** Safari has no idle callbacks. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 500);
}

function sessionOf({ account }: Preferences): Session | undefined {
  return account === 'none' ? undefined : new Session(account);
}
