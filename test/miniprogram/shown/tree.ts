// What stands on the screen, as text: a line for each element with all of its attributes and events, and the words between.

/** An element, or words. */
export type Shown = { readonly tag: string; readonly attributes: Readonly<Record<string, string>>; readonly children: readonly Shown[] } | string;

/** Attributes of an element by name, `class` and events (`bind:tap`: the handler) among them. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A part: children, attributes, words, or nothing. */
export type Part = Shown | Attributes | number | false | null | undefined | readonly Part[];

const isTree = (part: object): part is Exclude<Shown, string> => 'tag' in part && 'children' in part;

/** An element: `el('button.quiet.retry', { 'bind:tap': 'retry' }, words)`. Classes given apart are added to those of the tag. */
export function el(tag: string, ...parts: readonly Part[]): Shown {
  const [name = '', ...classes] = tag.split('.');
  const attributes: Record<string, string> = {};
  const children: Shown[] = [];
  const add = (part: Part): void => {
    if (part === false || part === null || part === undefined || part === '') return;
    if (typeof part === 'string' || typeof part === 'number') children.push(String(part));
    else if (Array.isArray(part)) part.forEach(add as (part: unknown) => void);
    else if (isTree(part)) children.push(part);
    else for (const [key, value] of Object.entries(part as Attributes)) attributes[key] = String(value ?? '');
  };
  parts.forEach(add);
  const list = [...classes, ...(attributes['class'] ?? '').split(/\s+/)].filter(Boolean);
  if (list.length) attributes['class'] = list.join(' ');
  else delete attributes['class'];
  return { tag: name, attributes, children };
}

/** The tree as lines. `handlers: false` leaves out which method an event calls, where an engine does not tell. */
export function linesOf(tree: Shown, handlers: boolean, depth = 0): string[] {
  const indent = '  '.repeat(depth);
  if (typeof tree === 'string') return [`${indent}${tree}`];
  const attributes = Object.entries(tree.attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (name.startsWith('bind:') && !handlers ? ` ${name}` : ` ${name}="${value}"`));
  const children: Shown[] = [];
  let words = '';
  const flush = () => {
    if (words.trim()) children.push(words.trim());
    words = '';
  };
  for (const child of tree.children) {
    if (typeof child === 'string') words += child;
    else {
      flush();
      children.push(child);
    }
  }
  flush();
  return [`${indent}<${tree.tag}${attributes.join('')}>`, ...children.flatMap((child) => linesOf(child, handlers, depth + 1))];
}

/** The first line that differs, both ways round; `undefined` where they are the same. */
export function difference(expected: readonly string[], found: readonly string[]): string | undefined {
  for (let i = 0; i < Math.max(expected.length, found.length); i++)
    if (expected[i] !== found[i]) return `should show ${expected[i]?.trim() ?? 'nothing more'}, shows ${found[i]?.trim() ?? 'nothing more'}`;
  return undefined;
}
