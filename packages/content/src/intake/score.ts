import type { Extension } from '@nelumbo/core/fhir';
import { english, option, type Bilingual } from './author.js';

/** Code system of LOINC, copyright Regenstrief Institute, Inc. and the LOINC Committee, at no cost under https://loinc.org/license. */
export const loinc = 'http://loinc.org';

/** The answers of the Patient Health Questionnaire family, 0 to 3. */
export const frequency = [
  option(loinc, 'LA6568-5', ['完全不会', 'Not at all'], { weight: 0 }),
  option(loinc, 'LA6569-3', ['好几天', 'Several days'], { weight: 1 }),
  option(loinc, 'LA6570-1', ['一半以上的天数', 'More than half the days'], { weight: 2 }),
  option(loinc, 'LA6571-9', ['几乎每天', 'Nearly every day'], { weight: 3 }),
];

/** What a total from `low` to `high` is called: words for symptoms, never a diagnosis. */
export type ScoreBand = readonly [low: number, high: number, code: string, text: Bilingual];

/** A band on the item of the total. */
export const scoreBand = ([low, high, code, [zh, en]]: ScoreBand): Extension => ({
  url: 'urn:nelumbo:fhir:score-band',
  extension: [
    { url: 'low', valueInteger: low },
    { url: 'high', valueInteger: high },
    { url: 'code', valueCode: code },
    { url: 'text', valueString: zh, ...{ _valueString: english(en) } },
  ],
});

/** The live sum of the weights of these items' answers. */
export const sumOf = (linkIds: readonly string[]): Extension => ({
  url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
  valueExpression: {
    language: 'text/fhirpath',
    expression: `%resource.repeat(item).where(${linkIds.map((linkId) => `linkId = '${linkId}'`).join(' or ')}).answer.value.ordinal().sum()`,
  },
});
