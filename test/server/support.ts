import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { createServer } from '@nelumbo/server';
import type { LogLine, RunningServer, ServerOptions } from '@nelumbo/server';

/** The trimmed definitions, of this checkout: another one's, or another user's, may differ. */
export const definitionsFile = fileURLToPath(new URL('../../.cache/test/fhir-definitions.json', import.meta.url));

/** Any JSON. */
export type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers are asserted on, not typed

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
  readonly text: string;
}

/** Somebody who calls the server. */
export interface Caller {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export const issuer = 'https://login.example';
export const audience = 'https://api.example/fhir/R4';
const rate = { perSecond: 1e6, burst: 1e6 };

/** Signs tokens as the identity provider of a test. */
export class Signer {
  private constructor(
    readonly privateKey: CryptoKey,
    readonly publicJwk: JWK,
  ) {}
  static async create(): Promise<Signer> {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    return new Signer(privateKey, { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' });
  }
  token(claims: Record<string, unknown>, more: { issuer?: string; audience?: string; expires?: string } = {}): Promise<string> {
    return new SignJWT({ scope: 'patient/*.cruds', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setIssuer(more.issuer ?? issuer)
      .setAudience(more.audience ?? audience)
      .setIssuedAt()
      .setExpirationTime(more.expires ?? '10m')
      .sign(this.privateKey);
  }
}

/** A running server of two tenants with its signer, folder and log. */
export interface Stage {
  readonly server: RunningServer;
  readonly signer: Signer;
  readonly folder: string;
  readonly log: LogLine[];
  /** A caller for a patient of a tenant. */
  as(tenant: string, patient: string, claims?: Record<string, unknown>): Promise<Caller>;
  close(): Promise<void>;
}

/** Calls with a fixed Authorization header. */
export function caller(url: string, authorization?: string): Caller {
  return {
    async call(method, path, body, headers = {}) {
      const payload = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
      const sent = { 'Content-Type': 'application/fhir+json', ...(authorization ? { Authorization: authorization } : {}), ...headers };
      const response = await fetch(path.startsWith('http') ? path : `${url}${path}`, { method, headers: sent, ...payload });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: text !== '' && /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined,
      };
    },
  };
}

/** Starts a server in a folder of its own, with an identity provider of the test's. */
export async function stage(overrides: Partial<ServerOptions> = {}): Promise<Stage> {
  const folder = overrides.data ?? mkdtempSync(join(tmpdir(), 'nelumbo-server-'));
  const signer = await Signer.create();
  const log: LogLine[] = [];
  const server = await createServer({
    data: folder,
    definitionsFile,
    tenants: [{ id: 'one', origins: ['https://one.example'] }, { id: 'two' }],
    issuers: [{ issuer, audience, keys: { keys: [signer.publicJwk] }, tenant: { claim: 'tenant', among: ['one', 'two'] } }],
    limits: { user: rate, address: rate },
    log: (line) => log.push(line),
    ...overrides,
  });
  return {
    server,
    signer,
    folder,
    log,
    as: async (tenant, patient, claims = {}) =>
      caller(`${server.url}/fhir/R4`, `Bearer ${await signer.token({ sub: `${tenant}-${patient}`, tenant, patient, ...claims })}`),
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let serial = 0;

/** A blood pressure of a patient; `more` overrides. */
export function observation(patient: string, more: Record<string, unknown> = {}): Json {
  return {
    resourceType: 'Observation',
    identifier: [{ system: 'urn:nelumbo:fhir:id', value: `test-${++serial}` }],
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: '2026-03-01T08:00:00+08:00',
    valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
    ...more,
  };
}

/** An entry of a bundle. */
export const entry = (method: string, url: string, resource?: unknown, more: Record<string, unknown> = {}): Json => ({
  ...(resource ? { resource } : {}),
  request: { method, url, ...more },
});

/** A bundle to send. */
export const bundle = (type: string, ...entries: Json[]): Json => ({ resourceType: 'Bundle', type, entry: entries });
