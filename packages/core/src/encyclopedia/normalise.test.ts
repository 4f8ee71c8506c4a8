import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { clean, fold, foldTable, words } from './normalise.js';

describe('normalise', () => {
  const table = foldTable('壓压發发');

  it('makes full-width, upper-case and traditional writing equal', () => {
    expect(clean('Ｃｏｖｉｄ－１９')).toBe('covid19');
    expect(clean('高血壓', table)).toBe('高血压');
    expect(fold('發燒', table)).toBe('发燒'); // only what the pack lists is folded
  });

  it('drops spaces, punctuation, symbols and invisible characters', () => {
    expect(clean(' 高 血·压？\u200b\u202e ')).toBe('高血压');
    expect(clean("Parkinson's disease")).toBe('parkinsonsdisease');
  });

  it('is stable: cleaning twice changes nothing', () => {
    for (const text of ['\u1fc1\u{1d157}\u{1d165}', '\u1fcd\u{1d157}\u{1d165}', '\u0130\u219a'])
      expect(clean(clean(text)), 'a case that failed once').toBe(clean(text));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => clean(clean(text, table), table) === clean(text, table)));
  });

  it('keeps words apart and joins over apostrophes', () => {
    expect(words("Athlete’s foot, what's it?")).toEqual(['athletes', 'foot', 'whats', 'it']);
  });
});
