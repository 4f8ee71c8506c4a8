import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Buckets } from './buckets.js';

describe('token buckets', () => {
  it('let a burst through, then as much as flows in, each key for itself', () => {
    let now = 0;
    const buckets = new Buckets({ perSecond: 2, burst: 4 }, () => now);
    const passes = (key: string, cost = 1): boolean => {
      try {
        buckets.take(key, cost);
        return true;
      } catch {
        return false;
      }
    };
    expect(Array.from({ length: 6 }, () => passes('a'))).toEqual([true, true, true, true, false, false]);
    expect(passes('b')).toBe(true);
    now += 500;
    expect([passes('a'), passes('a')]).toEqual([true, false]);
    now += 60_000;
    expect([passes('a', 50), passes('a')]).toEqual([true, false]); // more than the burst costs the burst
  });

  it('say when to come back, and then it works', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 200 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 50 }),
        (perSecond, burst, costs) => {
          let now = 0;
          const buckets = new Buckets({ perSecond, burst }, () => now);
          for (const cost of costs) {
            try {
              buckets.take('a', cost);
            } catch (refusal) {
              const wait = Number((refusal as { more: { headers: Record<string, string> } }).more.headers['Retry-After']);
              expect(wait).toBeGreaterThan(0);
              now += wait * 1000;
              buckets.take('a', cost);
            }
          }
        },
      ),
    );
  });
});
