import { Refusal } from '../fhir/refusal.js';

/** How fast a bucket refills and how much it holds. */
export interface Rate {
  /** Units a second. */
  readonly perSecond: number;
  readonly burst: number;
}

/** Token buckets by key (a user, an address). */
export class Buckets {
  readonly #levels = new Map<string, { level: number; at: number }>();

  /** @param now - milliseconds, never going back */
  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes `cost` units (a cost above the burst counts as the burst). @throws Refusal 429 with Retry-After in seconds */
  take(key: string, cost: number): void {
    const now = this.now();
    const bucket = this.#levels.get(key) ?? { level: this.rate.burst, at: now };
    const level = Math.min(this.rate.burst, bucket.level + ((now - bucket.at) / 1000) * this.rate.perSecond);
    const price = Math.min(cost, this.rate.burst);
    this.#levels.delete(key);
    this.#levels.set(key, { level: level >= price ? level - price : level, at: now });
    if (this.#levels.size > 10_000) this.#forgetFull(now);
    if (level >= price) return;
    const wait = Math.max(1, Math.ceil((price - level) / this.rate.perSecond));
    throw new Refusal(429, 'throttled', 'Too many requests: wait, then repeat.', { headers: { 'Retry-After': String(wait) } });
  }

  #forgetFull(now: number): void {
    for (const [key, { level, at }] of this.#levels) {
      if (level + ((now - at) / 1000) * this.rate.perSecond >= this.rate.burst) this.#levels.delete(key);
    }
    for (const key of this.#levels.keys()) if (this.#levels.size > 10_000) this.#levels.delete(key); // longest unused first
  }
}
