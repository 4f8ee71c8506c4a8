// Regular expressions with lookbehind do not load before iOS 16.4: one of them stops the whole file. Where the core has one, the build
// puts an object in its place that finds the same (src/runtime/looking-behind.ts). It knows one lookbehind where a match begins, or where
// one of its alternatives does; anything else stops the build.
import ts from 'typescript';

const behind = /\(\?<([=!])((?:\\.|\[(?:\\.|[^\]\\])*\]|[^()\\])+)\)/;

/** `pattern` with an empty group in place of its lookbehind, as a call of `lookingBehind(pattern, group, wanted, before)`. */
function call(pattern, flags, write) {
  const found = behind.exec(pattern);
  if (!found || behind.test(pattern.slice(found.index + 1))) throw new Error(`a lookbehind that no rule knows: ${pattern}`);
  const before = pattern.slice(0, found.index).replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, '');
  if (!/(^|[|]|\(\?:)$/.test(before)) throw new Error(`a lookbehind in the middle of a match: ${pattern}`);
  const group = (before.match(/\((?!\?)/g)?.length ?? 0) + 1;
  return `__lookingBehind(${write(pattern.replace(behind, '()'))}, ${group}, ${found[1] === '='}, /(?:${found[2].replaceAll('\\\\', '\\')})$/)`;
}

/** Source text whose lookbehinds are calls of `lookingBehind`. */
export function withoutLookbehind(source, file) {
  if (!/\(\?<[!=]/.test(source)) return source;
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true);
  const edits = [];
  const walk = (node) => {
    const text = node.getText(tree);
    if (ts.isRegularExpressionLiteral(node) && /\(\?<[!=]/.test(text)) {
      const end = text.lastIndexOf('/');
      edits.push([node.getStart(tree), node.end, call(text.slice(1, end), text.slice(end + 1), (marked) => `/${marked}/${text.slice(end + 1)}`)]);
    } else if (ts.isNewExpression(node) && node.expression.getText(tree) === 'RegExp' && /\(\?<[!=]/.test(text)) {
      const [pattern, ...flags] = node.arguments.map((one) => one.getText(tree));
      if (pattern[0] !== '`') throw new Error(`a lookbehind that no rule knows: ${pattern}`);
      edits.push([node.getStart(tree), node.end, call(pattern.slice(1, -1), '', (marked) => `new RegExp(${[`\`${marked}\``, ...flags].join(', ')})`)]);
    } else ts.forEachChild(node, walk);
  };
  walk(tree);
  let out = source;
  for (const [start, end, text] of edits.sort((a, b) => b[0] - a[0])) out = out.slice(0, start) + text + out.slice(end);
  return edits.length ? `import { lookingBehind as __lookingBehind } from '@looking-behind';\n${out}` : source;
}
