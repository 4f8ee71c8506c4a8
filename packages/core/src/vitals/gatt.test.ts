import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert, decodeGatt, readingsOfDevice, roundToStep } from './index.js';

interface Vector {
  readonly characteristic: string;
  readonly label?: string;
  readonly bytes: number[];
  readonly expect: Record<string, never> & { readonly rejected?: string };
}
const { vectors } = JSON.parse(readFileSync(new URL('../../../../test/fixtures/vitals/gatt-vectors.json', import.meta.url), 'utf8')) as { vectors: Vector[] };

describe('a Bluetooth value', () => {
  it.each(vectors.map((v) => [v.characteristic, v.label ?? '', v] as const))('%s %s', (characteristic, _, { bytes, expect: wanted }) => {
    const found = decodeGatt(Number(characteristic), Uint8Array.from(bytes));
    if (wanted.rejected) return expect(found).toEqual({ refused: wanted.rejected });
    expect(found).toHaveProperty('reading');
    if (!('reading' in found)) return;
    const { values, unit, ...rest } = found.reading;
    const flat: Record<string, unknown> = { ...rest, ...values, unit };
    const single = values['value'];
    if (single !== undefined) Object.assign(flat, { heartRate: single, temperature: single, glucose: single, weight: single, spo2: single });
    const checked: Record<string, unknown> = { ...wanted };
    for (const [key, to] of [
      ['inCelsius', 'Cel'],
      ['inKg', 'kg'],
    ] as const)
      if (key in checked) {
        expect(roundToStep(convert(single!, unit, to)!, 0.01)).toBe(checked[key]);
        delete checked[key];
      }
    if ('inMmHg' in checked) {
      expect([values['systolic']!, values['diastolic']!, found.reading.mean!].map((x) => roundToStep(convert(x, unit, 'mm[Hg]')!, 1))).toEqual(
        checked['inMmHg'],
      );
      delete checked['inMmHg'];
    }
    for (const [key, value] of Object.entries(checked)) expect(flat[key] ?? null, key).toEqual(value);
  });
  it('never throws, and never makes a reading of a reserved number', () => {
    const characteristics = fc.constantFrom(0x2a35, 0x2a18, 0x2a1c, 0x2a37, 0x2a9d, 0x2a5e, 0x2a5f, 0x2a99);
    fc.assert(
      fc.property(characteristics, fc.uint8Array({ maxLength: 24 }), (characteristic, bytes) => {
        const found = decodeGatt(characteristic, bytes);
        if ('refused' in found) return;
        for (const value of Object.values(found.reading.values)) expect(Number.isFinite(value)).toBe(true);
        if (characteristic === 0x2a35) expect([0x7fe, 0x7ff, 0x800, 0x801, 0x802]).not.toContain((bytes[1]! | (bytes[2]! << 8)) & 0xfff);
      }),
      { numRuns: 2_000 },
    );
  });
  it("becomes readings with the pulse beside the pressure, in the user's time", () => {
    const found = decodeGatt(0x2a35, Uint8Array.from(vectors[0]!.bytes));
    const readings = 'reading' in found ? readingsOfDevice(found.reading, 'BP 7', () => 480) : [];
    expect(readings.map((r) => [r.measure, r.values, r.at, r.offset])).toEqual([
      ['blood-pressure', { systolic: 124, diastolic: 86 }, Date.UTC(2024, 5, 15, 9, 17, 27), 480],
      ['heart-rate', { value: 51 }, Date.UTC(2024, 5, 15, 9, 17, 27), 480],
    ]);
    expect(readings[0]!.source).toBe('urn:nelumbo:source:bluetooth:BP%207');
    expect(readingsOfDevice({ measure: 'spo2', values: { value: 97 }, unit: '%' }, 'x', () => 0)[0]).not.toHaveProperty('at');
  });
});
