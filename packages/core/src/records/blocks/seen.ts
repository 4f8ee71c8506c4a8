import type { Span } from './spans.js';

/** Bits for each record, at first and at least: of strangers one in sixteen is taken for known, then one in eight. */
const ROOM = { first: 16, least: 8 };

/** Tells of nearly every record that no block of a tok holds it, without a look at each block: of a million records that took as long as the rest of a write. */
export class Seen {
  #spans: readonly Span[] | undefined;
  #bits = new Uint8Array(0);
  #marked = new WeakSet<Uint32Array>();
  #n = 0;

  /** Takes note of what is in these blocks. Marks of former ones stay until there are too many. */
  follow(spans: readonly Span[]): void {
    if (spans === this.#spans) return;
    this.#spans = spans;
    const count = (list: readonly Span[]) => list.reduce((sum, { hashes }) => sum + hashes.length, 0);
    let news = spans.filter(({ hashes }) => !this.#marked.has(hashes));
    this.#n += count(news);
    if (this.#n * ROOM.least > this.#bits.length * 8) {
      news = [...spans];
      this.#n = count(news);
      this.#bits = new Uint8Array(2 ** Math.ceil(Math.log2((this.#n * ROOM.first) / 8)));
      this.#marked = new WeakSet();
    }
    for (const { hashes } of news) {
      this.#marked.add(hashes);
      for (const hash of hashes) this.#bits[this.#place(hash)]! |= 1 << (hash & 7);
    }
  }

  /** False when none of the blocks holds a record with this hash. */
  has(hash: number): boolean {
    return (this.#bits[this.#place(hash)]! & (1 << (hash & 7))) !== 0; // of no bits there are none: undefined & 1 is 0
  }

  readonly #place = (hash: number) => (hash >>> 3) & (this.#bits.length - 1);
}
