import { failure, isMessage, type Hello, type Message, type Pipe, type Request, type Response, type Welcome } from './message.js';

/** What a side offers and how it answers. */
export interface PeerOptions {
  /** What the other side may call here. */
  readonly caps: readonly string[];
  /** Own properties only, and only those named in `caps`. A thrown `code` crosses the bridge, a stack does not. */
  readonly methods?: Readonly<Record<string, (argument: unknown) => unknown>>;
  /** Told of the other side's events. */
  readonly on?: (name: string, detail: unknown) => void;
  /** Host: what a guest is greeted with (theme, locale, consent). Never a token. */
  readonly context?: () => unknown;
  /** Protocol versions spoken, lowest first. Default `[1]`. */
  readonly versions?: readonly number[];
  /** Ms after which a call is given up. Default 5000. */
  readonly timeout?: number;
}

/** What a guest learns from its host. */
export interface Greeting {
  readonly v: number;
  /** What may be called at the host. */
  readonly caps: readonly string[];
  readonly context?: unknown;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** A message before its envelope; what it names of that stands. */
type Bare<M> = M extends Message ? Omit<M, 'p' | 'v' | 's' | 'n'> & Partial<Pick<M, 'v' | 's' | 'n'>> : never;

const own = (object: object, key: string): boolean => Object.prototype.hasOwnProperty.call(object, key); // ES2018: no Object.hasOwn

/**
 * One end of a bridge. Without DOM and without globals but timers, so that a mini-program's logic layer can carry the host side.
 *
 * `private` and not `#`: downlevelled for mini-programs, each `#name` would become a WeakMap.
 *
 * Numbers and epochs decide what is new. A list of seen ids would let old messages through again once a deferred pipe's history,
 * which is delivered whole each time, outgrows the list.
 */
export class Peer {
  private readonly pipe: Pipe;
  private readonly role: 'host' | 'guest';
  private readonly options: PeerOptions;
  private readonly stop: () => void;
  private readonly waiting = new Map<number, Waiting>();
  /** Highest `n` taken, by epoch and kind. */
  private readonly taken = new Map<string, Record<string, number>>();
  private greeting: Waiting | undefined;
  private caps: readonly string[] = [];
  private sent: Record<string, number> = {};
  private closed = false;

  /** The epoch that is spoken now; '' before the first. */
  epoch = '';
  /** Messages that were not taken: wrong shape, old epoch, seen before. */
  dropped = 0;

  constructor(pipe: Pipe, role: 'host' | 'guest', options: PeerOptions) {
    this.pipe = pipe;
    this.role = role;
    this.options = options;
    this.stop = pipe.receive((raw) => void this.take(raw));
  }

  /**
   * Guest: greets the host.
   * @param epoch - new for every load of the page
   * @param promised - what the host said in the page's address that it can do; on a pipe that is not live, there is no answer
   * @throws Error `timeout`, or `version` when no protocol version is shared
   */
  connect(epoch: string, promised: readonly string[] = []): Promise<Greeting> {
    this.epoch = epoch;
    const versions = this.versions;
    this.post({ k: 'hello', versions, caps: this.options.caps });
    if (this.pipe.duplex !== 'live') {
      this.caps = promised;
      return Promise.resolve({ v: versions[0] ?? 1, caps: promised });
    }
    return new Promise((resolve, reject) => (this.greeting = this.wait(resolve, reject, 'hello')));
  }

  /**
   * Calls a method of the other side.
   * @throws Error `unsupported` (not offered), `oneway`, `timeout`, `closed`, `payload`, or the code that the method threw
   */
  call(method: string, argument?: unknown, timeout?: number): Promise<unknown> {
    if (this.closed) return Promise.reject(failure('closed', method));
    if (!this.caps.includes(method)) return Promise.reject(failure('unsupported', method));
    if (this.pipe.duplex === 'oneway') return Promise.reject(failure('oneway', method));
    return new Promise((resolve, reject) => {
      const n = this.next('req');
      this.waiting.set(
        n,
        this.wait(resolve, reject, method, timeout, () => this.waiting.delete(n)),
      );
      try {
        this.post({ k: 'req', m: method, a: argument, n });
      } catch (error) {
        this.settle(n)?.reject(error);
      }
    });
  }

  /** Tells the other side that something happened. */
  emit(name: string, detail?: unknown): void {
    if (!this.closed) this.post({ k: 'evt', m: name, a: detail });
  }

