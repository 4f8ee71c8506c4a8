import { describe, expect, it } from 'vitest';
import { hashOf } from './numbers.js';
import { Seen } from './seen.js';
import type { Span } from './spans.js';

const PART = 250;
const names = (n: number, of: string): string[] => Array.from({ length: n }, (_, i) => `Observation/${of}-${i}`);
const spansOf = (refs: readonly string[]): Span[] =>
  Array.from({ length: refs.length / PART }, (_, part) => {
    const hashes = Uint32Array.from(refs.slice(part * PART, (part + 1) * PART), (ref) => hashOf(ref)[0]);
    return { period: 0, part, n: PART, first: part, last: part, hashes, row: 0 };
  });
const known = (seen: Seen, refs: readonly string[]): number => refs.filter((ref) => seen.has(hashOf(ref)[0])).length;

describe('what blocks may hold', () => {
  it('never takes what is there for a stranger, however many blocks come, and few strangers for known', () => {
    const seen = new Seen();
    const own = names(50_000, 'own');
    const strangers = names(10_000, 'other');
    const all = spansOf(own);
    expect(known(seen, strangers)).toBe(0);
    for (const n of [1, 2, 40, 41, 200]) {
      seen.follow(all.slice(0, n));
      expect(known(seen, own.slice(0, n * PART))).toBe(n * PART);
      expect(known(seen, strangers)).toBeLessThan(strangers.length / 6);
    }
  });

  it('follows blocks that take the place of others', () => {
    const seen = new Seen();
    const [before, after] = [names(5000, 'own'), names(5000, 'new')];
    const [old, made] = [spansOf(before), spansOf(after)];
    seen.follow(old);
    for (let i = 1; i <= old.length; i++) seen.follow([...made.slice(0, i), ...old.slice(i)]);
    expect(known(seen, after)).toBe(after.length);
  });
});
