import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import { createForm } from './create-form.js';
import { runQuestionnaire, type RunReport } from './run/index.js';

// What forms and answers of other makers brought to light: each case is the smallest form that shows it.

type Json = Record<string, unknown>;
const now = Date.UTC(2026, 2, 15, 8);
const clock = { now: () => now, monotonic: () => 0, after: () => () => undefined, offset: () => 0 };
const hl7 = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const formOf = (item: unknown, more: Json = {}): Json => ({ resourceType: 'Questionnaire', status: 'active', ...more, item });
const run = (item: unknown, answers: unknown = {}, more: Json = {}): RunReport => runQuestionnaire(formOf(item, more), answers, { clock, locale: 'en' });
const expression = (url: string, text: string, name?: string): Json => ({
  url,
  valueExpression: { language: 'text/fhirpath', expression: text, ...(name ? { name } : {}) },
});
const calculated = (text: string): Json => expression(`${sdc}calculatedExpression`, text);
const codes = (report: RunReport): string[] => report.diagnostics.map(({ code }) => code);

describe('a draft with calculated values', () => {
  const answerOf = (linkId: string): string => `%resource.item.where(linkId='${linkId}').answer.value`;
  const form = formOf([
    { linkId: 'days', type: 'decimal' },
    {
      linkId: 'hours',
      type: 'quantity',
      extension: [{ url: `${hl7}questionnaire-unit`, valueCoding: { code: 'h', display: 'hours' } }, calculated(`${answerOf('days')} * 24`)],
    },
    { linkId: 'until', type: 'date', extension: [calculated('today() + 2 days')] },
    { linkId: 'long', type: 'choice', answerOption: [{ valueCoding: { code: 'y' } }], extension: [calculated(`iif(${answerOf('days')} > 1, 'y', {})`)] },
    { linkId: 'said', type: 'string', extension: [calculated(answerOf('days'))] },
  ]);

  it('still follows its calculations, whatever the type that they were stored as', () => {
    const first = createForm(compile(form).plan!, { clock });
    first.answer(first.find('days')!, 2);
    const draft = first.response({ all: true });
    const again = createForm(compile(form).plan!, { clock, response: draft });
    expect(again.response()).toEqual(first.response());
    again.answer(again.find('days')!, 3);
    expect(['hours', 'until', 'long', 'said'].map((linkId) => again.find(linkId)?.calculated)).toEqual([true, true, true, true]);
    expect(again.find('hours')?.answers[0]?.value).toMatchObject({ value: 72 });
    expect(again.find('said')?.answers[0]?.value).toBe('3');
  });

  it('keeps what the user put in the place of one', () => {
    const first = createForm(compile(form).plan!, { clock });
    first.answer(first.find('days')!, 2);
    first.answer(first.find('hours')!, { value: 50, unit: 'hours', code: 'h' });
    const again = createForm(compile(form).plan!, { clock, response: first.response({ all: true }) });
    again.answer(again.find('days')!, 3);
    expect(again.find('hours')?.answers[0]?.value).toMatchObject({ value: 50 });
  });
});

describe('dates', () => {
  it('are limited by an expression under its name in R4, too', () => {
    const limit = { url: `${hl7}minValue`, _valueDate: { extension: [expression(`${hl7}cqf-calculatedValue`, 'today()')] } };
    const due = [{ linkId: 'due', type: 'date', extension: [limit] }];
    expect(run(due, { due: '2026-03-14' }).errors).toMatchObject([{ linkId: 'due', code: 'min-value' }]);
    expect(run(due, { due: '2026-03-15' }).errors).toEqual([]);
  });

  it('take calendar words in quotes, and say so when a unit measures no time', () => {
    const day = (text: string): RunReport => run([{ linkId: 'd', type: 'date', extension: [calculated(text)] }]);
    expect(day("today() - 1 'year'").answers).toEqual({ d: '2025-03-15' });
    expect(day("today() + 5 'days'").answers).toEqual({ d: '2026-03-20' });
    expect(day("today() + 5 'kg'").failures).toMatchObject([{ linkId: 'd' }]);
  });
});