  /** Stops listening; calls that wait reject with `closed`. */
  close(): void {
    this.closed = true;
    this.stop();
    this.abandon('The bridge was closed.');
  }

  private get versions(): readonly number[] {
    return this.options.versions ?? [1];
  }

  private async take(raw: unknown): Promise<void> {
    if (this.closed || !isMessage(raw) || !this.accepts(raw)) return void this.dropped++;
    if (raw.k === 'hello') return this.role === 'host' ? this.greet(raw) : undefined;
    if (raw.k === 'welcome') return this.welcome(raw);
    if (raw.k === 'evt') return this.options.on?.(raw.m, raw.a);
    if (raw.k === 'req') return this.answer(raw);
    return this.settleWith(raw);
  }

  /** Only what is new. */
  private accepts({ s, k, n }: Message): boolean {
    const deferred = this.pipe.duplex === 'deferred';
    let taken = this.taken.get(s);
    if (!taken) {
      // A live pipe begins with hello; on a deferred one a request through the native page may overtake it.
      if (this.role === 'host' ? k !== 'hello' && !deferred : s !== this.epoch) return false;
      this.taken.set(s, (taken = Object.create(null) as Record<string, number>)); // no prototype: keys come from outside
      if (this.role === 'host') this.begin(s);
    }
    if (s !== this.epoch && !deferred) return false;
    if (k === 'res') return true; // told apart by the calls that wait
    if (n <= (taken[k] ?? 0)) return false;
    taken[k] = n;
    return true;
  }

  private begin(epoch: string): void {
    this.abandon('The page was loaded again.');
    this.epoch = epoch;
    this.sent = {};
    this.caps = [];
  }

  private greet(hello: Hello): void {
    const v = this.versions.filter((version) => hello.versions.includes(version)).pop();
    if (v === undefined) return this.post({ k: 'welcome', s: hello.s, caps: [], e: { code: 'version', message: `The host speaks ${this.versions.join()}.` } });
    this.caps = hello.caps;
    this.post({ k: 'welcome', s: hello.s, v, caps: this.options.caps, context: this.options.context?.() });
  }

  private welcome({ v, caps, context, e }: Welcome): void {
    const greeting = this.greeting;
    if (!greeting) return;
    this.greeting = undefined;
    clearTimeout(greeting.timer);
    if (e) return greeting.reject(failure(e.code, String(e.message).slice(0, 120)));
    this.caps = caps;
    greeting.resolve({ v, caps, context });
  }

  private async answer({ m, a, n, s }: Request): Promise<void> {
    const methods = this.options.methods ?? {};
    const method = own(methods, m) && this.options.caps.includes(m) ? methods[m] : undefined;
    try {
      if (!method) throw failure('unsupported', m);
      this.post({ k: 'res', r: await method(a), n, s });
    } catch (error) {
      // A code was meant to be told; a message or a stack without one was not.
      const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }; // anything can be thrown
      const told = typeof code === 'string' && code.length <= 64;
      if (!this.closed) this.post({ k: 'res', e: { code: told ? code : 'error', message: told ? String(message).slice(0, 120) : '' }, n, s });
    }
  }

  private settleWith({ n, e, r }: Response): void {
    const waiting = this.settle(n);
    if (!waiting) this.dropped++;
    else if (e) waiting.reject(failure(e.code, String(e.message).slice(0, 120)));
    else waiting.resolve(r);
  }

  private settle(n: number): Waiting | undefined {
    const waiting = this.waiting.get(n);
    if (waiting) clearTimeout(waiting.timer);
    this.waiting.delete(n);
    return waiting;
  }

  private abandon(why: string): void {
    for (const n of [...this.waiting.keys()]) this.settle(n)?.reject(failure('closed', why));
    if (this.greeting) clearTimeout(this.greeting.timer);
    this.greeting?.reject(failure('closed', why));
    this.greeting = undefined;
  }

  private post(body: Bare<Message>): void {
    this.pipe.send({ p: 'nelumbo', v: 1, s: this.epoch, n: body.n ?? this.next(body.k), ...body }); // the callers give each kind its fields
  }

  private next(kind: string): number {
    return (this.sent[kind] = (this.sent[kind] ?? 0) + 1);
  }

  private wait(resolve: Waiting['resolve'], reject: Waiting['reject'], what: string, ms = this.options.timeout ?? 5000, late?: () => void): Waiting {
    const timer = setTimeout(() => {
      late?.();
      reject(failure('timeout', what));
    }, ms);
    return { resolve, reject, timer };
  }
}
