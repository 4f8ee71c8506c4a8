import type { Ast } from './ast.js';
import { build, type Notes, type Step } from './evaluate.js';
import { holds } from './functions.js';
import { childrenOf, counted, distinct, member, PathNode, type Coll, type Reach } from './values.js';

/** A `where` criterion that begins with linkId tests: the ids, and what else must hold. */
interface Criterion {
  readonly linkIds: readonly string[];
  readonly rest: readonly Ast[];
}

const isLinkId = (ast: Ast): boolean => ast.kind === 'member' && ast.name === 'linkId' && (ast.base === undefined || ast.base.kind === 'this');

/** `linkId = 'a'`, `linkId = 'a' or linkId = 'b'`, `linkId in ('a' | 'b')`, each with further `and` terms. */
function criterion(ast: Ast): Criterion | undefined {
  if (ast.kind !== 'binary') return undefined;
  const { operator, left, right } = ast;
  if (operator === '=') {
    const [name, value] = isLinkId(left) ? [left, right] : [right, left];
    return isLinkId(name) && value.kind === 'literal' && typeof value.value === 'string' ? { linkIds: [value.value], rest: [] } : undefined;
  }
  if (operator === 'in' && isLinkId(left)) {
    const linkIds = literals(right);
    return linkIds && { linkIds, rest: [] };
  }
  const a = criterion(left);
  if (!a) return undefined;
  if (operator === 'and') return { linkIds: a.linkIds, rest: [...a.rest, right] };
  const b = operator === 'or' && a.rest.length === 0 ? criterion(right) : undefined;
  return b?.rest.length === 0 ? { linkIds: [...a.linkIds, ...b.linkIds], rest: [] } : undefined;
}

function literals(ast: Ast): readonly string[] | undefined {
  if (ast.kind === 'literal') return typeof ast.value === 'string' ? [ast.value] : undefined;
  if (ast.kind !== 'binary' || ast.operator !== '|') return undefined;
  const [left, right] = [literals(ast.left), literals(ast.right)];
  return left && right && [...left, ...right];
}

/** Where the items come from: `x.item`, `x.repeat(item)`, `x.descendants()`; `x` absent means the focus. */
function source(ast: Ast | undefined): { base: Ast | undefined; reach: Reach } | undefined {
  if (ast?.kind === 'member' && ast.name === 'item') return { base: ast.base, reach: 'children' };
  if (ast?.kind !== 'call') return undefined;
  if (ast.name === 'descendants' && ast.args.length === 0) return { base: ast.base, reach: 'all' };
  const [arg] = ast.args;
  return ast.name === 'repeat' && arg?.kind === 'member' && arg.name === 'item' && !arg.base ? { base: ast.base, reach: 'items' } : undefined;
}

/** Whether the base is the live form or items found in it, so that what it reads is known from the linkIds alone. */
function rooted(ast: Ast | undefined): boolean {
  if (ast === undefined) return true; // the focus: the context item, or the answer's items
  if (ast.kind === 'variable') return ast.name === 'resource' || ast.name === 'context' || ast.name === 'rootResource';
  if (ast.kind === 'member') return ast.base === undefined ? /^[A-Z]/.test(ast.name) : ast.name === 'answer' && rooted(ast.base);
  return ast.kind === 'call' && ast.name === 'where' && source(ast.base) !== undefined;
}

/**
 * Turns `…repeat(item).where(linkId = 'x' …)` and its kin into an index lookup that depends on x alone; `undefined` when the
 * part has another shape. On plain JSON it walks, with the same result.
 * @param through - see `PathNode.lookup`
 */
export function lowered(ast: Ast, notes: Notes, through = false): Step | undefined {
  if (ast.kind !== 'call' || ast.name !== 'where' || ast.args.length !== 1) return undefined;
  const from = source(ast.base);
  const test = ast.args[0] && criterion(ast.args[0]);
  if (!from || !test || !rooted(from.base)) return undefined;
  for (const id of test.linkIds) {
    notes.linkIds.add(id);
    notes.read.add(id);
  }
  const base = from.base && buildBase(from.base, notes);
  const rest = test.rest.map((term) => build(term, notes));
  return (scope, focus) => {
    const roots = base ? base(scope, focus) : focus;
    const all = roots.flatMap((root) => itemsOf(root, test.linkIds, from.reach, through));
    const found = counted(from.reach === 'items' ? distinct(all) : all); // `repeat` alone leaves equal items out
    return found.filter((item, position) => rest.every((term) => holds(scope, term)(item, position)));
  };
}

/** What a lookup starts from. Items found only to look inside them are passed through, unless their answers were tested on the way. */
function buildBase(ast: Ast, notes: Notes): Step {
  if (ast.kind !== 'call' || ast.name !== 'where' || repeats(ast) || (ast.args[0] && criterion(ast.args[0])?.rest.length !== 0)) return build(ast, notes);
  const inner: Notes = { ...notes, read: new Set(), structural: false };
  const step = lowered(ast, inner, true) ?? build(ast, inner);
  notes.structural ||= inner.structural;
  return step;
}

/** Whether equal items count once: then they must be compared, and so be read. */
const repeats = (ast: Ast): boolean => ast.kind === 'call' && source(ast.base)?.reach === 'items';

function itemsOf(root: unknown, linkIds: readonly string[], reach: Reach, through: boolean): Coll {
  if (root instanceof PathNode) return counted(root.lookup(linkIds, reach, through));
  return walk(root, reach).filter((item) => linkIds.includes(String(member(item, 'linkId')[0])));
}

function walk(root: unknown, reach: Reach): Coll {
  const step = reach === 'all' ? childrenOf : (value: unknown): Coll => member(value, 'item');
  if (reach === 'children') return step(root);
  const found: unknown[] = [];
  for (let level: Coll = step(root); level.length > 0; level = level.flatMap(step)) for (const value of level) found.push(value);
  return reach === 'items' ? distinct(found) : found;
}
