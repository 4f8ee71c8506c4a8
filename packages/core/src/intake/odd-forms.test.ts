import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import { createForm } from './create-form.js';
import { runQuestionnaire, type RunReport } from './run/index.js';
import { everyItem } from './testing.js';
import { toRecord } from './to-record.js';

// Forms that no fixture holds: what FHIR and SDC say of rare combinations, and JSON of the wrong shape.

type Json = Record<string, unknown>;
const now = Date.UTC(2026, 2, 15, 8);
const clock = { now: () => now, monotonic: () => 0, after: () => () => undefined, offset: () => 0 };
const hl7 = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const run = (item: readonly Json[], answers: unknown = {}, more: Json = {}): RunReport =>
  runQuestionnaire({ resourceType: 'Questionnaire', status: 'active', ...more, item }, answers, { clock, locale: 'en' });
const when = (question: string, operator: string, kind: string, value: unknown): Json => ({ question, operator, [`answer${kind}`]: value });
const shownWhen = (linkId: string, ...enableWhen: Json[]): Json => ({ linkId, type: 'display', text: linkId, enableWhen });
const expression = (url: string, text: string, name?: string): Json => ({
  url,
  valueExpression: { language: 'text/fhirpath', expression: text, ...(name ? { name } : {}) },
});
const errors = (report: RunReport): string[] => (report.errors ?? []).map((one) => `${one.linkId} ${one.code}`);

describe('a path that begins with a type', () => {
  const calculated = (text: string): Json => expression(`${sdc}calculatedExpression`, text);
  const item = (text: string): Json => ({ linkId: 'b', type: 'string', readOnly: true, extension: [calculated(text)] });
  const found = (text: string, more: Json = {}): unknown => {
    const { plan, diagnostics } = compile({ resourceType: 'Questionnaire', status: 'active', ...more, item: [{ linkId: 'a', type: 'string' }, item(text)] });
    return [diagnostics.map(({ code, linkId, message }) => [code, linkId, message.split(',')[0]]), plan?.items[1]?.calculated !== undefined];
  };
  const told = (type: string): unknown => [[['unreachable', 'b', `A path begins with ${type}`]], true];

  it('finds nothing from an item, as in fhirpath, and says so', () => {
    expect(found("QuestionnaireResponse.item.where(linkId='a').answer.value")).toEqual(told('QuestionnaireResponse'));
    expect(found("iif(1 + QuestionnaireResponse.descendants().where(linkId='a').answer.count() > 1, 'x', 'y')")).toEqual(told('QuestionnaireResponse'));
    expect(found("Patient.name.first() & 'x'")).toEqual(told('Patient'));
  });

  it('is right where the response, or each value of a list, is what it starts from', () => {
    expect(found("%resource.select(QuestionnaireResponse.item).where(linkId='a').answer.value")).toEqual([[], true]);
    const variable = expression(`${hl7}variable`, 'QuestionnaireResponse.item.count()', 'count');
    expect(found('%count.toString()', { extension: [variable] })).toEqual([[], true]);
  });
});

describe('conditions', () => {
  it('mean the same moment in another zone, and the same reference under another name', () => {
    const items = [
      { linkId: 'at', type: 'dateTime' },
      { linkId: 'who', type: 'reference', initial: [{ valueReference: { reference: 'Patient/1', display: 'Ann' } }] },
      shownWhen('same', when('at', '=', 'DateTime', '2026-01-01T00:00:00Z')),
      shownWhen('other', when('at', '!=', 'DateTime', '2026-01-01T00:00:00Z')),
      shownWhen('her', when('who', '=', 'Reference', { reference: 'Patient/1' })),
      shownWhen('not-her', when('who', '!=', 'Reference', { reference: 'Patient/1' })),
    ];
    expect(run(items, { at: '2026-01-01T08:00:00+08:00' }).enabled).toEqual(['at', 'who', 'same', 'her']);
  });

  it('reach across levels of repeating groups, and stay in their own repetition', () => {
    const items = [
      {
        linkId: 'g',
        type: 'group',
        repeats: true,
        item: [
          { linkId: 'a', type: 'boolean' },
          { linkId: 'b', type: 'string', enableWhen: [when('a', '=', 'Boolean', true)] },
          {
            linkId: 'h',
            type: 'group',
            repeats: true,
            item: [
              { linkId: 'c', type: 'integer' },
              { linkId: 'd', type: 'string', enableBehavior: 'all', enableWhen: [when('c', '>', 'Integer', 3), when('a', '=', 'Boolean', true)] },
            ],
          },
        ],
      },
      shownWhen('any-nine', when('c', '=', 'Integer', 9)),
      shownWhen('no-nine', when('c', '!=', 'Integer', 9)),
    ];
    const { response, enabled, refused } = run(items, {
      g: [
        { a: true, b: 'x', h: [{ c: 5, d: 'y' }, { c: 1 }] },
        { a: false, h: [{ c: 9 }] },
      ],
    });
    const linkIds = (response?.item ?? []).map((g) => g.item?.map((one) => [one.linkId, ...(one.item ?? []).map((inner) => inner.linkId)].join(' ')));
    expect({ refused, linkIds }).toEqual({
      refused: [],
      linkIds: [
        ['a', 'b', 'h c d', 'h c'],
        ['a', 'h c'],
      ],
    });
    expect(enabled).toContain('any-nine');
    expect(enabled).not.toContain('no-nine');
  });
});

