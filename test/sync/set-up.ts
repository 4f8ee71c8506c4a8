import { createClient, type Client, type ClientApiOptions } from '@nelumbo/core';
import type { Observation } from '@nelumbo/core/fhir';
import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import type { Transport, TransportRequest, TransportResponse } from '@nelumbo/core/platform';
import { FhirServer, type Body, type Habits } from './fhir-server.js';

/** A reading, told from others by `value`. */
export const reading = (value: string, id?: string): Observation => ({
  resourceType: 'Observation',
  ...(id && { id }),
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: '2026-03-01T08:00:00Z',
  valueString: value,
});

/** What the server has now. */
export const stored = (server: FhirServer): Body[] => [...server.resources.values()].map((versions) => versions.at(-1)!.body);

/** An answer made up. */
export const answering = (
  status: number,
  headers: Record<string, string> = {},
  body = '{"resourceType":"OperationOutcome","issue":[]}',
): TransportResponse => ({
  status,
  header: (name) => headers[name] ?? null,
  body,
});

interface Setup {
  readonly on: MemoryPlatform;
  readonly server: FhirServer;
  readonly client: Client;
}

/** The answer to a request, if it is not left to the server. */
export type Answering = (request: TransportRequest) => TransportResponse | undefined;

/** A client that agreed to sync, and its server; `answer` comes before the server's, where it has one. */
export async function setUp(
  answer: Answering = () => undefined,
  options: { habits?: Partial<Habits>; api?: Partial<ClientApiOptions>; patient?: string } = {},
): Promise<Setup> {
  const server = new FhirServer(options.habits);
  const inner = server.transport();
  const transport: Transport = {
    send(request) {
      const own = answer(request);
      return own ? Promise.resolve(own) : inner.send(request);
    },
  };
  const on = memoryPlatform({ webcrypto: globalThis.crypto, transport });
  const client = await createClient({
    platform: on,
    api: { fhir: 'https://fhir.example', ...options.api },
    ...(options.patient !== undefined && { patient: options.patient }),
  });
  await client.privacy.grant('sync');
  await client.sync.now();
  return { on, server, client };
}
