import type { Client, RecordsChanged } from '@nelumbo/core';
import { pickTexts, toNelumboError, type Catalogs, type NelumboError } from '@nelumbo/core/i18n';
import { baseTexts } from '../../../elements/src/locales/base/index.js';
import { recordTexts } from '../../../elements/src/locales/records/index.js';
import { call, member } from '../ports/call.js';
import { current, onStart } from '../runtime/client.js';
import { onSettings, settings } from '../runtime/settings.js';
import type { Host, Props, WidgetLife } from './define.js';
import { miniTexts } from './texts.js';

/** What every component shows around its content. */
export interface Frame {
  readonly care: boolean;
  readonly theme: string;
  /** Nothing to show yet. */
  readonly busy: boolean;
  /** What went wrong, in the user's words; empty when nothing did. */
  readonly failure: string;
  readonly retry: string;
  readonly loading: string;
}

const awake = new Set<() => void>();
let heard: object | undefined;

/** Told when the user comes back; the platform is asked once, since not each lets go of a listener. */
function onAwake(listener: () => void): () => void {
  awake.add(listener);
  return () => void awake.delete(listener);
}

function hearAwake(api: object): void {
  if (heard === api) return;
  heard = api;
  member(api, 'onAppShow')?.(() => [...awake].forEach((tell) => tell()));
}

/**
 * What all components do alike: ask the client, ask it again when records change, speak the language in force, say what went wrong and
 * let the user try again. A subclass loads, makes a view of plain data, and handles touches.
 */
export abstract class Widget<P extends Props> implements WidgetLife {
  /** The last load that failed. */
  protected failure: NelumboError | undefined;
  /** Nothing was loaded yet. */
  protected empty = true;
  /** What became of the last act, where it failed. */
  protected trouble = '';
  /** Counts the users that it was shown to. */
  private users = 0;
  private readonly unlisten: (() => void)[] = [];
  private unhear: (() => void) | undefined;
  private turn = 0;
  private stopped = false;

  constructor(protected readonly host: Host<P>) {}

  /** Reads what the view needs; throws what the client throws. @returns takes it over; not run when it is no longer wanted, since a later one answers */
  protected abstract load(client: Client): Promise<(() => void) | void>;
  /** What the markup shows besides the frame. */
  protected abstract view(): object;
  /** Whether changed records matter here. */
  protected abstract concerns(change: RecordsChanged): boolean;
  /** Forgets everything of the user before. */
  protected abstract forget(): void;

  start(): void {
    let { locale, guideline } = settings();
    this.unlisten.push(
      onSettings(() => {
        this.render();
        const now = settings();
        if (now.locale === locale && now.guideline === guideline) return;
        ({ locale, guideline } = now);
        void this.reload(); // what was loaded is of the other language, or judged by the other guideline
      }),
      onAwake(() => this.awake()),
      onStart(() => {
        this.users++;
        this.forget();
        this.empty = true;
        this.connect();
      }),
    );
    this.render();
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.unhear?.();
    for (const stop of this.unlisten) stop();
  }

  /** The user came back to the mini-program: timers stood still meanwhile, and it may be another day. */
  protected awake(): void {
    // Nothing that depends on the time.
  }

  changed(_name: string): void {
    void this.reload();
  }

  /** Asks again; the button of the failure does. */
  retry(): void {
    void this.reload();
  }

  protected get locale(): string {
    return settings().locale;
  }

  protected texts<T>(catalogs: Catalogs<T>): T {
    return pickTexts(catalogs, this.locale);
  }

  protected get client(): Client {
    return current().client;
  }

  private connect(): void {
    this.unhear?.();
    try {
      const { client, platform } = current();
      hearAwake(platform.api);
      this.unhear = client.on('change', (change) => {
        if (this.concerns(change)) void this.reload();
      });
    } catch {
      return; // start() has not been called: it will tell
    }
    void this.reload();
  }

  protected async reload(): Promise<void> {
    const turn = ++this.turn;
    try {
      const take = await this.load(this.client);
      if (turn !== this.turn || this.stopped) return; // a later one answers, or nobody looks
      take?.();
      this.failure = undefined;
      this.empty = false;
    } catch (error) {
      if (turn !== this.turn) return;
      this.failure = toNelumboError(error);
    }
    this.render();
  }

  /**
   * Does what a tap asks for, for the user who tapped. When it fails, what was typed stays and the banner says what is safe; when somebody else has
   * come meanwhile, nothing of it stays.
   */
  protected async act(task: (client: Client) => Promise<void>, client = this.client, users = this.users): Promise<void> {
    try {
      await task(client);
    } catch (error) {
      this.trouble = this.failureText(toNelumboError(error));
    }
    if (users === this.users) return this.render();
    this.forget();
    await this.reload();
  }

  protected failureText(error: NelumboError): string {
    return { ...this.texts(baseTexts).errors, ...this.texts(recordTexts).errors, ...this.texts(miniTexts).errors }[error.code];
  }

  protected render(): void {
    if (this.stopped) return;
    const { care, theme } = settings();
    const { retry, loading } = this.texts(baseTexts);
    const failure = this.failure ? this.failureText(this.failure) : '';
    const frame: Frame = { care, theme, retry, loading, failure, busy: this.empty && !failure };
    this.host.show({ frame, ...(this.empty ? {} : this.view()) });
  }

  /** Rings a number. The platform asks the user first. */
  protected dial(number: string): void {
    void call(current().platform.api, 'makePhoneCall', { phoneNumber: number, number }).catch(() => undefined); // the user changed their mind
  }
}
