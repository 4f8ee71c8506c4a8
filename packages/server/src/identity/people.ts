import type { FhirResource } from '../fhir/resource.js';

/** Somebody who can sign in during development. */
export interface Person {
  /** The account, and the id of {@link resource}. */
  readonly id: string;
  readonly tenant: string;
  /** Who they are in the record: a Patient with a record of their own, or a Practitioner who reaches nobody's until a Consent names them. */
  readonly resource: FhirResource & { readonly resourceType: 'Patient' | 'Practitioner' };
}

const person = (resourceType: 'Patient' | 'Practitioner', tenant: string, id: string, family: string, given: string, more: object): Person => ({
  id,
  tenant,
  resource: {
    resourceType,
    id,
    active: true,
    name: [{ use: 'official', text: family + given, family, given: [given] }],
    ...more,
    identifier: [{ system: 'urn:nelumbo:development:person', value: id }],
  },
});

/** Invented people: two patients and a caregiver in one tenant and a patient in another, to see that none of them crosses. */
export const people: readonly Person[] = [
  person('Patient', 'news-portal', 'lin', '林', '小荷', { gender: 'female', birthDate: '1988-04-12' }),
  person('Patient', 'news-portal', 'zhou', '周', '建国', { gender: 'male', birthDate: '1954-09-30' }),
  person('Practitioner', 'news-portal', 'chen', '陈', '静', { gender: 'female' }),
  person('Patient', 'city-hospital', 'wang', '王', '秀英', { gender: 'female', birthDate: '1971-01-08' }),
];

/** SMART's `fhirUser` of a person. */
export const fhirUserOf = ({ id, resource }: Person): string => `${resource.resourceType}/${id}`;

/** The patient in whose context a person signs in; a caregiver has none. */
export const patientOf = ({ id, resource }: Person): string | undefined => (resource.resourceType === 'Patient' ? id : undefined);

/** The tenants of {@link people}. */
export const developmentTenants: readonly string[] = [...new Set(people.map(({ tenant }) => tenant))];
