import { formatInstant } from './instant.js';
import type { ExportQuery } from './export-types.js';
import type { VitalsRoom } from './room.js';
import type { Measure, StoredReading } from './types.js';

const header = ['measure', 'datetime', 'value', 'systolic', 'diastolic', 'unit', 'setting', 'meal', 'site', 'position', 'source', 'note', 'amended', 'id'];

/**
 * A text cell by RFC 4180: quoted where it must be. One that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, a tab or a line break first)
 * gets an apostrophe in front.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function rowOf(reading: StoredReading): string {
  const { values, context } = reading;
  const number = (id: string) => (values[id] === undefined ? '' : String(values[id]));
  const when = reading.dateOnly ? formatInstant(reading).slice(0, 10) : formatInstant(reading);
  const others = Object.keys(values).filter((id) => !['value', 'systolic', 'diastolic'].includes(id));
  const value = number('value') || others.map((id) => `${id} ${values[id]}`).join('; ');
  const texts = [
    reading.unit,
    context.setting,
    context.meal,
    context.site,
    context.position,
    reading.source,
    reading.note,
    reading.amended ? 'yes' : '',
    reading.ref.slice(reading.ref.indexOf('/') + 1),
  ];
  return [csvCell(reading.measure), when, csvCell(value), number('systolic'), number('diastolic'), ...texts.map((text) => csvCell(text ?? ''))].join(',');
}

/** The measures that an export is about. @throws NelumboError `bad-input` for one that is not known */
export const measuresOf = async (room: VitalsRoom, { measures }: ExportQuery): Promise<readonly Measure[]> =>
  measures ? Promise.all(measures.map((id) => room.measure(id))) : room.measures();

/** Readings of a query, measure by measure, oldest first. */
export async function readingsOf(room: VitalsRoom, measure: Measure, { from, to }: ExportQuery): Promise<readonly StoredReading[]> {
  return room.readings(measure, { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
}

/** All readings of a span as a table, each in the unit it was entered in. Lines end with CRLF; a byte order mark tells Excel that it is UTF-8. */
export async function exportCsv(room: VitalsRoom, query: ExportQuery = {}): Promise<string> {
  const lines: string[] = [header.join(',')];
  for (const measure of await measuresOf(room, query)) for (const reading of await readingsOf(room, measure, query)) lines.push(rowOf(reading));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
