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
  it.each(['^(?:(a|a)+)$', '(a|ab|b)*c', '(\\w|\\d)+', '(?:[a-z]|b){2,}', '(.|\\n)*x', '(ab|ab)+', '(x(a|a)*)', '(\\||[|])*'])(
    '%s could take for ever',
    (source) => expect(taken(source)).toBe(false),
  );

  it.each([
    ...['([a-z]|[0-9])+', '(?:Tue|Thu|Sat)+', '(?:0[1-9]|1[0-2])+', '(2[0-3]|2[4-9])*', '(a|a)?', '(a|a){2}', '(0[1-9]|1[0-2])-\\d+'],
    ...['(\\(|\\))*', '(a\\|b)*', '([|]|x)+', '((a|b)c|d)*', '(\\p{L}|\\d)+', '(?:a|)+', '^[a-z]+(?:\\.[a-z]+)*$'],
  ])('%s cannot', (source) => expect(taken(source)).toBe(true));
});
