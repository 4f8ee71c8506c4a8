/** A FHIR Bundle as the importer takes it. */
export interface ReadingBundle {
  readonly resourceType: 'Bundle';
  readonly type: 'collection';
  readonly entry: readonly { readonly resource: object }[];
}

const dayMs = 86_400_000;
/** How far back the samples go. */
const days = 90;

/**
 * Invented blood pressure and glucose of the last 90 days: somebody whose pressure swings around the edge of what is normal, higher
 * in the mornings than in the evenings, and whose glucose is mostly in range. Each calendar day always gives the same readings, so that loading again,
 * today or tomorrow, adds only what is new.
 * @param now - milliseconds since 1970 UTC; readings after it are left out
 */
export function sampleReadings(now: number): ReadingBundle {
  const today = new Date(now);
  const resources: object[] = [];
  for (let back = days; back >= 0; back -= 1) {
    const noon = new Date(today.getFullYear(), today.getMonth(), today.getDate() - back, 12);
    const chance = chanceOf(Math.floor(noon.getTime() / dayMs));
    if (chance(1) > 0.12) resources.push(pressure(at(noon, 7, 5 + 40 * chance(2)), level(noon, chance, 0)));
    if (chance(3) > 0.3) resources.push(pressure(at(noon, 20, 10 + 45 * chance(4)), level(noon, chance, 1)));
    if (chance(5) > 0.35) resources.push(glucose(at(noon, 7, 2 + 30 * chance(6)), 4.8 + 1.3 * chance(7) + 0.3 * wave(noon), 'fasting'));
    if (chance(8) > 0.6) resources.push(glucose(at(noon, 14, 2 + 30 * chance(9)), 5.6 + 2.8 * chance(10), 'after'));
  }
  const past = resources.filter((resource) => Date.parse((resource as { effectiveDateTime: string }).effectiveDateTime) <= now); // both makers set it
  return { resourceType: 'Bundle', type: 'collection', entry: past.map((resource) => ({ resource })) };
}

/** Numbers in [0, 1) that depend on the day and the purpose only (mulberry32). */
function chanceOf(day: number): (purpose: number) => number {
  return (purpose) => {
    let t = (Math.imul(day, 0x9e3779b1) + Math.imul(purpose, 0x85ebca6b)) | 0;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A slow swing of about three weeks, −1 to 1, tied to the calendar. */
const wave = (day: Date): number => Math.sin((day.getTime() / dayMs / 21) * 2 * Math.PI);

/** Systolic and diastolic of a part of the day: mornings higher, with the swing and the day's own noise. */
function level(day: Date, chance: (purpose: number) => number, part: 0 | 1): readonly [number, number] {
  const noise = chance(20 + part) + chance(22 + part) - 1;
  const systolic = 122 + 6 * wave(day) + (part ? -4 : 3) + 11 * noise;
  return [Math.round(systolic), Math.round(77 + 0.45 * (systolic - 122) + 6 * (chance(24 + part) - 0.5))];
}

function at(day: Date, hour: number, minute: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, Math.floor(minute));
}

/** `2026-11-22T07:15:00+08:00`: the wall clock of the reader with its zone. */
function instant(time: Date): string {
  const two = (n: number): string => String(Math.floor(Math.abs(n))).padStart(2, '0');
  const offset = -time.getTimezoneOffset();
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date}T${two(time.getHours())}:${two(time.getMinutes())}:00${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}

const loinc = (code: string, display: string): object => ({ coding: [{ system: 'http://loinc.org', code, display }] });
const quantity = (value: number, unit: string, code: string): object => ({ value, unit, system: 'http://unitsofmeasure.org', code });
const vitalSigns = [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }];

function pressure(time: Date, [systolic, diastolic]: readonly [number, number]): object {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: vitalSigns,
    code: loinc('85354-9', 'Blood pressure panel'),
    effectiveDateTime: instant(time),
    component: [
      { code: loinc('8480-6', 'Systolic blood pressure'), valueQuantity: quantity(systolic, 'mmHg', 'mm[Hg]') },
      { code: loinc('8462-4', 'Diastolic blood pressure'), valueQuantity: quantity(diastolic, 'mmHg', 'mm[Hg]') },
    ],
  };
}

function glucose(time: Date, value: number, meal: 'fasting' | 'after'): object {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }],
    code: loinc('14743-9', 'Glucose in capillary blood by glucometer'),
    effectiveDateTime: instant(time),
    valueQuantity: quantity(Math.round(value * 10) / 10, 'mmol/L', 'mmol/L'),
    extension: [{ url: 'urn:nelumbo:fhir:meal', valueCodeableConcept: { coding: [{ system: 'urn:nelumbo:fhir:meal', code: meal }] } }],
  };
}
