import type { Ast } from './ast.js';
import type { PathEnvironment, Scope, Step } from './evaluate.js';
import { arithmetic, counted, distinct, includes, member, none, PathNode, truth, type Coll } from './values.js';

/** A function whose arguments are values. */
export interface PathFunction {
  readonly min: number;
  readonly max: number;
  readonly apply: (input: Coll, args: readonly Coll[], env: PathEnvironment) => Coll;
}

/** A function whose arguments are expressions, run once for each value. */
export interface LambdaFunction {
  readonly min: number;
  readonly max: number;
  readonly apply: (input: Coll, args: readonly Step[], scope: Scope, focus: Coll) => Coll;
}

/** A function of values. */
export const fn = (min: number, max: number, apply: PathFunction['apply']): PathFunction => ({ min, max, apply });
const lambda = (min: number, max: number, apply: LambdaFunction['apply']): LambdaFunction => ({ min, max, apply });

/** One value or nothing. */
export const maybe = (value: unknown): Coll => (value === undefined || value === null ? none : [value]);

const each = (scope: Scope, step: Step | undefined, value: unknown, position: number): Coll =>
  step ? counted(step({ env: scope.env, self: [value], position }, [value])) : [value];

/** Whether a condition holds for a value of a list. */
export const holds = (scope: Scope, test: Step | undefined) => (value: unknown, i: number) => truth(each(scope, test, value, i)) === true;

/** Functions with expression arguments. */
export const lambdas: Readonly<Record<string, LambdaFunction>> = {
  where: lambda(1, 1, (input, [test], scope) => input.filter(holds(scope, test))),
  select: lambda(1, 1, (input, [map], scope) => input.flatMap((value, i) => each(scope, map, value, i))),
  all: lambda(1, 1, (input, [test], scope) => [input.every(holds(scope, test))]),
  exists: lambda(0, 1, (input, [test], scope) => [test ? input.some(holds(scope, test)) : input.length > 0]),
  repeat: lambda(1, 1, (input, [map], scope) => {
    let found = none;
    for (let level: Coll = input; level.length > 0;) {
      level = distinct(level.flatMap((value, i) => each(scope, map, value, i))).filter((value) => !includes(found, value));
      found = [...found, ...level];
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
    input.forEach((value, position) => (total = step ? step({ env: scope.env, self: [value], position, total }, [value]) : total));
    return total;
  }),
};

/** The total of a list; nothing for an empty one. */
export const sum = (input: Coll): Coll => (input.length === 0 ? none : [input.reduce((total, value) => arithmetic('+', total, value))]);

/** The scores of answers or codings; answers without one are left out. */
const weights = fn(0, 0, (input, _, env) =>
  input.flatMap((value) => {
    const own = env.weight(value);
    if (own !== undefined) return [own];
    return value instanceof PathNode || (typeof value === 'object' && value !== null) ? member(value, 'value').flatMap((x) => maybe(env.weight(x))) : none;
  }),
);

/** A stretch of the list. */
export const take =
  (from: number, to?: number): PathFunction['apply'] =>
  (input) =>
    input.slice(from, to);

/** Functions with value arguments: those that most expressions use. The others register, see {@link useFunctions}. */
export const functions: Record<string, PathFunction> = {
  empty: fn(0, 0, (input) => [input.length === 0]),
  count: fn(0, 0, (input) => [input.length]),
  not: fn(0, 0, (input) => {
    const value = truth(input);
    return value === undefined ? none : [!value];
  }),
  first: fn(0, 0, take(0, 1)),
  last: fn(0, 0, take(-1)),
  sum: fn(0, 0, sum),
  weight: weights,
  ordinal: weights,
};

/** Operators that fewer expressions have. */
export interface FurtherOperators {
  /** What the value is, by its JSON kind or its shape: `is`, `as`, `ofType`, and a type name at the beginning. */
  isType(value: unknown, name: string): boolean;
  /** Names of types that paths begin with. */
  leading(ast: Ast): readonly string[];
  /** `~`. */
  equivalent(a: Coll, b: Coll): boolean;
}

/** Once they were needed. */
export let further: FurtherOperators | undefined;

/** Brings further functions and operators (`further-functions.ts`), which load for the expressions that have some. Safe to call again. */
export function useFunctions(more: Readonly<Record<string, PathFunction>>, operators: FurtherOperators): void {
  Object.assign(functions, more);
  further = operators;
}
