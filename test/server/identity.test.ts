import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consent } from './caregivers.js';
import { caller, observation, stage } from './support.js';
import type { Json, Stage } from './support.js';

let host: Stage;
let smart: Json;
beforeAll(async () => {
  host = await stage({ development: true, tenants: [], issuers: [] });
  smart = (await caller(`${host.server.url}/fhir/R4`).call('GET', '/.well-known/smart-configuration')).body;
});
afterAll(() => host.close());

const post = async (url: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<{ status: number; body: Json }> => {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), headers });
  return { status: response.status, body: await response.json() };
};
const development = (person: string, headers: Record<string, string> = {}) =>
  post(smart.token_endpoint, { grant_type: 'urn:nelumbo:grant:development', client_id: 'nelumbo-demo', person }, headers);
const as = (body: Json) => caller(`${host.server.url}/fhir/R4`, `Bearer ${body.access_token}`);

/** A browser without a screen: follows redirects inside the server and keeps cookies. */
class Browser {
  readonly #cookies = new Map<string, string>();
  async open(url: string, form?: Record<string, string>): Promise<{ status: number; text: string; location: string }> {
    const headers = { Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const response = await fetch(url, { redirect: 'manual', headers, ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}) });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const target = location ? new URL(location, url) : undefined;
    if (target?.origin === host.server.url) return this.open(target.href);
    return { status: response.status, text: await response.text(), location: target?.href ?? '' };
  }
}

