/** What parts the cells: Excel writes commas, semicolons or tabs, as the machine's region says; a first line `sep=;` tells. */
function separatorOf(text: string): readonly [separator: string, rest: string] {
  const [line, told] = /^sep=([,;\t])\r?\n/.exec(text) ?? [];
  if (line && told) return [told, text.slice(line.length)];
  const head = /^[^\r\n]*/.exec(text)![0];
  return [[',', ';', '\t'].sort((a, b) => head.split(b).length - head.split(a).length)[0]!, text];
}

function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let [cell, quoted] = ['', false];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[++i]!;
      else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === separator || character === '\n' || character === '\r') {
      rows.at(-1)!.push(cell);
      cell = '';
      if (character === '\r' && text[i + 1] === '\n') i++;
      if (character !== separator) rows.push([]);
    } else cell += character;
  }
  if (quoted) throw new Error('a quote is not closed');
  rows.at(-1)!.push(cell);
  return rows;
}

/**
 * Rows of a CSV file (RFC 4180; cells may be parted by `;` or tabs, lines end in any way) as records by the names in its first row.
 * @throws Error naming the row that has another number of cells
 */
export function readCsv(text: string): Record<string, string>[] {
  const [separator, rest] = separatorOf(text.replace(/^\uFEFF/, ''));
  const [head = [], ...rows] = cellsOf(rest, separator);
  const names = head.map((name) => name.trim().toLowerCase());
  const twice = names.find((name, i) => name !== '' && names.indexOf(name) !== i);
  if (twice) throw new Error(`two columns are called ${twice}`);
  return rows.flatMap((row, i) => {
    if (row.every((cell) => cell.trim() === '')) return []; // Excel leaves rows behind that were emptied
    if (row.length !== head.length) throw new Error(`row ${i + 2} has ${row.length} cells, the first row ${head.length}`);
    return [Object.fromEntries(names.map((name, at) => [name, row[at]!.trim()]))];
  });
}

const list = (text: string | undefined): string[] => (text ? text.split(/[;；]/).map((item) => item.trim()).filter(Boolean) : []); // prettier-ignore

/**
 * Entries of a CSV file. Columns: `id`, `locale`, `title`, `type`, `summary`, `aliases`, `weak`, `departments`, `tags`, `related` (lists, parted by `;`),
 * `codes` (`system|code;…`), `weight`, `updated`, `source`, `source_url`, `licence`, `attribution`, `sensitive`, `card` (`no`); others are ignored.
 * @throws Error when no column is called title
 */
export function csvEntries(text: string): Record<string, unknown>[] {
  const rows = readCsv(text);
  if (rows[0] && !('title' in rows[0])) throw new Error(`no column is called title; there are ${Object.keys(rows[0]).join(', ')}`);
  return rows.map((row) => {
    const weak = list(row['weak']);
    const aliases = [...new Set([...list(row['aliases']), ...weak])].map((alias) => (weak.includes(alias) ? { text: alias, weak: true } : { text: alias }));
    const { id, locale, title, type, summary, updated, weight, source, source_url: url, licence, attribution, sensitive, card } = row;
    return {
      ...(id && { id }),
      ...(locale && { locale }),
      ...(type && { type }),
      ...(updated && { updated }),
      ...(weight && { weight }),
      title,
      summary,
      aliases,
      codes: list(row['codes']),
      departments: list(row['departments']),
      tags: list(row['tags']),
      related: list(row['related']),
      ...(source && { source: { name: source, url: url ?? '' } }),
      ...(licence && { licence: { id: licence, ...(attribution && { attribution }) } }),
      ...(sensitive && { sensitive }),
      ...(card && { card }),
    };
  });
}
