import type { Resource } from '../fhir/index.js';
import { toNelumboError, type NelumboError } from '../i18n/index.js';
import type { Cancel, Platform, Signal } from '../platform.js';
import { createAbort, type Abort } from '../platform/abort.js';
import type { Records } from '../records/index.js';
import type { DeadLetter, SyncApi, SyncStatus } from './api.js';
import type { ServerProfile } from './capability.js';
import { Halt } from './halt.js';
import type { Pace } from './round.js';
import type { SyncRules } from './rules.js';
import type { Session, TokenSource } from './session.js';

/** What {@link openSync} needs. */
export interface SyncOptions {
  readonly records: Records;
  readonly platform: Pick<Platform, 'clock' | 'crypto' | 'locks' | 'transport'>;
  readonly api: { readonly fhir?: string; readonly token?: TokenSource };
  /** The user's consent to `sync`, asked right before each request. */
  readonly allowed: () => Promise<boolean>;
  readonly onStatus?: (status: SyncStatus) => void;
  readonly onError?: (error: NelumboError) => void;
  /** For tests that show what each rule is for. */
  readonly rules?: Partial<SyncRules>;
}

/** Sync, plus what the client itself calls. */
export interface Sync extends SyncApi {
  /** Starts listening and, if allowed, the first round. */
  start(): void;
  /** A withdrawal aborts what is in flight at once. */
  consentChanged(given: boolean): void;
  /** Aborts, stops timers and listeners; resolves when nothing runs any more. */
  close(): Promise<void>;
}

const AFTER_WRITE = 300; // ms; several writes of one action go together
const PERIOD = 60_000; // ms
const BLOCKED = 300_000; // ms; somebody may have acted elsewhere
const BACKOFF = { first: 1000, most: 300_000 }; // ms

interface Mode {
  /** Not while another tab syncs. */
  readonly ifFree: boolean;
  readonly pulls: boolean;
}

/** Builds the engine; nothing happens before `start()` or `now()`. */
export const openSync = (options: SyncOptions): Sync => new SyncEngine(options);

class SyncEngine implements Sync {
  readonly #options: SyncOptions;
  readonly #answered = new Set<number>();
  readonly #cancels = new Set<Cancel>();
  readonly #timers = new Map<'write' | 'period' | 'retry', Cancel>();
  #status: SyncStatus = { state: 'off', queued: 0, dead: 0 };
  #abort: Abort | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #waiting: Promise<SyncStatus> | undefined;
  #session: Session | undefined;
  #server: ServerProfile | undefined;
  #pace: Pace | undefined;
  #paused = false;
  #closed = false;
  #failures = 0;
  #notBefore = 0; // monotonic ms

  constructor(options: SyncOptions) {
    this.#options = options;
  }

  get status(): SyncStatus {
    return this.#status;
  }

