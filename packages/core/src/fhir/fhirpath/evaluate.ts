import { PathError, type Ast } from './ast.js';
import { budgeted } from './budget.js';
import { further, functions, lambdas } from './functions.js';
import { lowered } from './lower.js';
import { Temporal } from './temporal.js';
import { arithmetic, compare, counted, distinct, equal, includes, made, member, none, single, truth, type Coll } from './values.js';

/** What an expression reads besides its focus. */
export interface PathEnvironment {
  /** The value of `%name`; `undefined` when there is no such variable. */
  variable(name: string): Coll | undefined;
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Minutes east of UTC, for `today()` and `now()`. */
  offset(): number;
  /** The score of an answer (`itemWeight`, `ordinalValue`); `undefined` when it has none. */
  weight(value: unknown): number | undefined;
}

/** One evaluation, with the lambda variables. */
export interface Scope {
  readonly env: PathEnvironment;
  readonly self: Coll;
  readonly position?: number;
  readonly total?: Coll;
}

/** A compiled expression part: from a focus to a collection. */
export type Step = (scope: Scope, focus: Coll) => Coll;

/** An expression made ready to run. */
export interface CompiledPath {
  readonly source: string;
  /** linkIds that it looks up. */
  readonly linkIds: readonly string[];
  /** Those among them that are only passed through on the way to others: that they are there matters, not what they hold. */
  readonly passed: readonly string[];
  /** Whether it also reads the form in ways that an index cannot serve: it then depends on everything. */
  readonly structural: boolean;
  /** Names of the `%variables` it reads. */
  readonly variables: readonly string[];
  /** Names of types that its paths begin with (`QuestionnaireResponse.item`): where it starts from another type, they find nothing. */
  readonly leading?: readonly string[];
  /**
   * @param env - variables, clock, weights
   * @param focus - where it starts, normally the context item or resource
   * @throws PathError `type` or `budget`
   */
  evaluate(env: PathEnvironment, focus: unknown): Coll;
}

/** What the compiler notes on its way. */
export interface Notes {
  readonly linkIds: Set<string>;
  /** linkIds whose answers or content are read, not only passed through. */
  readonly read: Set<string>;
  readonly variables: Set<string>;
  structural: boolean;
}

/**
 * Turns a syntax tree into closures.
 * @throws PathError `unsupported` for functions outside the subset, or with the wrong number of arguments
 */
export function compileAst(tree: Ast, source: string): CompiledPath {
  const notes: Notes = { linkIds: new Set(), read: new Set(), variables: new Set(), structural: false };
  const step = build(tree, notes);
  return {
    source,
    linkIds: [...notes.linkIds],
    passed: [...notes.linkIds].filter((id) => !notes.read.has(id)),
    structural: notes.structural,
    variables: [...notes.variables],
    leading: further?.leading(tree) ?? [],
    evaluate: (env, focus) => budgeted(() => step({ env, self: [focus] }, [focus])),
  };
}

/** Further operators, which load for the expressions that have some. @throws PathError `unsupported` while they are not at hand */
function atHand(name: string): NonNullable<typeof further> {
  if (further) return further;
  throw new PathError('unsupported', `What "${name}" needs is not loaded.`);
}

/** Compiles one part. */
export function build(ast: Ast, notes: Notes): Step {
  const lookup = lowered(ast, notes);
  if (lookup) return lookup;
  switch (ast.kind) {
    case 'literal': {
      const value = [ast.value];
      return () => value;
    }
    case 'empty':
      return () => none;
    case 'variable':
      return variable(ast.name, notes);
    case 'this':
      return (scope) => scope.self;
    case 'position':
      return (scope) => (scope.position === undefined ? none : [scope.position]);
    case 'total':
      return (scope) => scope.total ?? none;
    case 'member':
      return path(ast, notes);
    case 'call':
      return call(ast, notes);
    case 'at': {
      const [base, index] = [build(ast.base, notes), build(ast.index, notes)];
      return (scope, focus) => {
        const value = base(scope, focus)[Number(single(index(scope, focus)) ?? -1)];
        return value === undefined ? none : [value];
      };
    }
    case 'negate': {
      const value = build(ast.value, notes);
      return (scope, focus) => value(scope, focus).map((x) => arithmetic('*', x, -1));
    }
    case 'type': {
      const { isType } = atHand(ast.operator);
      const value = build(ast.value, notes);
      const keep = ast.operator === 'as';
      return (scope, focus) => value(scope, focus).flatMap((x) => (keep ? (isType(x, ast.type) ? [x] : []) : [isType(x, ast.type)]));
    }
    case 'binary':
      return binary(ast.operator, build(ast.left, notes), build(ast.right, notes));
  }
}

function variable(name: string, notes: Notes): Step {
  notes.variables.add(name);
  return (scope) => {
    const value = scope.env.variable(name);
    if (!value) throw new PathError('unsupported', `There is no variable %${name}.`);
    return value;
  };
}

