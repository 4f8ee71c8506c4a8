import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflate, inflate } from '../../packages/miniprogram/src/ports/deflate.js';

/** Texts that repeat themselves, as blocks of records do, and bytes that do not. */
const anything = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 2000 })).map(([part, times]) => {
    const bytes = new Uint8Array(part.length * times);
    for (let i = 0; i < times; i++) bytes.set(part, i * part.length);
    return bytes;
  }),
  fc
    .array(fc.constantFrom('{"resourceType":"Observation"', ',"value":', '118', '76', '血压', ']}'), { maxLength: 400 })
    .map((parts) => new Uint8Array(Buffer.from(parts.join('')))),
);

describe('deflate', () => {
  it('is what another inflater reads, and what its own reads back', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        const small = deflate(bytes);
        expect(Buffer.from(inflateRawSync(small)).equals(bytes)).toBe(true);
        expect(Buffer.from(inflate(small)).equals(bytes)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('makes a fifth of records that are alike, and never much more of what is not', () => {
    const records = Array.from({ length: 256 }, (_none, i) => ({ effectiveDateTime: `2026-11-22T08:${String(i % 60).padStart(2, '0')}:00+08:00`, component: [{ code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] }, valueQuantity: { value: 100 + (i % 60), unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' } }] })); // prettier-ignore
    const text = new Uint8Array(Buffer.from(JSON.stringify(records)));
    expect(deflate(text).length).toBeLessThan(text.length / 5);
    const noise = new Uint8Array(globalThis.crypto.getRandomValues(new Uint8Array(10_000)));
    expect(deflate(noise).length).toBeLessThan(11_300);
  });

  it('refuses what is cut off, or was made with other codes', () => {
    const text = new Uint8Array(Buffer.from('the same, the same, the same, and something else. '.repeat(20)));
    const small = deflate(text);
    expect(() => inflate(small.subarray(0, small.length - 4))).toThrow(RangeError);
    expect(() => inflate(new Uint8Array(deflateRawSync(text, { level: 0 })))).toThrow(RangeError);
    expect(() => inflate(new Uint8Array(0))).toThrow(RangeError);
  });
});
