import type { Clock } from '../platform.js';

/** A clock that stands still until a test turns it. */
export interface ManualClock extends Clock {
  /** Moves both clocks on and runs the timers that fall due, in order. */
  advance(ms: number): void;
  /** Sets the wall clock alone, as a user or a time server does; timers do not notice. */
  set(now: number): void;
  /** Timers that wait. */
  readonly pending: number;
}

// What `Intl` shows in that zone, read back as if it were UTC, minus the instant: the offset.
function zoneOffset(t: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part = Object.fromEntries(format.formatToParts(t).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']);
  return Math.round((shown - Math.floor(t / 1000) * 1000) / 60_000);
}

/**
 * @param start - milliseconds since 1970 UTC
 * @param zone - IANA name of the device's own zone
 */
export function manualClock(start: number, zone: string): ManualClock {
  let [wall, steady, next] = [start, 0, 1];
  const timers = new Map<number, { at: number; run: () => void }>();
  return {
    now: () => wall,
    monotonic: () => steady,
    after(ms, run) {
      const id = next++;
      timers.set(id, { at: steady + Math.max(0, ms), run });
      return () => void timers.delete(id);
    },
    offset: (t, other) => zoneOffset(t, other ?? zone),
    advance(ms) {
      const end = steady + ms;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
        if (!due) break;
        timers.delete(due[0]);
        wall += due[1].at - steady;
        steady = due[1].at;
        due[1].run();
      }
      wall += end - steady;
      steady = end;
    },
    set: (now) => {
      wall = now;
    },
    get pending() {
      return timers.size;
    },
  };
}
