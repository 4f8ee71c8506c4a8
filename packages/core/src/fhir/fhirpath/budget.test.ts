import { describe, expect, it } from 'vitest';
import { compilePath, PathError, type PathEnvironment } from './index.js';

const tree = (depth: number): object => ({ linkId: `d${depth}`, item: depth > 0 ? [tree(depth - 1), tree(depth - 1)] : [] });
const response = { resourceType: 'QuestionnaireResponse', item: [tree(8), { linkId: 'text', answer: [{ valueString: 'a '.repeat(2000) }] }] };
const env: PathEnvironment = { now: () => 0, offset: () => 0, weight: () => 1, variable: (name) => (name === 'resource' ? [response] : undefined) };

/** What an expression came to: an error of ours at the latest after seconds, never a page that hangs or a heap that is full. */
function outcome(source: string): string {
  const started = performance.now();
  try {
    return String(compilePath(source).evaluate(env, response).length);
  } catch (error) {
    expect(error, source.slice(0, 200)).toBeInstanceOf(PathError);
    return (error as PathError).code;
  } finally {
    expect(performance.now() - started, source.slice(0, 200)).toBeLessThan(20_000); // a quiet machine needs one second
  }
}

const nine = '(1|2|3|4|5|6|7|8|9)';
const many = '%resource.descendants()';

describe('an expression ends', () => {
  it.each([
    [`${nine}.repeat($this + 1)`, 'budget'],
    [`${nine}.repeat($this & 'a')`, 'budget'],
    [`${nine}.repeat($this | ($this + 1) | ($this * 2))`, 'budget'],
    [`1${' + 1'.repeat(400)}`, '1'],
    [`${many}.aggregate($total.combine($total), 1)`, 'budget'],
    [`${many}.aggregate($total & $total, 'ab')`, 'budget'],
    [`${many}.aggregate($total + $total, 'ab')`, 'budget'],
    [`${many}.aggregate($total.replace('a', 'aa'), 'aa')`, 'budget'],
    [`${many}.select(${many}).select(${many}).count()`, 'budget'],
    [`${many}.select(${many}.select(${many} | 1)).count()`, 'budget'],
    [`${many}.combine(${many}).combine(${many}).select(${many}.intersect(${many})).count()`, 'budget'],
    [`${many}.where(${many} ~ ${many}).count()`, 'budget'],
    [`${many}.where(${many}.subsetOf(${many})).count()`, 'budget'],
    [`${many}.all(%resource.item = %resource.item and %resource.item[0].item.first() != %resource.item[0].item.last())`, '1'],
    [`(${many}.select('${'ab '.repeat(300)}')).join('').toChars().select($this & 'x').distinct().count()`, 'budget'],
    [`${'('.repeat(5000)}1${')'.repeat(5000)}`, 'unsupported'],
    [`${'-'.repeat(5000)}1`, 'unsupported'],
    [`1${' + 1'.repeat(4000)}`, 'unsupported'],
    [`a${'.a'.repeat(9000)}`, 'unsupported'],
    [`a${'[0]'.repeat(6000)}`, 'unsupported'],
    [`1${' + 1'.repeat(40_000)}`, 'unsupported'],
    ['/*'.repeat(200_000), 'syntax'],
    [`1 '${'{'.repeat(15_000)}' = 1 '${'{'.repeat(14_000)}x'`.slice(0, 19_000), 'syntax'],
    [`%resource.item.last().answer.value.matches('(\\\\w \\\\s*)*\\\\s*\\\\s*!')`, 'budget'],
  ])('attack %#', (source, code) => expect(outcome(source)).toBe(code));
});
