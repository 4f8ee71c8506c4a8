import type { Bundle, Coding, Observation } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import { halfOf, joined, partsOf, People, type BundleHalf, type BundlePart } from './bundle-parts.js';
import type { Found, ReaderPlace } from './import-run.js';
import { fromObservation } from './observation.js';
import type { Measure } from './types.js';
import { Utf8Reader } from './utf8.js';

/** Statuses whose value counts. */
const usable = ['final', 'amended', 'corrected', 'preliminary'];
/** System of the identifier that every record from here carries: its device uuid. */
const idSystem = 'urn:nelumbo:fhir:id';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The entries of a Bundle given as text or as parsed JSON. @throws NelumboError `not-json`, `unsupported` */
export function bundleEntries(json: unknown): readonly unknown[] {
  let bundle: unknown = json;
  if (typeof json === 'string') {
    try {
      bundle = JSON.parse(json.replace(/^\uFEFF/, ''));
    } catch (cause) {
      throw new NelumboError('not-json', 'The file is not JSON. Choose a FHIR R4 Bundle as JSON.', { cause });
    }
  }
  const { resourceType, entry } = (bundle ?? {}) as Partial<Bundle>; // any JSON: both fields are looked at before use
  if (resourceType !== 'Bundle' || (entry !== undefined && !Array.isArray(entry)))
    throw new NelumboError('unsupported', 'The file is JSON, but no FHIR R4 Bundle.');
  return entry ?? [];
}

const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null;

/** The Observation of an entry, when it is one with codes; anything else in the file is no concern of ours. */
function observationIn(entry: unknown): Observation | undefined {
  const resource = isObject(entry) ? entry['resource'] : undefined;
  if (!isObject(resource) || resource['resourceType'] !== 'Observation' || !isObject(resource['code'])) return undefined;
  const { coding } = resource['code'];
  return Array.isArray(coding) && coding.every(isObject) ? (resource as unknown as Observation) : undefined; // other fields are read under decodeSafely
}

/** Codes as they came, without anything that is not text. */
const originalCodes = (observation: Observation): Coding[] =>
  (observation.code.coding ?? []).flatMap(({ system, code }) => (typeof system === 'string' && typeof code === 'string' ? [{ system, code }] : []));

/** The device uuid of a record that was exported from here: it is that record. */
function ownId(observation: Observation): string | undefined {
  const identifiers: unknown = observation.identifier;
  if (!Array.isArray(identifiers)) return undefined;
  const own: unknown = identifiers.filter(isObject).find((i) => i['system'] === idSystem)?.['value'];
  return typeof own === 'string' && uuid.test(own) ? own : undefined;
}

function decodeSafely(place: ReaderPlace, measure: Measure, observation: Observation): ReturnType<typeof fromObservation> {
  try {
    return fromObservation(measure, observation, place.offsetAt);
  } catch {
    return { refused: 'incomplete' }; // foreign JSON whose fields have the wrong kinds: reported as refused, the import goes on
  }
}

function readingIn({ measure, observation }: BundlePart, index: number, place: ReaderPlace): Found {
  const decoded = usable.includes(observation.status) ? decodeSafely(place, measure, observation) : ({ refused: 'status' } as const);
  if ('refused' in decoded) return { index, measure: measure.id, reason: decoded.refused };
  const id = ownId(observation);
  return { index, reading: decoded.reading, original: originalCodes(observation), ...(id ? { id } : {}) };
}

/** What each entry holds; the two halves of a pressure that came apart are found by person and time. */
class BundleReader {
  readonly people: People;
  ignored = 0;
  /** What belongs to no measure alone and waits for its partner. */
  readonly #halves = new Map<string, BundleHalf & { readonly index: number }>();

  constructor(
    entries: readonly unknown[],
    private readonly measures: readonly Measure[],
  ) {
    this.people = new People(entries);
    for (const entry of entries) {
      const observation = observationIn(entry);
      if (observation && (partsOf(measures, observation).length || halfOf(measures, observation, ''))) this.people.add(observation);
    }
  }

  /** The readings of an entry, as far as they are whole. */
  parts(entry: unknown, index: number): readonly BundlePart[] {
    const observation = observationIn(entry);
    const parts = observation ? partsOf(this.measures, observation) : [];
    if (parts.length || !observation) {
      if (!parts.length) this.ignored++;
      return parts;
    }
    const half = usable.includes(observation.status) ? halfOf(this.measures, observation, this.people.of(observation)) : undefined;
    const other = half && this.#halves.get(half.key);
    if (!half || other?.component === half.component) {
      this.ignored++; // the same half again is the same reading
      return [];
    }
    if (!other) this.#halves.set(half.key, { ...half, index });
    else this.#halves.delete(half.key);
    return other ? [joined(half, other)] : [];
  }

  *end(): Generator<Found> {
    for (const { index, measure } of this.#halves.values()) yield { index, measure: measure.id, reason: 'unpaired' };
  }
}

/**
 * The Observations of a Bundle that are measures, found by any listed code and read in any listed unit; the numbers are kept as they came. A Bundle about
 * several people is refused reading by reading.
 */
export async function* readEntries(entries: readonly unknown[], place: ReaderPlace): AsyncGenerator<Found> {
  const reader = new BundleReader(entries, place.measures);
  for (const [index, entry] of entries.entries()) {
    const parts = reader.parts(entry, index);
    place.looked(index + 1, reader.ignored, entries.length);
    for (const part of parts)
      yield await Promise.resolve(reader.people.several ? { index, measure: part.measure.id, reason: 'several-people' } : readingIn(part, index, place));
  }
  yield* reader.end();
}

/** As {@link readEntries}, from a file; JSON can only be read as a whole. @throws NelumboError `not-json`, `unsupported` */
export async function* readBundle(chunks: AsyncIterable<string | Uint8Array>, place: ReaderPlace): AsyncGenerator<Found> {
  const [utf8, pieces]: [Utf8Reader, string[]] = [new Utf8Reader(), []];
  for await (const chunk of chunks) {
    place.read(chunk.length);
    pieces.push(utf8.read(chunk));
  }
  yield* readEntries(bundleEntries(pieces.join('') + utf8.end()), place);
}
