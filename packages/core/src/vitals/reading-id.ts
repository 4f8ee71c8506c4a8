import type { FullReading } from './types.js';

/** What makes two readings the same reading: source, time, measure, unit and values. */
const identityOf = (reading: FullReading): string => {
  const values = Object.keys(reading.values).sort().map((id) => `${id}=${reading.values[id]}`); // prettier-ignore
  return [reading.source, reading.at, reading.dateOnly ? 'day' : '', reading.measure, reading.unit, ...values].join('|');
};

/** Four FNV-1a lanes with different seeds and a final mix: 128 bits that change with every character. Not a secret, and not meant to be one. */
function lanes(text: string): Uint32Array {
  const hash = Uint32Array.of(0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35);
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    for (let lane = 0; lane < 4; lane++) {
      const h = Math.imul(hash[lane]! ^ (c + lane), 0x01000193); // four lanes
      hash[lane] = h ^ (h >>> (13 + lane));
    }
  }
  return hash.map((h, lane) => {
    const a = Math.imul(h ^ (h >>> 16), 0x7feb352d);
    const b = Math.imul(a ^ (a >>> 15), 0x846ca68b);
    return b ^ (b >>> 16) ^ hash[(lane + 1) & 3]!; // four lanes
  });
}

/** The identity of a reading as a UUID (version 8, RFC 9562) and as a number of 53 bits. The same reading gets the same id in every import and on every device. */
export function readingId(reading: FullReading): { readonly uuid: string; readonly key: number } {
  const hash = lanes(identityOf(reading));
  const hex = Array.from(hash, (h) => (h >>> 0).toString(16).padStart(8, '0')).join('');
  const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16); // 32 digits
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  return { uuid, key: (hash[0]! & 0x1fffff) * 0x1_0000_0000 + (hash[1]! >>> 0) };
}

/** A set of numbers at 8 bytes each with room for twice as many: a million readings take 16 MB outside the heap, as strings they would take 100. */
export class NumberSet {
  #slots = new Float64Array(1024);
  #size = 0;

  /** @param key - not negative. @returns false when it was there already */
  add(key: number): boolean {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    return this.#place(this.#slots, key + 1); // 0 marks an empty slot
  }

  #place(slots: Float64Array, key: number): boolean {
    const mask = slots.length - 1;
    let at = ((key % 4294967291) ^ (key / 65_536)) & mask;
    while (slots[at] !== 0) {
      if (slots[at] === key) return false;
      at = (at + 1) & mask;
    }
    slots[at] = key;
    this.#size++;
    return true;
  }

  #grow(): void {
    const [old, next] = [this.#slots, new Float64Array(this.#slots.length * 2)];
    this.#size = 0;
    for (const key of old) if (key !== 0) this.#place(next, key);
    this.#slots = next;
  }
}
