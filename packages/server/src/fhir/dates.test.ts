import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalOf, intervalOfValue, noDate, openEnd } from './dates.js';

const at = (text: string): number => Date.parse(text);

describe('the span of a FHIR date', () => {
  it.each([
    ['2026', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['2026-12', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2026-03-01T08:00', '2026-03-01T08:00:00Z', '2026-03-01T08:01:00Z'],
    ['2026-03-01T08:00:00+08:00', '2026-03-01T00:00:00Z', '2026-03-01T00:00:01Z'],
    ['2026-03-01T08:00:00.5Z', '2026-03-01T08:00:00.500Z', '2026-03-01T08:00:00.501Z'],
    ['2026-03-01T08:00:00.123456Z', '2026-03-01T08:00:00.123Z', '2026-03-01T08:00:00.124Z'],
  ])('of %s', (text, from, to) => {
    expect(intervalOf(text)).toEqual({ from: at(from), to: at(to) });
  });

  it.each(['', 'today', '26-03-01', '2026-13-01', '2026-03-01T25:00:00Z', '2026-03-01 08:00', '2026-03-01T08:00:00+8'])('is none of %s', (text) => {
    expect(intervalOf(text)).toBeUndefined();
  });

  it('of a period reaches from start to the end of its last day, or on without end', () => {
    expect(intervalOfValue({ start: '2026-03-01', end: '2026-03-02' })).toEqual({ from: at('2026-03-01'), to: at('2026-03-03') });
    expect(intervalOfValue({ start: '2026-03-01' })?.to).toBe(openEnd);
    expect(intervalOfValue({ end: '2026-03-01' })?.from).toBeGreaterThan(noDate);
    expect(intervalOfValue({})).toBeUndefined();
    expect(intervalOfValue(7)).toBeUndefined();
  });

  it('holds every instant that it was made of', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), fc.constantFrom(4, 7, 10, 24), (date, length) => {
        const text = date.toISOString().slice(0, length);
        const span = intervalOf(text);
        expect(span && span.from <= date.getTime() && date.getTime() < span.to).toBe(true);
      }),
    );
  });
});
