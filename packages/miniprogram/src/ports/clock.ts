import { NelumboError } from '@nelumbo/core/i18n';
import type { Clock } from '@nelumbo/core/platform';
import { later } from './globals.js';

const LONGEST = 2 ** 31 - 1; // ms that setTimeout can count

/** Zones without summer time, for clients whose engine has no zone data; minutes east of UTC. */
const fixed: Readonly<Record<string, number>> = {
  UTC: 0,
  'Etc/UTC': 0,
  'Asia/Shanghai': 480,
  'Asia/Hong_Kong': 480,
  'Asia/Taipei': 480,
  'Asia/Singapore': 480,
  'Asia/Tokyo': 540,
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const numeric = 'numeric';
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
    });
    formats.set(zone, format);
  }
  return format;
}

// What `Intl` shows in that zone, read back as if it were UTC, minus the instant.
function zoneOffset(t: number, zone: string): number {
  try {
    const part: Record<string, number> = {};
    for (const { type, value } of formatOf(zone).formatToParts(t)) part[type] = Number(value);
    // Some engines say 24 for midnight in spite of h23.
    const shown = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour']! % 24, part['minute'], part['second']);
    return Math.round((shown - Math.floor(t / 1000) * 1000) / 60_000);
  } catch (cause) {
    const known = fixed[zone];
    if (known !== undefined) return known;
    throw new NelumboError('bad-input', 'The time zone is not one that this client knows.', { cause });
  }
}

/** The Clock port on `Date`, `setTimeout` in stretches that it can count, and `Intl` where the client has it. */
export function miniClock(): Clock {
  // A mini-program has no clock that cannot be set: ours stands still while the wall clock is turned back.
  let wall = Date.now();
  let steady = 0;
  const monotonic = () => {
    const now = Date.now();
    if (now > wall) steady += now - wall;
    wall = now;
    return steady;
  };
  return {
    now: () => Date.now(),
    monotonic,
    after(ms, run) {
      let left = Math.max(0, ms);
      let cancel: () => void = () => undefined;
      const wait = () => {
        const stretch = Math.min(left, LONGEST);
        left -= stretch;
        cancel = later(stretch, left > 0 ? wait : run);
      };
      wait();
      return () => cancel();
    },
    offset: (t, zone) => (zone === undefined ? -new Date(t).getTimezoneOffset() : zoneOffset(t, zone)),
  };
}
