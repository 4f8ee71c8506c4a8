import type { Key } from '../platform.js';

/** Number before string, element by element, a prefix before what it begins: as IndexedDB orders arrays. */
export function compareKeys(a: Key, b: Key): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x === y) continue;
    if (typeof x !== typeof y) return typeof x === 'number' ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

/** Where `key` stands, or would stand, among rows in key order. */
export function placeOfKey(rows: readonly { readonly key: Key }[], key: Key): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(rows[middle]!.key, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
