import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PushStore } from '../../../packages/server/src/push/store.js';
import { caller, stage, type Answer, type Caller, type Stage } from '../support.js';
import { PushEndpoint, vapidClaims } from './endpoint.js';

let endpoint: PushEndpoint;
let folder: string;
let running: Stage;
const push = { subject: 'mailto:care@one.example', loopback: true };

/** A server with our push endpoint; the same folder again after a stop. */
async function start(more: object = {}): Promise<void> {
  running = await stage({ data: folder, push: { ...push, ...more } });
}
/** The push API for a patient. */
async function as(patient: string, tenant = 'one', claims = {}): Promise<Caller> {
  const token = await running.signer.token({ sub: `${tenant}-${patient}`, tenant, patient, ...claims });
  return caller(`${running.server.url}/push/v1`, `Bearer ${token}`);
}
const subscribe = (who: Caller, name: string, more: object = {}): Promise<Answer> =>
  who.call('POST', '/subscriptions', { subscription: endpoint.browser(name), locale: 'en', consent: true, ...more });
const soon = (key: string, ms = 0, more: object = {}) => ({ key, at: Date.now() + ms, ...more });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nelumbo-push-'));
  endpoint = await new PushEndpoint().start();
  await start();
});
afterEach(async () => {
  await running.close();
  endpoint.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a reminder by Web Push', () => {
  it('reaches every browser of its user and nobody else, encrypted, signed and without a medicine in it', async () => {
    const [ann, bob] = [await as('ann'), await as('bob')];
    await Promise.all([subscribe(ann, 'phone'), subscribe(ann, 'tablet', { locale: 'zh-CN' }), subscribe(bob, 'bob')]);
    expect((await ann.call('PUT', '/schedule', { doses: [soon('dose-0001')] })).body).toMatchObject({ planned: 1 });
    await endpoint.count(2);
    expect(endpoint.received.map(({ path, message }) => [path, message.title]).sort()).toEqual([
      ['/phone', 'Time for your medicine'],
      ['/tablet', '该用药了'],
    ]);
    const { headers, message } = endpoint.received[0]!;
    expect(message).toMatchObject({ tag: 'nelumbo:dose-0001' });
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
    expect(Number(headers['ttl'])).toBeGreaterThan(1700);
    const claims = vapidClaims(headers.authorization!);
    const { body } = await caller(`${running.server.url}/push/v1`).call('GET', '/key');
    expect(claims).toMatchObject({ aud: endpoint.url, sub: push.subject, key: (body as { publicKey: string }).publicKey });
    expect((await ann.call('GET', '/subscriptions')).body).toMatchObject({ planned: 0, subscriptions: [{}, {}] });
  });

  it('survives a restart of the server, with the same keys, and is not sent again', async () => {
    const ann = await as('ann');
    await subscribe(ann, 'phone');
    await ann.call('PUT', '/schedule', { doses: [soon('dose-before'), soon('dose-after', 1500)] });
    await endpoint.count(1);
    const key = readFileSync(join(folder, 'push', 'vapid.json'), 'utf8');
    expect(statSync(join(folder, 'push', 'vapid.json')).mode & 0o077).toBe(0);
    await running.server.close();
    await start();
    await endpoint.count(2);
    expect(endpoint.received.map((r) => r.message.tag)).toEqual(['nelumbo:dose-before', 'nelumbo:dose-after']);
    expect(readFileSync(join(folder, 'push', 'vapid.json'), 'utf8')).toBe(key);
    expect(new Set(endpoint.received.map((r) => vapidClaims(r.headers.authorization!).key)).size).toBe(1);
  });

  it('is not sent twice when a second device plans the same dose, nor when it was answered meanwhile', async () => {
    const ann = await as('ann');
    await subscribe(ann, 'phone');
    const dose = soon('dose-0001');
    await ann.call('PUT', '/schedule', { doses: [dose] });
    await endpoint.count(1);
    expect((await ann.call('PUT', '/schedule', { doses: [dose, soon('dose-0002', 60_000)] })).body).toMatchObject({ planned: 1 });
    expect((await ann.call('PUT', '/schedule', { doses: [] })).body).toMatchObject({ planned: 0 });
    expect(endpoint.received).toHaveLength(1);
  });

  it('that was slept through is not sent late', async () => {
    const ann = await as('ann');
    await subscribe(ann, 'phone');
    await running.server.close();
    // While the server is down, an hour passes for one dose and a second for the other.
    const store = new PushStore(join(folder, 'push'));
    store.plan({ tenant: 'one', patient: 'ann' }, [
      { key: 'dose-old', at: Date.now() - 3_600_000, text: undefined },
      { key: 'dose-new', at: Date.now() - 1000, text: undefined },
    ]);
    store.close();
    await start();
    await endpoint.count(1);
    expect(endpoint.received.map((r) => r.message.tag)).toEqual(['nelumbo:dose-new']);
    expect((await (await as('ann')).call('GET', '/subscriptions')).body).toMatchObject({ planned: 0 });
  });

  it('forgets a browser that its push service no longer knows, and with the last one what is to come', async () => {
    const ann = await as('ann');
    await subscribe(ann, 'phone');
    endpoint.answers.push(410);
    await ann.call('PUT', '/schedule', { doses: [soon('dose-0001'), soon('dose-0002', 3_600_000)] });
    await endpoint.count(1);
    await expect.poll(async () => (await ann.call('GET', '/subscriptions')).body as unknown).toEqual({ subscriptions: [], planned: 0 });
  });

  it('names a medicine only for the browser whose user agreed', async () => {
    const ann = await as('ann');
    await subscribe(ann, 'phone');
    expect((await ann.call('PUT', '/schedule', { doses: [soon('dose-0001', 0, { text: 'Metformin' })] })).status).toBe(403);
    await subscribe(ann, 'tablet', { names: true });
    await ann.call('PUT', '/schedule', { doses: [soon('dose-0001', 0, { text: 'Metformin' })] });
    await endpoint.count(2);
    expect(Object.fromEntries(endpoint.received.map((r) => [r.path, r.message.text]))).toEqual({
      '/phone': 'Open the page to see what is due.',
      '/tablet': 'Metformin',
    });
  });

  it('can be tried out, and says how many push services took it', async () => {
    const ann = await as('ann');
    await subscribe(ann, 'phone');
    expect((await ann.call('POST', '/test')).body).toEqual({ sent: 1 });
    expect(endpoint.received[0]!.message.tag).toBe('nelumbo:test');
    endpoint.answers.push(503); // not now: it stays
    expect((await ann.call('POST', '/test')).body).toEqual({ sent: 0 });
    expect((await ann.call('GET', '/subscriptions')).body).toMatchObject({ subscriptions: [{ names: false }] });
    endpoint.answers.push(410); // gone for good
    expect((await ann.call('POST', '/test')).body).toEqual({ sent: 0 });
    expect((await ann.call('GET', '/subscriptions')).body).toEqual({ subscriptions: [], planned: 0 });
  });
});

