import { NelumboError } from '../i18n/index.js';
import type { GuidelineDocument } from './guideline-types.js';
import type { Measure } from './types.js';

/** @throws NelumboError `unsupported` */
export const broken = (what: string): never => {
  throw new NelumboError('unsupported', `The content document for vitals is not usable: ${what}.`);
};
export const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);
const isList = (x: unknown): x is readonly unknown[] => Array.isArray(x) && x.length > 0;

/**
 * Reads the content document `vitals/measures`.
 * @throws NelumboError `unsupported` when a measure has no id, code, component or unit
 */
export function readMeasures(document: unknown): readonly Measure[] {
  const list = isRecord(document) ? document['measures'] : undefined;
  if (!isList(list)) return broken('it lists no measures');
  for (const m of list) {
    if (!isRecord(m) || typeof m['id'] !== 'string') return broken('a measure has no id');
    if (!isList(m['codes']) || !isList(m['components']) || !isList(m['units']) || !Array.isArray(m['alsoRead']))
      return broken('a measure lacks codes, components or units');
    if (!m['units'].every((u) => isRecord(u) && typeof u['code'] === 'string' && Number(u['step']) > 0)) return broken('a unit lacks its code or step');
    const factors = m['units'].map((u) => (u as Measure['units'][number]).toFirst?.factor ?? 1); // looked at above
    if (!factors.every((factor) => factor > 0 && factor < Infinity) || factors[0] !== 1)
      return broken('the factor of a unit is no positive number, or the first unit has one');
  }
  return list as readonly Measure[]; // every field that code relies on was looked at above
}

/**
 * Reads the content document `vitals/guidelines`.
 * @throws NelumboError `unsupported` when a row has no source or confidence: such a row must never colour anything
 */
export function readGuidelines(document: unknown): GuidelineDocument {
  if (!isRecord(document) || !isList(document['guidelines']) || !isList(document['profiles']) || !isRecord(document['sources']))
    return broken('it lists no guidelines');
  const { sources } = document;
  for (const p of document['profiles']) {
    if (!isRecord(p) || !isList(p['rows']) || !isList(p['units']) || !isList(p['populations'])) return broken('a profile lacks rows, units or populations');
    for (const row of p['rows'])
      if (!isRecord(row) || typeof row['source'] !== 'string' || !Object.hasOwn(sources, row['source']) || typeof row['confidence'] !== 'string')
        return broken('a row lacks its source or confidence');
  }
  return document as unknown as GuidelineDocument; // every field that code relies on was looked at above
}
