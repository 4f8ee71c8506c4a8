import type { Client, ClientEvents, SyncApi, SyncStatus } from '@nelumbo/core';
import type { EncyclopediaApi } from '@nelumbo/core/encyclopedia';
import { NelumboError, toNelumboError } from '@nelumbo/core/i18n';

/** What a {@link deferredClient} is made of. */
export interface DeferredClientOptions {
  readonly tenant: string;
  readonly user: string;
  readonly locale: string;
  /** Opens the records; called on the first call that needs them, and again after a failure. */
  readonly open: (locale: string) => Promise<Client>;
  /** The encyclopedia without records. */
  readonly encyclopedia: (locale: () => string) => Promise<EncyclopediaApi>;
}

type Method = (...args: unknown[]) => Promise<unknown>;
type Listener = (detail: never) => void;

const events: readonly (keyof ClientEvents)[] = [
  'change',
  'sync',
  'consent',
  'locale',
  'alert',
  'dose-due',
  'dose-missed',
  'stock-low',
  'storage',
  'erased',
  'error',
];
const off: SyncStatus = { state: 'off', queued: 0, dead: 0 };

/** Every member of `Api` is an asynchronous method: the facade gets the object first, then passes the call on. */
function facade<Api extends object>(reach: () => Promise<Api>): Api {
  const call =
    (name: string): Method =>
    async (...args) =>
      ((await reach()) as Record<string, Method>)[name]!(...args); // asynchronous methods, as the types of the client say
  // `then` must stay absent, or awaiting the facade would call it.
  return new Proxy({} as Api, { get: (_target, name) => (typeof name === 'string' && name !== 'then' ? call(name) : undefined) });
}

/** What the deferred client remembers until there is a real one, and afterwards. */
class Deferral {
  readonly listeners = new Map<keyof ClientEvents, Set<Listener>>();
  client: Client | undefined;
  locale: string;
  paused = false;
  #opening: Promise<Client> | undefined;
  #closed = false;

  constructor(readonly options: DeferredClientOptions) {
    this.locale = options.locale;
  }

  readonly open = (): Promise<Client> => {
    if (this.#closed) return Promise.reject(new NelumboError('closed', 'The client was closed. Create a new one.'));
    this.#opening ??= this.options.open(this.locale).then(
      (client) => this.#use(client),
      (error: unknown) => {
        this.#opening = undefined;
        this.emit('error', { error: toNelumboError(error) });
        throw error;
      },
    );
    return this.#opening;
  };

  emit<E extends keyof ClientEvents>(event: E, detail: ClientEvents[E]): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) (listener as (detail: ClientEvents[E]) => void)(detail); // kept under this event's name
  }

  async close(): Promise<void> {
    this.#closed = true;
    await (await this.#opening?.catch(() => undefined))?.close();
    this.listeners.clear();
  }

  #use(client: Client): Client {
    this.client = client;
    client.locale = this.locale;
    if (this.paused) client.sync.pause();
    for (const event of events) client.on(event, (detail) => this.emit(event, detail));
    this.emit('sync', client.sync.status);
    this.emit('storage', client.storage);
    return client;
  }
}

function syncOf(deferral: Deferral): SyncApi {
  const { now, deadLetters, retry, edit, discard, undo } = facade<Omit<SyncApi, 'status' | 'pause' | 'resume'>>(async () => (await deferral.open()).sync);
  const hold = (paused: boolean) => () => {
    deferral.paused = paused;
    if (paused) deferral.client?.sync.pause();
    else deferral.client?.sync.resume();
  };
  return {
    get status() {
      return deferral.client?.sync.status ?? off;
    },
    now,
    deadLetters,
    retry,
    edit,
    discard,
    undo,
    pause: hold(true),
    resume: hold(false),
  };
}

function recordsOf(deferral: Deferral): Client['records'] {
  const records = facade<Client['records']>(async () => (await deferral.open()).records);
  const keys = facade<Client['records']['keys']>(async () => (await deferral.open()).records.keys);
  return new Proxy(records, { get: (target, name, receiver) => (name === 'keys' ? keys : Reflect.get(target, name, receiver)) as unknown });
}

/** A client whose records open later. */
export interface DeferredClient extends Client {
  /** Opens the records now; resolves to the client behind. */
  open(): Promise<Client>;
}

/**
 * A client that is there at once and opens its records when something first asks for them: a page that shows one
 * card fetches neither the store nor the sync engine. What fails in opening is the answer to every call that needed it, and an `error` event.
 */
export function deferredClient(options: DeferredClientOptions): DeferredClient {
  const deferral = new Deferral(options);
  const part = <K extends 'intake' | 'vitals' | 'medication' | 'privacy'>(name: K): Client[K] => facade(async () => (await deferral.open())[name]);
  let encyclopedia: Promise<EncyclopediaApi> | undefined;
  return {
    tenant: options.tenant,
    user: options.user,
    get durable() {
      return deferral.client?.durable ?? true;
    },
    get storage() {
      return deferral.client?.storage ?? { keeps: 'evictable' };
    },
    get locale() {
      return deferral.locale;
    },
    set locale(locale) {
      if (locale === deferral.locale) return;
      deferral.locale = locale;
      if (deferral.client) deferral.client.locale = locale;
      else deferral.emit('locale', { locale });
    },
    records: recordsOf(deferral),
    intake: part('intake'),
    vitals: part('vitals'),
    medication: part('medication'),
    privacy: part('privacy'),
    encyclopedia: facade(() => {
      encyclopedia ??= options.encyclopedia(() => deferral.locale);
      encyclopedia.catch(() => (encyclopedia = undefined)); // no network just now: the next call tries again
      return encyclopedia;
    }),
    sync: syncOf(deferral),
    on(event, listener) {
      const listeners = deferral.listeners.get(event) ?? new Set();
      deferral.listeners.set(event, listeners);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    open: deferral.open,
    close: () => deferral.close(),
  };
}
