import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exitCodes, runDose } from './dose.js';

interface Printed {
  readonly doses: readonly { readonly at: string; readonly amount: { readonly value: number } | null }[];
  readonly text: string;
  readonly omitted: readonly string[];
  readonly refusals: readonly { readonly rule: string; readonly path: string }[];
  readonly medications: readonly { readonly name: string; readonly active: boolean; readonly asNeeded: boolean }[];
}

async function run(input: unknown, ...args: string[]): Promise<{ exit: number; printed: Printed }> {
  let out = '';
  const fixed = ['--from', '2026-03-01', '--to', '2026-03-05', '--zone', 'Asia/Shanghai', '--locale', 'en'];
  const exit = await runDose(['-', ...fixed, ...args], { read: () => JSON.stringify(input), out: (text) => (out += text), now: () => Date.UTC(2026, 2, 1) });
  return { exit, printed: JSON.parse(out) as Printed }; // one JSON document, whatever happens
}

const tablet = [{ doseQuantity: { value: 1, unit: 'tablet', system: 'http://unitsofmeasure.org', code: '{tablet}' } }];
const daily = { frequency: 1, period: 1, periodUnit: 'd' };
const request = (dosage: unknown, more: object = {}): object => ({
  ...{ resourceType: 'MedicationRequest', status: 'active', intent: 'order', authoredOn: '2026-03-01', dosageInstruction: [dosage] },
  ...more,
});
const timed = (repeat: object): object => request({ timing: { repeat }, doseAndRate: tablet });
const coded = (code: string, system?: string): object =>
  request({ timing: { code: { coding: [{ code, ...(system ? { system } : {}) }] } }, doseAndRate: tablet });
const gts = 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation';

/** What, the resource, the hours of day on 1 to 4 March, its words. */
const read: readonly (readonly [string, object, readonly string[], string])[] = [
  ['a period without a frequency', timed({ period: 2, periodUnit: 'd' }), ['01T08', '03T08'], '1 tablet, every 2 days'],
  ['an offset before sleep', timed({ when: ['HS'], offset: 30 }), ['01T21', '02T21', '03T21', '04T21'], '1 tablet, 30 minutes before bedtime'],
  ['an offset after waking', timed({ when: ['WAKE'], offset: 60, count: 2 }), ['01T08', '02T08'], '1 tablet, 60 minutes after waking, 2 times in all'],
  [
    'months as bounds',
    timed({ ...daily, boundsPeriod: { start: '2026-02', end: '2026-02' } }),
    [],
    '1 tablet, once daily, from February 2026 until February 2026',
  ],
  [
    'four a week on two days',
    timed({ frequency: 4, period: 1, periodUnit: 'wk', dayOfWeek: ['mon', 'wed'] }),
    ['02T08', '02T20', '04T08', '04T20'],
    '1 tablet, 4 times a week, on Monday and Wednesday',
  ],
  [
    'the last of a range of days',
    timed({ ...daily, boundsRange: { low: { value: 1, code: 'd' }, high: { value: 2, code: 'd' } } }),
    ['01T08', '02T08'],
    '1 tablet, once daily, for 1–2 days',
  ],
  ['HS as a code', coded('HS'), ['01T22', '02T22', '03T22', '04T22'], '1 tablet, at bedtime'],
  ['Q12H as a code', coded('Q12H', gts), ['01T08', '01T20', '02T08', '02T20', '03T08', '03T20', '04T08', '04T20'], '1 tablet, every 12 hours'],
  ['a code of local letters', coded('BID', 'http://example.org/local'), [], '1 tablet'],
  ['a code that is only a text', request({ timing: { code: { text: 'when the moon is full' } }, doseAndRate: tablet }), [], '1 tablet, when the moon is full'],
  ['hours said twice', timed({ timeOfDay: ['08:00:00', '08:00:00'] }), ['01T08', '02T08', '03T08', '04T08'], '1 tablet, at 08:00'],
  [
    'a rate over time',
    request({ timing: { repeat: { ...daily, count: 1 } }, doseAndRate: [{ rateQuantity: { value: 2, code: 'mL/h', unit: 'mL/h' } }] }),
    ['01T08'],
    'at a rate of 2 mL/hour, once daily, once in all',
  ],
];

