import { describe, expect, it } from 'vitest';
import type { Change, Condition, FamilyContext, Observation, Questionnaire, QuestionnaireItem, Resource, ResourceStore } from '../fhir/index.js';
import { fhirErrors } from '../../../../test/contracts/fhir-validator.js';
import { createIntake } from './index.js';
import { knownFor } from './prefill.js';

const now = Date.UTC(2026, 10, 22, 3);
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const loinc = (code: string, display = code) => [{ system: 'http://loinc.org', code, display }];

/** A family on a list of records. */
function ground(resources: Resource[] = []) {
  const writes: (readonly Change[])[] = [];
  const records = {
    write: (changes: readonly Change[]) => (
      writes.push(changes),
      Promise.resolve({ refs: changes.flatMap((one) => ('put' in one ? [`${one.put.resourceType}/${one.put.id}`] : [])) })
    ),
    range: ({ type, codes, from = 0, limit = 1000 }: { type: string; codes?: string[]; from?: number; limit?: number }) =>
      Promise.resolve(
        resources
          .filter((one) => one.resourceType === type)
          .filter((one) => !codes || (one as Observation).code.coding!.some(({ system, code }) => codes.includes(`${system}|${code}`)))
          .filter((one) => type === 'Patient' || Date.parse((one as Observation).effectiveDateTime!) >= from)
          .slice(0, limit),
      ),
    doc: () => Promise.resolve(undefined),
    get: () => Promise.resolve(undefined),
  } as unknown as ResourceStore; // the parts that intake uses
  const context = {
    clock: { now: () => now, monotonic: () => now, after: () => () => undefined, offset: () => 480 },
    records,
    content: { read: () => Promise.reject(new Error('none')) },
    uuid: () => Promise.resolve('4d7b7b1e-6a0d-4b8e-9c35-1f3f0a3c2b10'),
    locale: () => 'en',
  } as unknown as FamilyContext; // likewise
  return { intake: createIntake(context), writes };
}

