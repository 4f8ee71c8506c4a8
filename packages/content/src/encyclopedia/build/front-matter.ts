/** What front matter may hold: the part of YAML that people write by hand. */
export type FrontMatter = Readonly<Record<string, unknown>>;

/** The items of a `[a, b]` or `{ a: b }`, parted by commas outside of quotes and brackets. */
function items(text: string): string[] {
  const found = [''];
  let [quote, depth] = ['', 0];
  for (const character of text) {
    const item = found.at(-1)!;
    if (quote) quote = character === quote ? '' : quote;
    else if (/["']/.test(character) && /(^|:)\s*$/.test(item)) quote = character;
    else if (/[[{]/.test(character)) depth++;
    else if (/[\]}]/.test(character)) depth--;
    else if (/[,，]/.test(character) && depth === 0) {
      found.push('');
      continue;
    }
    found[found.length - 1] = item + character;
  }
  return found.map((item) => item.trim()).filter(Boolean);
}

function unquoted(text: string): string | undefined {
  const [, double, single] = /^"((?:[^"\\]|\\.)*)"$|^'((?:[^']|'')*)'$/.exec(text) ?? [];
  if (single !== undefined) return single.replaceAll("''", "'");
  if (double === undefined) return undefined;
  try {
    return JSON.parse(`"${double}"`) as string; // the escapes that people use are those of JSON
  } catch {
    return double;
  }
}

const scalar = (text: string): unknown => {
  const plain = text.trim().replace(/^([^"'#].*?|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|)(?:^|\s+)#(\s.*)?$/, '$1');
  const quoted = unquoted(plain);
  if (quoted !== undefined) return quoted;
  if (plain === 'true' || plain === 'false') return plain === 'true';
  if (plain === 'null' || plain === '~') return '';
  if (/^-?\d+(\.\d+)?$/.test(plain) && String(Number(plain)) === plain) return Number(plain); // 250.10 and 007 are codes
  const list = /^\[(.*)\]$/.exec(plain);
  if (list) return items(list[1]!).map((item) => String(scalar(item)));
  const map = /^\{(.*)\}$/.exec(plain);
  if (map) return Object.fromEntries(items(map[1]!).map((pair) => pairOf(pair)).map(([key, value]) => [key, scalar(value)])); // prettier-ignore
  return plain;
};

function pairOf(line: string): [key: string, written: string] {
  const [, name, value = ''] = /^\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^:\s][^:]*?)\s*:(?:\s+(.*))?$/.exec(line) ?? [];
  if (name === undefined) throw new Error(`front matter: cannot read "${line.trim()}"`);
  return [unquoted(name) ?? name, value];
}

const indent = (line: string) => line.length - line.trimStart().length;
const isEmpty = (line: string) => line.trim() === '';
const isSkipped = (line: string) => /^\s*(#.*)?$/.test(line);

/** The text of `|` (lines as they are) or `>` (lines joined, empty ones part paragraphs). */
function blockText(lines: readonly string[], folds: boolean): string {
  const depth = Math.min(...lines.filter((line) => !isEmpty(line)).map(indent));
  const text = lines.map((line) => line.slice(depth).trimEnd()).join('\n').trim(); // prettier-ignore
  return folds ? text.replace(/(\n+)(?=\S)/g, (breaks) => (breaks.length > 1 ? '\n' : ' ')) : text;
}

/** A value and the lines below it, which are further in. */
function valueOf(written: string, below: readonly string[]): unknown {
  const [, block] = /^([|>])[-+\d]*\s*(?:#.*)?$/.exec(written) ?? [];
  if (block) return blockText(below, block === '>');
  const lines = below.filter((line) => !isSkipped(line));
  if (/^(#.*)?$/.test(written)) return lines.length > 0 ? nested(lines, below) : '';
  if (lines.length === 0) return scalar(written);
  const wrong = /^["'[{]/.test(written) ? undefined : lines.find((line) => /^\s*(- |[\w-]+:(\s|$))/.test(line));
  if (wrong) throw new Error(`front matter: cannot read "${wrong.trim()}" below a value`);
  return scalar([written, ...lines.map((line) => line.trim())].join(' '));
}

/** The lines below a key: a list, a map, or a text that begins there. */
function nested(lines: readonly string[], all: readonly string[]): unknown {
  const depth = indent(lines[0]!);
  if (!/^\s*-(\s|$)/.test(lines[0]!))
    return /^\s*("[^"]*"|'[^']*'|[^:\s"'[{][^:]*):(\s|$)/.test(lines[0]!) ? mapOf(all) : valueOf(lines[0]!.trim(), lines.slice(1));
  const blocks: string[][] = [];
  for (const line of all) {
    if (indent(line) === depth && /^\s*-(\s|$)/.test(line)) blocks.push([line]);
    else blocks.at(-1)?.push(line);
  }
  return blocks.map(([line, ...below]) => {
    const first = line!.replace(/^(\s*)-/, '$1 ');
    return /^\s*[\w-]+:(\s|$)/.test(first) ? mapOf([first, ...below]) : valueOf(first.trim(), below);
  });
}

function mapOf(lines: readonly string[]): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (let i = 0; i < lines.length; i++) {
    if (isSkipped(lines[i]!)) continue;
    const [key, written] = pairOf(lines[i]!);
    const depth = indent(lines[i]!);
    const belongs = (line: string) => isEmpty(line) || indent(line) > depth || (indent(line) === depth && /^\s*(- |#)/.test(line));
    let end = i + 1;
    while (end < lines.length && belongs(lines[end]!)) end++;
    map[key] = valueOf(written, lines.slice(i + 1, end));
    i = end - 1;
  }
  return map;
}

/**
 * Splits a text into its front matter (between two lines of `---`) and the rest.
 * Known of YAML: strings, also over several lines and as `|` or `>`, numbers, true and false, lists, maps, `[a, b]`, `{ a: b }`, comments.
 * @throws Error naming the line that cannot be read
 */
export function frontMatter(text: string): { readonly matter: FrontMatter; readonly body: string } {
  const [, head, body] = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n([\s\S]*))?$/.exec(text) ?? [];
  if (head === undefined) throw new Error('there is no front matter: begin with a line of ---, and end it with another');
  return { matter: mapOf(head.split(/\r?\n/)), body: body ?? '' };
}