function path(ast: Extract<Ast, { kind: 'member' }>, notes: Notes): Step {
  if (ast.name === 'item') notes.structural = true; // not lowered, so it reads whatever items there are
  const base = ast.base && build(ast.base, notes);
  const { name } = ast;
  const types = !base && /^[A-Z]/.test(name) ? atHand(name) : undefined; // a leading type name: `QuestionnaireResponse.item`
  return (scope, focus) => {
    const from = base ? base(scope, focus) : focus;
    const same = types ? from.filter((value) => types.isType(value, name)) : none;
    if (same.length > 0) return same;
    return from.length === 1 ? member(from[0], name) : from.flatMap((value) => member(value, name));
  };
}

function call(ast: Extract<Ast, { kind: 'call' }>, notes: Notes): Step {
  const base = ast.base && build(ast.base, notes);
  if (/^(ofType|is|as)$/.test(ast.name)) {
    const { isType } = atHand(ast.name);
    const arg = ast.args[0];
    const type = arg?.kind === 'member' ? arg.name : '';
    return (scope, focus) => (base ? base(scope, focus) : focus).flatMap((x): Coll => (ast.name === 'is' ? [isType(x, type)] : isType(x, type) ? [x] : none));
  }
  const lambda = Object.hasOwn(lambdas, ast.name) ? lambdas[ast.name] : undefined;
  const plain = Object.hasOwn(functions, ast.name) ? functions[ast.name] : undefined;
  const known = lambda ?? plain;
  if (!known) throw new PathError('unsupported', `The function ${ast.name}() is not supported.`);
  if (ast.args.length < known.min || ast.args.length > known.max) throw new PathError('unsupported', `${ast.name}() got the wrong number of arguments.`);
  if (/^(repeat|children|descendants)$/.test(ast.name)) notes.structural = true;
  const args = ast.args.map((arg) => build(arg, notes));
  // Arguments of an ordinary function are evaluated where the whole chain started, not on its input.
  return (scope, focus) => {
    const input = counted(base ? base(scope, focus) : focus);
    if (lambda) return lambda.apply(input, args, scope, focus);
    const values = args.map((arg) => arg(scope, focus));
    return plain!.apply(input, values, scope.env); // one of the two is known
  };
}

function binary(operator: string, left: Step, right: Step): Step {
  switch (operator) {
    case 'and':
    case 'or':
    case 'xor':
    case 'implies':
      return (scope, focus) => logic(operator, truth(left(scope, focus)), () => truth(right(scope, focus)));
    case '|':
      return (scope, focus) => distinct([...left(scope, focus), ...right(scope, focus)]);
    case '&':
      return (scope, focus) => [made(wordOf(single(left(scope, focus))) + wordOf(single(right(scope, focus))))];
    case '=':
    case '!=':
      return (scope, focus) => {
        const same = equalLists(left(scope, focus), right(scope, focus));
        return same === undefined ? none : [same === (operator === '=')];
      };
    case '~':
    case '!~': {
      const { equivalent } = atHand(operator);
      return (scope, focus) => [equivalent(left(scope, focus), right(scope, focus)) === (operator === '~')];
    }
    case 'in':
      return (scope, focus) => membership(left(scope, focus), right(scope, focus));
    case 'contains':
      return (scope, focus) => membership(right(scope, focus), left(scope, focus));
    default:
      return onSingles(operator, left, right);
  }
}

/** A value for `&`, where empty counts as no text. */
const wordOf = (value: unknown): string => (typeof value === 'object' && !(value instanceof Temporal) ? '' : `${(value as string | undefined) ?? ''}`); // primitives print themselves

function onSingles(operator: string, left: Step, right: Step): Step {
  const ordering = operator.startsWith('<') || operator.startsWith('>');
  return (scope, focus) => {
    const [a, b] = [single(left(scope, focus)), single(right(scope, focus))];
    if (a === undefined || b === undefined) return none;
    if (!ordering) {
      const value = arithmetic(operator, a, b);
      return value === undefined ? none : [value];
    }
    const order = compare(a, b);
    if (order === undefined) return none;
    return [operator === '<' ? order < 0 : operator === '>' ? order > 0 : operator === '<=' ? order <= 0 : order >= 0];
  };
}

function membership(value: Coll, list: Coll): Coll {
  const one = single(value);
  return one === undefined ? none : [includes(list, one)];
}

function equalLists(a: Coll, b: Coll): boolean | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  if (a.length !== b.length) return false;
  counted(a);
  let open = false;
  for (let i = 0; i < a.length; i++) {
    const same = equal(a[i], b[i]);
    if (same === false) return false;
    open ||= same === undefined;
  }
  return open ? undefined : true;
}

/** Three-valued logic; the right side is read only when it matters. */
function logic(operator: string, a: boolean | undefined, right: () => boolean | undefined): Coll {
  if (operator === 'implies') return logic('or', a === undefined ? a : !a, right);
  const decides = operator === 'xor' ? none : operator === 'or'; // one side by itself
  if (a === decides) return [a];
  const b = right();
  if (b === decides) return [b];
  return a === undefined || b === undefined ? none : [decides === none ? a !== b : !decides];
}
