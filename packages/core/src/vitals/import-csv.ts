import { NelumboError } from '../i18n/index.js';
import { limitsIn } from './check.js';
import { columnOf } from './csv-columns.js';
import { ordersOf, rowTime, type RowTime } from './csv-dates.js';
import { CsvRows, isSeparated, separatorOf } from './csv-rows.js';
import type { Found, ReaderPlace } from './import-run.js';
import type { CsvColumn, CsvMapping, DateOrder, ImportQuestion } from './import-types.js';
import { parseNumber, parsePair } from './typed-input.js';
import { meals, positions, settings, type Measure, type Reading, type ReadingContext } from './types.js';
import { defaultUnit, unitIn, unitOf } from './units.js';
import { Utf8Reader } from './utf8.js';

/** So many rows are looked at before the first is read, to see how the table is written. */
const sampleRows = 200;
const listed = 20;
/** So many lines may stand above the header: a title, the patient, when it was written. */
const mostAbove = 20;
/** The id of a record of ours. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** How a table is read, and what is not clear about it. */
export interface TablePlan {
  readonly header: readonly string[];
  readonly mapping: Required<Omit<CsvMapping, 'dateOrder'>> & { readonly dateOrder: DateOrder | undefined };
  readonly questions: readonly ImportQuestion[];
  /** The first rows, as text. */
  readonly sample: readonly (readonly string[])[];
}

/** What is left of the sample's rows in which dates are written otherwise than with the year first. */
function dateQuestions(sample: readonly (readonly string[])[], column: number, given: DateOrder | undefined) {
  const orders = sample.map((row) => ordersOf(row[column] ?? ''));
  const foreign = orders.flatMap((order, row) => (order.length && order[0] !== 'ymd' ? [row] : []));
  const yearFirst = orders.some((order) => order[0] === 'ymd');
  const settled = (['dmy', 'mdy'] as const).filter((order) => foreign.every((row) => orders[row]!.includes(order))); // rows of the sample
  const detected = foreign.length && !yearFirst && settled.length === 1 ? settled[0] : undefined;
  const order = given ?? detected ?? (foreign.length ? undefined : 'ymd');
  const questions: ImportQuestion[] = order || !foreign.length ? [] : [{ kind: yearFirst ? 'foreign-date' : 'date-order', rows: foreign.slice(0, listed) }];
  return { order, questions };
}

const has = (columns: readonly CsvColumn[], ...kinds: CsvColumn['kind'][]): boolean => columns.some(({ kind }) => kinds.includes(kind));
const isDated = (columns: readonly CsvColumn[]): boolean => has(columns, 'date', 'datetime');
const isMeasured = (columns: readonly CsvColumn[]): boolean => has(columns, 'value') || (has(columns, 'measure') && has(columns, 'number'));

/** The row that names the columns: the first that names a time and a reading; the very first where none does. */
function headerPlace(rows: readonly string[][], measures: readonly Measure[]): number {
  const place = rows.slice(0, mostAbove).findIndex((row) => {
    const columns = row.map((name) => columnOf(name, measures));
    return isMeasured(columns) && has(columns, 'date', 'datetime', 'time');
  });
  return place < 0 ? Number(rows[0]?.[0]?.startsWith('sep=') ?? false) : place;
}

/**
 * The unit of numbers that came without one: the measure's first, unless their median could hardly be a reading in it and could well be one in another
 * (98 is no temperature in °C, 110 no glucose in mmol/L).
 */
function likelyUnit(measure: Measure, component: string | undefined, cells: readonly string[]): string | undefined {
  const part = measure.components.find((c) => c.id === component) ?? measure.components[0];
  const numbers = cells.flatMap((cell) => (measure.components.length > 1 && !component ? parsePair(cell)?.[0] : parseNumber(cell)) ?? []).sort((a, b) => a - b);
  const middle = numbers[numbers.length >> 1];
  const fits = (unit: string): boolean => {
    const limits = part && limitsIn(measure, part, 'confirm', unit);
    return middle !== undefined && limits !== undefined && middle >= limits[0] && middle <= limits[1];
  };
  const first = defaultUnit(measure).code;
  return middle === undefined || fits(first) ? undefined : measure.units.find(({ code }) => code !== first && fits(code))?.code;
}