  start(): void {
    const { records, platform, api } = this.#options;
    this.#cancels.add(
      records.onChange(({ refs, origin }) => {
        if (!refs.length) return;
        void this.#count();
        if (origin === 'here') this.#later('write', AFTER_WRITE, () => this.#background(false));
      }),
    );
    void this.#count();
    if (api.fhir === undefined) return;
    const online = platform.transport.onOnline?.((is) => {
      if (!is) return void this.#set({ state: this.#status.state === 'off' ? 'off' : 'offline' });
      this.#hurry();
      this.#background();
    });
    if (online) this.#cancels.add(online);
    const tick = () => {
      this.#background();
      this.#later('period', PERIOD, tick);
    };
    tick();
  }

  now(): Promise<SyncStatus> {
    // A round that is under way may have passed what was written just now: it gets one more, shared by all who ask meanwhile.
    this.#waiting ??= this.#running.then(() => {
      this.#waiting = undefined;
      this.#hurry();
      return this.#run({ ifFree: false, pulls: true });
    });
    return this.#waiting;
  }

  // Somebody acted, or the network is back: what waited is tried again at once.
  #hurry(): void {
    this.#notBefore = 0;
    this.#pace?.refused.clear();
    this.#pace?.choked.clear();
  }

  // After a write only the outbox goes: what others wrote can wait for the period.
  #background(pulls = true): void {
    if (this.#options.platform.clock.monotonic() < this.#notBefore) return;
    if (this.#waiting) return;
    const run = this.#running.then(() => this.#run({ ifFree: true, pulls }));
    run.catch((error: unknown) => this.#options.onError?.(toNelumboError(error)));
  }

  #run(mode: Mode): Promise<SyncStatus> {
    const run = this.#guarded(mode).then(() => this.#count());
    this.#running = run.catch(() => undefined);
    return run;
  }

  async #guarded({ ifFree, pulls }: Mode): Promise<void> {
    const { api, allowed, records, platform } = this.#options;
    if (this.#closed || api.fhir === undefined) return;
    try {
      if (!(await allowed())) return this.#set({ state: 'off' });
      if (this.#paused || platform.transport.online === false) return this.#set({ state: 'offline' });
      await platform.locks.run(`${records.vault.name}/sync`, { ifFree }, (lost) => this.#round(api.fhir!, pulls, lost)); // checked above
    } catch (error) {
      await this.#failed(error);
    }
  }

  async #round(base: string, pulls: boolean, lost: Signal): Promise<void> {
    const { records, platform, allowed } = this.#options;
    if (this.#closed || this.#paused) return;
    const abort = createAbort(lost);
    this.#abort = abort;
    const traffic = await import('./traffic.js');
    const rules = { ...traffic.RULES, ...this.#options.rules };
    const gate = () => (rules.gateAtSend ? allowed() : Promise.resolve(true));
    this.#session ??= new traffic.Session(this.#options.api.token, records);
    const http = new traffic.FhirHttp({
      transport: platform.transport,
      clock: platform.clock,
      base,
      session: this.#session,
      allowed: gate,
      signal: abort.signal,
    });
    this.#server ??= await traffic.checkServer(http, records, rules.pulled);
    this.#pace ??= traffic.newPace();
    this.#set({ state: 'pushing' });
    await traffic.runRound(
      { records, http, rules, answered: this.#answered, pace: this.#pace, server: this.#server, onStatus: (patch) => this.#set(patch) },
      pulls,
    );
    this.#failures = 0;
    this.#notBefore = 0;
    const { lastError: _gone, ...rest } = this.#status;
    this.#status = rest;
    this.#set({ state: 'idle', lastSuccess: platform.clock.now() });
  }

  async #failed(thrown: unknown): Promise<void> {
    if (this.#closed) return;
    const halt = thrown instanceof Halt ? thrown : new Halt('again', toNelumboError(thrown));
    if (!(thrown instanceof Halt)) this.#options.onError?.(halt.error!); // given in the line above
    if (halt.kind === 'held') return this.#set({ state: (await this.#isAllowed()) ? 'offline' : 'off' });
    // Some types wait for somebody to act; the others go on as if nothing had happened.
    if (halt.kind === 'partly') return this.#set({ state: 'blocked', ...(halt.error && { lastError: halt.error }) });
    const wait = halt.kind === 'blocked' ? BLOCKED : Math.max(halt.waitMs, await this.#backoff());
    this.#notBefore = this.#options.platform.clock.monotonic() + wait;
    this.#later('retry', wait, () => this.#background());
    const state = halt.kind === 'blocked' ? 'blocked' : halt.error?.code === 'offline' ? 'offline' : 'idle';
    this.#set({ state, ...(halt.error && { lastError: halt.error }) });
  }

  // The store may be closed or gone by now: then nothing is allowed.
  #isAllowed(): Promise<boolean> {
    return this.#options.allowed().catch(() => false);
  }

  // Full jitter: many devices that lost the same server do not come back at once.
  async #backoff(): Promise<number> {
    const most = Math.min(BACKOFF.most, BACKOFF.first * 2 ** this.#failures++);
    const [a, b] = await this.#options.platform.crypto.random(2);
    return (most * ((a! << 8) | b!)) / 65_536;
  }

  async #count(): Promise<SyncStatus> {
    // Counting fails only when the store is gone, and then whoever uses it is told.
    const counts = this.#closed ? undefined : await this.#options.records.counts().catch(() => undefined);
    if (counts) this.#set(counts);
    return this.#status;
  }

  #set(patch: Partial<SyncStatus>): void {
    const next = { ...this.#status, ...patch };
    const same = (Object.keys(next) as (keyof SyncStatus)[]).every((name) => next[name] === this.#status[name]); // the keys of a SyncStatus
    this.#status = next;
    if (!same && !this.#closed) this.#options.onStatus?.(next);
  }

  #later(name: 'write' | 'period' | 'retry', ms: number, run: () => void): void {
    this.#timers.get(name)?.();
    this.#timers.set(name, this.#options.platform.clock.after(ms, run));
  }

  consentChanged(given: boolean): void {
    if (given) {
      this.#hurry();
      // Agreed anew, perhaps by another login: the next one counts.
      const forget = () => import('./traffic.js').then(({ forgetLogin }) => forgetLogin(this.#options.records));
      if (this.#session) this.#running = this.#running.then(forget).catch((error: unknown) => this.#options.onError?.(toNelumboError(error)));
      this.#session = undefined;
      this.#background();
    } else {
      this.#abort?.abort();
      this.#set({ state: 'off' });
    }
  }

  pause(): void {
    this.#paused = true;
    this.#abort?.abort();
    if (this.#status.state !== 'off') this.#set({ state: 'offline' });
  }

  resume(): void {
    this.#paused = false;
    this.#hurry();
    this.#background();
  }

  async deadLetters(): Promise<readonly DeadLetter[]> {
    return (await import('./letters.js')).deadLetters(this.#options.records);
  }

  retry(seq: number): Promise<void> {
    return this.#answer(({ retryLetter }) => retryLetter(this.#options.records, seq));
  }

  edit(seq: number, resource: Resource): Promise<void> {
    return this.#answer(({ editLetter }) => editLetter(this.#options.records, seq, resource));
  }

  discard(seq: number): Promise<void> {
    return this.#answer(({ discardLetter }) => discardLetter(this.#options.records, seq));
  }

  undo(seq: number): Promise<void> {
    return this.#answer(({ undoLetter }) => undoLetter(this.#options.records, seq));
  }

  async #answer(run: (letters: typeof import('./letters.js')) => Promise<void>): Promise<void> {
    await run(await import('./letters.js'));
    await this.#count();
    this.#background();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#abort?.abort();
    for (const cancel of [...this.#cancels, ...this.#timers.values()]) cancel();
    await this.#running;
  }
}
