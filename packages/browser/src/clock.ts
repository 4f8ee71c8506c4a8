import type { Cancel, Clock } from '@nelumbo/core/platform';
import { NelumboError } from '@nelumbo/core';

/** `setTimeout` counts in signed 32 bits: a longer delay fires at once. */
const longest = 2 ** 31 - 1;

/** `GMT`, `GMT+08:00`, `GMT-00:25:21`, as `timeZoneName: 'longOffset'` writes it in English. */
const offsetPattern = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs some 50 µs, using one 2 µs: one is kept for each zone. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, made);
    return made;
  } catch (cause) {
    throw new NelumboError('bad-input', 'The time zone is not one that this browser knows.', { cause });
  }
}

function zoneOffset(t: number, zone: string): number {
  const name = formatOf(zone)
    .formatToParts(t)
    .find((part) => part.type === 'timeZoneName');
  const [, sign, h, min, s = 0] = offsetPattern.exec(name?.value ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(min) + Number(s) / 60);
}

function after(ms: number, run: () => void): Cancel {
  const until = performance.now() + Math.max(0, ms);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    const left = until - performance.now();
    timer = left > longest ? setTimeout(wait, longest) : setTimeout(run, Math.max(0, left));
  };
  wait();
  return () => clearTimeout(timer);
}

/** The Clock port: `Date`, `performance`, `setTimeout` in chunks that it can count, `Intl` for zones. */
export function browserClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after,
    offset: (t, zone) => (zone === undefined ? -new Date(t).getTimezoneOffset() : zoneOffset(t, zone)),
  };
}
