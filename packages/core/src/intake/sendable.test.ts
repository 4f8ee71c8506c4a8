import { expect, it } from 'vitest';
import { compile, createForm, type AnswerValue } from './index.js';

const clock = { now: () => Date.UTC(2026, 10, 22, 3), monotonic: () => 0, offset: () => 480, after: () => () => undefined };
const { plan } = compile({
  resourceType: 'Questionnaire',
  url: 'urn:test:form',
  status: 'draft',
  item: ['quantity', 'time', 'dateTime', 'date'].map((type) => ({ linkId: type, type, text: type })),
});

// A server refuses the whole response for one of these, and JSON writes NaN as null.
it.each<[string, AnswerValue]>([
  ['quantity', { value: NaN, unit: 'kg' }],
  ['quantity', { value: Infinity, unit: 'kg' }],
  ['time', '24:00:00'],
  ['dateTime', '2024-02-29T24:00:00+08:00'],
  ['dateTime', '2023-02-29T10:00:00+08:00'],
  ['date', '1900-02-29'],
])('a %s that FHIR cannot hold is no answer: %j', (linkId, value) => {
  const form = createForm(plan!, { clock, locale: 'en' });
  const item = form.find(linkId)!;
  expect(form.answer(item, value).ok).toBe(false);
  expect(item.answers).toEqual([]);
});

it('the last second of a day and a leap day are answers', () => {
  const form = createForm(plan!, { clock, locale: 'en' });
  for (const [linkId, value] of [
    ['time', '23:59:59'],
    ['date', '2024-02-29'],
  ] as const)
    expect(form.answer(form.find(linkId)!, value).ok).toBe(true);
});
