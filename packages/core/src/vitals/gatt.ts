import { parseInstant } from './instant.js';
import type { Reading } from './types.js';
import { roundToStep } from './units.js';

/** Bluetooth health services and the characteristic that carries a reading (Bluetooth SIG, GATT Specification Supplement 10). */
export const gattServices = [
  { id: 'blood-pressure', service: 0x1810, characteristics: [0x2a35], how: 'indicate' },
  { id: 'glucose', service: 0x1808, characteristics: [0x2a18], how: 'notify', records: 0x2a52 },
  { id: 'temperature', service: 0x1809, characteristics: [0x2a1c], how: 'indicate' },
  { id: 'heart-rate', service: 0x180d, characteristics: [0x2a37], how: 'notify' },
  { id: 'weight', service: 0x181d, characteristics: [0x2a9d], how: 'indicate' },
  { id: 'spo2', service: 0x1822, characteristics: [0x2a5e, 0x2a5f], how: 'both' },
] as const satisfies readonly {
  readonly id: string;
  readonly service: number;
  readonly characteristics: readonly number[];
  readonly how: string;
  readonly records?: number;
}[];

/** Record Access Control Point (0x2A52): "report all stored records". */
export const reportAllRecords: Readonly<Uint8Array> = Uint8Array.of(1, 1);

/** Why a characteristic value is no reading. */
export type GattRefusal =
  | 'too-short'
  | 'not-a-number'
  | 'not-at-this-resolution'
  | 'infinite'
  | 'reserved'
  | 'no-contact'
  | 'control-solution'
  | 'unsuccessful'
  | 'no-value'
  | 'bad-time'
  | 'unknown-characteristic';

/** What a device measured; what it did not say is left out. `local` is its own wall clock, `undefined` when it does not know the time. */
export interface GattReading {
  readonly measure: string;
  readonly values: Readonly<Record<string, number>>;
  readonly unit: string;
  /** `2024-06-15T17:17:27`, in no zone. */
  readonly local?: string;
  readonly site?: string;
  /** Mean arterial pressure, in `unit`. */
  readonly mean?: number;
  /** Pulse measured along with it, /min. */
  readonly pulse?: number;
  /** Number of a stored record: with the device it makes the reading one and the same. */
  readonly sequence?: number;
  /** Which of its users the device means, 0-254. */
  readonly user?: number;
  readonly rrSeconds?: readonly number[];
  readonly bmi?: number;
  readonly heightM?: number;
  readonly specimen?: string;
  readonly location?: string;
}

/** A reading, or the reason why there is none. Never throws. */
export type GattResult = { readonly reading: GattReading } | { readonly refused: GattRefusal };

class Refused extends Error {
  constructor(readonly reason: GattRefusal) {
    super(reason);
  }
}

