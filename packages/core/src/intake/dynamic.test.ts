import { describe, expect, it } from 'vitest';
import type { Coding, Extension, Questionnaire, QuestionnaireItem } from '../fhir/index.js';
import { compile, createForm, type Form, type Terminology } from './index.js';

const clock = { now: () => Date.UTC(2026, 10, 22, 3), monotonic: () => 0, after: () => () => undefined, offset: () => 480 };
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const hl7 = 'http://hl7.org/fhir/StructureDefinition/';
const path = (url: string, expression: string): Extension => ({ url, valueExpression: { language: 'text/fhirpath', expression } });
const answer = (linkId: string): string => `%resource.item.where(linkId='${linkId}').answer.value`;
const colours = ['red', 'green', 'blue'].map((code) => ({ valueCoding: { system: 's', code, display: code } }));

function start(item: QuestionnaireItem[], terminology?: Terminology): Form {
  const questionnaire: Questionnaire = { resourceType: 'Questionnaire', status: 'active', url: 'urn:t', item };
  const { plan, diagnostics } = compile(questionnaire, { terminology: terminology !== undefined });
  expect(diagnostics).toEqual([]);
  return createForm(plan!, { clock, locale: 'en', ...(terminology ? { terminology } : {}) });
}
const labels = (form: Form, linkId: string): string[] => form.find(linkId)!.options.map(({ label }) => label);
const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

describe('options by expression', () => {
  it('follow what was chosen elsewhere; an answer that is no longer offered is flagged and kept', () => {
    const form = start([
      { linkId: 'all', type: 'choice', repeats: true, answerOption: colours },
      { linkId: 'one', type: 'choice', extension: [path(`${sdc}answerExpression`, answer('all'))] },
    ]);
    expect(labels(form, 'one')).toEqual([]);
    form.answer(form.find('all')!, [colours[0]!.valueCoding, colours[2]!.valueCoding]);
    expect(labels(form, 'one')).toEqual(['red', 'blue']);
    form.answer(form.find('one')!, colours[2]!.valueCoding);
    expect(form.find('one')!.issues).toEqual([]);
    form.answer(form.find('all')!, [colours[0]!.valueCoding]);
    expect(form.find('one')!.answers[0]!.value).toMatchObject({ code: 'blue' });
    expect(form.find('one')!.issues).toMatchObject([{ code: 'not-an-option' }]);
  });

  it('may be numbers, texts and quantities', () => {
    const form = start([{ linkId: 'size', type: 'decimal', extension: [path(`${sdc}answerExpression`, '6.0 | 7.5')] }]);
    expect(form.find('size')!.options.map(({ value }) => value)).toEqual([6, 7.5]);
    expect(form.answer(form.find('size')!, 7.5).ok).toBe(true);
    form.answer(form.find('size')!, 9);
    expect(form.find('size')!.issues).toMatchObject([{ code: 'not-an-option' }]);
  });

  it('are switched on and off', () => {
    const toggle: Extension = {
      url: `${sdc}answerOptionsToggleExpression`,
      extension: [
        { url: 'option', valueCoding: colours[2]!.valueCoding },
        { url: 'expression', valueExpression: { language: 'text/fhirpath', expression: `${answer('blue')} = true` } },
      ],
    };
    const form = start([
      { linkId: 'blue', type: 'boolean' },
      { linkId: 'one', type: 'choice', answerOption: colours, extension: [toggle] },
    ]);
    expect(labels(form, 'one')).toEqual(['red', 'green']);
    form.answer(form.find('blue')!, true);
    expect(labels(form, 'one')).toEqual(['red', 'green', 'blue']);
  });
});

describe('text, flags and limits by expression', () => {
  it('change with the answers that they read', () => {
    const given = (expression: string): { extension: Extension[] } => ({ extension: [path(`${hl7}cqf-expression`, expression)] });
    const dynamic = {
      linkId: 'x',
      type: 'integer',
      text: 'How much?',
      _text: given(`'How much ' + ${answer('what')} + '?'`),
      _required: given(`${answer('what')}.exists()`),
      extension: [{ url: `${hl7}maxValue`, _valueInteger: given(`${answer('what')}.length()`) }],
    } as unknown as QuestionnaireItem; // @types/fhir has no _required
    const form = start([{ linkId: 'what', type: 'string' }, dynamic]);
    const x = form.find('x')!;
    expect([x.text, x.required, x.limits.maxValue]).toEqual(['How much?', false, undefined]);
    form.answer(form.find('what')!, 'tea');
    expect([x.text, x.required, x.limits.maxValue]).toEqual(['How much tea?', true, 3]);
    expect(x.issues).toMatchObject([{ code: 'required' }]);
    form.answer(x, 4);
    expect(x.issues).toMatchObject([{ code: 'max-value', limit: '3' }]);
  });
});

describe('value sets of a terminology service', () => {
  const item: QuestionnaireItem = { linkId: 'c', type: 'choice', answerValueSet: 'http://example.org/colours' };
  const codings: Coding[] = colours.map(({ valueCoding }) => valueCoding);

  it('are asked for when they are first shown, once, in the language of the form', async () => {
    const asked: unknown[] = [];
    const form = start([item], { expand: (url, query) => (asked.push([url, query.locale]), Promise.resolve(codings)) });
    expect(asked).toEqual([]);
    expect([labels(form, 'c'), form.find('c')!.optionState]).toEqual([[], 'loading']);
    await settle();
    expect([labels(form, 'c'), form.find('c')!.optionState]).toEqual([['red', 'green', 'blue'], 'ready']);
    expect(asked).toEqual([['http://example.org/colours', 'en']]);
    form.answer(form.find('c')!, { code: 'other' });
    expect(form.find('c')!.issues).toMatchObject([{ code: 'not-an-option' }]);
  });

  it('say that they failed, and are asked for again; the answer can be typed in meanwhile', async () => {
    let works = false;
    const form = start([item], { expand: () => (works ? Promise.resolve(codings) : Promise.reject(new Error('offline'))) });
    void form.find('c')!.options;
    await settle();
    expect(form.find('c')!.optionState).toBe('failed');
    form.answer(form.find('c')!, { display: 'typed' });
    expect(form.find('c')!.issues).toEqual([]);
    works = true;
    form.retryOptions(form.find('c')!);
    await settle();
    expect(labels(form, 'c')).toEqual(['red', 'green', 'blue']);
  });

  it('are searched', async () => {
    const form = start([item], { expand: (_url, { filter }) => Promise.resolve(codings.filter(({ code }) => code?.includes(filter ?? ''))) });
    expect((await form.searchOptions(form.find('c')!, 'ee')).map(({ label }) => label)).toEqual(['green']);
  });
});

describe('options that are quantities', () => {
  it('stay quantities in the response, told apart by value', () => {
    const milligrams = (value: number) => ({ valueQuantity: { value, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } });
    const item = { linkId: 'dose', type: 'choice', answerOption: [milligrams(10), milligrams(25)] } as QuestionnaireItem; // R5 has quantities here
    const form = start([item]);
    const [, second] = form.find('dose')!.options;
    form.answer(form.find('dose')!, second!.value);
    expect(form.response().item?.[0]?.answer).toEqual([milligrams(25)]);
  });
});
