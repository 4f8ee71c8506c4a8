import type { Resource } from '../fhir/index.js';

type Part = Readonly<Record<string, unknown>>;
const part = (value: unknown): Part => (typeof value === 'object' && value !== null ? (value as Part) : {}); // read by name only
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '');

/** A record in four words: what a person looks for in a table. */
export interface Plain {
  readonly time: string;
  readonly what: string;
  readonly code: string;
  readonly value: string;
  readonly status: string;
}

const TIMES = ['effectiveDateTime', 'effectiveInstant', 'authored', 'authoredOn', 'dateAsserted', 'dateTime', 'date', 'recordedDate'];

const conceptText = (value: unknown): string => {
  const concept = part(value);
  const coding = part(list(concept['coding'])[0]);
  return text(concept['text']) || text(coding['display']) || text(coding['code']);
};

const VALUES = [
  'valueQuantity',
  'valueString',
  'valueInteger',
  'valueDecimal',
  'valueBoolean',
  'valueDateTime',
  'valueDate',
  'valueTime',
  'valueCoding',
  'valueCodeableConcept',
];

function valueOf(holder: Part): string {
  const name = VALUES.find((one) => holder[one] !== undefined);
  const value = name === undefined ? undefined : holder[name];
  if (name === 'valueQuantity') return `${text(part(value)['value'])} ${text(part(value)['unit']) || text(part(value)['code'])}`.trim();
  if (name === 'valueCoding') return text(part(value)['display']) || text(part(value)['code']);
  if (name === 'valueCodeableConcept') return conceptText(value);
  return text(value);
}

// Answers of a form, one after the other, however deep.
const answers = (items: unknown): string[] =>
  list(items)
    .map(part)
    .flatMap((item) => {
      const given = list(item['answer']).map(part);
      const own = given.map(valueOf).filter(Boolean).join(', ');
      const label = text(item['text']) || text(item['linkId']);
      return [...(own ? [`${label}: ${own}`] : []), ...answers(item['item']), ...given.flatMap((one) => answers(one['item']))];
    });

/** What a record says, in words that it brings along. */
export function asText(resource: Resource): Plain {
  const body = resource as unknown as Part; // read by name
  const coded = body['code'] ?? body['medicationCodeableConcept'] ?? body['type'];
  const components = list(body['component']).map(part);
  const dosage = list(body['dosageInstruction']).map((one) => text(part(one)['text']));
  const values = [valueOf(body), ...components.map((one) => `${conceptText(one['code'])} ${valueOf(one)}`), ...dosage, ...answers(body['item'])];
  const period = part(body['effectivePeriod'])['start'];
  return {
    time: text(TIMES.map((name) => body[name]).find((value) => value !== undefined)) || text(period),
    what: conceptText(coded) || text(body['questionnaire']) || text(body['title']),
    code: text(part(list(part(coded)['coding'])[0])['code']),
    value: [...values, ...list(body['note']).map((one) => text(part(one)['text']))].filter(Boolean).join('; '),
    status: text(body['status']),
  };
}
