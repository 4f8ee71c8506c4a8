// Regular expressions with lookbehind do not load before iOS 16.4: one of them stops the whole file. Where the core has one, the build
// puts an object in its place that finds the same (src/runtime/not-after.ts). It knows the one kind in use: `(?<!x)` where a match begins.
const literal = /\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])*?\(\?<!(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])*)\/([a-z]*)(?=,)/g;
const made = /new RegExp\(`([^`]*\(\?<![^`]*)`\)/g;
const behind = /\(\?<!(\[[^\]]+\]|\\{1,2}[a-z])\)/;

/** `pattern` with an empty group in place of its lookbehind, as a call of `notAfter(before, pattern, number of that group)`. */
function call(pattern, write) {
  const found = behind.exec(pattern);
  if (!found || behind.test(pattern.slice(found.index + 1))) throw new Error(`a lookbehind that no rule knows: ${pattern}`);
  const group = pattern.slice(0, found.index).replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, '').match(/\((?!\?)/g)?.length ?? 0; // prettier-ignore
  return `__notAfter(/${found[1].replaceAll('\\\\', '\\')}/, ${write(pattern.replace(behind, '()'))}, ${group + 1})`;
}

/** Source text whose lookbehinds are calls of `notAfter`. */
export function withoutLookbehind(source) {
  if (!source.includes('(?<!') && !source.includes('(?<=')) return source;
  const out = source
    .replace(made, (_all, pattern) => call(pattern, (marked) => `new RegExp(\`${marked}\`)`))
    .replace(literal, (_all, pattern, flags) => call(pattern, (marked) => `/${marked}/${flags}`));
  if (/\(\?<[!=]/.test(out)) throw new Error('a lookbehind that no rule knows');
  return `import { notAfter as __notAfter } from '@not-after';\n${out}`;
}