/** What, the resource, why it has no doses. */
const refused: readonly (readonly [string, object, string])[] = [
  ['three a week on two days', timed({ frequency: 3, period: 1, periodUnit: 'wk', dayOfWeek: ['mon', 'wed'] }), 'frequency-times@repeat.frequency'],
  ['an event without a day', request({ timing: { event: ['2026-03'] }, doseAndRate: tablet }), 'event-format@timing.event'],
  ['a dosage of R5', request({ timing: { repeat: daily }, doseAndRate: tablet, asNeeded: true }), 'unknown-element@dosage.asNeeded'],
  ['a dose of STU3', request({ timing: { repeat: daily }, doseQuantity: { value: 1 } }), 'unknown-element@dosage.doseQuantity'],
  ['dosages that are no list', request(undefined, { dosageInstruction: { text: 'x' } }), 'malformed@dosageInstruction'],
  ['no dosage at all', request(undefined, { dosageInstruction: undefined }), 'no-timing@dosageInstruction'],
  ['a number as text', timed({ ...daily, count: '3' }), 'malformed@repeat.count'],
  ['a truth as text', request({ timing: { repeat: daily }, doseAndRate: tablet, asNeededBoolean: 'true' }), 'malformed@dosage.asNeededBoolean'],
  [
    'a modifier',
    request({ timing: { repeat: daily }, doseAndRate: tablet }, { modifierExtension: [{ url: 'urn:x' }] }),
    'modifier-extension@MedicationRequest',
  ],
  ['an offset from a meal itself', timed({ when: ['C'], offset: 10 }), 'tim-9@repeat.offset'],
  ['a fortnight', timed({ frequency: 1, period: 1, periodUnit: 'fortnight' }), 'period-unit@repeat.periodUnit'],
  ['every half an hour', timed({ frequency: 1, period: 30, periodUnit: 'min' }), 'too-many-slots@repeat.period'],
  ['nothing but a count', timed({ count: 1 }), 'no-timing@repeat'],
];

