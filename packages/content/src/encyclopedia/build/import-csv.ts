/** Rows of a CSV file (RFC 4180) as records by the names in its first row. @throws Error naming the row that has another number of cells */
export function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let [cell, quoted] = ['', false];
  const plain = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < plain.length; i++) {
    const character = plain[i]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (plain[i + 1] === '"') cell += plain[++i]!;
      else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === ',' || character === '\n') {
      rows.at(-1)!.push(cell.replace(/\r$/, ''));
      cell = '';
      if (character === '\n') rows.push([]);
    } else cell += character;
  }
  if (quoted) throw new Error('a quote is not closed');
  rows.at(-1)!.push(cell.replace(/\r$/, ''));
  const [head = [], ...rest] = rows;
  return rest
    .filter((row) => row.length > 1 || row[0] !== '')
    .map((row, i) => {
      if (row.length !== head.length) throw new Error(`row ${i + 2} has ${row.length} cells, the first row ${head.length}`);
      return Object.fromEntries(head.map((name, at) => [name.trim(), row[at]!.trim()]));
    });
}

const list = (text: string | undefined): string[] => (text ? text.split(/[;；]/).map((item) => item.trim()).filter(Boolean) : []); // prettier-ignore

/**
 * Entries of a CSV file. Columns: `id`, `locale`, `title`, `type`, `summary`, `aliases`, `weak`, `departments`, `tags`, `related` (lists, parted by `;`),
 * `codes` (`system|code;…`), `weight`, `updated`, `source`, `source_url`, `licence`, `attribution`, `sensitive`, `card` (`no`); others are ignored.
 */
export function csvEntries(text: string): Record<string, unknown>[] {
  return readCsv(text).map((row) => {
    const weak = list(row['weak']);
    const aliases = [...new Set([...list(row['aliases']), ...weak])].map((alias) => (weak.includes(alias) ? { text: alias, weak: true } : { text: alias }));
    const codes = list(row['codes']).map((code) => ({ system: code.slice(0, code.lastIndexOf('|')), code: code.slice(code.lastIndexOf('|') + 1) }));
    const { id, locale, title, type, summary, updated, weight, source, source_url: url, licence, attribution, sensitive, card } = row;
    return {
      ...(id && { id }),
      ...(locale && { locale }),
      ...(type && { type }),
      ...(updated && { updated }),
      ...(weight && { weight: Number(weight) }),
      title,
      summary,
      aliases,
      codes,
      departments: list(row['departments']),
      tags: list(row['tags']),
      related: list(row['related']),
      ...(source && { source: { name: source, url: url ?? '' } }),
      ...(licence && { licence: { id: licence, ...(attribution && { attribution }) } }),
      ...(sensitive && { sensitive }),
      ...(card === 'no' && { card: false }),
    };
  });
}
