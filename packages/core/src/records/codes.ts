import type { RangeQuery } from '../fhir/index.js';
import { codingsOf, parseCode } from './clinical.js';
import type { Codes, Json, RecordState } from './schema.js';

/** A code of a query; without system every system's. */
export type Wanted = readonly [system: string | undefined, code: string];

/** The code under which a record is filed: its first, or none. */
export const primaryCode = (body: Json): string => codingsOf(body)[0]?.[1] ?? '';

/** The codes of a query, read; `undefined`: every code of the type. */
export const wantedCodes = ({ type, codes }: Pick<RangeQuery, 'type' | 'codes'>): readonly Wanted[] | undefined => codes?.map((code) => parseCode(type, code));

/** Codes under which records with one of the wanted codes may be filed. */
export function filedUnder(codes: Codes, type: string, wanted: readonly Wanted[] | undefined): string[] {
  const filed = Object.entries(codes[type] ?? {});
  return filed.filter(([, carried]) => !wanted || wanted.some(([, code]) => carried.includes(code))).map(([primary]) => primary);
}

/** The codes with those of `body` among them; the same object when they were. */
export function withCodes(codes: Codes, body: Json): Codes {
  const type = body.resourceType;
  const own = codingsOf(body);
  const primary = own[0]?.[1] ?? '';
  const carried = codes[type]?.[primary];
  if (carried && own.every(([, code]) => carried.includes(code))) return codes;
  return { ...codes, [type]: { ...codes[type], [primary]: [...new Set([...(carried ?? []), ...own.map(([, code]) => code)])] } };
}

/** Whether one of these codings is one of the wanted codes. */
export const carriesAny = (codings: readonly (readonly [system: string, code: string])[], wanted: readonly Wanted[]): boolean =>
  codings.some(([system, code]) => wanted.some(([other, one]) => one === code && (other === undefined || other === system)));

/** Whether a record carries one of the wanted codes. */
export const carries = (body: Json, wanted: readonly Wanted[] | undefined): boolean => !wanted || carriesAny(codingsOf(body), wanted);

/** The order of `range`: clinical time, then ref. */
export const byTime = (a: RecordState, b: RecordState): number => a.time - b.time || (a.ref < b.ref ? -1 : 1);
