// Deterministic FHIR Observations of about 660 bytes of JSON: 60 % heart rate, 10 % blood pressure, six others at 5 %, over 3 years.
export const HEART_RATE = '8867-4';
export const BLOOD_PRESSURE = '85354-9';
const CODES = [HEART_RATE, BLOOD_PRESSURE, '59408-5', '29463-7', '8310-5', '2339-0', '9279-1', '41950-7'];
const WEIGHTS = [0.6, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05];
const SPAN = 3 * 365 * 864e5;
export const END = Date.UTC(2026, 9, 1);
export const START = END - SPAN;

export function random(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function uuid(next) {
  let s = '';
  for (let i = 0; i < 32; i++) {
    s += ((next() * 16) | 0).toString(16);
    if (i === 7 || i === 11 || i === 15 || i === 19) s += '-';
  }
  return s;
}

export function observation(next, code, t) {
  const id = uuid(next);
  const iso = new Date(t).toISOString();
  const o = {
    resourceType: 'Observation',
    id,
    meta: { lastUpdated: iso, versionId: '1' },
    identifier: [{ system: 'urn:app:client-id', value: id }],
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
    code: { coding: [{ system: 'http://loinc.org', code }] },
    subject: { reference: 'Patient/p-0001' },
    effectiveDateTime: iso,
  };
  if (code === BLOOD_PRESSURE) {
    const part = (code, value) => ({ code: { coding: [{ code }] }, valueQuantity: { value, code: 'mm[Hg]' } });
    o.component = [part('8480-6', 100 + ((next() * 60) | 0)), part('8462-4', 60 + ((next() * 40) | 0))];
  } else {
    o.valueQuantity = { value: Math.round((50 + next() * 60) * 10) / 10, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' };
    o.device = { display: 'Band 7 Pro' };
  }
  return { id, code, t, o };
}

export function generate(n, seed = 1) {
  const next = random(seed);
  return Array.from({ length: n }, (_, i) => {
    let x = next();
    let k = 0;
    while (k < WEIGHTS.length - 1 && x >= WEIGHTS[k]) x -= WEIGHTS[k++];
    const t = START + Math.floor((i / n) * SPAN) + Math.floor(next() * 3e5); // in time order, as imports are
    return observation(next, CODES[k], t);
  });
}

export const valueOf = (o) => (o.valueQuantity ?? o.component[0].valueQuantity).value;
