import type { Clock } from '../platform.js';
import type { Json } from './schema.js';

// Elements that say when it happened, best first.
const timeElements = ['effectiveDateTime', 'effectiveInstant', 'effectivePeriod', 'authored', 'authoredOn', 'dateAsserted', 'dateTime', 'date', 'recordedDate'];

const object = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}); // checked just before

/** What a record says about when it happened: effective, authored or asserted; `undefined` when it does not. */
export function timeText(body: Json): string | undefined {
  for (const name of timeElements) {
    const value = body[name];
    const text = typeof value === 'string' ? value : object(value)['start'];
    if (typeof text === 'string' && !Number.isNaN(Date.parse(text))) return text;
  }
  return undefined;
}

/**
 * When a record happened: effective, authored or asserted, else when the server last changed it.
 * A date without a time is that day's beginning in the device's zone.
 * @returns milliseconds since 1970 UTC; `undefined` when the resource does not say
 */
export function clinicalTime(body: Json, clock: Clock): number | undefined {
  const text = timeText(body);
  const t = Date.parse(text ?? body.meta?.lastUpdated ?? '');
  if (Number.isNaN(t)) return undefined;
  return text === undefined || text.includes('T') ? t : t - clock.offset(t) * 60_000;
}

/** The codes under which a record is found: `[system, code]` of what it is about, the questionnaire of an answer sheet. */
export function codingsOf(body: Json): readonly (readonly [system: string, code: string])[] {
  const canonical = body['questionnaire'];
  if (body.resourceType === 'QuestionnaireResponse') return typeof canonical === 'string' ? [['', canonical.split('|')[0]!]] : [];
  const codings = object(body['code'] ?? body['medicationCodeableConcept'])['coding'];
  const found: (readonly [string, string])[] = [];
  for (const one of Array.isArray(codings) ? codings : []) {
    const { system, code } = object(one);
    if (typeof code === 'string') found.push([typeof system === 'string' ? system : '', code]);
  }
  return found;
}

/** A token of a query, `system|code` or bare `code` (for answer sheets a canonical with or without version). */
export function parseCode(type: string, token: string): readonly [system: string | undefined, code: string] {
  const bar = token.lastIndexOf('|');
  if (type === 'QuestionnaireResponse') return [undefined, token.split('|')[0]!];
  return bar < 0 ? [undefined, token] : [token.slice(0, bar), token.slice(bar + 1)];
}
