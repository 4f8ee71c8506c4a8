import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jointPdc, supplyShares, type SupplyFill } from './supply.js';
import { streakOf, type DayMark } from './summary.js';

const { supply } = JSON.parse(readFileSync(new URL('../../../../test/fixtures/medication/adherence.json', import.meta.url), 'utf8')) as {
  supply: { id: string; period: number; fills: [number, number][]; pdc: number | null; mpr: number | null }[];
};
const six = (share: number | undefined): number | null => (share === undefined ? null : Math.round(share * 1e6) / 1e6);

describe('supply at hand', () => {
  it.each(supply.map((c) => [c.id, c] as const))('is what was counted by hand: %s', (_id, { fills, period, pdc, mpr }) => {
    const found = supplyShares(fills, period);
    expect({ pdc: six(found.pdc), mpr: six(found.mpr) }).toEqual({ pdc, mpr });
  });

  it('lies between 0 and 1, PDC at most MPR, and does not depend on the order of the fills', () => {
    const fill = fc.tuple(fc.integer({ min: -10, max: 130 }), fc.integer({ min: 1, max: 90 }));
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 8 }), fc.integer({ min: 1, max: 120 }), (fills, period) => {
        const { pdc = 0, mpr = 0 } = supplyShares(fills, period);
        expect(pdc).toBeGreaterThanOrEqual(0);
        expect(pdc).toBeLessThanOrEqual(mpr);
        expect(mpr).toBeLessThanOrEqual(1);
        expect(supplyShares([...fills].reverse(), period)).toEqual(supplyShares(fills, period));
      }),
    );
  });

  it('counts the day that two fills share: 21 half tablets from each of two boxes', () => {
    expect(supplyShares([[0, 10.5], [5, 10.5]], 21)).toEqual({ pdc: 1, mpr: 1 }); // prettier-ignore
    expect(supplyShares([[0, 10.5]], 21).pdc).toBeCloseTo(10 / 21); // half a day is no day
  });

  it('of several medicines counts the days on which all were at hand', () => {
    const [a, b]: SupplyFill[][] = [[[0, 30]], [[10, 10]]];
    expect(jointPdc([a!, b!], 30)).toBe(10 / 20);
    expect(jointPdc([a!, []], 30)).toBe(1);
    expect(jointPdc([[]], 30)).toBeUndefined();
  });
});

describe('a streak', () => {
  it.each<[number, DayMark[]]>([
    [0, []],
    [2, ['missed', 'full', 'full']],
    [2, ['partly', 'full', 'none', 'full', 'open']],
    [0, ['full', 'full', 'missed']],
    [0, ['none', 'open']],
  ])('is %i for %j', (streak, marks) => {
    expect(streakOf(marks.map((mark) => ({ mark })))).toBe(streak);
  });
});
