import { StorageError, type Key, type Put, type Table } from '../../platform.js';
import { placeOfKey, compareKeys } from '../sorted-rows.js';
import { fromBase64, toBase64 } from './base64.js';
import { seal, unseal, type KeyValue } from './key-value.js';

// A database as a log. Each commit is one segment: its texts are written from the last to the first, and the first one, which
// lists the changes, makes it count. From time to time one of two manifests takes stock of where every row lies; then
// segments of which nothing is left can go. Whatever was written halfway is not listed anywhere, and is swept away on opening.

/** Where a value lies: segment, first byte and length. */
interface Place {
  readonly segment: number;
  readonly at: number;
  readonly length: number;
}

export interface LoggedRow {
  readonly key: Key;
  readonly place: Place;
}

type Rows = readonly (readonly [Table, LoggedRow])[];
type Listed = readonly [table: Table, key: Key, length: number];
type Taken = readonly [table: Table, key: Key, segment: number, at: number, length: number];

interface Header {
  readonly parts: number;
  /** Length -1: deleted. */
  readonly puts: readonly Listed[];
}

interface Manifest {
  readonly segment: number;
  readonly rows: readonly Taken[];
  /** Texts of each segment that still holds a row, and how many bytes they were; earlier builds did not say. */
  readonly parts: readonly (readonly [segment: number, parts: number, bytes?: number | undefined])[];
}

const PART = 128 * 1024; // characters of base64, whole groups of four
const STOCK = 32; // segments after which a manifest is written
const SPARSE = 0.5; // of a segment: when less than that is left, what is left moves
const RESERVE = 96 * 1024; // characters kept for what takes something away: a full phone must be able to delete

/** Whether a text did not fit. */
export const isQuota = (error: unknown): boolean => (error as Partial<StorageError>).code === 'quota';
/** For `catch`: a full phone is no end of it; anything else is thrown on. */
export const unlessQuota = (error: unknown): void => {
  if (!isQuota(error)) throw error;
};

/** The rows of one database on a {@link KeyValue}. Calls must not overlap. */
export class Log {
  readonly #kv: KeyValue;
  readonly #prefix: string;
  readonly tables = new Map<Table, LoggedRow[]>();
  readonly #parts = new Map<number, number>();
  /** Bytes of each segment as it was written. */
  readonly #sizes = new Map<number, number>();
  readonly #texts = new Map<number, string>();
  /** What each segment behind the manifest lists, ascending: the last one to name a row is needed, also for its deletion. */
  readonly #later = new Map<number, readonly string[]>();
  #next = 1;
  #stocked = 0;
  #slot = 0;
  /** Whether the manifest before the last one is still there. */
  #former = false;
  #reserved = false;

  constructor(kv: KeyValue, prefix: string) {
    this.#kv = kv;
    this.#prefix = prefix;
  }

