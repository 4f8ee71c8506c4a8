import type { Refusal } from '../fhir/refusal.js';
import type { Reply } from './exchange.js';

/** A refusal outside the FHIR API, as RFC 9457 problem details; `code` is stable, `detail` says what to do. */
export function problem({ status, message, outcome, more }: Refusal, extra: Readonly<Record<string, unknown>> = {}): Reply {
  return {
    status,
    type: 'application/problem+json; charset=utf-8',
    headers: { 'Cache-Control': 'no-store', ...more.headers },
    body: { type: 'about:blank', status, code: outcome.issue[0]?.code ?? 'exception', detail: message, ...extra },
  };
}
