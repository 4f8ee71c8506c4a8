import { describe, expect, it } from 'vitest';
import { safePattern } from './pattern.js';

const taken = (source: string): boolean => {
  try {
    return safePattern(source, 'us').source === source;
  } catch (error) {
    expect(error).toMatchObject({ code: 'unsupported' });
    return false;
  }
};

describe('patterns of forms', () => {
  // On forty characters and one that does not fit, each of these holds the page for minutes.
  it.each([
    ...['^(?:(a|a)+)$', '(a|ab|b)*c', '(\\w|\\d)+', '(?:[a-z]|b){2,}', '(.|\\n)*x', '(ab|ab)+', '(x(a|a)*)', '(\\||[|])*'],
    ...['(a+)+$', '(\\d{1,3})*x', '(\\s*x\\s*)+y', '(a?){30}a{30}', '(a?b|ab)*x', '(a*){12}', '(ab|a[bc])*x', `${'a?'.repeat(25)}${'a'.repeat(25)}`],
  ])('%s could take for ever', (source) => expect(taken(source)).toBe(false));

  it.each([
    ...['([a-z]|[0-9])+', '(?:Tue|Thu|Sat)+', '(?:0[1-9]|1[0-2])+', '(2[0-3]|2[4-9])*', '(a|a)?', '(a|a){2}', '(0[1-9]|1[0-2])-\\d+'],
    ...['(\\w\\s?)*', '([A-Z][a-z]*\\s?)+', '(?:[a-z]+(?:-[a-z]+)*,)+', '^(?!.*[DIO])[A-Z]\\d$', '^(?=.*\\d)(?=.*[a-z]).{8,}$', '(\\d{1,3},)+'],
    ...['(\\(|\\))*', '(a\\|b)*', '([|]|x)+', '((a|b)c|d)*', '(\\p{L}|\\d)+', '(?:a|)+', '^[a-z]+(?:\\.[a-z]+)*$'],
  ])('%s cannot', (source) => expect(taken(source)).toBe(true));

  const longest = (source: string): number => {
    let length = 0;
    for (const size of [20, 40, 80, 160, 320, 640, 1280, 2000, 2001])
      try {
        safePattern(source, 'us', 'a'.repeat(size));
        length = size;
      } catch (error) {
        expect(error).toMatchObject({ code: 'budget' });
      }
    return length;
  };

  // On 2,000 characters that do not fit, the first three took seconds to hours.
  it.each([
    ['^(?:\\s*\\s*\\s*x)$', 320],
    ['^(?:a*a*a*a*b)$', 80],
    ['^(?:(a*){5})$', 40],
    ['^(?:[^@ ]+@[^@ ]+\\.[^@ ]+)$', 2000],
    ['^(?:[^,]*,[^,]*,[^,]*,[^,]*,[^,]*)$', 2000],
    ['^https?://[^/]+/[^?]*(\\?[^#]*)?(#.*)?$', 2000],
  ])('%s is tried on %i characters', (source, most) => expect(longest(source)).toBe(most));

  it('is soon done with the longest text that a pattern takes', () => {
    for (const source of ['^(?:\\s*\\s*\\s*x)$', '^(?:\\s*\\s*\\s*\\s*x)$', '(\\s*){5}x', '\\s*\\s*x', '^(\\s?\\s*){4}x']) {
      const text = ' '.repeat(longest(source));
      const started = performance.now();
      expect(safePattern(source, 'us', text).test(text)).toBe(false);
      expect(performance.now() - started, source).toBeLessThan(5000); // milliseconds of which a quiet machine needs fifty
    }
  });
});
