// Markup in the guides against what the manifest says of each element.
import { readFileSync } from 'node:fs';
import { root, type Block } from './guides.js';

interface Described {
  readonly tags: readonly { readonly name: string; readonly attributes: readonly { readonly name: string }[] }[];
}
const data = JSON.parse(readFileSync(`${root}packages/elements/vscode.html-custom-data.json`, 'utf8')) as Described; // made by our own analyser
const known = new Map(data.tags.map(({ name, attributes }) => [name, new Set(attributes.map((one) => one.name))]));
/** Of any element, or of Vue. */
const general = /^(class|id|slot|hidden|lang|style|data-.*|widget-.*|@.*)$/;
/** Vue sets these as properties. */
const properties = new Set(['questionnaire', 'token']);

/** Scripts written into a page, as blocks of their own. */
export const scriptsIn = (block: Block): Block[] =>
  [...block.code.matchAll(/<script[^>]*>\n([\s\S]*?)<\/script>/g)].map(({ index, 0: whole, 1: code = '' }) => ({
    ...block,
    line: block.line + block.code.slice(0, index + whole.indexOf('\n')).split('\n').length,
    language: 'js',
    code,
  }));

/** Elements of ours that do not exist, and attributes that they do not have. */
export function foreignMarkup(code: string): string[] {
  return [...code.matchAll(/<(nelumbo-[\w-]+)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/g)].flatMap(([, tag = '', rest = '']) => {
    const has = known.get(tag);
    if (!has) return [`<${tag}>`];
    const names = [...rest.matchAll(/([^\s=>/"]+)(?:="[^"]*")?/g)].map(([, name = '']) => name);
    return names
      .filter((name) => !general.test(name) && !(name.startsWith(':') && properties.has(name.slice(1))) && !has.has(name.replace(/^:/, '')))
      .map((name) => `<${tag} ${name}>`);
  });
}
