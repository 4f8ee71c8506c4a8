import type { JsonRefusal } from '../fhir/index.js';
import { NelumboError, toNelumboError } from '../i18n/index.js';
import type { Entry, Review } from './entry.js';

/** Why and when an entry was withdrawn, and what replaces it. */
export type Withdrawal = NonNullable<Review['withdrawal']>;

/** The content API says 410: the entry was withdrawn. `code` is `not-found`; no other copy of it may be shown. */
export class WithdrawnError extends NelumboError {
  constructor(
    readonly withdrawal: Withdrawal | undefined,
    /** What is left of it to show: title, source, reason; no text. */
    readonly entry: Entry | undefined,
  ) {
    super('not-found', 'This entry was withdrawn. Show the reason and its replacement.');
  }
}

/** The content API says 429: too many requests from here. `code` is `server`; trying again helps after `retryAfterMs`. */
export class ThrottledError extends NelumboError {
  constructor(
    /** As the server asks; 1000 ms when it does not say. */
    readonly retryAfterMs: number,
  ) {
    super('server', 'The content API is asked too often. Wait, then repeat.', { retry: 'later' });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The typed error of a failed request: {@link WithdrawnError} for 410, {@link ThrottledError} for 429, else as it came. */
export function contentError(thrown: unknown): NelumboError {
  const error = toNelumboError(thrown);
  if (!isObject(error.cause) || typeof error.cause['status'] !== 'number') return error;
  const { status, retryAfterMs = 1000, problem } = error.cause as unknown as JsonRefusal; // made by JsonFetch; the status was checked
  if (status === 429) return new ThrottledError(retryAfterMs);
  if (status !== 410) return error;
  const { withdrawal, entry } = isObject(problem) ? problem : {};
  const reason = isObject(withdrawal) && typeof withdrawal['reason'] === 'string' && typeof withdrawal['on'] === 'string';
  const shown = isObject(entry) && typeof entry['title'] === 'string' && Array.isArray(entry['sections']);
  // outer shapes were checked; the server's contract test holds the rest
  return new WithdrawnError(reason ? (withdrawal as unknown as Withdrawal) : undefined, shown ? (entry as unknown as Entry) : undefined);
}
