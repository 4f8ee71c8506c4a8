// `#name` of a class as an ordinary property with a short name that is nobody else's. Below ES2022 esbuild would make a WeakMap of each,
// which costs a tenth of the size and, without a compiler (iOS), most of the speed. Only for our own sources: what is private stays unnamed.
import ts from 'typescript';

const names = new Map();

/** A short name for the private `name` of the class that is declared at `place`. */
function shortName(place, name) {
  const key = `${place} ${name}`;
  if (!names.has(key)) names.set(key, `_${names.size.toString(36)}_`);
  return names.get(key);
}

/** The class around a node that declares `name`. */
function owner(node, name) {
  for (let at = node.parent; at; at = at.parent)
    if (ts.isClassLike(at) && at.members.some((member) => member.name && ts.isPrivateIdentifier(member.name) && member.name.text === name)) return at;
  throw new Error(`no class declares ${name}`);
}

/** Source text without private names. */
export function withoutPrivateNames(source, file) {
  if (!/#[a-zA-Z_]/.test(source)) return source;
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true);
  const edits = [];
  const walk = (node) => {
    if (ts.isPrivateIdentifier(node)) {
      const short = shortName(`${file}:${owner(node, node.text).pos}`, node.text);
      const asked = ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.InKeyword; // `#name in object`
      edits.push([node.getStart(tree), node.end, asked ? `'${short}'` : short]);
    }
    ts.forEachChild(node, walk);
  };
  walk(tree);
  let out = source;
  for (const [start, end, text] of edits.sort((a, b) => b[0] - a[0])) out = out.slice(0, start) + text + out.slice(end);
  return out;
}
