import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runQuestionnaire, type RunReport } from './run/index.js';

const now = Date.UTC(2026, 0, 31, 8);
const clock = { now: () => now, monotonic: () => 0, after: () => () => undefined, offset: () => 60 };
const folder = new URL('../../../../test/fixtures/questionnaires/nasty/', import.meta.url);
const run = (name: string, answers: unknown = {}): RunReport =>
  runQuestionnaire(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')), answers, { clock, locale: 'en' });
const errors = (report: RunReport): string[] => (report.errors ?? []).map((one) => `${one.linkId} ${one.code} ${one.severity}`);
const codes = (report: RunReport): string[] => report.diagnostics.map((one) => `${one.linkId ?? ''} ${one.code}`);

describe('contained value sets', () => {
  it('offer nested, composed, excluded, canonical and whole-system codes', () => {
    const report = run('contained-value-sets', { nested: 'lemon', composed: 'apple', 'by-canonical': 'n', 'by-version': 'm', 'of-itself': 'typed' });
    expect(report.answers).toMatchObject({
      nested: { code: 'lemon' },
      composed: { code: 'apple' },
      'by-canonical': { code: 'n' },
      'by-version': { code: 'm' },
    });
    expect(codes(report)).toEqual(['of-itself missing-value-set']);
    expect(report.visible).toContain('sour');
  });

  it('do not offer abstract, inactive and excluded codes', () => {
    expect(run('contained-value-sets', { nested: 'gone', composed: 'b' }).refused.map(({ linkId }) => linkId)).toEqual(['nested', 'composed']);
  });

  it('meet a condition that names a code without its system', () => {
    expect(run('contained-value-sets', { nested: 'apple' }).visible).toContain('bare');
  });
});

describe('what cannot be answered', () => {
  it('does not block: hidden, inside hidden, disabled, read-only', () => {
    expect(errors(run('required-hidden-read-only', { b: false }))).toEqual(['ro-empty required warning']);
    expect(errors(run('required-hidden-read-only', { b: true }))).toEqual(['ro-empty required warning', 'off required error', 'off-inner required error']);
  });
});

describe('occurrences', () => {
  const of = (n: number): { gi: string }[] => Array.from({ length: n }, (_, i) => ({ gi: String(i) }));
  it('ask for as many repetitions as must be, once each', () => {
    expect(errors(run('occurrences', { sr: ['a', 'b'] }))).toEqual(['g required error', 'g required error']);
    expect(errors(run('occurrences', { sr: ['a', 'b'], g: of(1) }))).toEqual(['g required error']);
    expect(errors(run('occurrences', { sr: ['a', 'b'], g: of(2) }))).toEqual([]);
  });

  it('flag what a loaded response has too many of', () => {
    const item = of(4).map(({ gi }) => ({ linkId: 'g', item: [{ linkId: 'gi', answer: [{ valueString: gi }] }] }));
    const report = run('occurrences', { resourceType: 'QuestionnaireResponse', status: 'in-progress', item });
    expect(errors(report)).toEqual(['sr required error', 'g max-occurs error']);
  });
});

describe('constraints', () => {
  it('of the whole form are checked, and name no item', () => {
    expect(errors(run('constraints', { a: 3 }))).toEqual([' constraint error', ' constraint warning']);
    expect(errors(run('constraints', { a: 9, b: 1 }))).toEqual(['a constraint warning']);
  });

  it('of a repeating group are checked in each repetition', () => {
    const report = run('constraints', {
      a: 7,
      b: 1,
      g: [
        { from: 1, to: 2 },
        { from: 5, to: 2 },
        { from: 3, to: 3 },
      ],
    });
    expect(errors(report)).toEqual(['g constraint error']);
  });
});

describe('odd shapes', () => {
  it('compile to diagnostics and still ask what they can', () => {
    const report = run('odd-shapes', { a: 'x', kid: 'k' });
    expect(codes(report)).toEqual(
      expect.arrayContaining([' modifier-unknown', 'a modifier-unknown', 'a duplicate-link-id', 'no-type unknown-type', 'q unknown-type']),
    );
    expect(codes(report)).toEqual(expect.arrayContaining(['nowhere unknown-link-id', 'odd-operator unknown-operator']));
    expect(report.answers).toMatchObject({ a: 'x', kid: 'k' });
    expect(report.visible).not.toContain('nowhere');
  });

  it('of R5 are read as what R4 calls them', () => {
    const report = run('r5-fields', { only: 'apple', 'or-string': 'own words', words: 'red', numbers: 3 });
    expect(report.answers).toMatchObject({ only: { code: 'apple' }, 'or-string': 'own words', words: 'red', numbers: 3 });
    expect(report.visible).toContain('protected');
    expect(run('r5-fields', { words: 'green' }).refused).toHaveLength(0);
    expect(errors(run('r5-fields', { words: 'green' }))).toEqual(['words not-an-option error']);
  });

  it('that ask for extraction we do not do are said', () => {
    const found = run('extraction').diagnostics.filter(({ code }) => code === 'feature-unsupported');
    const names = found.map(({ message }) => message.split(' ')[0]?.replace('sdc-questionnaire-', ''));
    expect(names.sort()).toEqual(['definitionExtract', 'itemExtractionContext', 'targetStructureMap', 'templateExtract', 'templateExtractBundle']);
  });
});

describe('values', () => {
  it('are of the calendar, and times get the seconds and the zone that FHIR wants', () => {
    expect(run('partial-dates', { d: '2021-02-30' }).refused).toHaveLength(1);
    expect(run('partial-dates', { d: '2024-02-29', dt: '2021-05-03T10:30', t: '09:05' }).answers).toMatchObject({
      dt: '2021-05-03T10:30:00+01:00',
      t: '09:05:00',
    });
  });

  it('of units that convert compare', () => {
    const quantity = (value: number, code: string) => ({ value, unit: code, code, system: 'http://unitsofmeasure.org' });
    const { visible } = run('quantities', { weight: quantity(221, '[lb_av]'), temperature: quantity(101, '[degF]'), glucose: quantity(2.1, 'g/L') });
    expect(visible).toEqual(expect.arrayContaining(['heavy', 'fever', 'high']));
    expect(visible).not.toContain('other-kind');
    expect(run('quantities', { temperature: quantity(99, '[degF]') }).visible).not.toContain('fever'); // the two scales begin elsewhere
  });

  it('keep patterns, and a pattern that could run away is a diagnostic', () => {
    const report = run('patterns', { anchored: '1234', plain: 'x123', mail: 'a@b', phone: '(123) 456-7890', cjk: '头痛', short: 'four' });
    expect(errors(report)).toEqual(['anchored pattern error', 'plain pattern error', 'mail pattern error', 'short max-length error']);
    expect(codes(report)).toEqual(['broken bad-pattern', 'endless bad-pattern']);
  });
});

describe('options', () => {
  it('of an external value set without a service are typed in', () => {
    const report = run('external-value-set', { c: 'own words', o: 'own words' });
    expect(report.answers).toMatchObject({ c: { display: 'own words' }, o: 'own words' });
    expect(report.visible).toContain('then');
  });

  it('that another answer brings may be given in any order', () => {
    expect(run('toggles', { c: 'wine', adult: true }).answers).toMatchObject({ c: { code: 'wine' } });
    expect(run('toggles', { c: 'wine' }).refused).toHaveLength(1);
    expect(run('answer-expression', { pick: 'B', m: [{ n: 'A' }, { n: 'B' }] })).toMatchObject({ refused: [], errors: [], answers: { pick: 'B' } });
  });
});

describe('maps of answers', () => {
  it('fill repeating groups inside repeating groups', () => {
    const med = (drug: string) => ({ drug, daily: true, dose: 1 });
    const report = run('nested-repeats', {
      fam: [
        { name: 'A', ill: true, med: [med('x'), med('y'), med('y')] },
        { name: 'B', med: [med('z')] },
      ],
    });
    expect(report.refused).toEqual([]);
    expect(report.answers).toMatchObject({ drug: ['x', 'y', 'y', 'z'], dose: [1, 1, 1], people: 2, doses: 3 });
  });
});