describe('patterns and lengths', () => {
  const code = [{ url: `${hl7}regex`, valueString: '[0-9]{3}' }];
  const issuesOf = (type: string, answer: unknown, more: Json): unknown => run([{ linkId: 'q', type, ...more }], { q: answer }).errors?.map((one) => one.code);

  it('are those of any simple answer as it is written', () => {
    expect(issuesOf('integer', 123, { extension: code })).toEqual([]);
    expect(issuesOf('integer', -12, { extension: code })).toEqual(['pattern']);
    expect(issuesOf('decimal', 1.5, { extension: code })).toEqual(['pattern']);
    expect(issuesOf('integer', 1000, { maxLength: 3 })).toEqual(['max-length']);
    expect(issuesOf('integer', 100, { maxLength: 3 })).toEqual([]);
  });

  it('mean nothing for a quantity', () => {
    expect(issuesOf('quantity', { value: 12_345 }, { extension: code, maxLength: 3 })).toEqual([]);
  });
});

describe('a questionnaire of the wrong shape', () => {
  it('with limits that multiply opens with a bounded number of repetitions', () => {
    const nested = (depth: number): Json => ({
      linkId: `g${depth}`,
      type: 'group',
      repeats: true,
      extension: [{ url: `${hl7}questionnaire-minOccurs`, valueInteger: 1_000_000_000 }],
      item: depth > 0 ? [nested(depth - 1)] : [{ linkId: 'name', type: 'string' }],
    });
    const form = createForm(compile(formOf([nested(3)])).plan!, { clock });
    let count = 0;
    for (let level = form.items; level.length > 0; level = level.flatMap((item) => item.children)) count += level.length;
    expect(count).toBeGreaterThan(100);
    expect(count).toBeLessThan(5000);
  });

  it('names variables that depend on themselves, and runs the others', () => {
    const variables = [['a', '%b + 1'], ['b', '%c + 1'], ['c', '%a + 1'], ['late', '%early + 1'], ['early', '1']].map(([name, text]) => expression(`${hl7}variable`, text ?? '', name)); // prettier-ignore
    const report = run([{ linkId: 't', type: 'integer', extension: [calculated('%late')] }], {}, { extension: variables });
    expect(report.answers).toEqual({ t: 2 });
    expect(report.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual(
      ['a', 'b', 'c'].map((name) => `expression-cycle The variable %${name} depends on itself.`),
    );
  });

  it('loses its triage rules with a diagnostic, and not the form', () => {
    const rules = { resourceType: 'PlanDefinition', id: 'r', action: [null, { title: 'x', condition: {} }, { title: 'y', code: 'z' }] };
    const report = run([{ linkId: 'a', type: 'string' }], { a: 'x' }, { contained: [rules] });
    expect(report.answers).toEqual({ a: 'x' });
    expect(codes(report)).toEqual(['bad-rule', 'bad-rule', 'bad-rule']);
  });

  it('is told that items are no list, and that elements are of STU3', () => {
    expect(codes(run({ linkId: 'a', type: 'string' }))).toEqual(['not-a-questionnaire']);
    const old = [{ linkId: 'a', type: 'choice', option: [{ valueCoding: { code: 'm' } }], initialCoding: { code: 'm' }, item: {} }];
    expect(codes(run(old)).sort()).toEqual(['feature-unsupported', 'feature-unsupported', 'missing-options', 'not-a-questionnaire']);
  });
});

describe('a response of the wrong shape', () => {
  it('may be nested deeper than any form: what does not fit is told, and the rest is there', () => {
    let deep: Json = { linkId: 'a', answer: [{ valueString: 'lost' }] };
    for (let i = 0; i < 20_000; i++) deep = { linkId: 'nowhere', item: [deep] };
    const response = { resourceType: 'QuestionnaireResponse', status: 'completed', item: [{ linkId: 'a', answer: [{ valueString: 'here' }] }, deep] };
    const report = run([{ linkId: 'a', type: 'string' }], response);
    expect(report.answers).toEqual({ a: 'here' });
    expect(report.unplaced).toMatchObject([{ linkId: 'nowhere' }]);
  });

  it('gives back what an unknown group holds of the form', () => {
    const response = { resourceType: 'QuestionnaireResponse', status: 'completed', item: [{ linkId: 'old', item: [{ linkId: 'older', item: [{ linkId: 'a', answer: [{ valueString: 'here' }] }] }] }] }; // prettier-ignore
    expect(run([{ linkId: 'a', type: 'string' }], response)).toMatchObject({ answers: { a: 'here' }, unplaced: [] });
  });
});
