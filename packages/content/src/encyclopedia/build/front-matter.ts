/** What front matter may hold: the part of YAML that people write by hand. */
export type FrontMatter = Readonly<Record<string, unknown>>;

const scalar = (text: string): unknown => {
  const plain = text.trim().replace(/^([^"'].*?|"[^"]*"|'[^']*')\s+#\s.*$/, '$1');
  const quoted = /^"(.*)"$|^'(.*)'$/.exec(plain);
  if (quoted) return quoted[1] ?? quoted[2];
  if (plain === 'true' || plain === 'false') return plain === 'true';
  if (/^-?\d+(\.\d+)?$/.test(plain)) return Number(plain);
  const list = /^\[(.*)\]$/.exec(plain);
  if (list) return list[1]!.trim() === '' ? [] : list[1]!.split(/[,，](?=(?:[^"]*"[^"]*")*[^"]*$)/).map((item) => String(scalar(item)));
  const map = /^\{(.*)\}$/.exec(plain);
  if (map) return Object.fromEntries(map[1]!.split(/,\s*/).map((pair) => pairOf(pair)));
  return plain;
};

function pairOf(line: string): [string, unknown] {
  const at = line.search(/:(\s|$)/);
  if (at < 0) throw new Error(`front matter: cannot read "${line.trim()}"`);
  return [line.slice(0, at).trim(), scalar(line.slice(at + 1))];
}

const indent = (line: string) => line.length - line.trimStart().length;

/** The lines below a key, which are further in: a list, or a map. */
function nested(lines: readonly string[]): unknown {
  const depth = indent(lines[0]!);
  const blocks: string[][] = [];
  for (const line of lines) {
    if (indent(line) === depth) blocks.push([line]);
    else blocks.at(-1)?.push(line);
  }
  if (!lines[0]!.trimStart().startsWith('- ')) return mapOf(lines);
  return blocks.map((block) => {
    const first = block[0]!.replace(/^(\s*)- /, '$1  ');
    return /^\s*[\w-]+:(\s|$)/.test(first) ? mapOf([first, ...block.slice(1)]) : scalar(first);
  });
}

function mapOf(lines: readonly string[]): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (let i = 0; i < lines.length; i++) {
    const [key, value] = pairOf(lines[i]!);
    const depth = indent(lines[i]!);
    let end = i + 1;
    while (end < lines.length && (indent(lines[end]!) > depth || (indent(lines[end]!) === depth && lines[end]!.trimStart().startsWith('- ')))) end++;
    map[key] = end > i + 1 ? nested(lines.slice(i + 1, end)) : value;
    i = end - 1;
  }
  return map;
}

/**
 * Splits a text into its front matter (between two lines of `---`) and the rest.
 * Known of YAML: strings, numbers, true and false, lists, maps, `[a, b]`, `{ a: b }`, comments.
 * @throws Error naming the line that cannot be read
 */
export function frontMatter(text: string): { readonly matter: FrontMatter; readonly body: string } {
  const [, head, body] = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined) throw new Error('there is no front matter: begin with a line of ---');
  return { matter: mapOf(head.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^\s*#/.test(line))), body: body ?? '' };
}
