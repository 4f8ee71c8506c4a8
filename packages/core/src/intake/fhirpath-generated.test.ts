import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compilePath, PathError, Temporal, type PathEnvironment } from '../fhir/fhirpath/index.js';
import { oracle } from '../../../../test/contracts/fhirpath-oracle.js';
import { numbersFrom } from './testing.js';

// Generated expressions over a response that holds every kind of answer: ours gives what `fhirpath` gives, or says that it cannot.

const now = Date.UTC(2026, 10, 22, 3);
const response = {
  resourceType: 'QuestionnaireResponse',
  status: 'in-progress',
  authored: '2026-11-22T03:00:00.000Z',
  item: [
    { linkId: 'flag', answer: [{ valueBoolean: true }] },
    { linkId: 'whole', answer: [{ valueInteger: 7 }] },
    { linkId: 'many', answer: [{ valueInteger: 3 }, { valueInteger: 1 }, { valueInteger: 3 }] },
    { linkId: 'part', answer: [{ valueDecimal: 2.5 }] },
    { linkId: 'word', answer: [{ valueString: 'Fever and Cough' }] },
    { linkId: 'digits', answer: [{ valueString: '42' }] },
    { linkId: 'day', answer: [{ valueDate: '2024-02-29' }] },
    { linkId: 'month', answer: [{ valueDate: '2024-02' }] },
    { linkId: 'moment', answer: [{ valueDateTime: '2024-02-29T10:30:00Z' }] },
    { linkId: 'hour', answer: [{ valueTime: '10:30:00' }] },
    {
      linkId: 'code',
      answer: [{ valueCoding: { system: 'urn:s', code: 'a', display: 'Alpha' } }, { valueCoding: { system: 'urn:s', code: 'b', display: 'Beta' } }],
    },
    { linkId: 'dose', answer: [{ valueQuantity: { value: 5, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } }] },
    { linkId: 'mass', answer: [{ valueQuantity: { value: 0.005, unit: 'g', system: 'http://unitsofmeasure.org', code: 'g' } }] },
    { linkId: 'group', item: [{ linkId: 'inner', answer: [{ valueString: 'x', item: [{ linkId: 'deep', answer: [{ valueInteger: 9 }] }] }] }] },
    { linkId: 'group', item: [{ linkId: 'inner', answer: [{ valueString: 'y' }] }] },
  ],
};
const env: PathEnvironment = {
  now: () => now,
  offset: () => 0,
  weight: () => undefined,
  variable: (name) => (name === 'resource' || name === 'context' ? [response] : undefined),
};

function grammar(seed: number): () => string {
  const next = numbersFrom(seed);
  const one = <T>(list: readonly T[]): T => list[next() % list.length]!;
  const ids = ['flag', 'whole', 'many', 'part', 'word', 'digits', 'day', 'month', 'moment', 'hour', 'code', 'dose', 'mass', 'inner', 'deep', 'none'];
  const items = (): string =>
    one([
      () => `item.where(linkId = '${one(ids)}')`,
      () => `%resource.repeat(item).where(linkId = '${one(ids)}')`,
      () => `%resource.descendants().where(linkId='${one(ids)}')`,
      () => 'item',
      () => `item.where(linkId='group').item`,
    ])();
  const values = (): string => `${items()}.answer.value`;
  const literal = (): string =>
    one([
      '1',
      '0',
      '7',
      '2.5',
      '-3',
      "'a'",
      "''",
      "'42'",
      "'Fever'",
      'true',
      'false',
      '{}',
      '@2024-02-29',
      '@2024-02',
      '@2024-02-29T10:30:00Z',
      '@T10:30',
      "5 'mg'",
      '2 days',
      'today()',
    ]);
  const amount = (): string => one(['1', '0', '7', '2.5', '-3', '{}', "5 'mg'"]);
  const answered = (): string => `item.where(linkId = '${one(['whole', 'part', 'dose', 'mass', 'none'])}').answer.value.first()`;
  const number = (): string =>
    one([amount, answered, () => `${values()}.count()`, () => `(${number()} ${one(['+', '-', '*', '/', 'div', 'mod'])} ${number()})`])();
  const date = (): string =>
    one([
      '@2024-02-29',
      '@2024-02-29T10:30:00Z',
      '@T10:30',
      "item.where(linkId = 'day').answer.value",
      "item.where(linkId = 'moment').answer.value",
      'today()',
      'now()',
    ]);
  const moved = (): string => `${date()} ${one(['+', '-'])} ${one(['1 year', '2 months', '3 weeks', '4 days', '5 hours', '6 minutes', '7 seconds'])}`;
  const text = (): string =>
    one([
      () => `${values()}.first().toString()`,
      () => `'word ' & ${values()}.first().toString()`,
      () =>
        `${values()}.first().${one(['upper()', 'lower()', 'trim()', 'length()', "replace('e', '-')", "contains('e')", "startsWith('F')", "endsWith('h')", "indexOf('a')", 'substring(1)', 'substring(0, 3)', "matches('[A-Z].*')", "split(' ')", 'toChars()'])}`,
      () => `${values()}.${one(['display', 'code', 'unit', 'system'])}.join(',')`,
    ])();
  const list = (): string =>
    one([
      values,
      () =>
        `${values()}.${one(['first()', 'last()', 'tail()', 'skip(1)', 'take(2)', 'distinct()', 'not()', 'ofType(integer)', 'ofType(string)', 'ofType(Coding)', 'ofType(Quantity)', 'code', 'value', 'display'])}`,
      () => `(${values()} | ${values()})`,
      () => `${values()}.select($this)`,
      () => `${values()}.where($this ${one(['=', '!=', '>', '<', '>=', '<='])} ${literal()})`,
      () => `${values()}.${one(['combine', 'union', 'intersect', 'exclude'])}(${values()})`,
      () => `${values()}[${one(['0', '1', '5'])}]`,
      () =>
        `${values()}.${one(['sum()', 'min()', 'max()', 'avg()', 'count()', 'isDistinct()', 'hasValue()', 'toInteger()', 'toDecimal()', 'toDate()', 'toBoolean()', 'round(0)', 'abs()', 'floor()', 'ceiling()', 'truncate()', 'sqrt()', 'power(2)'])}`,
      () => `iif(${test()}, ${values()}, ${literal()})`,
    ])();
  const test = (): string =>
    one([
      () => `${list()}.${one(['exists()', 'empty()', 'empty().not()', 'count() > 1'])}`,
      () => `${values()}.exists($this ${one(['=', '!=', '>', '<='])} ${literal()})`,
      () => `${values()}.all($this ${one(['=', '!=', '>', '<='])} ${literal()})`,
      () => `${number()} ${one(['=', '!=', '>', '<', '>=', '<=', '~', '!~'])} ${number()}`,
      () => `${list()} ${one(['=', '!=', '~', '!~'])} ${list()}`,
      () => `(${test()} ${one(['and', 'or', 'xor', 'implies'])} ${test()})`,
      () => `${literal()} ${one(['in'])} ${values()}`,
      () => `${values()} contains ${literal()}`,
      () => `${values()}.first() is ${one(['integer', 'string', 'Coding', 'Quantity', 'date', 'boolean'])}`,
    ])();
  return () => one([list, test, number, text, moved, () => `${moved()} ${one(['=', '<', '>=', '~'])} ${date()}`])();
}

