import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import measuresDocument from '../../../content/src/vitals/measures.js';
import type { Device, Devices, DeviceService, DeviceValue } from '../platform.js';
import { convert, createVitals, decodeGatt, readingsOfDevice, roundToStep, type DeviceTold } from './index.js';
import { vitalsOver } from './testing.js';

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
  it('with a reserved number for a number that must be there is no reading, whatever the flags', () => {
    const reserved = [0x7fe, 0x7ff, 0x800, 0x801, 0x802];
    for (let flags = 0; flags < 256; flags++)
      for (const raw of reserved) {
        const [low, high] = [raw & 255, raw >> 8];
        const pressures = Uint8Array.of(flags, 120, 0, low, high, 97, 0, ...new Uint8Array(20));
        expect(decodeGatt(0x2a35, pressures), `2A35 ${flags}`).toHaveProperty('refused');
        expect(decodeGatt(0x2a5e, Uint8Array.of(flags, low, high, 60, 0, ...new Uint8Array(20))), `2A5E ${flags}`).toHaveProperty('refused');
        expect(decodeGatt(0x2a5f, Uint8Array.of(flags, low, high, 60, 0, ...new Uint8Array(20))), `2A5F ${flags}`).toHaveProperty('refused');
        const temperature = Uint8Array.of(flags, (0x7ffffe + (raw - 0x7fe)) & 255, raw < 0x800 ? 0xff : 0, raw < 0x800 ? 0x7f : 0x80, 0, ...new Uint8Array(20));
        expect(decodeGatt(0x2a1c, temperature), `2A1C ${flags} ${raw}`).toHaveProperty('refused');
      }
  });
  it('has the same numbers whatever else the flags announce, and is too short when that is missing', () => {
    // Systolic 124, diastolic 86, mean 97; then all that flags can announce: date and time, pulse, user, status.
    for (let flags = 0; flags < 32; flags++) {
      const parts = [flags & 2 ? [0xe8, 7, 6, 15, 17, 17, 27] : [], flags & 4 ? [51, 0] : [], flags & 8 ? [1] : [], flags & 16 ? [0, 0] : []].flat();
      const bytes = Uint8Array.from([flags, 124, 0, 86, 0, 97, 0, ...parts]);
      expect(decodeGatt(0x2a35, bytes), String(flags)).toEqual({
        reading: {
          measure: 'blood-pressure',
          values: { systolic: 124, diastolic: 86 },
          unit: flags & 1 ? 'kPa' : 'mm[Hg]',
          mean: 97,
          ...(flags & 2 ? { local: '2024-06-15T17:17:27' } : {}),
          ...(flags & 4 ? { pulse: 51 } : {}),
          ...(flags & 8 ? { user: 1 } : {}),
        },
      });
      if (flags & 14) expect(decodeGatt(0x2a35, bytes.subarray(0, 7)), String(flags)).toEqual({ refused: 'too-short' });
    }
  });
  it('of a glucose meter whose sensor failed, or whose clock ran over, is no reading', () => {
    // Flags: value with unit mol/L and sensor status; number 1; 2024-06-15 17:17:27; 0.0055 mol/L (55e-4); capillary plasma on the finger.
    const bytes = (status: number, flags = 0b1110, minutes: readonly number[] = []) =>
      Uint8Array.of(flags, 1, 0, 0xe8, 7, 6, 15, 17, 17, 27, ...minutes, 55, 0xc0, 0x12, status & 255, status >> 8);
    expect(decodeGatt(0x2a18, bytes(0))).toMatchObject({ reading: { values: { value: 5.5 }, unit: 'mmol/L', local: '2024-06-15T17:17:27' } });
    expect(decodeGatt(0x2a18, bytes(1))).toHaveProperty('reading'); // the battery is low
    for (let bit = 1; bit <= 10; bit++) expect(decodeGatt(0x2a18, bytes(1 << bit)), String(bit)).toEqual({ refused: 'unsuccessful' });
    expect(decodeGatt(0x2a18, bytes(0, 0b1111, [60, 0]))).toMatchObject({ reading: { local: '2024-06-15T18:17:27' } });
    expect(decodeGatt(0x2a18, bytes(0, 0b1111, [0x88, 0xff]))).toMatchObject({ reading: { local: '2024-06-15T15:17:27' } });
    expect(decodeGatt(0x2a18, bytes(0, 0b1111, [0xff, 0x7f]))).toEqual({ refused: 'bad-time' });
    expect(decodeGatt(0x2a18, bytes(0, 0b1111, [0, 0x80]))).toEqual({ refused: 'bad-time' });
  });
  it('of an oximeter that says that it measured nothing real is no reading; its clock counts when it was set', () => {
    const spot = (flags: number, ...rest: number[]) => decodeGatt(0x2a5e, Uint8Array.of(flags, 97, 0, 61, 0, ...rest));
    const time = [0xe8, 7, 6, 15, 17, 17, 27];
    expect(spot(1, ...time)).toMatchObject({ reading: { local: '2024-06-15T17:17:27', pulse: 61 } });
    expect('reading' in spot(17, ...time) && spot(17, ...time)).not.toHaveProperty('reading.local');
    for (const bit of [10, 11, 12, 13, 15]) expect(spot(2, (1 << bit) & 255, (1 << bit) >> 8), String(bit)).toEqual({ refused: 'unsuccessful' });
    for (const bit of [5, 6, 7, 8, 9, 14]) expect(spot(2, (1 << bit) & 255, (1 << bit) >> 8), String(bit)).toHaveProperty('reading');
    for (const bit of [1, 11, 13, 14, 15]) expect(spot(4, (1 << bit) & 255, (1 << bit) >> 8, 0), String(bit)).toEqual({ refused: 'no-contact' });
    const steady = decodeGatt(0x2a5f, Uint8Array.of(0b1111, 97, 0, 61, 0, 96, 0, 60, 0, 95, 0, 59, 0, 0, 0, 0, 8, 0));
    expect(steady).toEqual({ refused: 'no-contact' });
    expect(decodeGatt(0x2a5f, Uint8Array.of(0b0011, 97, 0, 61, 0, 96, 0, 60, 0, 95, 0, 59, 0))).toMatchObject({ reading: { values: { value: 97 } } });
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

describe('a device that the user chooses', () => {
  const documents = { 'vitals/measures': measuresDocument };
  const cuff = (fail?: 'cancel' | 'unreachable'): Devices & { send: (value: DeviceValue) => void; wanted: DeviceService[]; ended: () => void } => {
    const made = {
      send: (_: DeviceValue) => undefined as void,
      wanted: [] as DeviceService[],
      ended: () => undefined as void,
      available: () => Promise.resolve(true),
      choose: () => Promise.resolve<Device | undefined>(undefined),
    };
    const device: Device = {
      id: 'abc',
      name: 'Cuff',
      listen: (services, onValue, onEnd) => {
        if (fail) return Promise.reject(new Error('gone'));
        Object.assign(made, { wanted: [...services], send: onValue, ended: onEnd });
        return Promise.resolve(() => void (made.send = () => undefined));
      },
    };
    made.choose = () => Promise.resolve(fail === 'cancel' ? undefined : device);
    return made;
  };
  const over = (devices?: Devices) => {
    const { context } = vitalsOver(documents, { now: Date.UTC(2026, 0, 1) });
    return createVitals({ ...context, devices });
  };
  it('tells readings to check and record, refused values, and when it goes away', async () => {
    const devices = cuff();
    const vitals = over(devices);
    expect(await vitals.devicesAvailable()).toBe(true);
    const told: DeviceTold[] = [];
    const session = (await vitals.listenToDevice(['blood-pressure', 'glucose'], (one) => told.push(one)))!;
    expect(session.name).toBe('Cuff');
    expect(devices.wanted.map((w) => [w.service, w.ask?.characteristic])).toEqual([[0x1810, undefined], [0x1808, 0x2a52]]); // prettier-ignore
    devices.send({ characteristic: 0x2a35, value: Uint8Array.from(vectors[0]!.bytes) });
    devices.send({ characteristic: 0x2a35, value: Uint8Array.of(0, 255, 7, 255, 7, 255, 7) });
    devices.ended();
    expect(told.map((one) => (one.kind === 'readings' ? one.readings.length : one.kind === 'refused' ? one.reason : one.kind))).toEqual([
      2,
      'not-a-number',
      'ended',
    ]);
    session.close();
  });
  it('may be none, out of reach, or not to be had on this platform', async () => {
    expect(await over(cuff('cancel')).listenToDevice(undefined, () => undefined)).toBeUndefined();
    await expect(over(cuff('unreachable')).listenToDevice(undefined, () => undefined)).rejects.toMatchObject({ code: 'not-found', retry: 'now' });
    await expect(over(cuff()).listenToDevice(['mood'], () => undefined)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(over().listenToDevice(undefined, () => undefined)).rejects.toMatchObject({ code: 'unsupported' });
    expect(await over().devicesAvailable()).toBe(false);
  });
});
