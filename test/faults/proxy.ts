import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What can happen to a request between the device and the server. */
export const faults = ['none', 'drop request', 'drop answer', 'duplicate', 'delay', 'truncate', '500', '500 after', '429', '502 page'] as const;
/** One of {@link faults}. */
export type Fault = (typeof faults)[number];

/** A proxy that does to each request what `next` says. */
export interface FaultyProxy {
  readonly url: string;
  /** How often each fault came. */
  readonly counts: Map<Fault, number>;
  /** `none` for ever: the network has healed. */
  heal(): void;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

const bodyOf = async (from: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of from) chunks.push(chunk as Buffer); // no encoding is set
  return Buffer.concat(chunks);
};

const forward = (target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const sent = ask(new URL(url!, target), { method: method!, headers: { ...headers, host: new URL(target).host, connection: 'close' } }, (answer) => {
      bodyOf(answer).then((text) => resolve({ status: answer.statusCode!, headers: answer.headers, body: text }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });

function reply(response: ServerResponse, { status, headers, body }: Reply, cut = false): void {
  const { 'transfer-encoding': _chunked, 'content-length': _length, connection: _connection, ...rest } = headers;
  response.writeHead(status, { ...rest, 'content-length': body.length, connection: 'close' });
  if (!cut) return void response.end(body);
  response.write(body.subarray(0, body.length >> 1));
  setTimeout(() => response.destroy(), 5); // so that the first half leaves before the line breaks
}

/** Stands between devices and the server at `target`. */
export async function faultyProxy(target: string, next: () => Fault): Promise<FaultyProxy> {
  const counts = new Map<Fault, number>();
  let healed = false;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const fault = healed ? 'none' : next();
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
    const body = await bodyOf(request);
    const made = (status: number, text: string, type = 'application/fhir+json', headers = {}) =>
      reply(response, { status, headers: { 'content-type': type, ...headers }, body: Buffer.from(text) });
    if (fault === 'drop request') return void response.destroy();
    if (fault === '500') return made(500, '{"resourceType":"OperationOutcome","issue":[]}');
    if (fault === '429') return made(429, '{"resourceType":"OperationOutcome","issue":[]}', undefined, { 'retry-after': '1' });
    if (fault === '502 page') return made(502, '<!doctype html><title>Bad gateway</title>', 'text/html');
    if (fault === 'delay') await new Promise((resolve) => setTimeout(resolve, 30));
    if (fault === 'duplicate') await forward(target, request, body);
    const answer = await forward(target, request, body);
    if (fault === 'drop answer') return void response.destroy();
    if (fault === '500 after') return made(500, '{"resourceType":"OperationOutcome","issue":[]}');
    reply(response, answer, fault === 'truncate');
  };
  const server: Server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server's address
    counts,
    heal: () => void (healed = true),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
