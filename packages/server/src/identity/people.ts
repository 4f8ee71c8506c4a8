import type { FhirResource } from '../fhir/resource.js';

/** Somebody who can sign in during development. */
export interface Person {
  /** The account, and the id of the Patient. */
  readonly id: string;
  readonly tenant: string;
  readonly patient: FhirResource;
}

const person = (id: string, tenant: string, family: string, given: string, gender: string, birthDate: string): Person => ({
  id,
  tenant,
  patient: {
    resourceType: 'Patient',
    id,
    active: true,
    name: [{ use: 'official', text: family + given, family, given: [given] }],
    gender,
    birthDate,
    identifier: [{ system: 'urn:nelumbo:development:person', value: id }],
  },
});

/** Invented people: two in one tenant and one in another, to see that neither crosses. */
export const people: readonly Person[] = [
  person('lin', 'news-portal', '林', '小荷', 'female', '1988-04-12'),
  person('zhou', 'news-portal', '周', '建国', 'male', '1954-09-30'),
  person('wang', 'city-hospital', '王', '秀英', 'female', '1971-01-08'),
];

/** The tenants of {@link people}. */
export const developmentTenants: readonly string[] = [...new Set(people.map(({ tenant }) => tenant))];
