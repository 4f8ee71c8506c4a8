// A plain loop over civil days with a Temporal implementation.
import { end, start } from '../load.mjs';
export function temporalLoop(T, name) {
  const date = ([year, month, day]) => T.PlainDate.from({ year, month, day });
  return {
    name,
    expand: (meds, zone) =>
      meds.map((m) => {
        const out = [],
          last = date(end);
        if (m.kind === 'hours') {
          let z = date(start).toZonedDateTime({ timeZone: zone, plainTime: { hour: m.times[0][0] } });
          const limit = last.toZonedDateTime(zone).epochMilliseconds;
          while (z.epochMilliseconds < limit) {
            out.push(z.epochMilliseconds);
            z = z.add({ hours: m.every });
          }
          return out;
        }
        for (let d = date(start); T.PlainDate.compare(d, last) < 0; d = d.add({ days: m.every ?? 1 })) {
          if (m.kind === 'weekly' && !m.days.includes(d.dayOfWeek % 7)) continue;
          for (const [hour, minute] of m.times) out.push(d.toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } }).epochMilliseconds);
        }
        return out;
      }),
    prepare: (meds, zone) => meds.map((m) => ({ m, zone })),
    next({ m, zone }, now) {
      const base = date(start);
      if (m.kind === 'hours') {
        const first = base.toZonedDateTime({ timeZone: zone, plainTime: { hour: m.times[0][0] } }).epochMilliseconds,
          step = m.every * 3_600_000;
        return first + Math.max(0, Math.floor((now - first) / step) + 1) * step;
      }
      let d = T.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
      for (let i = 0; i < 40; i++, d = d.add({ days: 1 })) {
        if (m.kind === 'weekly' ? !m.days.includes(d.dayOfWeek % 7) : base.until(d).days % m.every) continue;
        for (const [hour, minute] of m.times) {
          const t = d.toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } }).epochMilliseconds;
          if (t > now) return t;
        }
      }
    },
    daily: (zone, first, hour, minute, count) =>
      Array.from({ length: count }, (_, i) => date(first).add({ days: i }).toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } }).epochMilliseconds),
    everyHours(zone, first, hour, step, count) {
      const z = date(first).toZonedDateTime({ timeZone: zone, plainTime: { hour } });
      return Array.from({ length: count }, (_, i) => z.add({ hours: i * step }).epochMilliseconds);
    },
  };
}
