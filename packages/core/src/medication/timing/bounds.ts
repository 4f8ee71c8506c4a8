import { addMonths, dayAfter, dayMs, hourMs, minuteMs, parseMoment, type Moment } from './civil.js';
import { need } from './refusal.js';
import type { Zone } from './zone.js';
import type { Duration, Quantity, TimingRepeat } from '../../fhir/index.js';

/** Where a schedule begins and ends, on the wall and as instants; `until` and `stop` are exclusive. */
export interface Bounds {
  readonly from: number;
  readonly until: number;
  readonly start: number;
  readonly stop: number;
  /** True when the beginning is a date: elapsed time then counts from the first usual time of that day. */
  readonly wholeDay: boolean;
}

/** Units of time by UCUM code, and by the words that resources use. */
const spans: Readonly<Record<string, 's' | 'min' | 'h' | 'd' | 'wk' | 'mo' | 'a'>> = {
  ...{ s: 's', min: 'min', h: 'h', d: 'd', wk: 'wk', mo: 'mo', a: 'a' },
  ...{ second: 's', minute: 'min', hour: 'h', day: 'd', week: 'wk', month: 'mo', year: 'a' },
};

/** The end, exclusive, of a duration that begins at `from`; days and longer count whole civil days. */
function after(from: number, length: Duration | Quantity): number {
  const unit = spans[length.code ?? length.unit?.replace(/(?<=..)s$/, '') ?? ''];
  const value = length.value;
  need(unit !== undefined && value !== undefined && value > 0, 'bounds-format', 'repeat.boundsDuration');
  const short = { s: 1000, min: minuteMs, h: hourMs, d: 0, wk: 0, mo: 0, a: 0 }[unit];
  if (short) return from + value * short;
  const day = Math.floor(from / dayMs);
  const n = value * (unit === 'wk' ? 7 : unit === 'a' ? 12 : 1);
  need(Number.isInteger(n), 'bounds-format', 'repeat.boundsDuration'); // half a day, half a month: till when?
  return (unit === 'd' || unit === 'wk' ? day + n : addMonths(day, n)) * dayMs;
}

/** The wall-clock reading of a moment in the plan's zone. */
const wall = (moment: Moment, zone: Zone): number => (moment.instant === undefined ? moment.local : zone.toLocal(moment.instant));

function read(text: string | undefined, path: string): Moment | undefined {
  if (text === undefined) return undefined;
  const moment = parseMoment(text);
  need(moment !== undefined, 'bounds-format', path);
  return moment;
}

/**
 * Reads the bounds of a repeat; a date includes its whole day, `boundsRange.high` ends.
 * @param start - FHIR date or dateTime of the plan, used where the repeat has no start of its own
 * @throws TimingRefused `bounds-format`, `bounds-reversed`
 */
export function readBounds(repeat: TimingRepeat, start: string, zone: Zone): Bounds {
  const own = read(repeat.boundsPeriod?.start, 'repeat.boundsPeriod.start');
  const begin = own ?? read(start, 'start')!;
  const from = wall(begin, zone);
  const end = read(repeat.boundsPeriod?.end, 'repeat.boundsPeriod.end');
  let until = end === undefined ? Infinity : end.wholeDay ? dayAfter(repeat.boundsPeriod!.end!, end.local / dayMs) * dayMs : wall(end, zone) + 1;
  const length = repeat.boundsDuration ?? repeat.boundsRange?.high;
  if (length) until = after(from, length);
  need(until > from, 'bounds-reversed', 'repeat.boundsPeriod');
  const stop = until === Infinity ? Infinity : end?.instant !== undefined && !length ? end.instant + 1 : zone.toInstant(until);
  return { from, until, start: begin.instant ?? zone.toInstant(from), stop, wholeDay: begin.wholeDay };
}
