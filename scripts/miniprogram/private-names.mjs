// `#name` of a class as an ordinary property with a short name that is nobody else's. Below ES2022 esbuild would make a WeakMap of each,
// which costs a tenth of the size and, without a compiler (iOS), most of the speed. Only for our own sources: what is private stays unnamed.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));
const names = new Map();
let relatives;

/** Names in `extends` of any class of ours: an object of such a class has the names of two. */
function extended() {
  if (relatives) return relatives;
  relatives = new Set();
  for (const name of ['core', 'content', 'elements', 'embed', 'miniprogram'])
    for (const file of readdirSync(`${packages}${name}/src`, { recursive: true, withFileTypes: true })) {
      if (!file.isFile() || !/(?<!\.test)\.ts$/.test(file.name)) continue;
      const text = readFileSync(`${file.parentPath ?? file.path}/${file.name}`, 'utf8');
      for (const [, parents] of text.matchAll(/\bclass\b[^{]*?\bextends\s+([^{]+)\{/g)) for (const one of parents.match(/\w+/g) ?? []) relatives.add(one);
    }
  return relatives;
}

/** Whether an object of this class has private names of this class only, and nobody asks for one of them by `in`. */
const isAlone = (owned, text) =>
  owned.name !== undefined &&
  !extended().has(owned.name.text) &&
  !owned.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) &&
  !/#\w+ in /.test(text);

/** A short name for a private one: `_0` of a class that stands alone, `_3f_` that is nobody else's of one with relatives. */
function shortName(file, owned, name, source) {
  const place = `${file}:${owned.pos}`;
  const key = `${place} ${name}`;
  if (names.has(key)) return names.get(key);
  const alone = isAlone(owned, source);
  const count = alone ? place : '';
  const n = counts.get(count) ?? 0;
  counts.set(count, n + 1);
  names.set(key, alone ? `_${n.toString(36)}` : `_${n.toString(36)}_`);
  return names.get(key);
}
const counts = new Map();

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
      const short = shortName(file, owner(node, node.text), node.text, source);
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
