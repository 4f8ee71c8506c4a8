import type { CodeableConcept, Column, Columns, Observation, Quantity } from '../../fhir/index.js';
import type { Clock } from '../../platform.js';
import { codingsOf, timeText } from '../clinical.js';
import type { RecordState } from '../schema.js';
import { isRetracted } from '../stamp.js';
import { packFrame, unpackFrame } from './frame.js';

/** The numbers of some records, in their order. */
export interface Numbers {
  readonly t: Float64Array;
  readonly offset: Int16Array;
  readonly flags: Uint8Array;
  /** Two hashes of each ref: which record a number is of. */
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** Every different list of codings, as JSON, and which of them each record carries. */
  readonly codings: readonly string[];
  readonly carried: Uint16Array;
  readonly columns: readonly Column[];
}

/** Two 32-bit hashes of a ref. Inside sealed values only, so that they need no key. */
export function hashOf(ref: string): readonly [low: number, high: number] {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < ref.length; i++) {
    const c = ref.charCodeAt(i);
    a = Math.imul(a ^ c, 0x9e3779b1);
    b = Math.imul(b ^ c, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return [a >>> 0, b >>> 0];
}

const zone = /T.*([+-])(\d\d):(\d\d)$/;

/** Minutes east of UTC in which a record tells its time. */
function offsetOf({ body, time }: RecordState, clock: Clock): number {
  const text = body ? timeText(body) : undefined;
  if (text === undefined) return clock.offset(time);
  if (text.endsWith('Z')) return 0;
  const [, sign, h, min] = zone.exec(text) ?? [];
  if (sign) return (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(min));
  // A bare date began at the device's midnight of where it was saved.
  return text.includes('T') ? clock.offset(time) : Math.round((Date.parse(text) - time) / 60_000);
}

const nameOf = (concept: CodeableConcept | undefined): string => concept?.coding?.[0]?.code ?? concept?.text ?? '';

/** Of one record: `component\nunit` and number. */
function numbersOf(observation: Observation): (readonly [name: string, value: number])[] {
  const part = (name: string, quantity: Quantity | undefined) =>
    typeof quantity?.value === 'number' ? [[`${name}\n${quantity.code ?? quantity.unit ?? ''}`, quantity.value] as const] : [];
  const parts = Array.isArray(observation.component) ? observation.component : [];
  return [...part('', observation.valueQuantity), ...parts.flatMap((one) => part(nameOf(one?.code), one?.valueQuantity))];
}

const flagsOf = ({ status, device }: Observation): number => (status === 'registered' || status === 'preliminary' ? 1 : 0) + (device ? 2 : 0);

/** A record and what is asked of it more than once. */
export interface Fact {
  readonly state: RecordState;
  readonly hash: readonly [low: number, high: number];
  /** Its codings as JSON. */
  readonly codings: string;
}

const none: readonly never[] = [];

export const factOf = (state: RecordState): Fact => ({ state, hash: hashOf(state.ref), codings: JSON.stringify(state.body ? codingsOf(state.body) : none) });

/** Whether a record counts among the numbers. */
const counts = ({ body }: RecordState): boolean => body?.resourceType === 'Observation' && !isRetracted(body);

/** The civil day of a record that may have numbers. */
export const civilDay = (state: RecordState, clock: Clock): number | undefined =>
  counts(state) ? Math.floor((state.time + offsetOf(state, clock) * 60_000) / 86_400_000) : undefined;

/** The numbers of those records that have any. */
export function numbers(facts: readonly Fact[], clock: Clock): Numbers {
  const found = facts.flatMap((fact) => {
    const values = counts(fact.state) ? numbersOf(fact.state.body as unknown as Observation) : []; // counts() has seen its type; every element is looked at before use
    return values.length ? [{ ...fact, values }] : [];
  });
  const n = found.length;
  const columns = new Map<string, Float64Array>();
  const codings = new Map<string, number>();
  const carried = new Uint16Array(n);
  const made = { t: new Float64Array(n), offset: new Int16Array(n), flags: new Uint8Array(n), low: new Uint32Array(n), high: new Uint32Array(n) };
  found.forEach(({ state, hash, codings: list, values }, i) => {
    made.t[i] = state.time;
    made.offset[i] = offsetOf(state, clock);
    made.flags[i] = flagsOf(state.body as unknown as Observation); // looked at above
    [made.low[i], made.high[i]] = hash;
    if (!codings.has(list)) codings.set(list, codings.size);
    carried[i] = codings.get(list)!; // set just now
    for (const [name, value] of values) {
      let column = columns.get(name);
      if (!column) columns.set(name, (column = new Float64Array(n).fill(NaN)));
      column[i] = value;
    }
  });
  return { ...made, codings: [...codings.keys()], carried, columns: columnsOf(columns) };
}

/** Named columns as {@link Column}s. */
export const columnsOf = (columns: ReadonlyMap<string, Float64Array>): Column[] =>
  [...columns].map(([name, values]) => {
    const [component = '', unit = ''] = name.split('\n');
    return { component, unit, values };
  });

interface Header {
  readonly columns: readonly (readonly [component: string, unit: string])[];
  readonly codings: readonly string[];
}

export function packNumbers({ t, offset, flags, low, high, codings, carried, columns }: Numbers): Uint8Array {
  const header: Header = { columns: columns.map(({ component, unit }) => [component, unit]), codings };
  return packFrame(header, [t, offset, flags, low, high, carried, ...columns.map(({ values }) => values)]);
}

export function unpackNumbers(bytes: Uint8Array): Numbers {
  const { header, columns } = unpackFrame<Header>(bytes);
  const [t, offset, flags, low, high, carried, ...values] = columns as [Float64Array, Float64Array, Float64Array, Uint32Array, Uint32Array, ...Float64Array[]]; // as packed
  return {
    ...{ t, low, high, offset: Int16Array.from(offset), flags: Uint8Array.from(flags), carried: Uint16Array.from(carried!), codings: header.codings },
    columns: header.columns.map(([component, unit], i) => ({ component, unit, values: values[i]! })), // as many as names
  };
}

/** The kept rows of several tables as one, ascending in time. */
export function joinNumbers(parts: readonly Numbers[], keep: (part: Numbers, i: number) => boolean): Columns {
  const kept = parts.map((part) => {
    const rows: number[] = [];
    for (let i = 0; i < part.t.length; i++) if (keep(part, i)) rows.push(i);
    return rows;
  });
  const n = kept.reduce((sum, { length }) => sum + length, 0);
  const out = { t: new Float64Array(n), offset: new Int16Array(n), flags: new Uint8Array(n) };
  const columns = new Map<string, Float64Array>();
  let at = 0;
  parts.forEach((part, p) => {
    const rows = kept[p]!; // one list for each part
    for (const name of ['t', 'offset', 'flags'] as const) for (let i = 0; i < rows.length; i++) out[name][at + i] = part[name][rows[i]!]!;
    for (const { component, unit, values } of rows.length ? part.columns : []) {
      const name = `${component}\n${unit}`;
      const column = columns.get(name) ?? new Float64Array(n).fill(NaN);
      columns.set(name, column);
      for (let i = 0; i < rows.length; i++) column[at + i] = values[rows[i]!]!;
    }
    at += rows.length;
  });
  const filled = [...columns].filter(([, values]) => !values.every(Number.isNaN));
  return inOrder({ ...out, columns: columnsOf(new Map(filled)) });
}

// Blocks follow each other in time: a sort is needed only where the tail or several codes come between.
function inOrder(given: Columns): Columns {
  let sorted = true;
  for (let i = 1; sorted && i < given.t.length; i++) sorted = given.t[i - 1]! <= given.t[i]!;
  if (sorted) return given;
  const order = Uint32Array.from(given.t, (_t, i) => i).sort((a, b) => given.t[a]! - given.t[b]!);
  const pick = <T extends Float64Array | Int16Array | Uint8Array>(list: T): T => {
    const out = list.slice() as T; // of the same type
    for (let i = 0; i < order.length; i++) out[i] = list[order[i]!]!;
    return out;
  };
  const { t, offset, flags, columns } = given;
  return { t: pick(t), offset: pick(offset), flags: pick(flags), columns: columns.map((column) => ({ ...column, values: pick(column.values) })) };
}