  #name(segment: number, part: number): string {
    return `${this.#prefix}s${segment}.${part}`;
  }

  /** Reads what there is. @throws whatever the {@link KeyValue} rejects with */
  async load(): Promise<void> {
    const own = (await this.#kv.names()).filter((name) => name.startsWith(this.#prefix)).map((name) => name.slice(this.#prefix.length));
    // Asked for by name, like the segment behind the last one below: a phone whose list of names is behind would look like an earlier or an empty one.
    const texts = await Promise.all([0, 1].map((slot) => this.#kv.get(`${this.#prefix}m${slot}`)));
    const manifests = texts.map((text) => unseal<Manifest>(text));
    const segments = manifests.map((manifest) => manifest?.value.segment ?? 0);
    this.#slot = segments[1]! > segments[0]! ? 1 : 0; // two slots
    this.#former = texts[1 - this.#slot] !== undefined;
    this.#reserved = own.includes('r');
    const manifest = manifests[this.#slot]?.value;
    this.#stocked = manifest?.segment ?? 0;
    for (const [table, key, segment, at, length] of manifest?.rows ?? []) this.#place(table, key, { segment, at, length });
    for (const [segment, parts, bytes] of manifest?.parts ?? []) {
      this.#parts.set(segment, parts);
      if (bytes !== undefined) this.#sizes.set(segment, bytes);
    }
    const later = own.flatMap((name) => /^s(\d+)\.0$/.exec(name)?.[1] ?? []).map(Number);
    for (const segment of later.filter((one) => one > this.#stocked).sort((a, b) => a - b)) await this.#replay(segment);
    this.#next = Math.max(this.#stocked, ...this.#parts.keys(), ...own.map((name) => Number(/^s(\d+)/.exec(name)?.[1] ?? 0))) + 1;
    while (await this.#replay(this.#next)) this.#next++;
    await this.#sweep(own);
  }

  /** Returns whether there is a segment of that number. */
  async #replay(segment: number): Promise<boolean> {
    const text = await this.#kv.get(this.#name(segment, 0));
    const read = unseal<Header>(text);
    if (read) this.#apply(segment, read.value); // or it was cut off, and never counted
    return text !== undefined;
  }

  #apply(segment: number, { parts, puts }: Header): void {
    this.#parts.set(segment, parts);
    this.#later.set(
      segment,
      puts.map(([table, key]) => JSON.stringify([table, key])),
    );
    let at = 0;
    for (const [table, key, length] of puts) {
      this.#place(table, key, length < 0 ? undefined : { segment, at, length });
      at += Math.max(0, length);
    }
    this.#sizes.set(segment, at);
  }

  // What no list knows: left by a commit or a sweep that was interrupted.
  async #sweep(own: readonly string[]): Promise<void> {
    for (const name of own) {
      const [, segment] = /^s(\d+)/.exec(name) ?? [];
      if (segment !== undefined && !this.#parts.has(Number(segment))) await this.#kv.remove(this.#prefix + name);
    }
  }

  rows(table: Table): LoggedRow[] {
    const known = this.tables.get(table);
    if (known) return known;
    const made: LoggedRow[] = [];
    this.tables.set(table, made);
    return made;
  }

  find(table: Table, key: Key): LoggedRow | undefined {
    const rows = this.rows(table);
    const row = rows[placeOfKey(rows, key)];
    return row && compareKeys(row.key, key) === 0 ? row : undefined;
  }

  #place(table: Table, key: Key, place: Place | undefined): void {
    const rows = this.rows(table);
    const at = placeOfKey(rows, key);
    const there = rows[at] !== undefined && compareKeys(rows[at].key, key) === 0 ? 1 : 0;
    if (place) rows.splice(at, there, { key, place });
    else rows.splice(at, there);
  }

  async value({ place: { segment, at, length } }: LoggedRow): Promise<Uint8Array> {
    const text = this.#texts.get(segment) ?? (await this.#read(segment));
    const first = Math.floor(at / 3);
    const bytes = fromBase64(text.slice(first * 4, Math.ceil((at + length) / 3) * 4));
    return bytes.slice(at - first * 3, at - first * 3 + length);
  }

  async #read(segment: number): Promise<string> {
    const texts: string[] = [];
    for (let part = 0; part < (this.#parts.get(segment) ?? 0); part++) {
      const text = await this.#kv.get(this.#name(segment, part));
      const body = part === 0 ? unseal(text)?.body : text;
      if (body === undefined) throw new StorageError('lost');
      texts.push(body);
    }
    const text = texts.join('');
    if (this.#texts.size > 8) this.#texts.clear();
    this.#texts.set(segment, text);
    return text;
  }

  /** Adds a segment. @throws StorageError `quota` (nothing changed) or `lost` (unknown) */
  async commit(puts: readonly Put[]): Promise<void> {
    const segment = this.#next++;
    const values = puts.flatMap(([, , value]) => (value ? [value] : []));
    const bytes = new Uint8Array(values.reduce((n, value) => n + value.length, 0));
    let at = 0;
    for (const value of values) {
      bytes.set(value, at);
      at += value.length;
    }
    const text = toBase64(bytes);
    const parts = Math.max(1, Math.ceil(text.length / PART));
    const header: Header = { parts, puts: puts.map(([table, key, value]) => [table, key, value ? value.length : -1]) };
    let written = parts;
    try {
      for (let part = parts - 1; part > 0; part--) {
        await this.#kv.set(this.#name(segment, part), text.slice(part * PART, (part + 1) * PART));
        written = part;
      }
      await this.#kv.set(this.#name(segment, 0), seal(header, text.slice(0, PART)));
    } catch (error) {
      if (isQuota(error)) await this.#undo(segment, written, parts); // of anything else nobody knows whether it was written
      throw error;
    }
    this.#apply(segment, header);
  }

  // Its first text was not written: the others mean nothing.
  async #undo(segment: number, written: number, parts: number): Promise<void> {
    try {
      for (let part = written; part < parts; part++) await this.#kv.remove(this.#name(segment, part));
    } catch {
      // Swept away on the next opening.
    }
  }

  get isDue(): boolean {
    return this.#next - this.#stocked > STOCK;
  }

  /**
   * Takes stock and lets go of what is no longer needed. May be broken off anywhere.
   * @throws StorageError `quota` when there is no room for the list of what there is; what could go without one has gone
   */
  async tidy(): Promise<void> {
    // Where there is no room to move things together, what nobody needs can go all the same.
    await this.#gather().catch(unlessQuota);
    await this.#takeStock().catch(async (error: unknown) => {
      unlessQuota(error);
      await this.#release();
      await this.#takeStock();
    });
    const live = this.#live();
    for (const one of this.#parts.keys()) if (!live.has(one)) await this.#drop(one);
    if (this.#reserved) return;
    await this.#kv.set(`${this.#prefix}r`, ' '.repeat(RESERVE)).then(() => (this.#reserved = true), unlessQuota);
  }

  /** Gives the reserve away, to a commit that takes something away. Returns whether there was one, and this is such a commit. */
  async lend(puts: readonly Put[]): Promise<boolean> {
    let less = 0;
    for (const [table, key, value] of puts) {
      const row = this.find(table, key);
      less += value ? (row?.place.length ?? 0) - value.length : row ? Infinity : 0; // a deletion always
    }
    if (!this.#reserved || less <= 0) return false;
    await this.#kv.remove(`${this.#prefix}r`);
    this.#reserved = false;
    return true;
  }

  /** Segments that hold a row. */
  #live(): Set<number> {
    return new Set([...this.tables.values()].flatMap((rows) => rows.map(({ place }) => place.segment)));
  }

  async #takeStock(): Promise<void> {
    const segment = this.#next - 1;
    const taken = [...this.tables].flatMap(([table, rows]) => rows.map(({ key, place }): Taken => [table, key, place.segment, place.at, place.length]));
    const live = this.#live();
    const manifest: Manifest = {
      segment,
      rows: taken,
      parts: [...this.#parts].filter(([one]) => live.has(one)).map(([one, parts]) => [one, parts, this.#sizes.get(one)]),
    };
    const slot = 1 - this.#slot;
    await this.#kv.set(`${this.#prefix}m${slot}`, seal(manifest));
    this.#former = this.#stocked > 0;
    this.#slot = slot;
    this.#stocked = segment;
    this.#later.clear();
  }

  // Without writing: the manifest before the last one, and segments that neither hold a row nor are the last to say what became of one.
  // Opened again, what the manifest says of their rows is overruled by the segments that stay.
  async #release(): Promise<void> {
    if (this.#former) await this.#kv.remove(`${this.#prefix}m${1 - this.#slot}`);
    this.#former = false;
    const last = new Map<string, number>();
    for (const [segment, keys] of this.#later) for (const key of keys) last.set(key, segment);
    const needed = new Set([...this.#live(), ...last.values()]);
    for (const one of this.#parts.keys()) if (!needed.has(one)) await this.#drop(one);
  }

  // Its first text goes first: without it the others mean nothing.
  async #drop(segment: number): Promise<void> {
    const parts = this.#parts.get(segment) ?? 0;
    this.#parts.delete(segment);
    this.#sizes.delete(segment);
    this.#texts.delete(segment);
    this.#later.delete(segment);
    for (let part = 0; part < parts; part++) await this.#kv.remove(this.#name(segment, part));
  }

  // Rows of segments of which little is left move together: all at once, or on a full phone one segment after the other, each making
  // room for the next.
  async #gather(): Promise<void> {
    const sparse = await this.#sparse();
    if (!sparse.length) return;
    const move = async (rows: Rows): Promise<void> => {
      const puts: Put[] = [];
      for (const [table, row] of rows) puts.push([table, row.key, await this.value(row)]);
      await this.commit(puts);
    };
    await move(sparse.flat()).catch(async (error: unknown) => {
      unlessQuota(error);
      for (const rows of sparse) {
        await this.#release();
        await move(rows);
      }
    });
  }

  /** The rows of each segment of which little is left, the least first. */
  async #sparse(): Promise<readonly Rows[]> {
    const left = new Map<number, { bytes: number; rows: (readonly [Table, LoggedRow])[] }>();
    for (const [table, rows] of this.tables)
      for (const row of rows) {
        const one = left.get(row.place.segment) ?? { bytes: 0, rows: [] };
        left.set(row.place.segment, one);
        one.bytes += row.place.length;
        one.rows.push([table, row]);
      }
    const sparse: { readonly bytes: number; readonly rows: Rows }[] = [];
    for (const [segment, one] of left) {
      const size = this.#sizes.get(segment) ?? ((await this.#read(segment)).length / 4) * 3;
      if (size > 0 && one.bytes < size * SPARSE) sparse.push(one);
    }
    return sparse.sort((a, b) => a.bytes - b.bytes).map(({ rows }) => rows);
  }

  /** Removes every text of this database. */
  async clear(): Promise<void> {
    const own = (await this.#kv.names()).filter((name) => name.startsWith(this.#prefix));
    // Manifests first: without them and the first text of a segment nothing is found again.
    const order = (name: string) => (name.startsWith(`${this.#prefix}m`) ? 0 : name.endsWith('.0') ? 1 : 2);
    for (const name of [...own].sort((a, b) => order(a) - order(b))) await this.#kv.remove(name);
    for (const held of [this.tables, this.#parts, this.#sizes, this.#texts, this.#later]) held.clear();
    this.#former = this.#reserved = false;
  }

  /** Characters in use. */
  async size(): Promise<number> {
    let used = 0;
    for (const name of await this.#kv.names()) if (name.startsWith(this.#prefix)) used += name.length + ((await this.#kv.get(name))?.length ?? 0);
    return used;
  }
}
