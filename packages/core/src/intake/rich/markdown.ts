import { safeHref, type RichElement, type RichNode, type RichTag } from './tree.js';

const element = (tag: RichTag, children: readonly RichNode[]): RichElement => ({ tag, children });

/** The nearest inline mark of a text: pattern, and what it becomes. Markup of HTML stays words. */
const marks: readonly (readonly [RegExp, (match: RegExpExecArray) => RichNode])[] = [
  [/`([^`\n]+)`/, (m) => element('code', [m[1] ?? ''])],
  [/!\[([^\]]*)\]\([^)\s]*\)/, (m) => m[1] ?? ''], // a remote image would tell where the form is read: its words stay
  [/\[([^\]]+)\]\(([^)\s]+)(?:\s+"[^"]*")?\)/, (m) => link(m[1] ?? '', m[2])],
  [/\*\*(\S(?:[^*]|\*(?!\*))*)\*\*|__(\S(?:[^_]|_(?!_))*)__/, (m) => element('strong', inline(m[1] ?? m[2] ?? ''))],
  [/\*(\S[^*\n]*)\*|(?<![\w_])_(\S[^_\n]*)_(?![\w_])/, (m) => element('em', inline(m[1] ?? m[2] ?? ''))],
  [/~~(\S[^~]*)~~/, (m) => element('s', inline(m[1] ?? ''))],
  [/ {2,}\n|\\\n/, () => element('br', [])],
];

function link(words: string, address: string | undefined): RichNode {
  const href = safeHref(address);
  return href === undefined ? words : { tag: 'a', children: inline(words), href };
}

/** Inline marks, leftmost first. */
function inline(text: string): readonly RichNode[] {
  const out: RichNode[] = [];
  let rest = text.slice(0, 20_000);
  while (rest !== '') {
    let best: { readonly match: RegExpExecArray; readonly make: (match: RegExpExecArray) => RichNode } | undefined;
    for (const [pattern, make] of marks) {
      const match = pattern.exec(rest);
      if (match && (!best || match.index < best.match.index)) best = { match, make };
    }
    if (!best) break;
    if (best.match.index > 0) out.push(plain(rest.slice(0, best.match.index)));
    out.push(best.make(best.match));
    rest = rest.slice(best.match.index + best.match[0].length);
  }
  if (rest !== '') out.push(plain(rest));
  return out;
}

const plain = (text: string): string => text.replace(/\\([\\`*_{}[\]()#+.!~>-])/g, '$1').replace(/\n/g, ' ');

const bullet = /^\s{0,3}[-*+]\s+(.*)$/;
const numbered = /^\s{0,3}\d{1,9}[.)]\s+(.*)$/;

/**
 * Reads `rendering-markdown`: paragraphs, headings, lists, quotes, code, rules, emphasis and links. HTML inside it stays words.
 */
export function readMarkdown(source: string): readonly RichNode[] {
  const lines = source.slice(0, 200_000).replace(/\r\n?/g, '\n').split('\n');
  const out: RichNode[] = [];
  for (let i = 0; i < lines.length;) {
    const line = lines[i] ?? '';
    const heading = /^(#{1,6})\s+(.*?)#*\s*$/.exec(line);
    if (line.trim() === '') i++;
    else if (heading) {
      const level = Math.min(6, (heading[1]?.length ?? 1) + 2); // below the form's own headings
      out.push(element(`h${level}` as RichTag, inline(heading[2] ?? ''))); // 3 to 6
      i++;
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      out.push(element('hr', []));
      i++;
    } else {
      const [node, next] = block(lines, i);
      out.push(node);
      i = next;
    }
  }
  return out;
}

/** A list, a quote, a fenced text or a paragraph, and the line after it. */
function block(lines: readonly string[], from: number): readonly [RichElement, number] {
  const first = lines[from] ?? '';
  const run = (holds: (line: string) => boolean): number => {
    let at = from + 1;
    while (at < lines.length && holds(lines[at] ?? '')) at++;
    return at;
  };
  if (/^\s*```/.test(first)) {
    const end = run((line) => !/^\s*```/.test(line));
    return [element('pre', [lines.slice(from + 1, end).join('\n')]), Math.min(end + 1, lines.length)];
  }
  for (const [pattern, tag] of [
    [bullet, 'ul'],
    [numbered, 'ol'],
  ] as const) {
    if (!pattern.test(first)) continue;
    const end = run((line) => pattern.test(line) || /^\s{2,}\S/.test(line));
    return [element(tag, itemsOf(lines.slice(from, end), pattern)), end];
  }
  if (/^\s{0,3}>/.test(first)) {
    const end = run((line) => /^\s{0,3}>/.test(line));
    return [
      element(
        'blockquote',
        readMarkdown(
          lines
            .slice(from, end)
            .map((line) => line.replace(/^\s{0,3}> ?/, ''))
            .join('\n'),
        ),
      ),
      end,
    ];
  }
  const end = run((line) => line.trim() !== '' && !bullet.test(line) && !numbered.test(line) && !/^(#{1,6}\s|\s{0,3}>|\s*```)/.test(line));
  return [element('p', inline(lines.slice(from, end).join('\n').trim())), end];
}

function itemsOf(lines: readonly string[], pattern: RegExp): readonly RichElement[] {
  const items: string[] = [];
  for (const line of lines) {
    const start = pattern.exec(line)?.[1];
    if (start !== undefined) items.push(start);
    else items[items.length - 1] = `${items.at(-1) ?? ''}\n${line.trim()}`;
  }
  return items.map((item) => element('li', inline(item)));
}