describe('nelumbo-dose, with resources nobody would like to see', () => {
  it.each(read)('reads %s', async (_what, input, hours, text) => {
    const { exit, printed } = await run(input);
    expect(exit).toBe(exitCodes.ok);
    expect(printed.doses.map((d) => d.at.slice(8, 13))).toEqual(hours);
    expect(printed.text).toBe(text);
  });

  it.each(refused)('names why there are no doses: %s', async (_what, input, reason) => {
    const { exit, printed } = await run(input, '--strict');
    expect(exit).toBe(exitCodes.refused);
    expect(printed.doses).toEqual([]);
    expect(printed.refusals.map((r) => `${r.rule}@${r.path}`)).toContain(reason);
  });

  it('says what it does not read of another release, and still says the rest', async () => {
    const { printed } = await run(request({ timing: { repeat: daily }, doseAndRate: tablet, asNeededFor: [{ text: 'pain' }] }));
    expect([printed.text, printed.omitted]).toEqual(['1 tablet, once daily', ['asNeededFor']]);
  });

  it('ends with the period of a statement', async () => {
    const statement = { resourceType: 'MedicationStatement', status: 'active', effectivePeriod: { start: '2026-03-02', end: '2026-03-03' } };
    const { printed } = await run({ ...statement, dosage: [{ timing: { repeat: daily }, doseAndRate: tablet }] });
    expect(printed.doses.map((d) => d.at.slice(8, 13))).toEqual(['02T08', '03T08']);
    expect(printed.text).toBe('1 tablet, once daily, until March 3, 2026');
  });

  it('says that what is forbidden is not to be taken', async () => {
    const { printed } = await run(request({ timing: { repeat: daily }, doseAndRate: tablet }, { doNotPerform: true }));
    expect([printed.text, printed.doses, printed.medications[0]?.active]).toEqual(['do not take: 1 tablet, once daily', [], false]);
  });

  it.each([
    [
      'contained',
      request({ text: 'x' }, { medicationReference: { reference: '#m' }, contained: [{ resourceType: 'Medication', id: 'm', code: { text: 'Amoxicillin' } }] }),
    ],
    [
      'beside it in a Bundle',
      {
        resourceType: 'Bundle',
        entry: [
          { fullUrl: 'urn:uuid:7', resource: { resourceType: 'Medication', code: { coding: [{ display: 'Amoxicillin' }] } } },
          { resource: request({ text: 'x' }, { medicationReference: { reference: 'urn:uuid:7' } }) },
        ],
      },
    ],
  ])('finds the name of a medication that is %s', async (_where, input) => {
    expect((await run(input)).printed.medications.map((m) => m.name)).toEqual(['Amoxicillin']);
  });

  const whole = {
    ...{ resourceType: 'MedicationRequest', id: 'x', status: 'active', medicationCodeableConcept: { text: 'X', coding: [{ display: 'X' }] } },
    dosageInstruction: [
      {
        ...{ sequence: 1, text: 'x', patientInstruction: 'x', asNeededBoolean: false, additionalInstruction: [{ text: 'x', coding: [{ code: 'x' }] }] },
        timing: {
          ...{ event: ['2026-03-02'], code: { text: 'x', coding: [{ code: 'BID' }] } },
          repeat: {
            ...{ boundsPeriod: { start: '2026-03-01', end: '2026-03-09' }, frequency: 2, frequencyMax: 3, period: 1, periodMax: 2, periodUnit: 'd' },
            ...{ when: ['CM'], timeOfDay: ['08:00:00'], dayOfWeek: ['mon'], offset: 3, count: 2, countMax: 3, duration: 1, durationUnit: 'h' },
            extension: [{ url: 'urn:nelumbo:fhir:cycle', extension: [{ url: 'on', valueInteger: 2 }] }],
          },
        },
        doseAndRate: [{ doseRange: { low: { value: 1 }, high: { value: 2 } }, rateRatio: { numerator: { value: 1 }, denominator: { value: 1 } } }],
        maxDosePerPeriod: { numerator: { value: 4 }, denominator: { value: 1, code: 'd' } },
        ...{
          route: { text: 'x' },
          extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/dosage-minimumGapBetweenDose', valueDuration: { value: 6, code: 'h' } }],
        },
      },
    ],
  };
  const paths = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
    typeof value === 'object' && value !== null ? [path, ...Object.entries(value).flatMap(([key, part]) => paths(part, [...path, key]))] : [path];
  const put = (value: unknown, [key, ...rest]: readonly string[], what: unknown): unknown => {
    if (key === undefined) return what;
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>; // either takes a key
    if (what === undefined && !rest.length) delete copy[key];
    else copy[key] = put(copy[key], rest, what);
    return copy;
  };
  const junk = fc.constantFrom(undefined, null, '', 'x', 0, -1, 1e300, 0.5, true, [], {}, [null], ['x'], [[]], { value: '1' }, '9999-99-99', '\u0000');

  it('never falls over, whatever a part of a resource is', { timeout: 60_000 }, async () => {
    const change = fc.tuple(fc.constantFrom(...paths(whole).slice(1)), junk);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        let input: unknown = whole;
        for (const [path, what] of changes) {
          try {
            input = put(input, path, what);
          } catch {
            continue; // an earlier change took the place away
          }
        }
        const { exit, printed } = await run(input, '--to', '2026-03-03');
        expect(exit, JSON.stringify(printed)).not.toBe(exitCodes.internal);
      }),
      { numRuns: 1500 },
    );
  });
});
