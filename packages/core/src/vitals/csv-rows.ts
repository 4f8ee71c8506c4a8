/** A row longer than this is no table, but something that wants our memory. */
const longest = 1_000_000;

/** Rows of a table by RFC 4180 that comes in pieces: quotes, doubled quotes, line breaks in quotes; CRLF, LF and CR all end a row. */
export class CsvRows {
  #row: string[] = [];
  #cell = '';
  #quoted = false;
  /** A quote inside quotes: the end of them, or the first of two. */
  #pending = false;
  #afterCr = false;
  #size = 0;
  /** Whether anything stands in the row that is being read. */
  #begun = false;

  constructor(private readonly separator: string) {}

  *read(text: string): Generator<string[]> {
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text[i]!; // inside the text
      if (this.#quoted && !this.#pending) {
        if (c === '"') {
          this.#cell += text.slice(from, i);
          this.#pending = true;
          from = i + 1;
        }
        continue;
      }
      if (this.#pending) {
        this.#pending = false;
        if (c === '"') {
          from = i; // doubled: the second stands for itself
          continue;
        }
        this.#quoted = false;
        from = i;
      }
      if (c === '\n' && this.#afterCr) {
        this.#afterCr = false;
        from = i + 1;
        continue;
      }
      this.#afterCr = false;
      if (c === '"' && !this.#cell && from === i) {
        this.#quoted = this.#begun = true;
        from = i + 1;
      } else if (c === this.separator) {
        this.#endCell(text.slice(from, i));
        from = i + 1;
      } else if (c === '\n' || c === '\r') {
        this.#afterCr = c === '\r';
        this.#endCell(text.slice(from, i));
        from = i + 1;
        yield this.#endRow();
      } else this.#begun = true;
    }
    if (!this.#pending) this.#cell += text.slice(from);
    this.#size += text.length;
    if (this.#size > longest) this.#quoted = false; // an open quote never swallows the whole file
  }

  /** The last row, when the file does not end with a line break. */
  *end(): Generator<string[]> {
    if (!this.#begun && !this.#row.length && !this.#cell) return;
    this.#endCell('');
    yield this.#endRow();
  }

  /** Whether the file broke off inside quotes. */
  get unfinished(): boolean {
    return this.#quoted && !this.#pending;
  }

  #endCell(rest: string): void {
    this.#row.push(this.#cell + rest);
    this.#cell = '';
    this.#begun = true;
  }

  #endRow(): string[] {
    const row = this.#row;
    this.#row = [];
    this.#begun = false;
    this.#size = 0;
    return row;
  }
}

const separators = [',', ';', '\t', '|'] as const;

/** Whether cells are separated in a line. */
export const isSeparated = (line: string): boolean => separators.some((separator) => line.includes(separator));

/** The separator that a header row uses, by how often each stands in it outside quotes; Excel's `sep=;` says it outright. */
export function separatorOf(header: string): ',' | ';' | '\t' | '|' {
  const said = separators.find((separator) => header.trimEnd() === `sep=${separator}` || header === `sep=${separator}`);
  if (said) return said;
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = separators.map((separator) => [separator, bare.split(separator).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
