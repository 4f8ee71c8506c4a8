import { NelumboError } from '../i18n/index.js';
import type { Found, ReaderPlace } from './import-run.js';
import { parseInstant } from './instant.js';
import type { Reading } from './types.js';
import { roundToStep, ucumCode } from './units.js';
import { Utf8Reader } from './utf8.js';
import { attributesOf, XmlTags, type Tag } from './xml-tags.js';

/** Apple's type -> our measure. Steps and sleep are left out: watch and phone both count, and their overlapping samples cannot be added honestly. */
const types: Readonly<Record<string, { readonly measure: string; readonly component?: string }>> = {
  HKQuantityTypeIdentifierBloodPressureSystolic: { measure: 'blood-pressure', component: 'systolic' },
  HKQuantityTypeIdentifierBloodPressureDiastolic: { measure: 'blood-pressure', component: 'diastolic' },
  HKQuantityTypeIdentifierBloodGlucose: { measure: 'glucose' },
  HKQuantityTypeIdentifierHeartRate: { measure: 'heart-rate' },
  HKQuantityTypeIdentifierOxygenSaturation: { measure: 'spo2' },
  HKQuantityTypeIdentifierBodyTemperature: { measure: 'temperature' },
  HKQuantityTypeIdentifierRespiratoryRate: { measure: 'respiratory-rate' },
  HKQuantityTypeIdentifierBodyMass: { measure: 'weight' },
  HKQuantityTypeIdentifierHeight: { measure: 'height' },
  HKQuantityTypeIdentifierBodyMassIndex: { measure: 'bmi' },
  HKQuantityTypeIdentifierWaistCircumference: { measure: 'waist' },
};
/** HKBloodGlucoseMealTime. */
const mealTimes: Readonly<Record<string, 'before' | 'after'>> = { '1': 'before', '2': 'after' };

/** What Apple writes and no measure of ours is kept in, by what it is a whole number of. */
const wholes: Readonly<Record<string, readonly [unit: string, factor: number]>> = { ft: ['[in_i]', 12], st: ['[lb_av]', 14], m: ['cm', 100] };

/** Apple's unit as ours, and what a value is multiplied with; `mmol<180.1558800000541>/L` names the molar mass. */
function unitOfApple(measure: string, written: string): readonly [unit: string, factor: number] {
  if (measure === 'bmi') return ['kg/m2', 1]; // Apple counts it
  const bare = written.replace(/<[\d.]+>/, '');
  return wholes[bare] ?? [ucumCode(bare) ?? bare, 1];
}

const offsetPattern = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/;

/** A record with what stands inside it. */
interface OpenRecord {
  readonly index: number;
  readonly attributes: Record<string, string>;
  meal?: 'before' | 'after';
}

interface Half {
  readonly index: number;
  readonly component: string;
  readonly value: number;
  readonly reading: Omit<Reading, 'values'>;
}

/** Follows the tags of one export. */
class AppleExport {
  index = -1;
  ignored = 0;
  #open: OpenRecord | undefined;
  #inCorrelation = false;
  /** Pressures come apart, all upper ones before all lower ones; what has found its partner leaves. */
  readonly #halves = new Map<string, Half>();

  constructor(private readonly place: ReaderPlace) {}

  *tag(tag: Tag): Generator<Found> {
    if (tag.name === 'Correlation') this.#inCorrelation = tag.kind === 'open';
    else if (tag.name === 'MetadataEntry' && this.#open) this.#metadata(attributesOf(tag));
    else if (tag.name === 'Workout' && tag.kind !== 'close') this.ignored++;
    else if (tag.name !== 'Record' || this.#inCorrelation)
      return; // what a correlation holds stands outside it too
    else if (tag.kind === 'close') {
      if (this.#open) yield* this.#record(this.#open);
      this.#open = undefined;
    } else {
      const record: OpenRecord = { index: ++this.index, attributes: attributesOf(tag) };
      if (tag.kind === 'open') this.#open = record;
      else yield* this.#record(record);
    }
  }

  #metadata({ key, value }: Record<string, string>): void {
    const meal = key === 'HKBloodGlucoseMealTime' ? mealTimes[value ?? ''] : undefined;
    if (meal && this.#open) this.#open.meal = meal;
  }

  *#record({ index, attributes, meal }: OpenRecord): Generator<Found> {
    const kind = types[attributes['type'] ?? ''];
    const measure = kind && this.place.measures.find((m) => m.id === kind.measure);
    if (!kind || !measure) {
      this.ignored++;
      return;
    }
    const [, date, time, hours, minutes] = offsetPattern.exec(attributes['startDate'] ?? '') ?? [];
    const instant = date ? parseInstant(`${date}T${time}${hours}:${minutes}`, this.place.offsetAt) : undefined;
    if (!instant) {
      yield { index, measure: measure.id, reason: 'no-time' };
      return;
    }
    const [unit, factor] = unitOfApple(kind.measure, attributes['unit'] ?? '');
    const raw = attributes['value'] ?? '';
    const value = raw.trim() === '' ? NaN : factor === 1 ? Number(raw) : roundToStep(Number(raw) * factor, 0.01);
    const reading = {
      measure: measure.id,
      unit,
      ...instant,
      context: meal ? { meal } : {},
      source: `urn:nelumbo:source:apple-health:${encodeURIComponent(attributes['sourceName'] ?? '')}`,
    };
    if (kind.component) yield* this.#half({ index, component: kind.component, value, reading });
    else yield { index, reading: { ...reading, values: { value: kind.measure === 'spo2' ? percent(value) : value } } };
  }

  *#half(half: Half): Generator<Found> {
    const { reading, component } = half;
    const key = `${reading.source}|${reading.at}|${reading.unit}`;
    const other = this.#halves.get(key);
    if (!other || other.component === component) {
      this.#halves.set(key, half); // the same half again is the same reading
      return;
    }
    this.#halves.delete(key);
    yield { index: half.index, reading: { ...reading, values: { [other.component]: other.value, [component]: half.value } } };
  }

  *end(): Generator<Found> {
    for (const { index, reading } of this.#halves.values()) yield { index, measure: reading.measure, reason: 'unpaired' };
  }
}

/** Apple writes 97 % as 0.97; some apps write 97. */
const percent = (value: number): number => (value <= 1 ? Math.round(value * 10_000) / 100 : value);

/**
 * Readings of an Apple Health `export.xml`, in pieces of any length; only what is open is kept in memory. A correlation's children occur at top level
 * too, where the two halves of a pressure find each other by source, time and unit.
 * @throws NelumboError `unsupported` when the file holds no HealthData
 */
export async function* readApple(chunks: AsyncIterable<string | Uint8Array>, place: ReaderPlace): AsyncGenerator<Found> {
  const [text, xml, health] = [new Utf8Reader(), new XmlTags(), new AppleExport(place)];
  let [found, closed] = [false, false];
  for await (const chunk of chunks) {
    place.read(chunk.length);
    for (const tag of xml.read(text.read(chunk))) {
      if (tag.name === 'HealthData') [found, closed] = [true, tag.kind !== 'open'];
      if (found) yield* health.tag(tag);
    }
    place.looked(health.index + 1, health.ignored);
  }
  if (!found) throw new NelumboError('unsupported', 'The file is no Apple Health export. Choose export.xml from the archive that the Health app makes.');
  if (!closed || xml.unfinished) place.truncated();
  yield* health.end();
  place.looked(health.index + 1, health.ignored);
}
