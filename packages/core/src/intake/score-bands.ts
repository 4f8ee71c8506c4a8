import { extensions, part, partOf } from './extensions.js';
import type { PlanBand } from './plan.js';

/** The score bands of an item (`urn:nelumbo:fhir:score-band`). */
export function bandsOf(source: unknown): readonly PlanBand[] {
  return extensions(source, 'scoreBand').flatMap((band) => {
    const [low, high, code] = [part(band, 'low'), part(band, 'high'), part(band, 'code')];
    const text = partOf(band, 'text');
    if (typeof low !== 'number' || typeof high !== 'number' || !text?.valueString) return [];
    return [{ low, high, code: String(code), text: text.valueString, textElement: (text as { _valueString?: unknown })._valueString }]; // primitive extension
  });
}
