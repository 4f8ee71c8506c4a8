// A zone as integers: its offset changes, found once per civil year from Intl, then only arithmetic.
// Local times are "UTC milliseconds that read like the wall clock".
const day = 86_400_000;
const zones = new Map();

export function zone(name) {
  let z = zones.get(name);
  if (!z) zones.set(name, (z = new Zone(name)));
  return z;
}
export const forget = () => zones.clear();

class Zone {
  constructor(name) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    this.years = new Map();
  }
  ask(t) {
    const p = {};
    for (const { type, value } of this.format.formatToParts(t)) p[type] = +value;
    return Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) - Math.floor(t / 1000) * 1000;
  }
  year(y) {
    let known = this.years.get(y);
    if (known) return known;
    const from = Date.UTC(y, 0, 1),
      to = Date.UTC(y + 1, 0, 1);
    known = { at: [from], offset: [this.ask(from)] };
    for (let t = from; t < to - 1000; t += 7 * day) {
      // two changes within a week are unknown in the data
      const stop = Math.min(to - 1000, t + 7 * day),
        next = this.ask(stop),
        was = known.offset[known.offset.length - 1];
      if (next === was) continue;
      let low = t,
        high = stop; // low still has the old offset, high the new one
      while (high - low > 1000) {
        const mid = Math.floor((low + high) / 2000) * 1000;
        if (this.ask(mid) === was) low = mid;
        else high = mid;
      }
      known.at.push(high);
      known.offset.push(next);
    }
    this.years.set(y, known);
    return known;
  }
  offsetAt(t) {
    const { at, offset } = this.year(new Date(t).getUTCFullYear());
    let i = at.length - 1;
    while (i > 0 && at[i] > t) i--;
    return offset[i];
  }
  toLocal(t) {
    return t + this.offsetAt(t);
  }
  // A gap shifts forward by its length, an overlap takes the first: Temporal's "compatible".
  toInstant(local) {
    const before = this.offsetAt(local - day),
      after = this.offsetAt(local + day);
    const a = local - before;
    if (before === after) return a;
    const b = local - after;
    const first = this.offsetAt(a) === before,
      second = this.offsetAt(b) === after;
    if (first && second) return Math.min(a, b);
    return !first && second ? b : a;
  }
}
