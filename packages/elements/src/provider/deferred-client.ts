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

const off: SyncStatus = { state: 'off', queued: 0, dead: 0 };

/** Every member of `Api` but its `own` is an asynchronous method: the facade gets the object first, then passes the call on. */
function facade<Api extends object>(reach: () => Promise<Api>, own: Partial<Api> = {}): Api {
  const call =
    (name: string): Method =>
    async (...args) =>
      ((await reach()) as Record<string, Method>)[name]!(...args); // asynchronous methods, as the types of the client say
  // `then` must stay absent, or awaiting the facade would call it.
  const get = (target: object, name: string | symbol): unknown =>
    Reflect.get(target, name) ?? (typeof name === 'string' && name !== 'then' ? call(name) : undefined);
  return new Proxy(own, { get }) as Api;
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

  on<E extends keyof ClientEvents>(event: E, listener: (detail: ClientEvents[E]) => void): () => void {
    const known = this.listeners.get(event);
    const listeners = known ?? new Set();
    this.listeners.set(event, listeners.add(listener)); // kept under this event's name
    if (!known && this.client) this.#relay(event, this.client);
    return () => void listeners.delete(listener);
  }

  #relay(event: keyof ClientEvents, client: Client): void {
    client.on(event, (detail) => this.emit(event, detail));
  }

  #use(client: Client): Client {
    this.client = client;
    client.locale = this.locale;
    if (this.paused) client.sync.pause();
    for (const event of this.listeners.keys()) this.#relay(event, client);
    this.emit('sync', client.sync.status);
    this.emit('storage', client.storage);
    return client;
  }
}

function syncOf(deferral: Deferral): SyncApi {
  const hold = (paused: boolean) => () => {
    deferral.paused = paused;
    deferral.client?.sync[paused ? 'pause' : 'resume']();
  };
  return facade(async () => (await deferral.open()).sync, {
    get status() {
      return deferral.client?.sync.status ?? off;
    },
    pause: hold(true),
    resume: hold(false),
  });
}

const recordsOf = (deferral: Deferral): Client['records'] =>
  facade(async () => (await deferral.open()).records, { keys: facade(async () => (await deferral.open()).records.keys) });

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
    on: (event, listener) => deferral.on(event, listener),
    open: deferral.open,
    close: () => deferral.close(),
  };
}
