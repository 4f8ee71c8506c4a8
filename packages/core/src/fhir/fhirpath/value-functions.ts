import { PathError } from './ast.js';
import type { PathEnvironment } from './evaluate.js';
import { fn, maybe, sum, take, type PathFunction } from './functions.js';
import { isQuantity, round } from './quantity.js';
import { Temporal } from './temporal.js';
import { arithmetic, childrenOf, compare, counted, distinct, equal, includes, member, none, single, type Coll } from './values.js';

const best =
  (sign: number) =>
  (input: Coll): Coll =>
    input.length === 0 ? none : [input.reduce((a, b) => ((compare(a, b) ?? 0) * sign >= 0 ? a : b))];

/** Applies to the one number (or quantity) of the input. */
const math = (apply: (value: number, arg: number | undefined) => number | undefined, max = 0): PathFunction =>
  fn(0, max, (input, [arg]) => {
    const value = single(input);
    const by = arg && single(arg);
    if (value === undefined) return none;
    if (isQuantity(value)) return [{ ...value, value: apply(value.value, Number(by)) }];
    if (typeof value !== 'number') throw new PathError('type', 'Expected a number.');
    const result = apply(value, by === undefined ? undefined : Number(by));
    return result === undefined || !Number.isFinite(result) ? none : [round(result)];
  });

const wallClock = (env: PathEnvironment): string => new Date(env.now() + env.offset() * 60_000).toISOString();

function zone(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  return minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const deep = (input: Coll): Coll => {
  const found: unknown[] = [];
  for (let level: Coll = input.flatMap(childrenOf); level.length > 0; level = level.flatMap(childrenOf)) for (const value of level) found.push(value);
  return found;
};

/** Functions of lists, numbers and the clock that fewer expressions use. */
export const valueFunctions: Readonly<Record<string, PathFunction>> = {
  tail: fn(0, 0, take(1)),
  single: fn(0, 0, (input) => maybe(single(input))),
  skip: fn(1, 1, (input, [n]) => input.slice(Math.max(0, Number(single(n ?? none) ?? 0)))),
  take: fn(1, 1, (input, [n]) => input.slice(0, Math.max(0, Number(single(n ?? none) ?? 0)))),
  children: fn(0, 0, (input) => input.flatMap(childrenOf)),
  distinct: fn(0, 0, distinct),
  isDistinct: fn(0, 0, (input) => [distinct(input).length === input.length]),
  combine: fn(1, 1, (input, [other]) => counted([...input, ...(other ?? none)])),
  union: fn(1, 1, (input, [other]) => distinct([...input, ...(other ?? none)])),
  intersect: fn(1, 1, (input, [other]) => distinct(input.filter((value) => includes(other ?? none, value)))),
  exclude: fn(1, 1, (input, [other]) => input.filter((value) => !includes(other ?? none, value))),
  subsetOf: fn(1, 1, (input, [other]) => [input.every((value) => includes(other ?? none, value))]),
  supersetOf: fn(1, 1, (input, [other]) => [(other ?? none).every((value) => includes(input, value))]),
  allTrue: fn(0, 0, (input) => [input.every((value) => value === true)]),
  anyTrue: fn(0, 0, (input) => [input.some((value) => value === true)]),
  allFalse: fn(0, 0, (input) => [input.every((value) => value === false)]),
  anyFalse: fn(0, 0, (input) => [input.some((value) => value === false)]),
  hasValue: fn(0, 0, (input) => [input.length === 1 && typeof input[0] !== 'object' ? true : input[0] instanceof Temporal]),
  extension: fn(1, 1, (input, [url]) =>
    input.flatMap((value) => member(value, 'extension').filter((extension) => equal(member(extension, 'url')[0], single(url ?? none)) === true)),
  ),
  min: fn(0, 0, best(-1)),
  max: fn(0, 0, best(1)),
  avg: fn(0, 0, (input) => (input.length === 0 ? none : maybe(arithmetic('/', sum(input)[0], input.length)))),
  abs: math(Math.abs),
  ceiling: math(Math.ceil),
  floor: math(Math.floor),
  truncate: math(Math.trunc),
  sqrt: math(Math.sqrt),
  exp: math(Math.exp),
  ln: math(Math.log),
  log: math((value, base) => Math.log(value) / Math.log(base ?? Math.E), 1),
  power: math((value, by) => (by === undefined ? undefined : value ** by), 1),
  today: fn(0, 0, (_input, _args, env) => maybe(Temporal.parse(wallClock(env).slice(0, 10), 'date'))),
  now: fn(0, 0, (_input, _args, env) => maybe(Temporal.parse(wallClock(env).slice(0, 23) + zone(env.offset()), 'dateTime'))),
  timeOfDay: fn(0, 0, (_input, _args, env) => maybe(Temporal.parse(wallClock(env).slice(11, 23), 'time'))),
  trace: fn(1, 2, (input) => input),
  round: math((value, digits) => {
    const scale = 10 ** (digits ?? 0);
    return (Math.sign(value) * Math.round(Math.abs(round(value * scale)))) / scale;
  }, 1),
  descendants: fn(0, 0, deep),
};
