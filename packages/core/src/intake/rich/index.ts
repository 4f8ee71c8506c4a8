import { extension, extensionValue, translated } from '../extensions.js';
import { readMarkdown } from './markdown.js';
import { richWords, type RichNode } from './tree.js';

import { readXhtml } from './xhtml.js';

/** Reads structured texts; loaded for the forms that have some. */
export interface RichReader {
  /**
   * The structured text on a primitive (`_text`, `_valueString`…), in a locale; `undefined` when it has none.
   * @param element - unknown JSON: where the extensions stand
   */
  read(element: unknown, locale: string): readonly RichNode[] | undefined;
}

type Read = readonly RichNode[] | undefined;
const known = new WeakMap<object, Map<string, Read>>();

/** `rendering-xhtml` before `rendering-markdown`. A text that has structure but no words counts as none. */
export const richReader: RichReader = {
  read(element, locale) {
    if (typeof element !== 'object' || element === null) return undefined;
    const own = known.get(element) ?? new Map<string, Read>();
    known.set(element, own);
    if (!own.has(locale)) own.set(locale, readRich(element, locale));
    return own.get(locale);
  },
};

function readRich(element: object, locale: string): Read {
  for (const [kind, parse] of [
    ['xhtml', readXhtml],
    ['markdown', readMarkdown],
  ] as const) {
    const found = extension(element, kind) as Readonly<Record<string, unknown>> | undefined; // read as unknown JSON
    const given = extensionValue(extension(element, kind));
    if (typeof given !== 'string') continue;
    const nodes = parse(translated(given, found?.['_valueString'] ?? found?.['_valueMarkdown'], locale));
    if (richWords(nodes).trim() !== '' || holdsImage(nodes)) return nodes;
  }
  return undefined;
}

const holdsImage = (nodes: readonly RichNode[]): boolean => nodes.some((node) => typeof node !== 'string' && (node.tag === 'img' || holdsImage(node.children)));