/** What the columns hold, by their headers and by what stands under them. */
function columnsOf(header: readonly string[], sample: readonly (readonly string[])[], measures: readonly Measure[]): readonly CsvColumn[] {
  const named = header.map((name) => columnOf(name, measures));
  const long = has(named, 'measure') && has(named, 'number');
  const clock = isDated(named) ? -1 : named.findIndex((c, i) => c.kind === 'time' && sample.some((row) => ordersOf(row[i] ?? '').length)); // `时间` with the day in it
  return named.map((column, i): CsvColumn => {
    if (i === clock) return { kind: 'datetime' };
    if (!long && (column.kind === 'measure' || column.kind === 'number')) return { kind: 'ignore' };
    const measure = column.kind === 'value' && !column.unit && !has(named, 'unit') ? measures.find((m) => m.id === column.measure) : undefined;
    if (!measure || column.kind !== 'value') return column;
    const unit = likelyUnit(measure, column.component, sample.map((row) => row[i] ?? '')); // prettier-ignore
    return unit ? { ...column, unit } : column;
  });
}

function planOf(rows: readonly string[][], separator: CsvMapping['separator'] & string, given: CsvMapping, measures: readonly Measure[]): TablePlan {
  const [header = [], ...sample] = rows.slice(headerPlace(rows, measures));
  const columns = given.columns ?? columnsOf(header, sample, measures);
  const dated = columns.findIndex((c) => c.kind === 'date' || c.kind === 'datetime');
  const values = columns.flatMap((c, i) => (c.kind === 'value' ? [i] : []));
  const comma = sample.some((row) => values.some((i) => /^\d+,\d{1,2}$/.test(row[i] ?? '')));
  const { order, questions } = dateQuestions(sample, dated, given.dateOrder);
  return { header, sample, questions, mapping: { separator, decimal: given.decimal ?? (comma ? ',' : '.'), dateOrder: order, columns } };
}

const cellOf = (row: readonly string[], columns: readonly CsvColumn[], kind: CsvColumn['kind']): string =>
  (row[columns.findIndex((c) => c.kind === kind)] ?? '').trim();

const foreignWords: Readonly<Record<string, string>> = {
  家庭: 'home', 在家: 'home', 诊室: 'clinic', 医院: 'clinic', 空腹: 'fasting', 餐前: 'before', 餐后: 'after', 睡前: 'bedtime', 随机: 'random', 坐位: 'sitting', 立位: 'standing', 卧位: 'lying',
}; // prettier-ignore

/** One of our words, in English or Chinese. */
const oneOf = <T extends string>(list: readonly T[], cell: string): T | undefined => {
  const word = cell.trim().toLowerCase();
  return list.find((one) => one === (foreignWords[word] ?? word));
};

function contextOf(row: readonly string[], columns: readonly CsvColumn[]): ReadingContext {
  const [setting, meal, position] = [
    oneOf(settings, cellOf(row, columns, 'setting')),
    oneOf(meals, cellOf(row, columns, 'meal')),
    oneOf(positions, cellOf(row, columns, 'position')),
  ];
  const site = unquoted(cellOf(row, columns, 'site'));
  return { ...(setting ? { setting } : {}), ...(meal ? { meal } : {}), ...(position ? { position } : {}), ...(site ? { site } : {}) };
}

/** A number as this table writes it; thousands only where whole numbers are counted. */
function numberIn(cell: string, decimal: string, step: number): number {
  const grouped = step >= 1 && (decimal === '.' ? /^\d{1,3}(,\d{3})+$/ : /^\d{1,3}(\.\d{3})+$/).test(cell.trim());
  return parseNumber(grouped ? cell.replace(/[.,]/g, '') : cell) ?? NaN;
}

interface Cell {
  readonly column: Extract<CsvColumn, { kind: 'value' }>;
  readonly text: string;
}

/** A number with its unit, or a mark of a laboratory, behind it: `6.2 mmol/L`, `36.5℃`, `7.8↑`. A tail that is neither belongs to the number, which then is none. */
function withUnit(measure: Measure, text: string): { readonly text: string; readonly unit?: string } {
  const [, number = '', tail = ''] = /^([\d.,，。:：/／\s-]*\d)\s*([^\d\s].*)$/s.exec(text) ?? [];
  if (/^[↑↓*]$/.test(tail)) return { text: number };
  const unit = tail ? unitIn(measure, tail) : undefined;
  return unit ? { text: number, unit } : { text };
}

