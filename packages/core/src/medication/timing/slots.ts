import { minuteMs, parseTime } from './civil.js';
import { need } from './refusal.js';
import type { TimingRepeat } from '../../fhir/index.js';
import type { Anchors } from '../content.js';
import type { Slot } from './schedule.js';

/** Codes that mean three meals. */
const meals: Readonly<Record<string, readonly string[]>> = {
  C: ['CM', 'CD', 'CV'],
  AC: ['ACM', 'ACD', 'ACV'],
  PC: ['PCM', 'PCD', 'PCV'],
};

/**
 * Wall-clock time of a single `when` code. An offset replaces the meal's usual distance; its direction comes from the code, else it is
 * after. HS is "prior to beginning a regular period of extended sleep" (v3 TimingEvent): its offset goes before.
 */
function whenSlot(code: string, offset: number | undefined, anchors: Anchors): Slot {
  const meal = /^([AP])C([MDV])$/.exec(code);
  const anchor = anchors.anchors[meal ? `C${meal[2]!}` : code];
  const at = anchor === undefined ? undefined : parseTime(anchor);
  need(at !== undefined, 'unknown-when', 'repeat.when');
  const distance = offset ?? (meal ? anchors.mealOffsetMinutes : 0);
  const minutes = meal?.[1] === 'A' || code === 'HS' ? -distance : distance;
  return { name: code, ms: at + minutes * minuteMs, when: code };
}

function timeSlot(text: string): Slot {
  const ms = parseTime(text);
  need(ms !== undefined, 'time-format', 'repeat.timeOfDay');
  return { name: text.slice(0, 5).replace(':', ''), ms };
}

/** The slots of n doses a day, at the usual times. */
export function usualSlots(perDay: number, anchors: Anchors): Slot[] {
  const times = anchors.perDay[perDay];
  need(times !== undefined, 'no-usual-times', 'repeat.frequency');
  return times.map((time, i) => ({ ...timeSlot(time), name: String(i + 1) }));
}

/**
 * The slots that `when` or `timeOfDay` name, by time, each once; empty when they name none.
 * @throws TimingRefused `tim-9`, `tim-10`, `unknown-when`, `time-format`
 */
export function namedSlots(repeat: TimingRepeat, anchors: Anchors): Slot[] {
  const when = (repeat.when ?? []).flatMap((code) => meals[code] ?? [code]);
  const times = repeat.timeOfDay ?? [];
  need(when.length === 0 || times.length === 0, 'tim-10', 'repeat.timeOfDay');
  const offset = repeat.offset || undefined; // 0 says nothing
  need(offset === undefined || (when.length > 0 && !(repeat.when ?? []).some((code) => /^C[MDV]?$/.test(code))), 'tim-9', 'repeat.offset');
  const slots = [...when.map((code) => whenSlot(code, repeat.offset, anchors)), ...times.map(timeSlot)];
  const unique = [...new Map(slots.map((slot) => [slot.name, slot])).values()];
  return unique.sort((a, b) => a.ms - b.ms);
}
