import { describe, expect, it } from 'vitest';
import type { Refusal } from '../fhir/refusal.js';
import { maxDepth, parseJson } from './body.js';

const nested = (open: string, close: string, levels: number): string => `${open.repeat(levels)}1${close.repeat(levels)}`;
const refusal = (text: string): string => {
  try {
    return JSON.stringify(parseJson(text));
  } catch (error) {
    return (error as Refusal).outcome.issue[0]!.diagnostics ?? '';
  }
};

describe('parseJson', () => {
  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
    ['both', '[{"a":', '}]'],
  ])('takes as many levels as it says, and not one more: %s', (what, open, close) => {
    const levels = what === 'both' ? maxDepth / 2 : maxDepth;
    expect(refusal(nested(open, close, levels))).toBe(nested(open, close, levels));
    expect(refusal(`[${nested(open, close, levels)}]`)).toContain('nested deeper than 64');
  });

  it('counts what is open at the same time, and nothing within a text', () => {
    const wide = `[${Array.from({ length: 200 }, () => '[{}]').join(',')}]`;
    expect(parseJson(wide)).toHaveLength(200);
    const text = `${'[{'.repeat(100)}\\"${'[{'.repeat(100)}\\\\`; // as it stands in JSON
    expect(parseJson(`{"a":"${text}","b":["\\\\"]}`)).toMatchObject({ b: ['\\'] });
    expect(refusal(`{"a":"\\\\","b":${nested('[', ']', maxDepth)}}`)).toContain('nested deeper than 64');
  });
});