/** `upper 12; lower 8`, as our export writes a host's measure of several numbers. */
function namedValues(measure: Measure, text: string): Record<string, number> | undefined {
  const parts = text.split(';').map((part) => /^\s*(\S+)\s+([\d.]+)\s*$/.exec(part));
  const values = Object.fromEntries(parts.flatMap((part) => (part ? [[part[1]!, Number(part[2])] as const] : []))); // both groups match
  return parts.length > 1 && measure.components.every(({ id }) => values[id] !== undefined) ? values : undefined;
}

/** The values of one measure in a row, and the unit where a cell said it; those of a pressure may stand in one cell. */
function valuesOf(measure: Measure, cells: readonly Cell[], decimal: string): { readonly values: Record<string, number>; readonly unit?: string } {
  let values: Record<string, number> = {};
  let unit: string | undefined;
  for (const { column, text: whole } of cells) {
    const { text, unit: own } = withUnit(measure, whole);
    unit ??= own ?? column.unit;
    const pair = !column.component && measure.components.length === 2 ? parsePair(text) : undefined;
    const named = !column.component && measure.components.length > 1 ? namedValues(measure, text) : undefined;
    if (named) values = { ...values, ...named };
    else if (pair)
      measure.components.forEach((c, i) => (values[c.id] = pair[i]!)); // two of each
    else values[column.component ?? measure.components[0]!.id] = numberIn(text, decimal, unitOf(measure, unit ?? '')?.step ?? measure.units[0]!.step); // the reader refuses a measure without components or units
  }
  return { values, ...(unit ? { unit } : {}) };
}

/** What a row measured: the words under `measure` are read as a header would be. */
function namedIn(row: readonly string[], columns: readonly CsvColumn[], measures: readonly Measure[]): Cell['column'] | undefined {
  const word = cellOf(row, columns, 'measure');
  if (!word) return undefined;
  const own = measures.find((m) => m.id === word);
  const column = own ? ({ kind: 'value', measure: own.id } as const) : columnOf(word, measures);
  return column.kind === 'value' ? column : undefined;
}

