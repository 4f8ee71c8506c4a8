import type { Bundle, Coding, Observation } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import type { Found, ReaderPlace } from './import-run.js';
import { fromObservation, measureOf } from './observation.js';
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

/** The Observations of a Bundle that are measures, found by any listed code and read in any listed unit; the numbers are kept as they came. */
export async function* readEntries(entries: readonly unknown[], place: ReaderPlace): AsyncGenerator<Found> {
  let ignored = 0;
  for (const [index, entry] of entries.entries()) {
    const observation = observationIn(entry);
    const measure = observation && measureOf(place.measures, observation);
    if (!measure) ignored++;
    place.looked(index + 1, ignored, entries.length);
    if (!measure) continue;
    const decoded = usable.includes(observation.status) ? decodeSafely(place, measure, observation) : ({ refused: 'status' } as const);
    if ('refused' in decoded) {
      yield { index, measure: measure.id, reason: decoded.refused };
      continue;
    }
    const id = ownId(observation);
    yield await Promise.resolve({ index, reading: decoded.reading, original: originalCodes(observation), ...(id ? { id } : {}) });
  }
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