/** Reads fields one after the other. */
class Fields {
  #at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  #take(n: number): number {
    const at = this.#at;
    if (at + n > this.bytes.length) throw new Refused('too-short');
    this.#at += n;
    return at;
  }

  skip(n: number): void {
    this.#take(n);
  }

  get left(): number {
    return this.bytes.length - this.#at;
  }

  uint8(): number {
    return this.bytes[this.#take(1)]!; // inside: #take has looked
  }

  uint16(): number {
    const at = this.#take(2);
    return this.bytes[at]! | (this.bytes[at + 1]! << 8); // as above
  }

  int16(): number {
    return (this.uint16() << 16) >> 16;
  }

  /** IEEE 11073 16-bit SFLOAT: exponent 4 bits, mantissa 12 bits, both two's complement. Mantissas 0x7FE-0x802 are reserved. */
  sfloat(): number {
    const raw = this.uint16();
    const mantissa = raw & 0x0fff;
    reserved(mantissa, 0x07fe);
    return scaled(mantissa >= 0x0800 ? mantissa - 0x1000 : mantissa, (((raw >> 12) << 28) >> 28) | 0);
  }

  /** IEEE 11073 32-bit FLOAT: exponent 8 bits, mantissa 24 bits. Mantissas 0x7FFFFE-0x800002 are reserved. */
  float(): number {
    const mantissa = this.uint16() | (this.uint8() << 16);
    reserved(mantissa, 0x7ffffe);
    return scaled(mantissa >= 0x800000 ? mantissa - 0x1000000 : mantissa, (this.uint8() << 24) >> 24);
  }

  /** Seven bytes: year, month, day, hours, minutes, seconds. Year, month or day 0: the device does not know. */
  dateTime(): string | undefined {
    const year = this.uint16();
    const [month, day, hours, minutes, seconds] = [this.uint8(), this.uint8(), this.uint8(), this.uint8(), this.uint8()];
    if (!year || !month || !day) return undefined;
    const two = (n: number) => String(n).padStart(2, '0');
    const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hours)}:${two(minutes)}:${two(seconds)}`;
    if (!parseInstant(text, () => 0)) throw new Refused('bad-time');
    return text;
  }
}

/** +INFINITY, NaN, NRes, reserved, -INFINITY stand in this order around the largest mantissa. */
function reserved(mantissa: number, first: number): void {
  const reasons = ['infinite', 'not-a-number', 'not-at-this-resolution', 'reserved', 'infinite'] as const;
  const reason = reasons[mantissa - first];
  if (reason) throw new Refused(reason);
}

/** mantissa x 10^exponent without binary dust. */
const scaled = (mantissa: number, exponent: number): number => Number(`${mantissa}e${exponent}`);

/** A number that may be missing: what is reserved is left out. */
function optional(read: () => number): number | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused && error.reason !== 'too-short') return undefined;
    throw error;
  }
}

/** Only the given parts. */
const given = <T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }; // what was undefined is gone

function bloodPressure(fields: Fields): GattReading {
  const flags = fields.uint8();
  const unit = flags & 1 ? 'kPa' : 'mm[Hg]';
  const [systolic, diastolic] = [fields.sfloat(), fields.sfloat()];
  const mean = optional(() => fields.sfloat());
  const local = flags & 2 ? fields.dateTime() : undefined;
  const pulse = flags & 4 ? optional(() => fields.sfloat()) : undefined;
  const user = flags & 8 ? fields.uint8() : undefined;
  return { measure: 'blood-pressure', values: { systolic, diastolic }, unit, ...given({ mean, local, pulse, user: user === 255 ? undefined : user }) };
}

/** Control solution is what meters are checked with. */
const controlSolution = 10;
/**
 * Bits of the sensor status that leave no value: malfunction, sample too small, strip inserted wrongly or of a wrong kind, result above or below what the
 * meter can measure, meter too hot or too cold, strip pulled out too early, general fault.
 */
const glucoseFaults = 0b0111_1111_1110;
const specimens: Readonly<Record<number, string>> = {
  1: 'capillary-blood',
  2: 'capillary-plasma',
  3: 'venous-blood',
  4: 'venous-plasma',
  5: 'arterial-blood',
  6: 'arterial-plasma',
  9: 'interstitial-fluid',
};
const locations: Readonly<Record<number, string>> = { 1: 'finger', 2: 'alternate-site', 3: 'earlobe' };

function glucose(fields: Fields): GattReading {
  const flags = fields.uint8();
  const sequence = fields.uint16();
  const base = fields.dateTime();
  const minutes = flags & 1 ? fields.int16() : 0;
  if (minutes === 0x7fff || minutes === -0x8000) throw new Refused('bad-time'); // overrun, underrun
  if (!(flags & 2)) throw new Refused('no-value');
  const perLitre = fields.sfloat(); // kg/L or mol/L
  const kind = fields.uint8();
  if ((kind & 15) === controlSolution) throw new Refused('control-solution');
  if (flags & 8 && fields.uint16() & glucoseFaults) throw new Refused('unsuccessful');
  const local = base && new Date(Date.parse(`${base}Z`) + minutes * 60_000).toISOString().slice(0, 19);
  const [value, unit] = flags & 4 ? [roundToStep(perLitre * 1_000, 0.01), 'mmol/L'] : [roundToStep(perLitre * 100_000, 0.1), 'mg/dL'];
  return { measure: 'glucose', values: { value }, unit, sequence, ...given({ local, specimen: specimens[kind & 15], location: locations[kind >> 4] }) };
}

/** Temperature type, in our words for sites. */
const sites: Readonly<Record<number, string>> = { 1: 'axillary', 3: 'tympanic', 4: 'finger', 6: 'oral', 7: 'rectal', 9: 'tympanic', 10: 'forehead' };

function temperature(fields: Fields): GattReading {
  const flags = fields.uint8();
  const value = fields.float();
  const local = flags & 2 ? fields.dateTime() : undefined;
  const site = flags & 4 ? sites[fields.uint8()] : undefined;
  return { measure: 'temperature', values: { value }, unit: flags & 1 ? '[degF]' : 'Cel', ...given({ local, site }) };
}

function heartRate(fields: Fields): GattReading {
  const flags = fields.uint8();
  if ((flags & 6) === 4) throw new Refused('no-contact');
  const value = flags & 1 ? fields.uint16() : fields.uint8();
  if (flags & 8) fields.uint16(); // energy expended
  const rrSeconds: number[] = [];
  while (flags & 16 && fields.left >= 2) rrSeconds.push(fields.uint16() / 1024);
  return { measure: 'heart-rate', values: { value }, unit: '/min', ...(rrSeconds.length ? { rrSeconds } : {}) };
}

function weight(fields: Fields): GattReading {
  const flags = fields.uint8();
  const raw = fields.uint16();
  if (raw === 0xffff) throw new Refused('unsuccessful');
  const imperial = Boolean(flags & 1);
  const value = imperial ? roundToStep(raw * 0.01, 0.01) : roundToStep(raw * 0.005, 0.001);
  const local = flags & 2 ? fields.dateTime() : undefined;
  const user = flags & 4 ? fields.uint8() : undefined;
  const [bmi, height] = flags & 8 ? [fields.uint16() / 10, fields.uint16()] : [undefined, undefined];
  const heightM = height === undefined ? undefined : imperial ? roundToStep(height * 0.1 * 0.0254, 0.001) : height / 1_000;
  return { measure: 'weight', values: { value }, unit: imperial ? '[lb_av]' : 'kg', ...given({ local, user: user === 255 ? undefined : user, bmi, heightM }) };
}

/** Bits of the measurement status that leave no value: for demonstration, for testing, calibration, unavailable, invalid. */
const oxygenFaults = 0b1011_1100_0000_0000;
/** Bits of the device and sensor status that leave none: equipment or sensor does not work, sensor unconnected, displaced or disconnected. */
const sensorFaults = 0b1110_1000_0000_0010;

/** @param spot - a spot check, which may carry its time; else a continuous one, which may carry a fast and a slow value besides */
const oxygen =
  (spot: boolean) =>
  (fields: Fields): GattReading => {
    const flags = fields.uint8();
    const value = fields.sfloat();
    const pulse = optional(() => fields.sfloat());
    const told = spot && flags & 1 ? fields.dateTime() : undefined;
    const local = flags & 16 ? undefined : told; // its clock was never set
    if (!spot) for (const bit of [1, 2]) if (flags & bit) fields.skip(4);
    if (flags & (spot ? 2 : 4) && fields.uint16() & oxygenFaults) throw new Refused('unsuccessful');
    if (flags & (spot ? 4 : 8) && (fields.uint16() | (fields.uint8() << 16)) & sensorFaults) throw new Refused('no-contact');
    return { measure: 'spo2', values: { value }, unit: '%', ...given({ pulse, local }) };
  };

const decoders: Readonly<Record<number, (fields: Fields) => GattReading>> = {
  0x2a35: bloodPressure,
  0x2a18: glucose,
  0x2a1c: temperature,
  0x2a37: heartRate,
  0x2a9d: weight,
  0x2a5e: oxygen(true),
  0x2a5f: oxygen(false),
};

/**
 * Decodes the value of a health characteristic, whatever brought it: Web Bluetooth, a mini-program, a native bridge. A reserved number is a failed
 * reading, never 2047; a pulse that is missing leaves the rest as it is.
 * @param characteristic - 16-bit number, such as 0x2A35
 */
export function decodeGatt(characteristic: number, value: Uint8Array): GattResult {
  const decode = decoders[characteristic];
  if (!decode) return { refused: 'unknown-characteristic' };
  try {
    const reading = decode(new Fields(value));
    return Object.values(reading.values).every(Number.isFinite) ? { reading } : { refused: 'infinite' };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.reason };
    throw error;
  }
}

/**
 * What a device measured, as readings to check and record: the value itself, and the pulse that came with it. A wall clock of the device is taken for
 * the user's; without one the moment of arrival stands.
 * @param device - a name or id that stays the same for one device
 * @param offsetAt - minutes east of UTC for a wall clock, asked with that time taken as UTC
 */
export function readingsOfDevice(found: GattReading, device: string, offsetAt: (t: number) => number): readonly Reading[] {
  const instant = found.local === undefined ? undefined : parseInstant(found.local, offsetAt);
  const common = { ...(instant ?? {}), source: `urn:nelumbo:source:bluetooth:${encodeURIComponent(device)}` };
  const setting = found.specimen === 'interstitial-fluid' ? 'sensor' : 'home';
  const own: Reading = {
    measure: found.measure,
    values: found.values,
    unit: found.unit,
    ...common,
    context: { setting, ...(found.site ? { site: found.site } : {}) },
  };
  return found.pulse === undefined ? [own] : [own, { measure: 'heart-rate', values: { value: found.pulse }, unit: '/min', ...common, context: { setting } }];
}
