const pattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const minute = 60_000;

/** An instant and the wall clock it was read on. */
export interface Instant {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

/** FHIR dateTime with the offset kept: `2026-11-22T07:35:00+08:00`. */
export function formatInstant({ at, offset }: Instant): string {
  const sign = offset < 0 ? '-' : '+';
  const size = Math.abs(offset);
  const zone = `${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return new Date(at + offset * minute).toISOString().replace('.000Z', 'Z').replace('Z', zone);
}

function zoneOf(text: string): number {
  if (text === 'Z') return 0;
  return (text.startsWith('-') ? -1 : 1) * (Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6)));
}

/**
 * Reads a FHIR dateTime. A date alone means its noon, so that it stays on its day in every zone.
 * @param localOffset - minutes east of UTC for a wall clock time without zone, asked with that time taken as UTC
 * @returns `undefined` for anything else, and for days and hours that do not exist (30 February, 25:10)
 */
export function parseInstant(text: string, localOffset: (t: number) => number): Instant | undefined {
  const [, year, month = '01', day = '01', hour, minutes = '00', second = '00', fraction = '', zone] = pattern.exec(text) ?? [];
  if (!year || year === '0000') return undefined; // FHIR R4 begins with 0001
  const wall = `${year}-${month}-${day}T${hour ?? '12'}:${minutes}:${second}`;
  const ms = Date.parse(`${wall}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 19) !== wall) return undefined;
  const offset = zone ? zoneOf(zone) : localOffset(ms);
  return Math.abs(offset) > 14 * 60 ? undefined : { at: ms - offset * minute, offset };
}