const form = (item: Questionnaire['item'], more: Partial<Questionnaire> = {}): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:t',
  version: '1',
  item,
  ...more,
});
const extract = { url: `${sdc}observationExtract`, valueBoolean: true };
const unit = {
  url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
  valueCoding: { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kg' },
};
describe('what an answer means for the chart', () => {
  const questionnaire = form(
    [
      { linkId: 'weight', type: 'decimal', text: 'Weight', code: loinc('29463-7'), extension: [unit] },
      { linkId: 'smoking', type: 'choice', code: loinc('72166-2'), answerOption: [{ valueCoding: { system: 's', code: 'never', display: 'Never' } }] },
      { linkId: 'private', type: 'string', code: loinc('1-1'), extension: [{ ...extract, valueBoolean: false }] },
      {
        linkId: 'fever',
        type: 'boolean',
        text: 'Fever',
        code: [{ system: 'http://snomed.info/sct', code: '386661006' }],
        extension: [{ ...extract, valueBoolean: false }],
      },
      {
        linkId: 'cough',
        type: 'boolean',
        text: 'Cough',
        code: [{ system: 'http://snomed.info/sct', code: '49727002' }],
        extension: [{ ...extract, valueBoolean: false }],
      },
    ],
    { extension: [extract] },
  );

  it('becomes Observations that point to the response, stored with it in one write', async () => {
    const { intake, writes } = ground();
    const session = await intake.start(questionnaire, { subject: 'Patient/1' });
    for (const [linkId, value] of Object.entries({ weight: 70.5, smoking: { system: 's', code: 'never' }, private: 'x', fever: true, cough: false }))
      session.form.answer(session.form.find(linkId)!, value);
    const { record } = await session.complete();
    const put = writes.at(-1)!.flatMap((one) => ('put' in one ? [one.put] : []));
    expect(put).toMatchObject([
      { resourceType: 'QuestionnaireResponse' },
      {
        code: { coding: loinc('29463-7') },
        valueQuantity: { value: 70.5, code: 'kg' },
        subject: { reference: 'Patient/1' },
        derivedFrom: [{ reference: 'QuestionnaireResponse/4d7b7b1e-6a0d-4b8e-9c35-1f3f0a3c2b10' }],
      },
      { code: { coding: loinc('72166-2') }, valueCodeableConcept: { coding: [{ code: 'never' }] } },
    ]);
    for (const resource of [...put, record.bundle]) expect(fhirErrors(resource)).toEqual([]);
  });

  it('makes Conditions of symptoms only as reported: unconfirmed, or refuted by an explicit no', async () => {
    const { intake, writes } = ground();
    const session = await intake.start(questionnaire);
    session.form.answer(session.form.find('fever')!, true);
    session.form.answer(session.form.find('cough')!, false);
    const { record } = await session.complete();
    const conditions = record.bundle.entry!.flatMap(({ resource }) => (resource?.resourceType === 'Condition' ? [resource as Condition] : []));
    expect(
      conditions.map(({ code, verificationStatus, clinicalStatus }) => [code!.text, verificationStatus!.coding![0]!.code, clinicalStatus?.coding?.[0]?.code]),
    ).toEqual([
      ['Fever', 'unconfirmed', 'active'],
      ['Cough', 'refuted', undefined],
    ]);
    expect(writes.at(-1)!.some((one) => 'put' in one && one.put.resourceType === 'Condition')).toBe(false);
    expect(JSON.stringify(record.bundle)).toContain(`"reference":"urn:uuid:${conditions[0]!.id}"`);
    expect(fhirErrors(record.bundle)).toEqual([]);
  });
});

describe('what the records already say', () => {
  const weight = (value: number, code: string, at: string): Observation => ({
    resourceType: 'Observation',
    id: at,
    status: 'final',
    code: { coding: loinc('29463-7') },
    effectiveDateTime: at,
    valueQuantity: { value, code, unit: code, system: 'http://unitsofmeasure.org' },
  });
  const period = { url: `${sdc}observationLinkPeriod`, valueDuration: { value: 30, unit: 'd', code: 'd', system: 'http://unitsofmeasure.org' } };
  const questionnaire = form([{ linkId: 'weight', type: 'decimal', code: loinc('29463-7'), extension: [unit, period], initial: [{ valueDecimal: 1 }] }]);

  it('fills in the latest value of the period in the unit of the item, and says where it comes from', async () => {
    const { form: live } = await ground([weight(70500, 'g', '2026-11-20T08:00:00Z')]).intake.start(questionnaire);
    const item = live.find('weight')!;
    expect([item.answers[0]!.value, item.prefilled?.ref]).toEqual([70.5, 'Observation/2026-11-20T08:00:00Z']);
    live.answer(item, 71);
    expect(item.prefilled).toBeUndefined();
  });

  it('looks through items that nest too deep for any form', async () => {
    let item: QuestionnaireItem = { linkId: 'weight', type: 'decimal', code: loinc('29463-7'), extension: [unit, period] };
    for (let depth = 0; depth < 20_000; depth++) item = { linkId: `g${depth}`, type: 'group', item: [item] };
    const records = { range: () => Promise.resolve([weight(70, 'kg', '2026-11-20T08:00:00Z')]) };
    const context = { records, clock: { now: () => Date.parse('2026-11-22T00:00:00Z') } } as unknown as FamilyContext; // what prefilling uses
    const { answers } = await knownFor(context, { resourceType: 'Questionnaire', status: 'active', item: [item] }, {});
    expect(answers.get('weight')?.value).toBe(70);
  });

  it('leaves older values alone, and everything when the host does not want it', async () => {
    expect((await ground([weight(70, 'kg', '2026-09-01T08:00:00Z')]).intake.start(questionnaire)).form.find('weight')!.answers[0]!.value).toBe(1);
    const { form: live } = await ground([weight(70, 'kg', '2026-11-20T08:00:00Z')]).intake.start(questionnaire, { prefill: false });
    expect(live.find('weight')!.answers[0]!.value).toBe(1);
  });

  it('answers the launch context and queries over the own records, and refuses queries that it cannot answer', async () => {
    const context = {
      url: `${sdc}launchContext`,
      extension: [
        { url: 'name', valueCoding: { code: 'patient' } },
        { url: 'type', valueCode: 'Patient' },
      ],
    };
    const query = (name: string, expression: string) => ({
      url: 'http://hl7.org/fhir/StructureDefinition/variable',
      valueExpression: { name, language: 'application/x-fhir-query' as const, expression },
    });
    const initial = (expression: string) => [{ url: `${sdc}initialExpression`, valueExpression: { language: 'text/fhirpath' as const, expression } }];
    const asking = form(
      [
        { linkId: 'born', type: 'date', extension: initial('%patient.birthDate') },
        { linkId: 'last', type: 'decimal', extension: initial('%weights.entry.resource.value.value.first()') },
      ],
      {
        extension: [
          context,
          query('weights', 'Observation?patient={{%patient.id}}&code=http://loinc.org|29463-7&_sort=-date&_count=1'),
          query('other', 'Observation?value-quantity=gt5'),
        ],
      },
    );
    const { form: live, diagnostics } = await ground([
      { resourceType: 'Patient', id: '1', birthDate: '1980-02-03' } as Resource,
      weight(70, 'kg', '2026-11-20T08:00:00Z'),
    ]).intake.start(asking);
    expect([live.find('born')!.answers[0]?.value, live.find('last')!.answers[0]?.value]).toEqual(['1980-02-03', 70]);
    expect(diagnostics).toMatchObject([{ code: 'expression-unsupported' }]);
  });
});
