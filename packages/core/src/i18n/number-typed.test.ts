import { describe, expect, it } from 'vitest';
import { numberTyped } from './number-typed.js';

describe('a typed number', () => {
  it('is read as Chinese keyboards and European hands leave it', () => {
    for (const [text, number] of [
      ['１２', 12],
      ['１２．５', 12.5],
      ['12。5', 12.5],
      ['0,5', 0.5],
      ['0,125', 0.125],
      ['，5', 0.5],
      [' 7. ', 7],
      ['-3', -3],
      ['1.000', 1],
    ] as const)
      expect(numberTyped(text), text).toBe(number);
  });

  it('is none where it could be another, or is not written out', () => {
    for (const text of ['', ' ', '1,000', '１，０００', '-12,500', '1,000,000', '1.2.3', '1e3', '0x10', 'Infinity', '半', '½', '1/2', '--1'])
      expect(numberTyped(text), text).toBe(undefined);
  });
});
