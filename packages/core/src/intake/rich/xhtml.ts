import { richTags, safeHref, safeSrc, type RichElement, type RichNode, type RichTag } from './tree.js';

const maxLength = 1_000_000;
const maxDepth = 40;

/** Elements whose content is no text for a reader. */
const dropped = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'head',
  'title',
  'noscript',
  'textarea',
  'select',
  'video',
  'audio',
  'canvas',
]);
const empty = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'source', 'wbr', 'col']);
/** Headings of a form's text stand below the form's own. */
const renamed: Readonly<Record<string, RichTag>> = { h1: 'h3', h2: 'h3', strike: 's', del: 's', ins: 'u', font: 'span', section: 'div', article: 'div' };

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  copy: '©',
  deg: '°',
  le: '≤',
  ge: '≥',
  times: '×',
};

/** Named and numbered character references as text. */
const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });

interface Open {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: RichNode[];
}

const token = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[!?][^>]*>?|<(\/?)([A-Za-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const attribute = /([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(attribute)].map(([, name = '', a, b, c]) => [name.toLowerCase(), decode(a ?? b ?? c ?? '')]));
}

/** The element as the page may have it; its children alone when it is not on the list. */
function close({ tag, attributes, children }: Open): readonly RichNode[] {
  const name = Object.hasOwn(renamed, tag) ? renamed[tag] : richTags.find((one) => one === tag);
  if (!name) return children;
  const element: RichElement = { tag: name, children };
  if (name === 'a') {
    const href = safeHref(attributes['href']);
    return href === undefined ? children : [{ ...element, href }];
  }
  if (name === 'img') {
    const src = safeSrc(attributes['src']);
    const alt = attributes['alt'] ?? '';
    return src === undefined ? (alt ? [alt] : []) : [{ ...element, src, alt }];
  }
  const span = Number(attributes['colspan']);
  return (name === 'td' || name === 'th') && span > 1 && span < 100 ? [{ ...element, colspan: span }] : [element];
}

/**
 * Reads `rendering-xhtml` into a tree of allowed elements. Broken markup is read as far as it goes; no attribute but link, image, alternative
 * text and colspan is kept, so that no style, script or event can come through.
 */
export function readXhtml(source: string): readonly RichNode[] {
  const stack: Open[] = [{ tag: '', attributes: {}, children: [] }];
  const top = (): Open => stack[stack.length - 1] as Open; // never empty
  const end = (): void => {
    const done = stack.length > 1 ? stack.pop() : undefined; // the root stays
    if (done) top().children.push(...close(done));
  };
  const text = source.slice(0, maxLength);
  let at = 0;
  let skipping: string | undefined;
  for (const found of text.matchAll(token)) {
    const words = text.slice(at, found.index);
    at = found.index + found[0].length;
    if (words && skipping === undefined) top().children.push(decode(words.replace(/\s+/g, ' ')));
    const [, slash, name, rest = ''] = found;
    const tag = name?.toLowerCase().replace(/^.*:/, '');
    if (!tag) continue;
    if (skipping !== undefined) {
      if (slash && tag === skipping) skipping = undefined;
    } else if (slash) {
      if (stack.some((open) => open.tag === tag)) while (top().tag !== tag) end();
      if (top().tag === tag) end();
    } else if (dropped.has(tag)) {
      if (!/\/\s*$/.test(rest)) skipping = tag;
    } else {
      stack.push({ tag, attributes: attributesOf(rest), children: [] });
      if (empty.has(tag) || /\/\s*$/.test(rest) || stack.length > maxDepth) end();
    }
  }
  const words = text.slice(at);
  if (words.trim() && skipping === undefined) top().children.push(decode(words.replace(/\s+/g, ' ')));
  while (stack.length > 1) end();
  return top().children;
}
