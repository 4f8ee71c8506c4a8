import { PathError } from './ast.js';
import type { Run, Scope, Step } from './evaluate.js';
import { isQuantity, round } from './quantity.js';
import { Temporal } from './temporal.js';
import { arithmetic, childrenOf, compare, distinct, equal, includes, member, none, PathNode, single, truth, type Coll } from './values.js';

/** A function whose arguments are values. */
export interface PathFunction {
  readonly min: number;
  readonly max: number;
  readonly apply: (input: Coll, args: readonly Coll[], run: Run) => Coll;
}

/** A function whose arguments are expressions, run once for each value. */
export interface LambdaFunction {
  readonly min: number;
  readonly max: number;
  readonly apply: (input: Coll, args: readonly Step[], scope: Scope, focus: Coll) => Coll;
}

const fn = (min: number, max: number, apply: PathFunction['apply']): PathFunction => ({ min, max, apply });
const lambda = (min: number, max: number, apply: LambdaFunction['apply']): LambdaFunction => ({ min, max, apply });

/** One value or nothing. */
export const maybe = (value: unknown): Coll => (value === undefined || value === null ? none : [value]);

const each = (scope: Scope, step: Step | undefined, value: unknown, position: number): Coll =>
  step ? step({ run: scope.run, self: [value], position }, [value]) : [value];

/** Functions with expression arguments. */
export const lambdas: Readonly<Record<string, LambdaFunction>> = {
  where: lambda(1, 1, (input, [test], scope) => input.filter((value, i) => truth(each(scope, test, value, i)) === true)),
  select: lambda(1, 1, (input, [map], scope) => input.flatMap((value, i) => each(scope, map, value, i))),
  all: lambda(1, 1, (input, [test], scope) => [input.every((value, i) => truth(each(scope, test, value, i)) === true)]),
  exists: lambda(0, 1, (input, [test], scope) => [test ? input.some((value, i) => truth(each(scope, test, value, i)) === true) : input.length > 0]),
  repeat: lambda(1, 1, (input, [map], scope) => {
    let found: Coll = none;
    for (let level: Coll = input; level.length > 0;) {
      const before = found.length;
      found = distinct([...found, ...level.flatMap((value, i) => each(scope, map, value, i))]);
      level = found.slice(before);
      scope.run.steps -= level.length;
      if (scope.run.steps < 0) throw new PathError('budget', 'The expression took too many steps.');
    }
    return found;
  }),
  iif: lambda(2, 3, (input, [test, yes, no], scope, focus) => {
    const on = input.length ? input : focus;
    const inner: Scope = { ...scope, self: input.length ? input : scope.self };
    const branch = test && truth(test(inner, on)) === true ? yes : no;
    return branch ? branch(inner, on) : none;
  }),
  aggregate: lambda(1, 2, (input, [step, start], scope, focus) => {
    let total = start ? start(scope, focus) : none;
    input.forEach((value, position) => (total = step ? step({ run: scope.run, self: [value], position, total }, [value]) : total));
    return total;
  }),
};

const sum = (input: Coll): Coll => (input.length === 0 ? none : [input.reduce((total, value) => arithmetic('+', total, value))]);

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

/** The scores of answers or codings; answers without one are left out. */
const weights = fn(0, 0, (input, _, run) =>
  input.flatMap((value) => {
    const own = run.env.weight(value);
    if (own !== undefined) return [own];
    return value instanceof PathNode || (typeof value === 'object' && value !== null) ? member(value, 'value').flatMap((x) => maybe(run.env.weight(x))) : none;
  }),
);

const wallClock = (run: Run): string => new Date(run.env.now() + run.env.offset() * 60_000).toISOString();

function zone(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  return minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const deep = (input: Coll): Coll => {
  const found: unknown[] = [];
  for (let level: Coll = input.flatMap(childrenOf); level.length > 0; level = level.flatMap(childrenOf)) found.push(...level);
  return found;
};

const take =
  (from: number, to?: number): PathFunction['apply'] =>
  (input) =>
    input.slice(from, to);

/** Functions with value arguments. */
export const functions: Record<string, PathFunction> = {
  empty: fn(0, 0, (input) => [input.length === 0]),
  count: fn(0, 0, (input) => [input.length]),
  not: fn(0, 0, (input) => {
    const value = truth(input);
    return value === undefined ? none : [!value];
  }),
  first: fn(0, 0, take(0, 1)),
  last: fn(0, 0, take(-1)),
  tail: fn(0, 0, take(1)),
  single: fn(0, 0, (input) => maybe(single(input))),
  skip: fn(1, 1, (input, [n]) => input.slice(Math.max(0, Number(single(n ?? none) ?? 0)))),
  take: fn(1, 1, (input, [n]) => input.slice(0, Math.max(0, Number(single(n ?? none) ?? 0)))),
  children: fn(0, 0, (input) => input.flatMap(childrenOf)),
  descendants: fn(0, 0, deep),
  distinct: fn(0, 0, distinct),
  isDistinct: fn(0, 0, (input) => [distinct(input).length === input.length]),
  combine: fn(1, 1, (input, [other]) => [...input, ...(other ?? none)]),
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
  sum: fn(0, 0, sum),
  min: fn(0, 0, best(-1)),
  max: fn(0, 0, best(1)),
  avg: fn(0, 0, (input) => (input.length === 0 ? none : maybe(arithmetic('/', sum(input)[0], input.length)))),
  weight: weights,
  ordinal: weights,
  abs: math(Math.abs),
  ceiling: math(Math.ceil),
  floor: math(Math.floor),
  truncate: math(Math.trunc),
  sqrt: math(Math.sqrt),
  exp: math(Math.exp),
  ln: math(Math.log),
  log: math((value, base) => Math.log(value) / Math.log(base ?? Math.E), 1),
  power: math((value, by) => (by === undefined ? undefined : value ** by), 1),
  round: math((value, digits) => {
    const scale = 10 ** (digits ?? 0);
    return (Math.sign(value) * Math.round(Math.abs(round(value * scale)))) / scale;
  }, 1),
  today: fn(0, 0, (_input, _args, run) => maybe(Temporal.parse(wallClock(run).slice(0, 10), 'date'))),
  now: fn(0, 0, (_input, _args, run) => maybe(Temporal.parse(wallClock(run).slice(0, 23) + zone(run.env.offset()), 'dateTime'))),
  timeOfDay: fn(0, 0, (_input, _args, run) => maybe(Temporal.parse(wallClock(run).slice(11, 23), 'time'))),
  trace: fn(1, 2, (input) => input),
};

/** Brings further functions (`text-functions.ts`), which load for the expressions that call them. Safe to call again. */
export const useFunctions = (more: Readonly<Record<string, PathFunction>>): void => void Object.assign(functions, more);
