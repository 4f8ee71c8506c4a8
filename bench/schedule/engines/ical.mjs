// ical.js on floating time, each result moved into the zone afterwards.
import ICAL from 'ical.js';
import { end, rules, start } from '../load.mjs';
import { zone } from '../zone.mjs';
const utc = (t) => Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, t.second);
const walk = ([year, month, day], hour, minute, rule) => ICAL.Recur.fromString(rule).iterator(new ICAL.Time({ year, month, day, hour, minute, second: 0 }));
function take(first, hour, minute, rule, name) {
  const out = [],
    it = walk(first, hour, minute, rule);
  for (let t = it.next(); t; t = it.next()) out.push(zone(name).toInstant(utc(t)));
  return out;
}
export default {
  name: 'ical.js 2.2.1, floating + own zone step',
  expand: (meds, name) =>
    meds.map((m) =>
      rules(m)
        .flatMap((r) => {
          const out = [],
            it = walk(start, r.hour, r.minute, r.rule),
            z = zone(name);
          for (let t = it.next(); t && t.year < end[0]; t = it.next()) out.push(z.toInstant(utc(t)));
          return out;
        })
        .sort((a, b) => a - b),
    ),
  prepare: (meds, name) => meds.map((m) => rules(m).map((r) => ({ r, z: zone(name) }))),
  next: (all, now) =>
    Math.min(
      ...all.map(({ r, z }) => {
        const local = z.toLocal(now),
          it = walk(start, r.hour, r.minute, r.rule);
        for (let t = it.next(); t; t = it.next()) if (utc(t) > local) return z.toInstant(utc(t));
        return Infinity;
      }),
    ),
  daily: (name, first, hour, minute, count) => take(first, hour, minute, `FREQ=DAILY;COUNT=${count}`, name),
  everyHours: (name, first, hour, step, count) => take(first, hour, 0, `FREQ=HOURLY;INTERVAL=${step};COUNT=${count}`, name),
};
