// Nelumbo's engine in the shape that the harness asks for; bundled by run.mjs.
import { compile } from '../../packages/core/src/medication/timing/compile.ts';
import { expand, next } from '../../packages/core/src/medication/timing/schedule.ts';
import { Zone } from '../../packages/core/src/medication/timing/zone.ts';
import schedule from '../../packages/content/src/medication/schedule.ts';

const two = (n) => String(n).padStart(2, '0');
const date = ([y, m, d]) => `${y}-${two(m)}-${two(d)}`;
const dayCodes = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Offsets as the browser's clock port reads them. */
export function zoneOf(name) {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const offset = (t) => {
    const text = format.formatToParts(t).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const [, sign, h, min, s = 0] = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(text) ?? [];
    return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(min) + Number(s) / 60);
  };
  return new Zone({ offset });
}

function scheduleOf(repeat, start, zone) {
  const compiled = compile({ repeat }, { zone, anchors: schedule, start });
  if (!compiled.ok) throw new Error(compiled.error.rule);
  return compiled.value;
}

function compiled(m, zone) {
  const times = m.times.map(([h, min]) => `${two(h)}:${two(min)}:00`);
  if (m.kind === 'hours') {
    const local = Date.UTC(2026, 0, 1, m.times[0][0]);
    return scheduleOf({ frequency: 1, period: m.every, periodUnit: 'h' }, new Date(zone.toInstant(local)).toISOString(), zone);
  }
  if (m.kind === 'weekly') return scheduleOf({ dayOfWeek: m.days.map((d) => dayCodes[d]), timeOfDay: times }, '2026-01-01', zone);
  return scheduleOf({ frequency: times.length, period: m.every, periodUnit: 'd', timeOfDay: times }, '2026-01-01', zone);
}

const kept = new Map();
const take = (s, zone, count) =>
  expand(s, zone, s.start, s.start + 400 * 86_400_000)
    .slice(0, count)
    .map((o) => o.at);

export default {
  name: 'nelumbo',
  // The zone table and compiling are part of the price.
  expand(meds, name) {
    const zone = zoneOf(name);
    const [from, to] = [zone.toInstant(Date.UTC(2026, 0, 1)), zone.toInstant(Date.UTC(2031, 0, 1))];
    return meds.map((m) => expand(compiled(m, zone), zone, from, to).map((o) => o.at));
  },
  prepare(meds, name) {
    const zone = kept.get(name) ?? zoneOf(name); // a client keeps its zone
    kept.set(name, zone);
    return meds.map((m) => ({ s: compiled(m, zone), zone }));
  },
  next: ({ s, zone }, now) => next(s, zone, now + 1)?.at,
  daily: (name, first, hour, minute, count) => {
    const zone = zoneOf(name);
    return take(scheduleOf({ timeOfDay: [`${two(hour)}:${two(minute)}:00`] }, date(first), zone), zone, count);
  },
  everyHours: (name, first, hour, step, count) => {
    const zone = zoneOf(name);
    const start = new Date(zone.toInstant(Date.UTC(first[0], first[1] - 1, first[2], hour))).toISOString();
    return take(scheduleOf({ frequency: 1, period: step, periodUnit: 'h' }, start, zone), zone, count);
  },
};
