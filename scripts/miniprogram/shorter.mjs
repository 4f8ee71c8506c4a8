// What esbuild writes for `?.`, `??` and object spread, in fewer signs. By the text alone: no type is asked for.
import ts from 'typescript';

/** What lowering `?.` and `??` needs: always written before it is read, and never by a function inside. */
const isHelper = (name) => /^_[a-z]\d*(\$\d+)?$/.test(name);
const isAssignment = (kind) => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
const isAssign = (node) => ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === '__spread';

/** `var _a, _b;` at the start of a function, as names. */
function helpers({ body }) {
  const first = body && ts.isBlock(body) ? body.statements[0] : undefined;
  if (!first || !ts.isVariableStatement(first) || first.declarationList.flags & ts.NodeFlags.BlockScoped) return undefined;
  const { declarations } = first.declarationList;
  return declarations.every(({ name, initializer }) => !initializer && ts.isIdentifier(name) && isHelper(name.text)) ? { first, names: declarations.map(({ name }) => name.text) } : undefined; // prettier-ignore
}

/** Whether evaluating it changes nothing that another argument copies: no call, no wait, no assignment but to a helper. */
function isQuiet(node) {
  if (ts.isFunctionLike(node)) return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) return isAssign(node) && node.arguments.every(isQuiet);
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || ts.isDeleteExpression(node) || ts.isPostfixUnaryExpression(node)) return false;
  if (ts.isPrefixUnaryExpression(node) && [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(node.operator)) return false;
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && !(ts.isIdentifier(node.left) && isHelper(node.left.text))) return false;
  return ts.forEachChild(node, (child) => !isQuiet(child)) !== true;
}

const K = ts.SyntaxKind;
const bare = (node) => (ts.isParenthesizedExpression(node) ? bare(node.expression) : node);
const isNull = (node, kind) => ts.isBinaryExpression(node) && node.operatorToken.kind === kind && node.right.kind === K.NullKeyword;

/** `X == null ? void 0 : Y`, which is `X?.…`. */
function chain(node) {
  const found = bare(node);
  return ts.isConditionalExpression(found) && ts.isVoidExpression(found.whenTrue) && isNull(found.condition, K.EqualsEqualsToken) ? found : undefined;
}

/**
 * A chain that only a comparison reads, as edits: `(_b = X == null ? void 0 : Y) != null` is `X != null && (_b = Y) != null`, and
 * `(X == null ? void 0 : Y) === 'text'` is `X != null && Y === 'text'`. `_b` is read only where there is something.
 */
function compared(node, tree) {
  if (!ts.isBinaryExpression(node)) return [];
  const { left, right, operatorToken } = node;
  const is = [K.EqualsEqualsToken, K.EqualsEqualsEqualsToken].includes(operatorToken.kind);
  const between = (found, before, after) => [
    [node.getStart(tree), found.condition.getStart(tree), before],
    [found.condition.end, found.whenFalse.getStart(tree), after],
  ];
  const set = bare(left);
  if (isNull(node, K.EqualsEqualsToken) || isNull(node, K.ExclamationEqualsToken)) {
    const found = ts.isBinaryExpression(set) && set.operatorToken.kind === K.EqualsToken && ts.isIdentifier(set.left) && isHelper(set.left.text) ? chain(set.right) : undefined; // prettier-ignore
    if (!found || !ts.isConditionalExpression(node.parent) || node.parent.condition !== node) return [];
    return [...between(found, is ? '((' : '(!(', `) ${is ? '||' : '&&'} (${set.left.text} = `), [found.whenFalse.end, node.end, `) ${is ? '==' : '!='} null)`]];
  }
  const found = (is || operatorToken.kind === K.ExclamationEqualsEqualsToken) && ts.isLiteralExpression(right) ? chain(left) : undefined;
  return found ? [...between(found, is ? '(!(' : '((', `) ${is ? '&&' : '||'} (`), [found.whenFalse.end, node.end, `) ${operatorToken.getText(tree)} ${right.getText(tree)})`]] : []; // prettier-ignore
}

/**
 * A helper becomes one more parameter, which nobody passes on purpose and which is overwritten before it is read: `(a, _b) => …` for
 * `(a) => { var _b; return …; }`. And `Object.assign(Object.assign({}, a), { b })` becomes `Object.assign({}, a, { b })`.
 * What reads a chain and nothing else says so without its `void 0`.
 */
export function withoutGlue(code) {
  const tree = ts.createSourceFile('file.js', code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const edits = [];
  const walk = (node) => {
    const found = ts.isFunctionLike(node) && !ts.isAccessor(node) && !node.parameters.at(-1)?.dotDotDotToken && helpers(node);
    if (found) {
      const last = node.parameters.at(-1);
      edits.push([last?.end ?? node.parameters.pos, last?.end ?? node.parameters.pos, `${last ? ', ' : ''}${found.names.join(', ')}`], [found.first.getStart(tree), found.first.end, '']); // prettier-ignore
    }
    const inner = isAssign(node) ? node.arguments[0] : undefined;
    if (inner && isAssign(inner) && node.arguments.slice(1).every(isQuiet))
      edits.push([inner.getStart(tree), inner.arguments[0].getStart(tree), ''], [inner.arguments.at(-1).end, inner.end, '']);
    edits.push(...compared(node, tree));
    ts.forEachChild(node, walk);
  };
  walk(tree);
  let out = code;
  for (const [start, end, text] of edits.sort((a, b) => b[0] - a[0] || b[1] - a[1])) out = out.slice(0, start) + text + out.slice(end);
  return out;
}
