import { expect, it } from 'vitest';
import type { FamilyContext, PlanDefinition } from '../fhir/index.js';
import { createIntake } from './intake.js';
import type { PartName } from './kit-parts.js';
import { loaders, type Loaders } from './load.js';

// In a file of its own: functions and units stay once they were loaded.

const context = {
  clock: { now: () => Date.UTC(2026, 2, 15, 8), monotonic: () => 0, after: () => () => undefined, offset: () => 0 },
  records: { doc: () => Promise.resolve(undefined) },
  locale: () => 'en',
} as unknown as FamilyContext; // the parts that starting a form uses

const rules: PlanDefinition = {
  resourceType: 'PlanDefinition',
  status: 'draft',
  url: 'urn:test:rules',
  action: [
    {
      id: 'old',
      title: 'Old',
      code: [{ coding: [{ system: 'urn:nelumbo:urgency', code: 'emergency' }] }],
      condition: [{ kind: 'applicability', expression: { language: 'text/fhirpath', expression: "%resource.item.where(linkId='age').answer.value > 90" } }],
    },
  ],
};

const calculated = (expression: string) => ({
  resourceType: 'Questionnaire',
  status: 'active',
  item: [
    { linkId: 'age', type: 'integer' },
    {
      linkId: 'sum',
      type: 'string',
      readOnly: true,
      extension: [
        {
          url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
          valueExpression: { language: 'text/fhirpath', expression },
        },
      ],
    },
    { linkId: 'later', type: 'integer' },
  ],
});

/** Starts a form and tells which parts were asked for after a first try. */
async function started(expression: string, given: readonly PlanDefinition[] = []) {
  const asked: PartName[] = [];
  const load: Loaders = { ...loaders, expressions: (text, more = []) => (asked.push(...more), loaders.expressions(text, more)) };
  const session = await createIntake(context, load).start(calculated(expression), { rules: given });
  const { form } = session;
  form.answer(form.find('age')!, 95);
  form.answer(form.find('later')!, 7);
  return { asked, session, form, sum: form.find('sum')!.answers[0]?.value };
}

it('a calculation needs no part at all', async () => {
  expect(await started("%resource.item.where(linkId='age').answer.value + 1")).toMatchObject({ asked: [], sum: '96', session: { diagnostics: [] } });
});

it('a unit, and triage rules, load before the form is shown', async () => {
  const { form, ...rest } = await started("iif(1 'm' > 90 'cm', 1, 0)", [rules]);
  expect(rest).toMatchObject({ asked: [], sum: '1', session: { diagnostics: [] } });
  expect(form.redFlags).toHaveLength(1); // in the same turn as the answer
});

it('a pattern and the bands of a total load before the form is shown', async () => {
  const { form } = await createIntake(context).start({
    resourceType: 'Questionnaire',
    status: 'active',
    item: [
      { linkId: 'zip', type: 'string', extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/regex', valueString: '\\d{6}' }] },
      {
        linkId: 'total',
        type: 'integer',
        extension: [
          {
            url: 'urn:nelumbo:fhir:score-band',
            extension: [
              { url: 'low', valueInteger: 0 },
              { url: 'high', valueInteger: 9 },
              { url: 'code', valueCode: 'low' },
              { url: 'text', valueString: 'Low' },
            ],
          },
        ],
      },
    ],
  });
  form.answer(form.find('zip')!, '12345');
  form.answer(form.find('total')!, 4);
  expect(form.find('zip')!.issues).toMatchObject([{ code: 'pattern' }]);
  expect(form.scores).toMatchObject([{ value: 4, band: { code: 'low' } }]);
});

it('what only compiling finds missing loads then: a function, and the search for cycles', async () => {
  expect(await started("'abc'.startsWith('a')")).toMatchObject({ asked: ['functions'], sum: 'true', session: { diagnostics: [] } });
  expect(await started("%resource.item.where(linkId='later').answer.value")).toMatchObject({ asked: ['graph'], sum: '7', session: { diagnostics: [] } });
});

it('a calculation that reads itself is found, and one that cannot be searched for stops by itself', async () => {
  const loop = "%resource.item.where(linkId='sum').answer.value & 'x'";
  expect(await started(loop)).toMatchObject({ asked: ['graph'], sum: undefined, session: { diagnostics: [{ code: 'expression-cycle' }] } });
  const offline: Loaders = {
    ...loaders,
    expressions: (text, more = []) => (more.length > 0 ? Promise.reject(new Error('offline')) : loaders.expressions(text)),
  };
  const { form } = await createIntake(context, offline).start(calculated(loop));
  expect(form.failures).toMatchObject([{ linkId: 'sum' }]);
});

it('an expression outside what is loaded is named when the rest cannot be had', async () => {
  const offline: Loaders = {
    ...loaders,
    expressions: (text, more = []) => (more.length > 0 ? Promise.reject(new Error('offline')) : loaders.expressions(text)),
  };
  const { form, diagnostics } = await createIntake(context, offline).start(calculated("'abc'.noSuch('a')"));
  expect(diagnostics).toMatchObject([{ code: 'expression-unsupported', linkId: 'sum' }]);
  expect(form.answer(form.find('age')!, 4).ok).toBe(true);
});