const plain = (value: unknown): unknown => {
  if (value instanceof Temporal) return plain(value.text);
  if (typeof value === 'number') return Number(value.toPrecision(7));
  if (typeof value === 'object' && value !== null && 'value' in value && 'code' in value) return `${Number(value.value).toPrecision(7)} ${String(value.code)}`;
  if (typeof value === 'string' && /^[-\d.e]+ (years?|months?|days?|'.*')$/.test(value))
    return value
      .replace(/^\S+/, (n) => Number(n).toPrecision(7))
      .replace(/'|s$/g, '')
      .replace('year', 'a')
      .replace('month', 'mo')
      .replace('day', 'd');
  return typeof value === 'string' ? value.replace(/\.000/, '').replace(/[+-]00:00$/, 'Z') : value;
};
const shown = (list: readonly unknown[]): string => JSON.stringify(list.map(plain));

function ours(source: string): string {
  try {
    return shown(compilePath(source).evaluate(env, response));
  } catch (error) {
    return error instanceof PathError ? 'error' : `thrown ${String(error)}`;
  }
}
function theirs(source: string): string {
  const copy = structuredClone(response);
  try {
    return shown(oracle(copy, source, { resource: copy, rootResource: copy, context: copy }));
  } catch {
    return 'error';
  }
}

beforeAll(() => vi.useFakeTimers({ now, toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

describe('generated FHIRPath', () => {
  it('gives what fhirpath gives', () => {
    const make = grammar(20261122);
    const different: string[] = [];
    const lenient: string[] = [];
    let failing = 0;
    let refused = 0;
    const total = Number(process.env['EXPRESSIONS'] ?? 1000);
    for (let i = 0; i < total; i++) {
      const source = make();
      const [a, b] = [ours(source), theirs(source)];
      if (a === 'error' && b === 'error') failing++;
      else if (b.includes('[object Object]') || b === '["yx"]')
        continue; // JavaScript's own words for an object, and a sum of texts from the right
      else if (a === 'error')
        refused++; // a diagnostic, never a wrong value
      else if (b === 'error') lenient.push(`${source}  ${a.slice(0, 80)}`);
      else if (a !== b) different.push(`${source}\n    ours   ${a.slice(0, 200)}\n    theirs ${b.slice(0, 200)}`);
    }
    console.log(
      `${total} expressions, ${failing} where both refuse, ${refused} where only ours refuses, ${lenient.length} where only fhirpath refuses, ${different.length} different`,
    );
    if (process.env['LENIENT']) console.log(lenient.join('\n'));
    expect(refused).toBeLessThan(total / 100);
    expect(different.slice(0, 100).join('\n')).toBe('');
  }, 120_000);
});
