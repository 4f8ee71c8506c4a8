import type { VapidKeys } from './keys.js';
import type { PushOptions } from './options.js';
import { messageOf, sendMessage } from './sender.js';
import type { PushStore } from './store.js';

/** Looks again at least this often: clocks are set, machines sleep. */
const recheckMs = 30_000;

/** Sends what falls due. What is planned lives in the store, so a restart goes on where it was. */
export class PushJob {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(
    private readonly store: PushStore,
    private readonly keys: VapidKeys,
    private readonly options: Required<PushOptions>,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Sets the timer anew: at the start, and after every change of what is planned. */
  arm(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    const at = this.store.nextAt();
    const wait = Math.min(recheckMs, Math.max(0, (at ?? Infinity) - Date.now()));
    this.#timer = setTimeout(() => void this.run().catch(this.report), wait);
    this.#timer.unref();
  }

  /** Sends all that is due now; one run at a time. */
  run(): Promise<void> {
    this.#running ??= this.#send().finally(() => {
      this.#running = undefined;
      this.arm();
    });
    return this.#running;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running?.catch(() => undefined); // reported where it was started
  }

  async #send(): Promise<void> {
    const now = Date.now();
    this.store.claim(now, this.options.lateMs);
    for (let next = this.store.take(now); next && !this.#closed; next = this.store.take(now)) {
      const outcome = await sendMessage(this.keys, this.options, next.subscription, messageOf(next, next.subscription), now);
      if (outcome === 'sent') this.store.done(next);
      if (outcome === 'gone') this.store.unsubscribe(next.owner, next.subscription.id);
    }
  }
}
