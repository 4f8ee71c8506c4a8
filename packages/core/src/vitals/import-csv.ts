import { NelumboError } from '../i18n/index.js';
import { columnOf } from './csv-columns.js';
import { ordersOf, rowTime, type RowTime } from './csv-dates.js';
import { CsvRows, separatorOf } from './csv-rows.js';
import type { Found, ReaderPlace } from './import-run.js';
import type { CsvColumn, CsvMapping, DateOrder, ImportQuestion } from './import-types.js';
import { parseNumber, parsePair } from './typed-input.js';
import { meals, positions, settings, type Measure, type Reading, type ReadingContext } from './types.js';
import { unitOf } from './units.js';
import { Utf8Reader } from './utf8.js';

/** So many rows are looked at before the first is read, to see how the table is written. */
const sampleRows = 200;
const listed = 20;

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

function planOf(rows: readonly string[][], separator: CsvMapping['separator'] & string, given: CsvMapping, measures: readonly Measure[]): TablePlan {
  const [header = [], ...sample] = rows;
  const columns = given.columns ?? header.map((name) => columnOf(name, measures));
  const dated = columns.findIndex((c) => c.kind === 'date' || c.kind === 'datetime');
  const values = columns.flatMap((c, i) => (c.kind === 'value' ? [i] : []));
  const comma = sample.some((row) => values.some((i) => /^\d+,\d{1,2}$/.test(row[i] ?? '')));
  const { order, questions } = dateQuestions(sample, dated, given.dateOrder);
  return { header, mapping: { separator, decimal: given.decimal ?? (comma ? ',' : '.'), dateOrder: order, columns }, questions, sample };
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
  const site = cellOf(row, columns, 'site');
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

/** The values of one measure in a row; those of a pressure may stand in one cell. `undefined` when there is nothing. */
function valuesOf(measure: Measure, cells: readonly Cell[], decimal: string): Record<string, number> | undefined {
  if (!cells.length) return undefined;
  const values: Record<string, number> = {};
  for (const { column, text } of cells) {
    const pair = !column.component && measure.components.length === 2 ? parsePair(text) : undefined;
    if (pair)
      measure.components.forEach((c, i) => (values[c.id] = pair[i]!)); // two of each
    else values[column.component ?? measure.components[0]!.id] = numberIn(text, decimal, unitOf(measure, column.unit ?? '')?.step ?? measure.units[0]!.step); // the reader refuses a measure without components or units
  }
  return values;
}

/** The readings of one row. */
function* readRow(index: number, row: readonly string[], plan: TablePlan, place: ReaderPlace): Generator<Found> {
  const { columns, decimal, dateOrder } = plan.mapping;
  const [date, time] = [cellOf(row, columns, 'date') || cellOf(row, columns, 'datetime'), cellOf(row, columns, 'time')];
  const when: RowTime = rowTime(date, time, dateOrder, place.offsetAt);
  const groups = new Map<string, Cell[]>();
  columns.forEach((column, i) => {
    const text = (row[i] ?? '').trim();
    if (column.kind !== 'value' || !text) return;
    const key = `${column.measure}|${column.meal ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), { column, text }]);
  });
  const context = contextOf(row, columns);
  const [source, note] = [cellOf(row, columns, 'source'), cellOf(row, columns, 'note')];
  for (const cells of groups.values()) {
    const { column } = cells[0]!; // no group is empty
    const measure = place.measures.find((m) => m.id === column.measure);
    const values = measure && valuesOf(measure, cells, decimal);
    if (!measure || !values) continue;
    if (typeof when === 'string') {
      yield { index, measure: measure.id, reason: when };
      continue;
    }
    const unit = cells.find((c) => c.column.unit)?.column.unit;
    const reading: Reading = {
      measure: measure.id,
      values,
      ...when,
      ...(unit ? { unit } : {}),
      context: { ...context, ...(column.meal ? { meal: column.meal } : {}) },
      source: place.options.source ?? (source.startsWith('urn:') ? source : `urn:nelumbo:source:csv${source ? `:${encodeURIComponent(source)}` : ''}`),
      ...(note ? { note } : {}),
    };
    yield { index, reading };
  }
}

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
    return this.#parser ?? (/[\r\n]/.test(this.#text) ? this.#open() : undefined);
  }

  open(): CsvRows {
    return this.#parser ?? this.#open();
  }

  #open(): CsvRows {
    this.separator = this.given.separator ?? separatorOf(this.#text.split(/[\r\n]/, 1)[0] ?? '');
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
    const missing = !columns.some((c) => c.kind === 'value') || !columns.some((c) => c.kind === 'date' || c.kind === 'datetime');
    if (missing && onPlan && plan.header.length > 1) {
      onPlan({ ...plan, sample: plan.sample.slice(0, listed), questions: [{ kind: 'columns', rows: [] }] });
      plan = { ...plan, mapping: { ...plan.mapping, columns: [] } }; // a preview shows the table; there is nothing to read in it yet
      return [];
    }
    if (missing) throw new NelumboError('unsupported', 'No column with a date and none with a measure was found. Say what the columns hold.');
    onPlan?.({ ...plan, sample: plan.sample.slice(0, listed) });
    return opening.rows.slice(1);
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