/** The cells of a row that hold numbers, those of one measure and meal together. */
function groupsOf(row: readonly string[], columns: readonly CsvColumn[], named: Cell['column'] | undefined): Iterable<readonly Cell[]> {
  const groups = new Map<string, Cell[]>();
  columns.forEach((held, i) => {
    const text = (row[i] ?? '').trim();
    const column = held.kind === 'number' ? named : held;
    if (column?.kind !== 'value' || !text) return;
    const key = `${column.measure}|${column.meal ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), { column, text }]);
  });
  return groups.values();
}

/** The unit under `unit`, where it is one of the measure's; in a row of one measure whatever stands there, so that a foreign one is refused. */
function unitInRow(measure: Measure, row: readonly string[], columns: readonly CsvColumn[], alone: boolean): string | undefined {
  const cell = cellOf(row, columns, 'unit');
  return cell ? (unitIn(measure, cell) ?? (alone ? cell : undefined)) : undefined;
}

/** The readings of one row. */
function* readRow(index: number, row: readonly string[], plan: TablePlan, place: ReaderPlace): Generator<Found> {
  const { columns, decimal, dateOrder } = plan.mapping;
  const [date, time] = [cellOf(row, columns, 'date') || cellOf(row, columns, 'datetime'), cellOf(row, columns, 'time')];
  const when: RowTime = rowTime(date, time, dateOrder, place.offsetAt);
  const groups = [...groupsOf(row, columns, namedIn(row, columns, place.measures))];
  const context = contextOf(row, columns);
  const [source, note, id] = [cellOf(row, columns, 'source'), unquoted(cellOf(row, columns, 'note')), cellOf(row, columns, 'id')];
  for (const cells of groups) {
    const { column } = cells[0]!; // no group is empty
    const measure = place.measures.find((m) => m.id === column.measure);
    if (!measure) continue;
    if (typeof when === 'string') {
      yield { index, measure: measure.id, reason: when };
      continue;
    }
    const { values, unit: said } = valuesOf(measure, cells, decimal);
    const unit = said ?? unitInRow(measure, row, columns, groups.length === 1);
    const reading: Reading = {
      measure: measure.id,
      values,
      ...when,
      ...(unit ? { unit } : {}),
      context: { ...context, ...(column.meal ? { meal: column.meal } : {}) },
      source: place.options.source ?? (source.startsWith('urn:') ? source : `urn:nelumbo:source:csv${source ? `:${encodeURIComponent(source)}` : ''}`),
      ...(note ? { note } : {}),
    };
    yield { index, reading, ...(groups.length === 1 && uuid.test(id) ? { id } : {}) };
  }
}

/** Without the apostrophe that our export puts before what a spreadsheet would take for a formula. */
const unquoted = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '');

const isEmpty = (row: readonly string[]): boolean => row.every((cell) => !cell.trim());

/** Reads rows until there are enough to see how the table is written. */
class Opening {
  readonly rows: string[][] = [];
  #text = '';
  #parser: CsvRows | undefined;
  separator: ',' | ';' | '\t' | '|' = ',';

  constructor(private readonly given: CsvMapping) {}

  /** @returns the parser once there is a header row */
  feed(text: string): CsvRows | undefined {
    this.#text += this.#text ? text : text.replace(/^\uFEFF/, '');
    if (this.#parser || !/[\r\n]/.test(this.#text)) return this.#parser;
    const lines = this.#lines().slice(0, -1); // the last one may go on
    return this.given.separator || lines.some(isSeparated) || lines.length > mostAbove ? this.#open() : undefined;
  }

  #lines(): string[] {
    return this.#text.split(/\r\n|[\r\n]/, mostAbove + 2);
  }

  open(): CsvRows {
    return this.#parser ?? this.#open();
  }

  #open(): CsvRows {
    this.separator = this.given.separator ?? separatorOf(this.#lines().find(isSeparated) ?? '');
    this.#parser = new CsvRows(this.separator);
    this.rows.push(...this.#parser.read(this.#text));
    return this.#parser;
  }
}

/**
 * Readings of a table with a header row, in pieces of any length. Separator, decimal comma and columns are detected unless they are given; a day that
 * could be read in two ways is asked about, never guessed.
 * @param onPlan - told once, before the first reading
 * @throws NelumboError `unsupported` when no column with a date and none with a measure is found
 */
export async function* readCsv(chunks: AsyncIterable<string | Uint8Array>, place: ReaderPlace, onPlan?: (plan: TablePlan) => void): AsyncGenerator<Found> {
  const given = place.options.csv ?? {};
  const [utf8, opening] = [new Utf8Reader(), new Opening(given)];
  let parser: CsvRows | undefined;
  let plan: TablePlan | undefined;
  let [index, ignored] = [0, 0];
  function* take(rows: readonly string[][]): Generator<Found> {
    for (const row of rows) {
      if (isEmpty(row)) ignored++;
      else yield* readRow(index, row, plan!, place); // only called with a plan
      index++;
      place.looked(index, ignored);
    }
  }
  const begin = (): readonly string[][] => {
    plan = planOf(opening.rows, opening.separator, given, place.measures);
    const { columns } = plan.mapping;
    const missing = !isMeasured(columns) || !isDated(columns);
    if (missing && onPlan && plan.header.length > 1) {
      onPlan({ ...plan, sample: plan.sample.slice(0, listed), questions: [{ kind: 'columns', rows: [] }] });
      plan = { ...plan, mapping: { ...plan.mapping, columns: [] } }; // a preview shows the table; there is nothing to read in it yet
      return [];
    }
    if (missing) throw new NelumboError('unsupported', 'No column with a date and none with a measure was found. Say what the columns hold.');
    onPlan?.({ ...plan, sample: plan.sample.slice(0, listed) });
    return opening.rows.slice(headerPlace(opening.rows, place.measures) + 1);
  };
  for await (const chunk of chunks) {
    place.read(chunk.length);
    const text = utf8.read(chunk);
    if (plan && parser) yield* take([...parser.read(text)]);
    else {
      const was = parser;
      parser = opening.feed(text);
      if (was) opening.rows.push(...was.read(text));
      if (opening.rows.length > sampleRows) yield* take(begin());
    }
  }
  parser ??= opening.open();
  opening.rows.push(...(plan ? [] : [...parser.read(utf8.end()), ...parser.end()]));
  yield* take(plan ? [...parser.read(utf8.end()), ...parser.end()] : begin());
  if (parser.unfinished) place.truncated();
}