describe('quantities', () => {
  const unit = (code: string): Json => ({ url: `${hl7}questionnaire-unitOption`, valueCoding: { system: 'http://unitsofmeasure.org', code, display: code } });
  const limits = [
    { url: `${hl7}maxDecimalPlaces`, valueInteger: 1 },
    { url: `${hl7}minValue`, valueDecimal: 2 },
    { url: `${hl7}maxValue`, valueInteger: 600 },
  ];
  const items = [{ linkId: 'q', type: 'quantity', extension: [unit('kg'), unit('[lb_av]'), ...limits] }];

  it.each([
    [{ value: 1, code: 'kg' }, ['q min-value']],
    [{ value: 601, code: 'kg' }, ['q max-value']],
    [{ value: 2.55, code: '[lb_av]' }, ['q decimal-places']],
    [{ value: 2.5, code: 'kg' }, []],
  ])('%j keeps plain limits and decimal places', (value, expected) => {
    expect(errors(run(items, { q: value }))).toEqual(expected);
  });
});

describe('a repeating group', () => {
  const g = { linkId: 'g', type: 'group', repeats: true, item: [{ linkId: 'a', type: 'string' }] };
  const twice = [{ url: `${hl7}questionnaire-minOccurs`, valueInteger: 2 }];

  it('that is begun is filled in as often as it says; one that is required, from the start', () => {
    const optional = [{ ...g, extension: twice }];
    expect([errors(run(optional)), errors(run(optional, { g: [{ a: 'x' }] })), errors(run(optional, { g: [{ a: 'x' }, { a: 'y' }] }))]).toEqual([
      [],
      ['g min-occurs'],
      [],
    ]);
    expect(errors(run([{ ...g, extension: twice, required: true }], { g: [{ a: 'x' }] }))).toEqual(['g required']);
  });
});

describe('variables', () => {
  it('shadow, and may be declared from the one they shadow', () => {
    const v = (text: string): Json => expression(`${hl7}variable`, text, 'v');
    const item = (linkId: string): Json => ({ linkId, type: 'string', extension: [expression(`${sdc}initialExpression`, '%v')] });
    const items = [
      {
        linkId: 'g',
        type: 'group',
        extension: [v(`'inner'`)],
        item: [item('x'), { linkId: 'gg', type: 'group', extension: [v(`%v & '!'`)], item: [item('y')] }],
      },
      item('w'),
    ];
    const report = run(items, {}, { extension: [v(`'outer'`)] });
    expect(report.answers).toEqual({ x: 'inner', y: 'inner!', w: 'outer' });
    expect(report.failures).toEqual([]);
  });
});

describe('two items of one linkId', () => {
  const items = [
    { linkId: 'a', type: 'string', text: 'first' },
    { linkId: 'a', type: 'string', text: 'second' },
  ];

  it('keep their own answers', () => {
    const { response } = run(items, [
      { answer: 'a', value: 'x' },
      { answer: 'a', at: 1, value: 'y' },
    ]);
    const both = response?.item?.map(({ text, answer }) => [text, answer?.[0]?.valueString]);
    expect(both).toEqual([
      ['first', 'x'],
      ['second', 'y'],
    ]);
    expect(run(items, response).response?.item).toEqual(response?.item);
  });
});

