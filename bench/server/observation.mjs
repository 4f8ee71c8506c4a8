const codes = ['8867-4', '9279-1', '8310-5', '2708-6'];
const units = ['/min', '/min', 'Cel', '%'];
const profiles = ['heartrate', 'resprate', 'bodytemp', 'oxygensat'];
let serial = 0;

/** The `index`-th reading of a patient: four vital signs in turn, one every ten minutes, as the SDK writes it. */
export function observation(patient, index, claims = false) {
  const kind = index % codes.length;
  return {
    resourceType: 'Observation',
    ...(claims ? { meta: { profile: [`http://hl7.org/fhir/StructureDefinition/${profiles[kind]}`] } } : {}),
    identifier: [{ system: 'urn:nelumbo:fhir:id', value: `${process.pid}-${Date.now().toString(36)}-${(++serial).toString(36).padStart(8, '0')}` }],
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: codes[kind] }] },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: new Date(Date.UTC(2020, 0, 1) + index * 600_000).toISOString(),
    valueQuantity: { value: 30 + (index % 50), unit: units[kind], system: 'http://unitsofmeasure.org', code: units[kind] },
  };
}
