import { PathError } from './ast.js';
import type { PathFunction } from './functions.js';
import { isQuantity } from './quantity.js';
import { safePattern } from './pattern.js';
import { calendar, Temporal } from './temporal.js';
import { made, none, single, type Coll } from './values.js';

const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value instanceof Temporal) return value.text; // R4 dates are strings to most authors
  throw new PathError('type', 'Expected text.');
};

/** On the one text of the input; empty stays empty, and an empty argument makes the result empty. */
const on = (min: number, max: number, apply: (value: string, args: readonly unknown[]) => unknown): PathFunction => ({
  min,
  max,
  apply: (input, args) => {
    const value = single(input);
    const given = args.map(single);
    if (value === undefined || given.slice(0, min).some((arg) => arg === undefined)) return none;
    const result = apply(made(text(value)), given);
    if (Array.isArray(result)) return result as unknown[]; // apply returns JSON values only
    return result === undefined ? none : [typeof result === 'string' ? made(result) : result];
  },
});

/** Converts the one value of the input; what does not convert is empty. */
const convert = (apply: (value: unknown) => unknown): PathFunction => ({
  min: 0,
  max: 1,
  apply: (input): Coll => {
    const value = single(input);
    const result = value === undefined ? undefined : apply(value);
    return result === undefined ? none : [result];
  },
});

function toText(value: unknown): string | undefined {
  if (isQuantity(value)) return `${value.value} '${value.code ?? value.unit ?? '1'}'`;
  if (value instanceof Temporal) return value.text;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

const toInteger = (value: unknown): number | undefined => {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') return /^[+-]?\d+$/.test(value) ? Number(value) : undefined;
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
};

const toDecimal = (value: unknown): number | undefined => {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') return /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  return typeof value === 'number' ? value : undefined;
};

const toBoolean = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const word = String(value).toLowerCase();
  return /^(true|t|yes|y|1|1\.0)$/.test(word) ? true : /^(false|f|no|n|0|0\.0)$/.test(word) ? false : undefined;
};

function toTemporal(value: unknown, type: Temporal['type']): Temporal | undefined {
  if (typeof value !== 'string' && !(value instanceof Temporal)) return undefined;
  const words = String(value);
  return Temporal.parse(type === 'date' ? words.slice(0, 10) : words, type);
}

function toQuantity(value: unknown): unknown {
  if (isQuantity(value)) return value;
  if (typeof value === 'number') return { value, unit: '1', code: '1' };
  const match = /^([+-]?\d+(?:\.\d+)?)(?:\s*'([^']+)'|\s+([a-z]+))?$/.exec(String(value));
  const unit = match?.[2] ?? (match?.[3] === undefined ? '1' : calendar?.unit(match[3]));
  if (unit === undefined) return undefined;
  return match ? { value: Number(match[1]), unit, code: unit } : undefined;
}

const canBe = (apply: (value: unknown) => unknown): PathFunction => convert((value) => apply(value) !== undefined);

/** Text and conversion functions. */
export const textFunctions: Readonly<Record<string, PathFunction>> = {
  substring: on(1, 2, (value, [from, length]) => {
    const start = Number(from);
    return start < 0 || start >= value.length ? undefined : value.slice(start, length === undefined ? undefined : start + Number(length));
  }),
  startsWith: on(1, 1, (value, [start]) => value.startsWith(text(start))),
  endsWith: on(1, 1, (value, [end]) => value.endsWith(text(end))),
  contains: on(1, 1, (value, [part]) => value.includes(text(part))),
  indexOf: on(1, 1, (value, [part]) => value.indexOf(text(part))),
  upper: on(0, 0, (value) => value.toUpperCase()),
  lower: on(0, 0, (value) => value.toLowerCase()),
  trim: on(0, 0, (value) => value.trim()),
  length: on(0, 0, (value) => value.length),
  toChars: on(0, 0, (value) => [...value]),
  split: on(1, 1, (value, [by]) => value.split(text(by))),
  replace: on(2, 2, (value, [what, by]) => value.replaceAll(text(what), () => text(by))),
  matches: on(1, 1, (value, [pattern]) => safePattern(text(pattern), 'us', value).test(value)),
  replaceMatches: on(2, 2, (value, [pattern, by]) => value.replace(safePattern(text(pattern), 'gus', value), text(by))),
  join: { min: 0, max: 1, apply: (input, [by]) => (input.length === 0 ? none : [made(input.map(text).join(text(single(by ?? none) ?? '')))]) },
  toString: convert(toText),
  toInteger: convert(toInteger),
  toDecimal: convert(toDecimal),
  toBoolean: convert(toBoolean),
  toDate: convert((value) => toTemporal(value, 'date')),
  toDateTime: convert((value) => toTemporal(value, 'dateTime')),
  toTime: convert((value) => toTemporal(value, 'time')),
  toQuantity: convert(toQuantity),
  convertsToInteger: canBe(toInteger),
  convertsToDecimal: canBe(toDecimal),
  convertsToBoolean: canBe(toBoolean),
  convertsToString: canBe(toText),
};