describe('development sign-in', () => {
  it('gives token, rotating refresh token and patient by one POST', async () => {
    const { status, body } = await development('lin');
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 900, patient: 'lin' });
    expect(decodeProtectedHeader(body.access_token).alg).toBe('ES256');
    expect(decodeJwt(body.access_token)).toMatchObject({ sub: 'lin', patient: 'lin', tenant: 'news-portal', aud: `${host.server.url}/fhir/R4` });
    expect((await as(body).call('GET', '/Patient/lin')).body.name[0].text).toBe('林小荷');
    const refresh = (token: string) => post(smart.token_endpoint, { grant_type: 'refresh_token', client_id: 'nelumbo-demo', refresh_token: token });
    const second = await refresh(body.refresh_token);
    expect(second.body).toMatchObject({ patient: 'lin', scope: 'launch/patient patient/*.cruds' });
    expect(second.body.refresh_token).not.toBe(body.refresh_token);
    expect((await as(second.body).call('GET', '/Observation')).status).toBe(200);
    // a used one shows that it was stolen: the whole family ends
    expect((await refresh(body.refresh_token)).status).toBe(400);
    expect((await refresh(second.body.refresh_token)).status).toBe(400);
  });

  it('keeps people and tenants apart', async () => {
    const [lin, zhou, wang] = await Promise.all(['lin', 'zhou', 'wang'].map(async (person) => as((await development(person)).body)));
    const { body } = (await lin?.call('POST', '/Observation', observation('lin'))) as { body: Json };
    for (const other of [zhou, wang]) {
      expect((await other?.call('GET', `/Observation/${body.id}`))?.status).toBe(404);
      expect((await other?.call('GET', '/Patient/lin'))?.status).toBe(404);
    }
    expect((await zhou?.call('PUT', `/Observation/${body.id}`, { ...observation('zhou'), id: body.id }))?.status).toBe(403);
  });

  it('lets a caregiver in by a Consent of the patient, and out again', async () => {
    const [lin, chen] = await Promise.all(['lin', 'chen'].map(async (person) => as((await development(person)).body)));
    const { body: session } = await development('chen');
    expect([session.patient, session.scope]).toEqual([undefined, 'user/*.cruds']);
    expect(decodeJwt(session.access_token)).toMatchObject({ sub: 'chen', fhirUser: 'Practitioner/chen', tenant: 'news-portal' });
    expect((await lin?.call('GET', '/Practitioner/chen'))?.body.name[0].text).toBe('陈静'); // how lin finds whom to name
    const { body: reading } = (await lin?.call('POST', '/Observation', observation('lin'))) as { body: Json };
    expect((await chen?.call('GET', `/Observation/${reading.id}`))?.status).toBe(404);
    const given = (await lin?.call('POST', '/Consent', consent('lin', { actor: { reference: 'Practitioner/chen' } })))?.body;
    expect((await chen?.call('GET', `/Observation/${reading.id}`))?.status).toBe(200);
    expect((await chen?.call('GET', '/Observation?patient=zhou&_total=accurate'))?.body.total).toBe(0);
    expect((await chen?.call('POST', '/Observation', observation('lin')))?.status).toBe(403); // reading only
    const { body: seen } = (await lin?.call('GET', '/AuditEvent?_count=100')) as { body: Json };
    expect(seen.entry.map(({ resource }: Json) => resource.agent[0].who.reference)).toContain('Practitioner/chen');
    await lin?.call('PUT', `/Consent/${given.id}`, { ...given, status: 'inactive' });
    expect((await chen?.call('GET', `/Observation/${reading.id}`))?.status).toBe(404);
  });

  it('seeds the people and nothing clinical, once', async () => {
    const api = as((await development('zhou')).body);
    expect((await api.call('GET', '/Patient')).body.entry).toHaveLength(1);
    expect((await api.call('GET', '/Patient/zhou')).body.meta.versionId).toBe('1');
    expect((await api.call('GET', '/Observation?_count=0&_total=accurate')).body.total).toBe(0);
  });

  /** The authorization code flow as an app on this machine goes through it. */
  async function signInByPage(person: string, scope: string): Promise<Json> {
    const verifier = randomBytes(32).toString('base64url');
    const redirect = 'http://127.0.0.1:49152/callback';
    const ask = new URLSearchParams({
      client_id: 'nelumbo-demo',
      response_type: 'code',
      redirect_uri: redirect,
      scope,
      state: 'abc',
      aud: `${host.server.url}/fhir/R4`,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const browser = new Browser();
    const page = await browser.open(`${smart.authorization_endpoint}?${ask.toString()}`);
    expect(page.text).toContain('林小荷');
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const { location } = await browser.open(new URL(action, host.server.url).href, { person });
    const back = new URL(location);
    expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([redirect, 'abc']);
    const code = back.searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', client_id: 'nelumbo-demo', redirect_uri: redirect, code, code_verifier: verifier };
    return (await post(smart.token_endpoint, form)).body;
  }

  it('signs in by a page, authorization code and PKCE', async () => {
    const body = await signInByPage('zhou', 'openid offline_access launch/patient patient/*.rs');
    expect(body).toMatchObject({ patient: 'zhou', scope: expect.stringContaining('patient/*.rs') });
    expect(body.refresh_token).toBeTruthy();
    expect((await as(body).call('GET', '/Patient/zhou')).status).toBe(200);
    expect((await as(body).call('POST', '/Observation', observation('zhou'))).status).toBe(403); // only .rs was asked for
  });

  it('signs a caregiver in by the page: a fhirUser, and no patient', async () => {
    const body = await signInByPage('chen', 'openid fhirUser user/*.rs');
    expect([body.patient, body.scope]).toEqual([undefined, expect.stringContaining('user/*.rs')]);
    expect(decodeJwt(body.id_token)).toMatchObject({ sub: 'chen', fhirUser: `${host.server.url}/fhir/R4/Practitioner/chen` });
    expect((await as(body).call('GET', '/Practitioner/chen')).status).toBe(200);
    expect((await as(body).call('GET', '/Observation?_total=accurate')).body.total).toBe(0);
    expect((await as(body).call('GET', '/Patient/lin')).status).toBe(404);
  });

  it('refuses plain PKCE, none, unknown people, and pages of the web', async () => {
    const ask = (more: Record<string, string>) =>
      new Browser().open(
        `${smart.authorization_endpoint}?${new URLSearchParams({ client_id: 'nelumbo-demo', response_type: 'code', redirect_uri: 'http://127.0.0.1/callback', scope: 'openid', ...more }).toString()}`,
      );
    for (const more of [{}, { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }] as Record<string, string>[])
      expect((await ask(more)).location).toMatch(/error=invalid_request/);
    expect((await development('nobody')).body.error).toBe('invalid_grant');
    expect((await development('lin', { Origin: 'https://evil.example' })).status).toBe(400);
    expect((await development('lin', { Origin: 'http://localhost:5173' })).status).toBe(200);
  });

  it('does not answer under a name that somebody else’s DNS points here', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { port } = new URL(host.server.url);
      request({ host: '127.0.0.1', port, path: '/oidc/.well-known/openid-configuration', headers: { Host: 'evil.example' } }, (answer) =>
        resolve(answer.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('tells where everything is, as SMART asks', async () => {
    expect(smart).toMatchObject({
      code_challenge_methods_supported: ['S256'],
      capabilities: expect.arrayContaining(['launch-standalone', 'client-public', 'permission-v2']),
    });
    expect((await (await fetch(smart.jwks_uri)).json()).keys[0].d).toBeUndefined();
  });
});
