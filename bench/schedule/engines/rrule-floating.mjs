// rrule on floating time, each result moved into the zone afterwards.
import rrule from 'rrule';
import { end, rules, start, two } from '../load.mjs';
import { zone } from '../zone.mjs';
const make = ([y, m, d], hour, minute, rule) => rrule.rrulestr(`DTSTART:${y}${two(m)}${two(d)}T${two(hour)}${two(minute)}00Z\nRRULE:${rule}`);
export default {
  name: 'rrule 2.8.1, floating + own zone step',
  expand: (meds, name) =>
    meds.map((m) =>
      rules(m)
        .flatMap((r) =>
          make(start, r.hour, r.minute, r.rule)
            .between(new Date(Date.UTC(start[0], 0, 1)), new Date(Date.UTC(end[0], 0, 1)), true)
            .map((d) => zone(name).toInstant(+d)),
        )
        .sort((a, b) => a - b),
    ),
  prepare: (meds, name) => meds.map((m) => rules(m).map((r) => ({ r: make(start, r.hour, r.minute, r.rule), z: zone(name) }))),
  next: (all, now) =>
    Math.min(
      ...all.map(({ r, z }) => {
        const d = r.after(new Date(z.toLocal(now)));
        return d ? z.toInstant(+d) : Infinity;
      }),
    ),
  daily: (name, first, hour, minute, count) =>
    make(first, hour, minute, `FREQ=DAILY;COUNT=${count}`)
      .all()
      .map((d) => zone(name).toInstant(+d)),
  everyHours: (name, first, hour, step, count) =>
    make(first, hour, 0, `FREQ=HOURLY;INTERVAL=${step};COUNT=${count}`)
      .all()
      .map((d) => zone(name).toInstant(+d)),
};
