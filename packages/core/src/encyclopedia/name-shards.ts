import { NelumboError } from '../i18n/index.js';
import { exactly, type Decision, type NameLookup } from './exact.js';
import type { Grammar } from './grammar.js';
import { clean, CJK, foldTable, LONGEST_TEXT } from './normalise.js';
import { NameIndex, type NamesDocument, type Owner } from './names.js';
import type { Match } from './search.js';

/** `dir`: where each range of a kind of shard begins, one a line; the first begins with nothing. */
export interface ShardDirectory {
  readonly format: 'nelumbo-dir/1';
  /** Names with Chinese characters, by key. */
  readonly n: string;
  /** Names, pinyin and initials, by what is typed. */
  readonly p: string;
  /** Slugs and codes. */
  readonly i: string;
}

/** `n-*` and `p-*`: some of the names, with entries of their own numbering. */
export interface NamesPart extends NamesDocument {
  /** Numbers of the entries in the pack, as differences in base 36. */
  readonly numbers: string;
  /** Titles that are not among the names, one a line. */
  readonly titles: string;
}

/** `i-*`: keys, one a line, and the entries that they lead to. */
export interface NumbersPart {
  readonly keys: string;
  readonly numbers: readonly number[];
}

/** How many names of a beginning that is too wide for its shards are at hand. */
export const TOP = 20;
/** Shards that one question may take; one that needs more is answered by the whole table. */
const MOST = 8;

/** The first and the last range in which a text begins something. */
export function reachOf(starts: readonly string[], text: string): readonly [from: number, to: number] {
  const last = (below: (start: string) => boolean): number => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (below(starts[middle]!)) low = middle;
      else high = middle;
    }
    return low;
  };
  return [last((start) => start <= text), last((start) => start <= text || start.startsWith(text))];
}

/** Names of a shard; ids and titles are those of the pack. */
class PartIndex extends NameIndex {
  readonly #numbers: readonly number[];
  readonly #slugs: readonly string[];
  readonly #others: readonly string[];

  constructor(part: NamesPart) {
    super(part);
    let last = 0;
    this.#numbers = part.numbers.split(' ').map((delta) => (last += parseInt(delta, 36)));
    this.#slugs = part.slugs.split('\n');
    this.#others = part.titles.split('\n');
  }

  /** The number of an entry in the pack. */
  number(entry: number): number {
    return this.#numbers[entry]!;
  }
  override id(entry: number): string {
    return `${this.locale}/${this.#slugs[entry] || this.number(entry)}`;
  }
  override title(entry: number): string {
    return this.#others[entry] || super.title(entry);
  }
}

/** Names in the shards at hand, with the numbers of the pack; notes which shards were looked for and are not. */
class Gathered implements NameLookup {
  readonly missing = new Set<string>();
  readonly cards: Record<number, number> = {};
  readonly #bearers = new Map<number, readonly [PartIndex, number]>();

  constructor(
    private readonly at: (key: string) => string,
    private readonly parts: ReadonlyMap<string, PartIndex>,
    readonly fold: ReadonlyMap<string, string>,
  ) {}

  owners(key: string): Owner[] {
    const name = this.at(key);
    const part = this.parts.get(name);
    if (!part) this.missing.add(name);
    return (part?.owners(key) ?? []).map((owner) => {
      const entry = part!.number(owner.entry);
      this.cards[entry] = part!.cards[owner.entry]!;
      this.#bearers.set(entry, [part!, owner.entry]);
      return { ...owner, entry };
    });
  }
  id(entry: number): string {
    const [part, own] = this.#bearers.get(entry)!;
    return part.id(own);
  }
  title(entry: number): string {
    const [part, own] = this.#bearers.get(entry)!;
    return part.title(own);
  }
}

/**
 * Names of a large pack in shards (tier T1): what a name, its beginning or its spelling decides is answered from one or two of them, a
 * question from a few. `undefined` says that only the whole table can tell.
 */
export class NameShards {
  readonly #starts: Readonly<Record<'n' | 'p' | 'i', readonly string[]>>;
  readonly #parts = new Map<string, PartIndex>();

  /** @param read - reads a document of the language by name, each once */
  constructor(
    private readonly read: (name: string) => Promise<unknown>,
    dir: ShardDirectory,
  ) {
    this.#starts = { n: dir.n.split('\n'), p: dir.p.split('\n'), i: dir.i.split('\n') };
  }

  /** The number of the entry with a slug, or with a code (`system|code`). */
  async number(key: string): Promise<number | undefined> {
    for (const part of this.#parts.values()) {
      const entry = part.byId(`${part.locale}/${key}`); // what was found by its name needs no further shard
      if (entry !== undefined) return part.number(entry);
    }
    const { keys, numbers } = (await this.read(`i-${reachOf(this.#starts.i, key)[0]}`)) as NumbersPart; // written by shardNames
    return numbers[keys.split('\n').indexOf(key)];
  }

