// The words that an attribute takes, for editors: a manifest names the type (`Meal | ''`), and an editor would offer that name as a word.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));
const sources = () =>
  ['core/src', 'elements/src']
    .flatMap((folder) => readdirSync(`${packages}${folder}`, { recursive: true }).map((path) => `${packages}${folder}/${path}`))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');

/** What a named type stands for, in quoted words; the name itself where it is no list of words. */
function wordsOf(name, text) {
  const [, owner, field] = /^(\w+)\['(\w+)'\]$/.exec(name) ?? [];
  const found = owner
    ? new RegExp(`interface ${owner} [^}]*?\\b${field}\\??: ([^;]+);`).exec(text)
    : new RegExp(`export type ${name} =\\s*([^;]+);`).exec(text);
  const list = /^\(typeof (\w+)\)\[number\]$/.exec(found?.[1].trim() ?? '');
  const written = list ? new RegExp(`export const ${list[1]} = \\[([^\\]]*)\\]`).exec(text)?.[1] : found?.[1];
  return written?.match(/'[^']*'/g)?.join(' | ') ?? name;
}

/**
 * A copy of the manifest in which attributes say their words, for `tags` and no others: parts that an element makes for itself are none that a page writes;
 * the frame is one, though no element of the manifest.
 * @throws Error when a type is none that is known
 */
export function spelledOut(manifest, tags) {
  const text = sources();
  const copy = structuredClone(manifest);
  const written = new Set(tags.map(({ tag }) => tag));
  for (const module of copy.modules) module.declarations = (module.declarations ?? []).filter(({ tagName }) => !tagName || written.delete(tagName));
  const rest = tags.filter(({ tag }) => written.has(tag));
  const declared = rest.map(({ tag, className, description, attributes, events }) => ({
    ...{ kind: 'class', customElement: true, tagName: tag, name: className, description, members: [] },
    attributes: attributes.map(({ name, description: said }) => ({ name, description: said, type: { text: name === 'care' ? 'boolean' : 'string' } })),
    events: events.map((event) => ({ name: event.name, description: event.description, type: { text: `CustomEvent<${event.detail}>` } })),
  }));
  copy.modules.push({ kind: 'javascript-module', path: 'typings/frame.js', declarations: declared, exports: [] });
  for (const { attributes = [] } of copy.modules.flatMap(({ declarations = [] }) => declarations))
    for (const { name, type } of attributes) {
      if (!type) continue;
      type.text = type.text
        .split(' | ')
        .filter((part) => part !== "''")
        .map((part) => (/^[A-Z]/.test(part) ? wordsOf(part, text) : part))
        .join(' | ');
      if (/(^|\| )[A-Z]/.test(type.text)) throw new Error(`What ${name} takes is not known to editors: ${type.text}`);
    }
  return copy;
}
