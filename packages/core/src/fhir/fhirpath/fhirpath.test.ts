import { describe, expect, it } from 'vitest';
import { compilePath, PathError, Temporal, type PathEnvironment } from './index.js';

const env: PathEnvironment = {
  now: () => Date.UTC(2026, 10, 22, 18, 30),
  offset: () => 480,
  weight: (value) => (value as { weight?: number }).weight,
  variable: (name) => ({ resource: [response], n: [3], list: ['a', 'b', 'a'] })[name],
};

const response = {
  resourceType: 'QuestionnaireResponse',
  item: [
    { linkId: 'name', answer: [{ valueString: 'Lin' }] },
    { linkId: 'born', answer: [{ valueDate: '1980-02-03' }] },
    {
      linkId: 'group',
      item: [
        { linkId: 'a', answer: [{ valueCoding: { code: 'x', weight: 2 }, item: [{ linkId: 'nested', answer: [{ valueInteger: 7 }] }] }] },
        { linkId: 'b', answer: [{ valueCoding: { code: 'y', weight: 3 } }] },
        { linkId: 'weight', answer: [{ valueQuantity: { value: 1.5, unit: 'kg', code: 'kg' } }] },
      ],
    },
  ],
};

const run = (source: string): readonly unknown[] =>
  compilePath(source)
    .evaluate(env, response)
    .map((value) => (value instanceof Temporal ? value.text : value));

describe('FHIRPath', () => {
  it.each([
    ['1 + 2 * 3', [7]],
    ['(1 + 2) * 3', [9]],
    ['0.1 + 0.2 = 0.3', [true]],
    ['7 div 2', [3]],
    ['7 mod 2', [1]],
    ['1 / 0', []],
    ['-3.abs()', [-3]],
    ['(-3).abs()', [3]],
    ["'a' + 'b'", ['ab']],
    ["'a' & {}", ['a']],
    ["'a' + {}", []],
    ['true and {}', []],
    ['false and {}', [false]],
    ['true or {}', [true]],
    ['{} implies true', [true]],
    ['true xor true', [false]],
    ['(1 | 2 | 2).count()', [2]],
    ['1 in (1 | 2)', [true]],
    ['(1 | 2) contains 3', [false]],
    ["'Abc' ~ 'abC'", [true]],
    ["iif(1 > 2, 'yes', 'no')", ['no']],
    ['iif(%list.count() > 1, {}, %list[0])', []],
    ['@2024-01-15 > @2024-01-14', [true]],
    ['@2024-01 = @2024-01-15', []],
    ['@2024-01-31 + 1 month', ['2024-02-29']],
    ["'2024-01-01T10:00:00+14:00'.toDateTime()", ['2024-01-01T10:00:00+14:00']],
    ["'2024-01-01T10:00:00+14:01'.toDateTime()", []],
    ["'2024-01-01T10:00:00-15:00'.toDateTime()", []],
    ["'2024-01-01T10:00:00+07:60'.toDateTime()", []],
    ["'0000-01-01'.toDate()", []],
    ["'0001-01-01'.toDate()", ['0001-01-01']],
    ['@2024-03-01 - 1 day', ['2024-02-29']],
    ['@2024-01-15T10:00:00Z = @2024-01-15T18:00:00+08:00', [true]],
    ['today()', ['2026-11-23']],
    ['now()', ['2026-11-23T02:30:00.000+08:00']],
    ["1 'kg' > 900 'g'", [true]],
    ["1 'kg' = 1000 'g'", [true]],
    ["1 'kg' > 1 's'", []],
    ["'1980-02-03'.substring(0, 4).toInteger()", [1980]],
    ["'a,b'.split(',').count()", [2]],
    ["('a' | 'b').join('-')", ['a-b']],
    ["'abc'.matches('^a.c$')", [true]],
    ["'abc'.replaceMatches('b', 'x')", ['axc']],
    ['(1 | 2 | 3).aggregate($this + $total, 0)', [6]],
    ['(3 | 1 | 2).max()', [3]],
    ['(2 | 4).avg()', [3]],
    ['2.5.round(0)', [3]],
    ['3.14159.round(2)', [3.14]],
    ['2.power(10)', [1024]],
    ["item.where(linkId = 'name').answer.value", ['Lin']],
    ["item.where(linkId='name').answer.valueString", ['Lin']],
    ["QuestionnaireResponse.item.where(linkId = 'born').answer.value.ofType(date) < today()", [true]],
    ["repeat(item).where(linkId = 'nested').answer.value", []], // repeat(item) does not enter answers
    ["descendants().where(linkId = 'nested').answer.value", [7]],
    ["%resource.repeat(item).where(linkId = 'a' or linkId = 'b').answer.value.ordinal().sum()", [5]],
    ['%resource.repeat(item).answer.weight().sum()', [5]],
    ["repeat(item).where(linkId in ('a' | 'b')).count()", [2]],
    ["repeat(item).where(linkId = 'a' and answer.value.code = 'x').exists()", [true]],
    ["item.where(linkId = 'group').item.where(linkId = 'weight').answer.value > 1 'kg'", [true]],
    ['item.select(linkId)', ['name', 'born', 'group']],
    ['item.all(linkId.exists())', [true]],
    ['%list.distinct().count()', [2]],
    ['%`n` + 1', [4]],
    ['item[0].linkId // a comment', ['name']],
    ['item.first().answer.empty().not()', [true]],
    ["%list.where($this = 'a').exists() and %n is Integer", [true]],
  ] as [string, unknown[]][])('%s', (source, expected) => {
    expect(run(source)).toEqual(expected);
  });

  it.each(['1 +', "'open", 'item.where(', '@2024-13-01', '§'])('says where it cannot read: %s', (source) => {
    expect(() => compilePath(source)).toThrowError(expect.objectContaining({ code: 'syntax' }));
  });

  it.each(['item.frobnicate()', "answer.memberOf('http://x')", 'item.where()'])('refuses what it does not support instead of ignoring it: %s', (source) => {
    expect(() => compilePath(source)).toThrowError(expect.objectContaining({ code: 'unsupported' }));
  });

  it('stops an expression that would run for ever', () => {
    const wide = { item: Array.from({ length: 400 }, (_, i) => ({ linkId: `${i}`, x: i })) };
    const path = compilePath('item.select(%context.item.select(%context.item.select(x))).count()');
    expect(() => path.evaluate({ ...env, variable: () => [wide] }, wide)).toThrowError(expect.objectContaining({ code: 'budget' }));
  });

  it('refuses patterns that could take for ever, and keeps ordinary ones', () => {
    expect(() => run("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('^(a+)+$')")).toThrowError(PathError);
    expect(run("'555-123-4567'.matches('^(\\\\+\\\\d{1,2}\\\\s?)?\\\\(?\\\\d{3}\\\\)?[\\\\s.-]?\\\\d{3}[\\\\s.-]?\\\\d{4}$')")).toEqual([true]);
  });

  it('knows which linkIds an expression looks up, and whether that is all it reads', () => {
    expect(compilePath("%resource.repeat(item).where(linkId = 'a').answer.value")).toMatchObject({ linkIds: ['a'], structural: false });
    expect(compilePath('%resource.repeat(item).answer.weight().sum()')).toMatchObject({ linkIds: [], structural: true });
  });
});
