const hour = 3_600_000;
const day = 24 * hour;

/** A tick of the time axis. */
export interface TimeTick {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly label: string;
}

/** What a tick names. */
export type TickKind = 'hour' | 'weekday' | 'day' | 'month' | 'year';
type Format = (at: number, kind: TickKind) => string;

const nextDay = (t: number, n: number): number => {
  const date = new Date(t);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + n).getTime();
};

function hourTicks(from: number, to: number, most: number, format: Format): TimeTick[] {
  const step = [1, 2, 3, 6, 12].find((n) => (to - from) / hour / n <= most) ?? 12;
  const ticks: TimeTick[] = [];
  for (let midnight = nextDay(from, 0); midnight <= to; midnight = nextDay(midnight, 1)) {
    const date = new Date(midnight);
    for (let h = 0; h < 24; h += step) {
      const at = new Date(date.getFullYear(), date.getMonth(), date.getDate(), h).getTime();
      if (at >= from && at <= to) ticks.push({ at, label: format(at, h || to - from < day ? 'hour' : 'day') });
    }
  }
  return ticks;
}

function monthTicks(from: number, to: number, most: number, format: Format): TimeTick[] {
  const months = [1, 2, 3, 6, 12, 24, 60].find((n) => (to - from) / day / 30 / n <= most) ?? 120;
  const start = new Date(from);
  const ticks: TimeTick[] = [];
  for (let i = 0; ; i++) {
    const at = new Date(start.getFullYear(), Math.floor(start.getMonth() / Math.min(12, months)) * Math.min(12, months) + i * months).getTime();
    if (at > to) return ticks;
    if (at >= from) ticks.push({ at, label: format(at, months >= 12 ? 'year' : 'month') });
  }
}

/** Ticks at local hours, midnights, months or years, about `most` of them. Days keep their places while one pans. */
export function timeTicks(from: number, to: number, most: number, format: Format): TimeTick[] {
  const days = (to - from) / day;
  if (days > 120) return monthTicks(from, to, most, format);
  if (days < most / 2) return hourTicks(from, to, most, format);
  const step = [1, 2, 3, 5, 7, 10, 14, 21, 28].find((n) => days / n <= most) ?? 28;
  const ticks: TimeTick[] = [];
  const number = Math.round((nextDay(from, 0) - new Date(from).getTimezoneOffset() * 60_000) / day); // of the civil day
  for (let at = nextDay(from, step - (((number % step) + step) % step)); at <= to; at = nextDay(at, step))
    if (at >= from) ticks.push({ at, label: format(at, days <= 8 ? 'weekday' : 'day') });
  if (step === 1 && nextDay(from, 0) >= from) ticks.unshift({ at: nextDay(from, 0), label: format(nextDay(from, 0), days <= 8 ? 'weekday' : 'day') });
  return ticks;
}
