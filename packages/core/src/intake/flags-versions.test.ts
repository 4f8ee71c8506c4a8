import { expect, it } from 'vitest';
import type { PlanDefinition, Questionnaire, QuestionnaireResponse } from '../fhir/index.js';
import { compile, createForm, toRecord } from './index.js';

const clock = { now: () => Date.UTC(2026, 10, 22, 3), monotonic: () => 0, offset: () => 480, after: () => () => undefined };
const urgency = [{ coding: [{ system: 'urn:nelumbo:urgency', code: 'emergency-ambulance' }] }];
const rules = (version: string, condition: string): PlanDefinition => ({
  resourceType: 'PlanDefinition',
  url: 'urn:test:rules',
  version,
  status: 'draft',
  action: [
    {
      id: 'sudden',
      title: `Sudden (${version})`,
      textEquivalent: 'Call now.',
      code: urgency,
      condition: [{ kind: 'applicability', expression: { language: 'text/fhirpath', expression: condition } }],
    },
  ],
});
const asked = (version: string, linkId: string): Questionnaire => ({
  resourceType: 'Questionnaire',
  url: 'urn:test:form',
  version,
  status: 'draft',
  item: [{ linkId, type: 'boolean', text: 'Did it begin suddenly?' }],
});
const whenTrue = (linkId: string) => `%resource.repeat(item).where(linkId='${linkId}').answer.value = true`;

function open(questionnaire: Questionnaire, rule: PlanDefinition, response?: QuestionnaireResponse) {
  const { plan } = compile(questionnaire, { rules: [rule] });
  return createForm(plan!, { clock, locale: 'en', ...(response ? { response } : {}) });
}
function draft(): QuestionnaireResponse {
  const form = open(asked('1', 'onset'), rules('1', whenTrue('onset')));
  form.answer(form.find('onset')!, true);
  return form.response({ all: true });
}
const flags = (form: ReturnType<typeof open>) => form.redFlags.map(({ rule, title, withdrawnAt }) => [rule, title, withdrawnAt === undefined]);

it('a draft goes on under new rules with one flag that says what it is, and follows its answer', () => {
  const form = open(asked('2', 'onset'), rules('2', whenTrue('onset')), draft());
  expect(flags(form)).toEqual([['urn:test:rules|2#sudden', 'Sudden (2)', true]]);
  form.answer(form.find('onset')!, false);
  expect(flags(form)).toEqual([['urn:test:rules|2#sudden', 'Sudden (2)', false]]);
});

it('a flag whose question is no longer asked stands, in words', () => {
  const form = open(asked('2', 'other'), rules('2', whenTrue('other')), draft());
  expect(flags(form)).toEqual([['urn:test:rules|1#sudden', 'Sudden (2)', true]]);
  form.answer(form.find('other')!, false);
  expect(flags(form)).toEqual([['urn:test:rules|1#sudden', 'Sudden (2)', true]]);
});

it('a flag whose rule is gone stands, and the clinician reads that it is one', () => {
  const form = open(asked('2', 'onset'), { ...rules('2', 'false'), action: [] }, draft());
  expect(form.redFlags).toHaveLength(1);
  expect(toRecord(form, { locale: 'en' }).text).toContain('Warning signs: ');
});
