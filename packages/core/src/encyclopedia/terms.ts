import { EVERYDAY, type Entry } from './entry.js';
import { fold, foldTable } from './normalise.js';

/** Which names are marked in articles: those of everyday topics, or all. */
export const termPackNames = ['popular', 'all'] as const;
export type TermPackName = (typeof termPackNames)[number];

/** The names that annotation looks for in one language, as a pack or a server hands them out. */
export interface TermPack {
  readonly format: 'nelumbo-terms/1';
  readonly locale: string;
  readonly pack: TermPackName;
  /** One slug a line. */
  readonly slugs: string;
  /** One name a line, sorted by UTF-16 units: `name TAB line of its slug` (from 0, base 36); names folded, two characters or longer. */
  readonly rows: string;
  /** Traditional characters and what they fold to. */
  readonly fold: string;
}

/** Terms ready to scan with; built by {@link openTerms}, never changed. */
export interface Terms {
  readonly locale: string;
  /** Slugs; a row points to its place here. */
  readonly slugs: readonly string[];
  /** The rows of the pack, sorted. */
  readonly rows: readonly string[];
  /** Folded words that are not marked. */
  readonly stopped: ReadonlySet<string>;
  /** First two characters → number of their gate. */
  readonly gates: ReadonlyMap<number, number>;
  /** Of each gate: bit n says that a term of n characters begins so (2 to 30); bit 31: longer ones, see `long`. */
  readonly lengths: Int32Array;
  /** Of each gate: first and last of its rows, so that a look-up is a short search and no table of 48,000 strings is built. */
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
  /** Of gates with such terms: lengths of 31 characters and more, longest first. */
  readonly long: ReadonlyMap<number, readonly number[]>;
  readonly fold: ReadonlyMap<string, string>;
  /** Finds a character that folds; absent when none does. */
  readonly folding: RegExp | undefined;
}

/** What {@link termPack} takes from an entry. */
export type TermEntry = Pick<Entry, 'id' | 'title' | 'aliases' | 'weight' | 'review' | 'annotate'>;

/** Two characters of a text as one small number: the gate. Two pairs may share one; that costs a look-up, never a wrong hit. */
export const gateAt = (text: string, at: number): number => ((text.charCodeAt(at) << 15) ^ text.charCodeAt(at + 1)) & 0x3fffffff;

/** Whether a folded name may be marked: long enough, and no bare number. */
const isMarkable = (name: string): boolean => name.length >= 2 && /\p{L}/u.test(name);

/**
 * The term list of a pack: titles and strong aliases of entries that allow annotation. Weak aliases, withdrawn entries, `annotate: false`
 * and stop-listed words stay out. A name of several entries belongs to the one that bears it as title, else to the most looked-for.
 * @param options.stop - generic words that are names, too (检查, pain)
 * @param options.fold - traditional pairs, as in a names document
 */
export function termPack(entries: readonly TermEntry[], options: { locale: string; pack: TermPackName; stop?: readonly string[]; fold?: string }): TermPack {
  const { locale, pack, stop = [], fold: pairs = '' } = options;
  const table = foldTable(pairs);
  const generic = new Set(stop.map((word) => fold(word, table)));
  const own = entries
    .filter(
      (entry) =>
        entry.id.startsWith(`${locale}/`) && entry.annotate !== false && entry.review.status !== 'withdrawn' && (pack === 'all' || entry.weight >= EVERYDAY),
    )
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  const titles = new Set(own.map((entry) => fold(entry.title, table)));
  const taken = new Set<string>();
  const take = (name: string): boolean => isMarkable(name) && !generic.has(name) && !/[\t\n]/.test(name) && !taken.has(name) && Boolean(taken.add(name));
  const slugs: string[] = [];
  const rows: string[] = [];
  for (const entry of own) {
    const aliases = entry.aliases.filter((alias) => !alias.weak).map((alias) => fold(alias.text, table));
    const names = [fold(entry.title, table), ...aliases.filter((alias) => !titles.has(alias))].filter(take);
    if (names.length === 0) continue;
    const place = (slugs.push(entry.id.slice(locale.length + 1)) - 1).toString(36);
    for (const name of names) rows.push(`${name}\t${place}`);
  }
  return { format: 'nelumbo-terms/1', locale, pack, slugs: slugs.join('\n'), rows: rows.sort().join('\n'), fold: pairs };
}

/** Prepares a term pack for scanning. @param stop - further words that are never marked on this page */
export function openTerms(pack: TermPack, stop: readonly string[] = []): Terms {
  // one unit for one, so that places in the folded text are places in the text
  const table = new Map([...foldTable(pack.fold)].filter(([from, to]) => from.length === 1 && to.length === 1));
  const rows = pack.rows === '' ? [] : pack.rows.split('\n');
  const folding = table.size > 0 ? new RegExp(`[${[...table.keys()].join('')}]`, 'g') : undefined;
  const stopped = new Set(stop.map((word) => fold(word, table)));
  return { locale: pack.locale, slugs: pack.slugs.split('\n'), rows, stopped, fold: table, folding, ...gatesOf(rows) };
}

function gatesOf(rows: readonly string[]): Pick<Terms, 'gates' | 'lengths' | 'firsts' | 'lasts' | 'long'> {
  const gates = new Map<number, number>();
  const [lengths, firsts, lasts] = [new Int32Array(rows.length), new Int32Array(rows.length), new Int32Array(rows.length)];
  const long = new Map<number, number[]>();
  let [before, number] = [-1, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const length = row.indexOf('\t');
    const gate = gateAt(row, 0);
    if (gate !== before) {
      number = gates.get(gate) ?? gates.size;
      if (number === gates.size) gates.set(gate, number);
      if (lengths[number] === 0) firsts[number] = i;
      before = gate;
    }
    lasts[number] = i;
    lengths[number]! |= 1 << Math.min(31, length);
    if (length > 30)
      long.set(
        number,
        [...new Set([...(long.get(number) ?? []), length])].sort((a, b) => b - a),
      );
  }
  return { gates, lengths, firsts, lasts, long };
}

/** How a row lies to a piece of a text, as sorting would say; 0 when it is the row of exactly that name. Makes no strings: it is the inner loop. */
function compare(row: string, text: string, start: number, length: number): number {
  for (let i = 0; i < length; i++) {
    const apart = row.charCodeAt(i) - text.charCodeAt(start + i); // a shorter name ends in a tab, which sorts before every character of a name
    if (apart !== 0) return apart;
  }
  return row.charCodeAt(length) - TAB;
}
const TAB = 9;

/** The row of the name that is `length` characters of a folded text from `start` on, beginning with gate `gate`; -1 when there is none. */
export function rowOf({ rows, firsts, lasts }: Terms, gate: number, text: string, start: number, length: number): number {
  let [low, high] = [firsts[gate]!, lasts[gate]!];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const apart = compare(rows[middle]!, text, start, length);
    if (apart === 0) return middle;
    if (apart < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The entry of a row. */
export function ownerOf({ locale, slugs, rows }: Terms, row: number): string {
  const line = rows[row]!;
  return `${locale}/${slugs[parseInt(line.slice(line.indexOf('\t') + 1), 36)] ?? ''}`;
}