describe('what the server holds', () => {
  it.each([
    ['without a yes', 403, { consent: false }],
    [
      'for an address that is no push service',
      422,
      { subscription: { endpoint: 'https://intranet.example/x', keys: { p256dh: 'a'.repeat(87), auth: 'b'.repeat(22) } } },
    ],
    [
      'for one that only looks like it',
      422,
      { subscription: { endpoint: 'https://fcm.googleapis.com.evil.example/x', keys: { p256dh: 'a'.repeat(87), auth: 'b'.repeat(22) } } },
    ],
    ['without keys', 422, { subscription: { endpoint: 'https://fcm.googleapis.com/x' } }],
  ])('is no subscription %s', async (_what, status, more) => {
    const ann = await as('ann');
    expect((await subscribe(ann, 'phone', more)).status).toBe(status);
    expect((await ann.call('PUT', '/schedule', { doses: [soon('dose-0001')] })).status).toBe(403);
  });

  it.each([
    ['a key that says something', { key: 'Metformin 500 mg!', at: 1 }],
    ['no hour', { key: 'dose-0001' }],
    ['an hour next year', { key: 'dose-0001', at: Date.now() + 400 * 86_400_000 }],
  ])('is no schedule with %s', async (_what, dose) => {
    const ann = await as('ann');
    await subscribe(ann, 'phone');
    expect((await ann.call('PUT', '/schedule', { doses: [dose] })).status).toBe(422);
  });

  it('belongs to the user of the token: without one, for a caregiver and in another tenant there is nothing', async () => {
    const ann = await as('ann');
    await subscribe(ann, 'phone');
    expect((await caller(`${running.server.url}/push/v1`).call('GET', '/subscriptions')).status).toBe(401);
    expect((await (await as('ann', 'two')).call('GET', '/subscriptions')).body).toMatchObject({ subscriptions: [] });
    expect((await (await as('ann', 'one', { fhirUser: 'Practitioner/chen' })).call('GET', '/subscriptions')).status).toBe(403);
  });

  it('is gone when the consent is withdrawn, and when the user is erased', async () => {
    for (const leave of ['/withdraw', 'erase'] as const) {
      const ann = await as('ann');
      await subscribe(ann, 'phone');
      await ann.call('PUT', '/schedule', { doses: [soon('dose-later', 3_600_000)] });
      const token = await running.signer.token({ sub: 'one-ann', tenant: 'one', patient: 'ann' });
      if (leave === 'erase') expect((await caller(running.server.url, `Bearer ${token}`).call('POST', '/privacy/v1/erasures')).status).toBe(202);
      else await ann.call('POST', leave, {});
      expect((await ann.call('GET', '/subscriptions')).body).toEqual({ subscriptions: [], planned: 0 });
    }
  });
});
