// What the names of two languages have in common (syllables, folded characters, words of a crisis) stands once, in a module that both read.
import { readFileSync } from 'node:fs';

const languages = ['en', 'zh-cn'];
const LEAST = 200; // characters that are worth another file
const documentOf = (source) => JSON.parse(source.slice(source.indexOf('= {') + 2, source.lastIndexOf('}') + 1));
const place = /^(.*\/encyclopedia\/generated\/)(?:en|zh-cn)\/(names|t0)\.ts$/;

/** The values of a document that each language has word for word, by key. */
function common(folder, name) {
  const [one, other] = languages.map((language) => documentOf(readFileSync(`${folder}${language}/${name}.ts`, 'utf8')));
  return Object.entries(one).filter(([key, value]) => {
    const text = JSON.stringify(value);
    return text.length >= LEAST && text === JSON.stringify(other[key]);
  });
}

/** A document whose common values come from elsewhere; undefined for any other module. */
export function withCommon(source, id) {
  const [, folder, name] = place.exec(id.replaceAll('\\', '/')) ?? [];
  if (!name) return undefined;
  const shared = common(folder, name).map(([key]) => key);
  const own = Object.entries(documentOf(source)).map(([key, value]) => (shared.includes(key) ? key : `${key}: ${JSON.stringify(value)}`));
  return `import { ${shared.join(', ')} } from '@both/${folder}${name}';\nexport default { ${own.join(', ')} };`;
}

/** The module with them. */
export const inBoth = {
  name: 'in-both',
  resolveId: (id) => (id.startsWith('@both/') ? { id: `\0${id}`, moduleSideEffects: false } : undefined),
  load(id) {
    const [, folder, name] = /^\0@both\/(.*\/)(\w+)$/.exec(id) ?? [];
    return name && common(folder, name).map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`).join('\n'); // prettier-ignore
  },
};
