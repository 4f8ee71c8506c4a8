/** Every way in which the SDK can fail, as a closed list: texts in each language are looked up by code. */
export const errorCodes = [
  'bad-input', // the caller broke a contract: wrong type, out of range
  'out-of-range', // a value outside what is physically possible
  'unit-mismatch',
  'not-json', // the source did not answer JSON (often an HTML page)
  'not-found', // 404, 410
  'not-allowed', // 403, a foreign record
  'unsupported', // well-formed, but not something we can handle
  'too-large',
  'offline', // the network could not be reached; the outcome of a request is unknown
  'server', // 5xx, or an answer that breaks the protocol
  'refused', // the server will not take it: 400, 413, 422
  'token-expired', // 401 after a refresh
  'sync-conflict',
  'consent-missing',
  'storage-full',
  'storage-blocked', // another tab holds an old version open
  'storage-newer', // written by a newer version of the SDK
  'storage-lost', // the connection to the database broke
  'storage-unavailable', // private mode, refused by the browser
  'wrong-key', // what is stored does not open with the key at hand
  'damaged', // a stored value was altered
  'closed', // the client was closed
  'aborted',
  'internal',
] as const;

/** A code of {@link NelumboError}. */
export type ErrorCode = (typeof errorCodes)[number];

/** Whether trying again helps: at once, after a change of circumstances (network, space, login), or never. */
export type Retry = 'now' | 'later' | 'never';

const retries: Partial<Record<ErrorCode, Retry>> = {
  offline: 'later',
  server: 'later',
  'token-expired': 'later',
  'storage-full': 'later',
  'storage-blocked': 'later',
  'storage-lost': 'now',
  'sync-conflict': 'now',
  'consent-missing': 'later',
};

/**
 * The one error class. `message` is English, says what happened and what to do, and never holds a value, a name, a query
 * or a token; what a user reads is looked up by `code` in the UI's language.
 */
export class NelumboError extends Error {
  override readonly name = 'NelumboError';
  readonly retry: Retry;
  constructor(
    readonly code: ErrorCode,
    message: string,
    options: { cause?: unknown; retry?: Retry } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retry = options.retry ?? retries[code] ?? 'never';
  }
}

/** What browsers say of code that could not be fetched (Chromium and Firefox, Safari), and the codes of the loader. */
const unreachable = /imported module|importing a module|^(load|timeout) /i;

/**
 * Turns anything thrown into a {@link NelumboError}: code that could not be fetched is `offline`, an unknown kind becomes `internal` with its
 * cause.
 */
export function toNelumboError(thrown: unknown): NelumboError {
  if (thrown instanceof NelumboError) return thrown;
  const { code } = (thrown ?? {}) as { readonly code?: unknown }; // whatever was thrown
  const kind = unreachable.test(`${String(code)} ${String(thrown)}`) ? 'offline' : 'internal';
  return new NelumboError(kind, 'Something unexpected failed. Reload and try again.', { cause: thrown });
}
