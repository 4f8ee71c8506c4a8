import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audience, caller, issuer, observation, Signer, stage } from './support.js';
import type { Stage } from './support.js';

let host: Stage;
beforeAll(async () => {
  host = await stage({ limits: { user: { perSecond: 1, burst: 30 }, address: { perSecond: 1, burst: 500 } } });
});
afterAll(() => host.close());
const get = async (authorization?: string, path = '/Observation') => caller(`${host.server.url}/fhir/R4`, authorization).call('GET', path);
const claims = { sub: 'ann', tenant: 'one', patient: 'ann' };

describe('tokens', () => {
  it('takes a good one', async () => {
    expect((await get(`Bearer ${await host.signer.token(claims)}`)).status).toBe(200);
  });

  it.each<[string, () => Promise<string | undefined> | string | undefined]>([
    ['none', () => undefined],
    ['another kind of login', () => 'Basic YW5uOmFubg=='],
    ['nonsense', () => 'Bearer nonsense'],
    ['three empty parts', () => 'Bearer ..'],
    ['an expired one', async () => `Bearer ${await host.signer.token(claims, { expires: '-1m' })}`],
    ['one of another issuer', async () => `Bearer ${await host.signer.token(claims, { issuer: 'https://evil.example' })}`],
    ['one for another audience', async () => `Bearer ${await host.signer.token(claims, { audience: 'https://shop.example' })}`],
    ['one of a tenant that the issuer may not name', async () => `Bearer ${await host.signer.token({ ...claims, tenant: 'three' })}`],
    ['one without a subject', async () => `Bearer ${await host.signer.token({ ...claims, sub: undefined })}`],
    ['one signed by another key', async () => `Bearer ${await (await Signer.create()).token(claims)}`],
    ['an unsigned one', () => `Bearer ${new UnsecuredJWT({ ...claims }).setIssuer(issuer).setAudience(audience).setExpirationTime('1h').encode()}`],
    [
      'one signed with the public key as a shared secret',
      async () =>
        `Bearer ${await new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', kid: 'test' })
          .setIssuer(issuer)
          .setAudience(audience)
          .setExpirationTime('1h')
          .sign(new TextEncoder().encode(JSON.stringify(host.signer.publicJwk)))}`,
    ],
    [
      'one whose payload was changed',
      async () => {
        const [head, , signature] = (await host.signer.token(claims)).split('.');
        return `Bearer ${head}.${Buffer.from(JSON.stringify({ ...claims, iss: issuer, aud: audience, exp: 4e9, patient: 'bob' })).toString('base64url')}.${signature}`;
      },
    ],
  ])('refuses %s with 401', async (_what, authorization) => {
    const answer = await get(await authorization());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(answer.body.resourceType).toBe('OperationOutcome');
  });

  it('reaches no patient without a patient in the token', async () => {
    const { body } = await get(`Bearer ${await host.signer.token({ ...claims, sub: 'x', patient: undefined })}`, '/Observation?_total=accurate');
    expect(body.total).toBe(0);
  });
});

describe('rates', () => {
  it('answers 429 with Retry-After once a user has used up the burst, and others go on', async () => {
    const token = `Bearer ${await host.signer.token({ ...claims, sub: 'hasty' })}`;
    const statuses: number[] = [];
    let last = await get(token);
    for (let i = 0; i < 14; i++) statuses.push((last = await get(token)).status);
    expect(statuses).toContain(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last.body.issue[0].code).toBe('throttled');
    expect((await get(`Bearer ${await host.signer.token({ ...claims, sub: 'calm' })}`)).status).toBe(200);
  });
});

describe('pages of other origins', () => {
  const from = (origin: string) => ({ Origin: origin });
  it('lets the tenant’s own pages call, and shows them what the sync needs', async () => {
    const token = `Bearer ${await host.signer.token({ ...claims, sub: 'cors' })}`;
    const api = caller(`${host.server.url}/fhir/R4`, token);
    const good = await api.call('GET', '/Observation', undefined, from('https://one.example'));
    expect(good.headers.get('access-control-allow-origin')).toBe('https://one.example');
    expect(good.headers.get('vary')).toBe('Origin');
    expect(good.headers.get('access-control-expose-headers')).toBe('ETag, Location, Last-Modified, Retry-After');
    expect(good.headers.get('access-control-allow-credentials')).toBeNull();
    const evil = await api.call('GET', '/Observation', undefined, from('https://evil.example'));
    expect(evil.headers.get('access-control-allow-origin')).toBeNull();
    const otherTenant = caller(`${host.server.url}/fhir/R4`, `Bearer ${await host.signer.token({ ...claims, tenant: 'two' })}`);
    expect((await otherTenant.call('GET', '/Observation', undefined, from('https://one.example'))).headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await api.call('OPTIONS', '/Observation', undefined, from('https://one.example'));
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, expect.stringContaining('If-None-Exist')]);
    expect((await api.call('OPTIONS', '/Observation', undefined, from('https://evil.example'))).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('says on every answer that nothing here is a page, and stores nothing', async () => {
    for (const path of ['/fhir/R4/metadata', '/fhir/R4/Observation', '/health', '/nothing', '/content/v1/encyclopedia/manifest']) {
      const { headers } = await caller(host.server.url).call('GET', path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      if (path.startsWith('/fhir')) expect(headers.get('cache-control')).toBe('no-store');
    }
  });
});

describe('behind a proxy with https', () => {
  it('links to the public address and asks browsers to keep to https', async () => {
    const behind = await stage({ publicUrl: 'https://health.example' });
    const ann = await behind.as('one', 'ann');
    const { headers } = await ann.call('POST', '/Observation', observation('ann'));
    expect(headers.get('location')).toMatch(/^https:\/\/health\.example\/fhir\/R4\/Observation\//);
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect((await get()).headers.get('strict-transport-security')).toBeNull();
    await behind.close();
  });
});

describe('the log', () => {
  it('tells pattern, status and time, never what was asked or who', async () => {
    host.log.length = 0;
    const token = await host.signer.token({ ...claims, sub: 'secret-user' });
    const api = caller(`${host.server.url}/fhir/R4`, `Bearer ${token}`);
    const { headers } = await api.call('POST', '/Observation', observation('ann', { note: [{ text: 'secret-note' }] }));
    await expect.poll(() => host.log[0]).toMatchObject({ id: headers.get('x-request-id'), status: 201 }); // by which one is found from the other
    await api.call('GET', '/Observation/secret-id?x=secret-query');
    await api.call('GET', '/Secret-Type/secret-id');
    await caller(host.server.url).call('GET', '/content/v1/encyclopedia/suggest?q=secret-words');
    const text = JSON.stringify(host.log);
    expect(text).not.toMatch(/secret/i);
    expect(text).not.toContain(token);
    expect(host.log.map(({ route }) => route)).toEqual([
      'POST /fhir/R4/Observation',
      'GET /fhir/R4/Observation/:id',
      'GET /fhir/R4/:type/:id',
      'GET /content/v1/encyclopedia/suggest',
    ]);
  });
});
