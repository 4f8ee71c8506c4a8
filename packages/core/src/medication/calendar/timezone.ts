import { localStamp, offsetStamp } from './lines.js';
import { dayMs } from '../timing/civil.js';
import type { Zone } from '../timing/zone.js';

/** Years of offset changes that an exported zone holds; calendars that know the zone by name go on from there. */
const years = 6;

/** The VTIMEZONE of a zone, every offset change written out: rules of daylight saving are politics and not derived. */
export function timezone(name: string, zone: Zone, now: number): string[] {
  const from = now - 366 * dayMs;
  const changes = zone.changes(from, now + years * 366 * dayMs);
  const base = zone.toLocal(from) - from;
  const least = Math.min(base, ...changes.map((c) => c.after));
  const rows = [{ at: Date.UTC(1970, 0, 1) - base, before: base, after: base }, ...changes];
  const observances = rows.flatMap(({ at, before, after }) => {
    const kind = after > least ? 'DAYLIGHT' : 'STANDARD';
    return [`BEGIN:${kind}`, `DTSTART:${localStamp(at + before)}`, `TZOFFSETFROM:${offsetStamp(before)}`, `TZOFFSETTO:${offsetStamp(after)}`, `END:${kind}`];
  });
  return ['BEGIN:VTIMEZONE', `TZID:${name}`, ...observances, 'END:VTIMEZONE'];
}
