// Wall clock -> instant for every zone of the runtime against temporal-polyfill: +-4 h around each change of 2026-2028 in
// 15-minute steps, and 20 scattered dates.
import { Temporal as T } from 'temporal-polyfill';

const plain = (local) => T.PlainDateTime.from(new Date(local).toISOString().slice(0, 19));

/** Compares `zone(name).toInstant(local)`; gives what was compared and what was wrong. */
export function compareZones(zoneOf, count = Infinity) {
  const names = Intl.supportedValuesOf('timeZone').slice(0, count);
  let compared = 0;
  const wrong = [];
  for (const name of names) {
    const zone = zoneOf(name);
    const check = (local) => {
      const want = plain(local).toZonedDateTime(name).epochMilliseconds;
      compared++;
      if (want !== zone.toInstant(local)) wrong.push(`${name} ${plain(local)}`);
    };
    let at = T.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(name);
    for (;;) {
      at = at.getTimeZoneTransition('next');
      if (!at || at.epochMilliseconds > Date.UTC(2029, 0, 1)) break;
      const local = Math.round(zone.toLocal(at.epochMilliseconds - 1000) / 900_000) * 900_000;
      for (let m = -240; m <= 240; m += 15) check(local + m * 60_000);
    }
    for (let k = 0; k < 20; k++) check(Date.UTC(2026, 0, 1) + k * 50 * 86_400_000 + k * 37 * 60_000);
  }
  return { zones: names.length, compared, wrong };
}