describe('value sets by filter', () => {
  const property = (code: string, value: Json): Json => ({ property: [{ code, ...value }] });
  const system = {
    resourceType: 'CodeSystem',
    url: 'u:cs',
    concept: [
      {
        code: 'animal',
        ...property('notSelectable', { valueBoolean: true }),
        concept: [{ code: 'dog', ...property('kind', { valueCode: 'pet' }), concept: [{ code: 'poodle' }] }, { code: 'wolf' }],
      },
      { code: 'stone' },
      { code: 'pug', ...property('parent', { valueCode: 'dog' }) },
    ],
  };
  const offered = (...include: Json[]): unknown[] => {
    const contained = [system, { resourceType: 'ValueSet', id: 'vs', compose: { include } }];
    const { plan } = compile({ resourceType: 'Questionnaire', contained, item: [{ linkId: 'a', type: 'choice', answerValueSet: '#vs' }] });
    return (plan?.items[0]?.options ?? []).map(({ value }) => (value as { code?: string }).code);
  };
  const filtered = (p: string, op: string, value: string): unknown[] => offered({ system: 'u:cs', filter: [{ property: p, op, value }] });

  it.each([
    ['concept', 'is-a', 'dog', ['dog', 'poodle', 'pug']],
    ['concept', 'descendent-of', 'animal', ['dog', 'poodle', 'wolf', 'pug']],
    ['concept', 'is-not-a', 'animal', ['stone']],
    ['kind', '=', 'pet', ['dog']],
    ['kind', 'exists', 'false', ['poodle', 'wolf', 'stone', 'pug']],
    ['concept', 'in', 'dog, stone', ['dog', 'stone']],
    ['concept', 'not-in', 'dog,stone', ['poodle', 'wolf', 'pug']],
    ['code', 'regex', '.o.*', ['dog', 'poodle', 'wolf']],
    ['code', 'regex', '(a+)+', []],
    ['concept', 'generalizes', 'dog', []],
  ])('%s %s %s', (p, op, value, expected) => expect(filtered(p, op, value)).toEqual(expected));

  it('do not offer what cannot be selected', () => expect(offered({ system: 'u:cs' })).not.toContain('animal'));
});

describe('JSON of the wrong shape', () => {
  const odd: Json[] = [
    { text: 42 },
    { text: {} },
    { prefix: 5, _text: { extension: [{ url: `${hl7}translation`, extension: [null, { url: 'lang' }] }] } },
    { enableWhen: [null] },
    { enableWhen: [{}] },
    { enableWhen: {} },
    { initial: [null] },
    { extension: [null, { url: 5 }] },
    { extension: [{ url: `${hl7}questionnaire-constraint`, extension: [null] }] },
    { extension: [{ url: `${sdc}answerOptionsToggleExpression`, extension: {} }] },
    { type: 'choice', answerOption: [null, { valueCoding: { display: 7, code: {} } }] },
    { type: 'quantity', extension: [{ url: `${hl7}questionnaire-unitOption`, valueCoding: null }] },
    { linkId: '__proto__', enableWhen: [{ question: 'constructor', operator: 'toString', answerString: 'x' }] },
  ];

  it.each(odd.map((one) => [JSON.stringify(one), one] as const))('%s spoils its own item at most', async (_, one) => {
    const { plan } = compile({
      resourceType: 'Questionnaire',
      title: 5,
      item: [
        { linkId: 'sound', type: 'string' },
        { linkId: 'odd', type: 'string', ...one },
      ],
    });
    const form = createForm(plan!, { clock });
    expect(form.answer(form.find('sound')!, 'fine').ok).toBe(true);
    for (const item of everyItem(form.items)) {
      for (const text of [form.title, item.text, item.shortText, item.prefix ?? '', item.help ?? '', ...item.options.map(({ label }) => label)])
        expect(typeof text).toBe('string');
      expect(item.units.every((coding) => typeof coding === 'object')).toBe(true);
      await form.searchOptions(item, 'x');
    }
    expect(toRecord(form, { locale: 'en' }).text).toContain('fine');
  });

  it('of a response is left out', () => {
    const items = [{ linkId: 'g', type: 'group', item: [{ linkId: 'a', type: 'integer' }] }];
    const given = [null, 5, { linkId: 'g', item: [null, { linkId: 'a', answer: [null, { valueInteger: 'x' }, { valueInteger: 4 }] }] }];
    const { answers, unplaced } = run(items, { resourceType: 'QuestionnaireResponse', status: 'in-progress', item: given });
    expect(answers).toEqual({ a: 4 });
    expect(unplaced?.map(({ linkId }) => linkId)).toEqual(['a']);
  });
});

describe('a linkId that is used twice', () => {
  it('is found by expressions as often as it stands there', () => {
    const { plan } = compile({
      resourceType: 'Questionnaire',
      status: 'active',
      item: [
        { linkId: 'a', type: 'string' },
        { linkId: 'a', type: 'string' },
        {
          linkId: 'n',
          type: 'integer',
          readOnly: true,
          extension: [expression(`${sdc}calculatedExpression`, "%resource.item.where(linkId='a').answer.value.count()")],
        },
      ],
    });
    const form = createForm(plan!, { clock });
    for (const item of form.items.slice(0, 2)) form.answer(item, 'x');
    expect(form.find('n')!.answers[0]!.value).toBe(2);
  });
});
