// WeChat on Android runs V8 without its data of languages: `Intl` is not there, and a pattern with `\p{…}` stops the file that it stands
// in (wechat-miniprogram/glass-easel#270, markedjs/marked#3133). The build writes such a class out as ranges, from Node's own data, and
// gives `Intl` of src/runtime/intl.ts to whoever names it.
import ts from 'typescript';

// Where the signs stand that names and texts in Chinese and European letters have between their words; what stands elsewhere counts as a letter.
const blocks = [[0, 0x2af], [0x300, 0x36f], [0x2000, 0x20ff], [0x2150, 0x2bff], [0x2e00, 0x30ff], [0xfe10, 0xffef], [0x1f000, 0x1faff]]; // prettier-ignore
const planes = [
  [0, 0xd7ff],
  [0xe000, 0x33fff],
];
const unassigned = /\p{Cn}/u;
const unseen = /[\p{C}\p{Z}\p{M}]/u;

/** The characters that a pattern finds, as the inside of a character class. A gap that no character stands in does not part a range. */
function ranges(pattern, where) {
  const found = [];
  for (const [first, last] of where) {
    let open;
    for (let at = first; at <= last; at++) {
      const character = String.fromCodePoint(at);
      if (unassigned.test(character)) continue;
      if (!pattern.test(character)) open = undefined;
      else if (open) open[1] = at;
      else found.push((open = [at, at]));
    }
  }
  const sign = (code) => {
    const character = String.fromCodePoint(code);
    if (code >= 0xa0 && !unseen.test(character)) return character;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\${code > 0xff ? 'u' : 'x'}${code.toString(16).padStart(code > 0xff ? 4 : 2, '0')}`;
  };
  return found.map(([first, last]) => (first === last ? sign(first) : `${sign(first)}-${sign(last)}`)).join('');
}

/** Letters are many: what is none of them is written, and the class turned round. */
function classOf(not, inside, pattern) {
  const names = [...inside.matchAll(/\\p\{(\w+)\}/g)].map(([, name]) => name);
  const others = inside.replace(/\\p\{\w+\}/g, '');
  if (names.every((name) => /^[LMN]$/.test(name)) && !others) return `[${not ? '' : '^'}${ranges(new RegExp(`[^${inside}]`, 'u'), blocks)}]`;
  if (names.every((name) => /^[PSC]$/.test(name))) return `[${not}${others}${ranges(new RegExp(`[${names.map((name) => `\\p{${name}}`).join('')}]`, 'u'), blocks)}]`; // prettier-ignore
  throw new Error(`a class of characters that no rule knows: ${pattern}`);
}

/** A pattern without classes by property. */
function written(pattern) {
  const out = pattern
    .replace(/\[(\^?)((?:\\p\{\w+\}|\\s)+)\]/g, (_all, not, inside) => (inside.includes('\\p') ? classOf(not, inside, pattern) : _all))
    .replace(/\\p\{Script=Han\}/g, () => `[${ranges(/\p{Script=Han}/u, planes)}]`)
    .replace(/\\p\{\w+\}/g, (inside) => classOf('', inside, pattern));
  if (/\\p\{/i.test(out)) throw new Error(`a class of characters that no rule knows: ${pattern}`);
  return out;
}

/** Source text whose patterns need no data of the engine's. */
export function withoutProperties(source, file) {
  if (!/\\p\{/i.test(source)) return source;
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true);
  const edits = [];
  const walk = (node) => {
    if (ts.isRegularExpressionLiteral(node) && /\\p\{/i.test(node.text)) edits.push(node);
    else ts.forEachChild(node, walk);
  };
  walk(tree);
  return edits.reverse().reduce((out, node) => out.slice(0, node.getStart(tree)) + written(node.text) + out.slice(node.end), source);
}

/** The clock asks the engine itself, and knows what to do without an answer. */
const ownWay = /\/miniprogram\/src\/(runtime\/intl|ports\/clock)\.ts$/;

/** A compiled module that names `Intl` gets ours, whose parts are classes. */
export const withIntl = (code, id) =>
  /\bIntl\b/.test(code) && !ownWay.test(id)
    ? `import { words as Intl } from '@intl';\n${code.replace(/(?<!new )\bIntl\.(\w+Format)\(/g, 'new Intl.$1(')}`
    : code;
