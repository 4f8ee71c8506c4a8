import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latinNames } from './latin.js';
import { index } from './testing.js';
import { editDistance, nearNames } from './typos.js';

/** Damerau-Levenshtein (adjacent transpositions) by the book. */
function plainDistance(a: string, b: string): number {
  const cells = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      cells[i]![j] = Math.min(cells[i - 1]![j]! + 1, cells[i]![j - 1]! + 1, cells[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cells[i]![j] = Math.min(cells[i]![j]!, cells[i - 2]![j - 2]! + 1);
    }
  return cells[a.length]![b.length]!;
}

describe('Latin names', () => {
  it('are compared as by the book, up to the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 2 }), (a, b, max) => editDistance(a, b, max) === Math.min(plainDistance(a, b), max + 1)),
      { numRuns: 3000 },
    );
    expect([editDistance('hypertenison', 'hypertension', 2), editDistance('a'.repeat(300), 'a'.repeat(299), 2)]).toEqual([1, 3]);
  });

  it('near a text are exactly those within so many slips', () => {
    const latin = latinNames(index);
    const near = (text: string, most: number) => {
      const found: string[] = [];
      nearNames(latin, text, most, (row, kind, slips) => found.push(`${index.keys[row]} ${kind} ${slips}`));
      return found;
    };
    expect(near('hypertenison', 2)).toEqual(['hypertension name 1']);
    expect(near('gaoxuya', 1)).toEqual(['高血压 pinyin 1']);
    expect(near('x'.repeat(500), 2)).toEqual([]);
  });
});
