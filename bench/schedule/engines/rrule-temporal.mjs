import { RRuleTemporal } from 'rrule-temporal';
import { end, rules, start, two } from '../load.mjs';
const make = (zone, [y, m, d], hour, minute, rule) =>
  new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${y}${two(m)}${two(d)}T${two(hour)}${two(minute)}00\nRRULE:${rule}` });
const prepare = (meds, zone) => meds.map((m) => rules(m).map((r) => make(zone, start, r.hour, r.minute, r.rule)));
export default {
  name: 'rrule-temporal 2.2.7',
  expand: (meds, zone) =>
    prepare(meds, zone).map((all) =>
      all
        .flatMap((r) => r.between(new Date(Date.UTC(start[0] - 1, 11, 30)), new Date(Date.UTC(end[0], 0, 2)), true).map((d) => d.epochMilliseconds))
        .sort((a, b) => a - b),
    ),
  prepare,
  next: (all, now) => Math.min(...all.map((r) => r.next(new Date(now))?.epochMilliseconds ?? Infinity)),
  daily: (zone, first, hour, minute, count) =>
    make(zone, first, hour, minute, `FREQ=DAILY;COUNT=${count}`)
      .all()
      .map((d) => d.epochMilliseconds),
  everyHours: (zone, first, hour, step, count) =>
    make(zone, first, hour, 0, `FREQ=HOURLY;INTERVAL=${step};COUNT=${count}`)
      .all()
      .map((d) => d.epochMilliseconds),
};
