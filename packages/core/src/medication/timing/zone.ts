import { dayMs, minuteMs } from './civil.js';
import type { Clock } from '../../platform.js';

/** Offset changes of one civil year: from instant `at[i]` on, the zone is `offset[i]` ms east of UTC. */
interface Year {
  readonly at: number[];
  readonly offset: number[];
}

/**
 * A time zone as integers. Its offset changes are found once per civil year through `Clock.offset` (7-day steps, bisected
 * from the last instant known to have the old offset) and cached; the rest is arithmetic.
 */
export class Zone {
  readonly #ask: (t: number) => number;
  readonly #years = new Map<number, Year>();
  // The stretch of constant offset that answered last; nearly every question falls into it again.
  #from = 0;
  #until = 0;
  #offset = 0;

  /** @param name - IANA name; the device's own zone without it */
  constructor(clock: Pick<Clock, 'offset'>, name?: string) {
    this.#ask = (t) => Math.round(clock.offset(t, name) * minuteMs);
  }

  /** The wall-clock reading at an instant. */
  toLocal(t: number): number {
    return t + this.#offsetAt(t);
  }

  /** The instant of a wall-clock reading. Inside a gap it shifts forward by the gap; in an overlap it is the first of the two. */
  toInstant(local: number): number {
    if (local - dayMs >= this.#from && local + dayMs < this.#until) return local - this.#offset;
    const before = this.#offsetAt(local - dayMs);
    const after = this.#offsetAt(local + dayMs);
    const a = local - before;
    if (before === after) return a;
    const b = local - after;
    const first = this.#offsetAt(a) === before;
    const second = this.#offsetAt(b) === after;
    if (first && second) return Math.min(a, b);
    return !first && second ? b : a;
  }

  /** The offset changes in `[from, to)`: the instant, and ms east of UTC before and after. */
  changes(from: number, to: number): { readonly at: number; readonly before: number; readonly after: number }[] {
    const out: { at: number; before: number; after: number }[] = [];
    let was = this.#offsetAt(from);
    for (let year = new Date(from).getUTCFullYear(); year <= new Date(to).getUTCFullYear(); year++) {
      const { at, offset } = this.#year(year);
      for (const [i, instant] of at.entries()) {
        if (instant < from || instant >= to || offset[i] === was) continue;
        out.push({ at: instant, before: was, after: offset[i]! });
        was = offset[i]!;
      }
    }
    return out;
  }

  /** Forgets what is cached when the device has moved to another zone. @returns whether it had */
  refresh(now: number): boolean {
    // Half a year ahead too: two zones may agree today and differ in summer.
    if ([now, now + 182 * dayMs].every((t) => this.#offsetAt(t) === this.#ask(t))) return false;
    this.#years.clear();
    this.#until = this.#from = 0;
    return true;
  }

  #offsetAt(t: number): number {
    if (t >= this.#from && t < this.#until) return this.#offset;
    const year = new Date(t).getUTCFullYear();
    const { at, offset } = this.#year(year);
    let i = at.length - 1;
    while (i > 0 && at[i]! > t) i--;
    this.#from = at[i]!;
    this.#until = at[i + 1] ?? Date.UTC(year + 1, 0, 1);
    return (this.#offset = offset[i]!);
  }

  #year(year: number): Year {
    const known = this.#years.get(year);
    if (known) return known;
    const from = Date.UTC(year, 0, 1);
    const to = Date.UTC(year + 1, 0, 1) - 1000;
    const found: Year = { at: [from], offset: [this.#ask(from)] };
    for (let t = from; t < to; t += 7 * dayMs) {
      // Two changes within a week do not occur in the zone data.
      const stop = Math.min(to, t + 7 * dayMs);
      const next = this.#ask(stop);
      const was = found.offset.at(-1)!;
      if (next === was) continue;
      found.at.push(this.#change(found.at.length === 1 ? t : Math.max(t, found.at.at(-1)!), stop, was));
      found.offset.push(next);
    }
    this.#years.set(year, found);
    return found;
  }

  /** The first whole second in `(low, high]` that no longer has the offset `was`. */
  #change(low: number, high: number, was: number): number {
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (this.#ask(middle) === was) low = middle;
      else high = middle;
    }
    return high;
  }
}

/** Zones by name, made once and checked against the device at each use of the device's own. */
export class Zones {
  readonly #known = new Map<string | undefined, Zone>();
  constructor(private readonly clock: Pick<Clock, 'offset' | 'now'>) {}

  /** The zone of that name; the device's without one. */
  get(name?: string): Zone {
    let zone = this.#known.get(name);
    if (!zone) this.#known.set(name, (zone = new Zone(this.clock, name)));
    else if (name === undefined) zone.refresh(this.clock.now());
    return zone;
  }
}
