import { NelumboError } from '@nelumbo/core/i18n';
import type { Transport, TransportRequest, TransportResponse } from '@nelumbo/core/platform';
import { apiError, has, member, type MiniApi } from './call.js';
import { later } from './globals.js';

/** How one platform names what all have. */
export interface RequestNames {
  /** Request option that holds the headers: `header`, or `headers` on Alipay. */
  readonly headers: 'header' | 'headers';
  /** What `dataType` asks for the text itself; anything but `json` on most. */
  readonly dataType: string;
}

/** What a platform answers to a request; Alipay says `status` and `headers`. */
interface Answer {
  readonly data?: unknown;
  readonly statusCode?: unknown;
  readonly status?: unknown;
  readonly header?: unknown;
  readonly headers?: unknown;
}

interface Task {
  abort?(): void;
}

/** Header names in lower case; a list, as some tools give it, becomes one line. */
function headersOf(raw: unknown): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  const rows: readonly unknown[] = Array.isArray(raw) ? raw : [raw ?? {}];
  for (const row of rows)
    for (const [name, value] of Object.entries(row as object)) {
      if (value !== undefined && value !== null) headers.set(name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value));
    }
  return headers;
}

function responseOf({ data, statusCode, status, header, headers }: Answer): TransportResponse | undefined {
  const code = Number(statusCode ?? status);
  if (!Number.isInteger(code) || code < 100 || code > 599) return undefined;
  const known = headersOf(header ?? headers);
  const body = typeof data === 'string' ? data : data === undefined || data === null ? '' : JSON.stringify(data); // tools parse unasked
  return { status: code, header: (name) => known.get(name.toLowerCase()) ?? null, body };
}

const broken = (cause: unknown, message = 'The server could not be reached. Check the connection and the list of allowed domains.'): NelumboError =>
  new NelumboError('offline', message, { cause });

/** Sends one request; any HTTP status resolves, also where the platform calls it a failure (Alipay, error 19). */
function send(api: MiniApi, names: RequestNames, { method, url, headers, body, timeoutMs, signal }: TransportRequest): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const request = member(api, 'request');
    if (!request) return reject(broken(undefined, 'This platform has no request function.'));
    if (signal?.aborted) return reject(broken(signal.reason, 'The request was given up.'));
    let task: Task | undefined;
    const give = (why: string) => {
      settle();
      task?.abort?.();
      reject(broken(signal?.reason, why));
    };
    const abort = () => give('The request was given up.');
    const late = later(timeoutMs, () => give('The server did not answer in time.'));
    const settle = () => {
      late();
      signal?.removeEventListener('abort', abort);
    };
    signal?.addEventListener('abort', abort);
    const answer = (raw: unknown) => {
      settle();
      const response = responseOf(raw ?? {}); // read warily above
      if (response) resolve(response);
      else reject(broken(apiError('request', raw)));
    };
    try {
      const options = { url, method, [names.headers]: { ...headers }, timeout: timeoutMs, dataType: names.dataType, responseType: 'text' };
      task = request({ ...options, ...(body !== undefined && { data: body }), success: answer, fail: answer }) as Task | undefined;
    } catch (thrown) {
      settle();
      reject(broken(apiError('request', thrown)));
    }
  });
}

/**
 * The Transport port on `request`; tells when the phone goes on line, where the platform does, and when the user comes back: while it was hidden the
 * platform cut what was under way, and timers stood still.
 */
export function miniTransport(api: MiniApi, names: RequestNames): Transport {
  let online = true;
  const listeners = new Set<(online: boolean) => void>();
  const hear = (state: unknown) => {
    const { isConnected, networkType, networkAvailable } = (state ?? {}) as Readonly<Record<string, unknown>>; // one of them, by platform
    const now =
      typeof isConnected === 'boolean' ? isConnected : typeof networkAvailable === 'boolean' ? networkAvailable : String(networkType).toLowerCase() !== 'none';
    if (now === online) return;
    online = now;
    tell();
  };
  const tell = () => {
    for (const listener of [...listeners]) listener(online);
  };
  member(api, 'onAppShow')?.(tell);
  const watch = member(api, 'onNetworkStatusChange');
  if (watch) watch(hear);
  if (watch && has(api, 'getNetworkType')) member(api, 'getNetworkType')!({ success: hear, fail: () => undefined });
  const transport: Transport = { send: (request) => send(api, names, request) };
  if (!watch) return transport;
  return {
    ...transport,
    get online() {
      return online;
    },
    onOnline(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