  /** Whether a text raises a card, as `resolveNames` of the whole table would say. */
  async decide(text: string, grammar: () => Promise<Grammar>): Promise<Decision | undefined> {
    let key = text.length > LONGEST_TEXT ? '' : clean(text);
    if (!key) return { status: 'none' };
    let found = exactly(await this.#part(this.#at(key)), key);
    if (found.status !== 'none') return found;
    const fold = await this.#fold(key);
    if (clean(text, fold) !== key) found = exactly(await this.#part(this.#at((key = clean(text, fold)))), key);
    if (found.status !== 'none') return found;
    const [words, { inQuestion, spelled }] = await Promise.all([grammar(), import('./asked.js')]);
    if (!CJK.test(key)) found = spelled(await this.#part(this.#at(key)), key, words);
    return found.status === 'none' ? this.#gather(fold, (names) => inQuestion(names, text, words)) : found;
  }

  /** What begins so, as `suggest` of the whole table would rank it, or what a question asks about. */
  async suggest(text: string, limit: number, grammar: () => Promise<Grammar>): Promise<readonly Match[] | undefined> {
    const key = text.length > LONGEST_TEXT ? '' : clean(text);
    if (!key || key.length > 120) return [];
    const found = await this.#begun(key, limit);
    if (!found || found.length > 0) return found;
    const fold = await this.#fold(key);
    const folded = clean(text, fold);
    const again = folded === key ? [] : await this.#begun(folded, limit);
    if (!again || again.length > 0) return again;
    const [words, { inQuestion }] = await Promise.all([grammar(), import('./asked.js')]);
    const asked = await this.#gather(fold, (names) => inQuestion(names, text, words));
    if (asked?.status === 'hit') return [asked.match];
    return asked?.status === 'ambiguous' ? asked.matches : undefined;
  }

  async #begun(key: string, limit: number): Promise<readonly Match[] | undefined> {
    const kind = CJK.test(key) ? 'n' : 'p';
    const [from, to] = reachOf(this.#starts[kind], key);
    if (to - from > 1 && limit > TOP) return undefined;
    const names = to - from > 1 ? [`top-${kind}`] : from === to ? [`${kind}-${from}`] : [`${kind}-${from}`, `${kind}-${to}`];
    const best = new Map<string, readonly [Match, weight: number]>();
    const [{ suggest }, ...parts] = await Promise.all([import('./search.js'), ...names.map((name) => this.#part(name))]);
    for (const part of parts)
      for (const match of suggest(part, key, { limit })) {
        if ((best.get(match.id)?.[0].confidence ?? 0) >= match.confidence) continue;
        best.set(match.id, [match, part.weights[part.byId(match.id)!]!]);
      }
    // confidence is exact to its three digits: an everyday topic rises by a thousandth for each point of its weight
    const sorted = [...best.values()].sort(([a, x], [b, y]) => b.confidence - a.confidence || y - x || (a.id < b.id ? -1 : 1));
    return sorted.slice(0, limit).map(([match]) => match);
  }

  /** Asks again with the shards that were missing, until none is. */
  async #gather<T>(fold: ReadonlyMap<string, string>, ask: (names: NameLookup) => T): Promise<T | undefined> {
    for (let fetched = 0; ;) {
      const names = new Gathered((key) => this.#at(key), this.#parts, fold);
      const answer = ask(names);
      if (names.missing.size === 0) return answer;
      if ((fetched += names.missing.size) > MOST) return undefined;
      await Promise.all([...names.missing].map((name) => this.#part(name)));
    }
  }

  #at(key: string): string {
    const kind = CJK.test(key) ? 'n' : 'p';
    return `${kind}-${reachOf(this.#starts[kind], key)[0]}`;
  }

  /** Keys are simplified, so a traditional character finds nothing: only then is the table of them fetched. */
  async #fold(key: string): Promise<ReadonlyMap<string, string>> {
    return foldTable(CJK.test(key) ? ((await this.read('fold')) as string) : ''); // written by shardNames
  }

  async #part(name: string): Promise<PartIndex> {
    const known = this.#parts.get(name);
    if (known) return known;
    const part = (await this.read(name)) as NamesPart | undefined; // checked in the next line
    if (part?.format !== 'nelumbo-names/2') throw new NelumboError('damaged', 'A shard of the names has an unknown format. Publish the pack again.');
    const opened = this.#parts.get(name) ?? new PartIndex(part);
    this.#parts.set(name, opened);
    return opened;
  }
}

/** Opens the shards of a language. @throws NelumboError `damaged` for a directory of another format */
export async function openShards(read: (name: string) => Promise<unknown>): Promise<NameShards> {
  const dir = (await read('dir')) as ShardDirectory | undefined; // checked in the next line
  if (dir?.format !== 'nelumbo-dir/1') throw new NelumboError('damaged', 'The directory of the names has an unknown format. Publish the pack again.');
  return new NameShards(read, dir);
}
