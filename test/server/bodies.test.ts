import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, observation, stage } from './support.js';
import type { Caller, Stage } from './support.js';

let host: Stage;
let ann: Caller;
let token: string;
beforeAll(async () => {
  host = await stage();
  ann = await host.as('one', 'ann');
  token = await host.signer.token({ sub: 'raw', tenant: 'one', patient: 'ann' });
});
afterAll(() => host.close());

const padded = (bytes: number): unknown => observation('ann', { note: [{ text: 'x'.repeat(bytes) }] });

describe('bodies that are not as they should be', () => {
  it('takes up to 1 MB of a resource and refuses more, read or announced', async () => {
    expect((await ann.call('POST', '/Observation', padded(900_000))).status).toBe(201);
    const answer = await ann.call('POST', '/Observation', padded(1_100_000));
    expect([answer.status, answer.body.issue[0].code]).toEqual([413, 'too-long']);
  });

  it('refuses an endless body without a length as soon as it is too large', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { port } = new URL(host.server.url);
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path: '/fhir/R4/Observation',
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' },
        },
        (answer) => {
          resolve(answer.statusCode);
          sent.destroy();
        },
      );
      sent.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? undefined : reject(error)));
      const chunk = 'x'.repeat(64_000);
      const more = (): void => void (sent.destroyed || sent.write(chunk, () => setImmediate(more)));
      more();
    });
    expect(status).toBe(413);
  });

  it.each([
    ['65 levels', '{"a":'.repeat(65) + '1' + '}'.repeat(65)],
    ['a million brackets', '['.repeat(900_000)],
    ['half a resource', JSON.stringify(observation('ann')).slice(0, 100)],
    ['no JSON', '<Observation/>'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a reserved name', '{"resourceType":"Observation","__proto__":{"status":"final"}}'],
  ])('refuses %s in good time', async (_what, body) => {
    const started = process.cpuUsage(); // of the processor, and not of the clock: others may use it too
    const { status, body: outcome } = await ann.call('POST', '/Observation', body);
    expect([400, 422]).toContain(status);
    expect(outcome.resourceType).toBe('OperationOutcome');
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000, 'ms of the processor').toBeLessThan(2000);
  });

  it('refuses bytes that are no UTF-8, and other content types', async () => {
    const response = await fetch(`${host.server.url}/fhir/R4/Observation`, {
      method: 'POST',
      body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    });
    expect(response.status).toBe(400);
    expect((await ann.call('POST', '/Observation', '<x/>', { 'Content-Type': 'application/xml' })).status).toBe(415);
  });

  it('answers 408 to headers and to bodies that come too slowly, and goes on', async () => {
    const slow = await stage({ limits: { user: { perSecond: 1e6, burst: 1e6 }, timeouts: { header: 150, request: 300 } } });
    const bearer = await slow.signer.token({ sub: 'slow', tenant: 'one', patient: 'ann' });
    const head = `POST /fhir/R4/Observation HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bearer}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n`;
    const answerTo = (sent: string): Promise<string> =>
      new Promise((resolve, reject) => {
        let said = '';
        const socket = connect(Number(new URL(slow.server.url).port), '127.0.0.1', () => socket.write(sent));
        socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
        socket.on('error', reject);
        socket.on('close', () => resolve(said.split('\r\n')[0] ?? ''));
      });
    expect(await Promise.all([answerTo(head), answerTo(`${head}\r\n{"resourceType":`)])).toEqual([
      'HTTP/1.1 408 Request Timeout',
      'HTTP/1.1 408 Request Timeout',
    ]);
    const eve = await slow.as('one', 'eve');
    expect((await eve.call('GET', '/Observation?_total=accurate')).body.total).toBe(0);
    await slow.close();
  });

  it('goes on when a client breaks off in the middle', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(host.server.url).port), '127.0.0.1', () => {
        socket.write(
          `POST /fhir/R4/Observation HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"resourceType":`,
          () => socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    expect((await ann.call('GET', '/Observation?_count=1')).status).toBe(200);
  });

  it('refuses addresses over 8 kB and such as cannot be read', async () => {
    expect((await ann.call('GET', `/Observation?_id=${'x'.repeat(8200)}`)).status).toBe(414);
    expect((await ann.call('GET', '/%E0%A4%A')).status).toBe(404);
    expect((await ann.call('GET', '/Observation/..%2f..%2fetc')).status).toBe(404);
    expect((await ann.call('GET', '/__proto__')).status).toBe(404);
    expect((await ann.call('GET', '/constructor/1')).status).toBe(404);
  });

  it('never shows a stack, a path or a statement', async () => {
    for (const path of [
      "/Observation?code='%20OR%201=1--",
      '/Observation?_id=%00',
      "/Observation/'",
      '/Observation?date=2026-13-45',
      '/Observation?_lastUpdated=ge9999-99-99',
    ]) {
      const { text } = await ann.call('GET', path);
      expect(text).not.toMatch(/\bat \/|node_modules|SELECT|sqlite/i);
    }
  });

  it('keeps Chinese, emoji and long text as they are', async () => {
    const note = [{ text: '头晕、乏力 👵🏻 — “好多了”\n第二行' }];
    const { body } = await ann.call('POST', '/Observation', observation('ann', { note }));
    expect((await ann.call('GET', `/Observation/${body.id}`)).body.note).toEqual(note);
  });
});

describe('the edges', () => {
  it('answers health, and 404 as problem details elsewhere', async () => {
    const outside = caller(host.server.url);
    expect((await outside.call('GET', '/health')).body).toMatchObject({ status: 'ready' });
    const nothing = await outside.call('GET', '/nothing');
    expect([nothing.status, nothing.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect((await outside.call('GET', '/oidc/.well-known/openid-configuration')).status).toBe(404);
  });

  it('lets running requests end and refuses new ones while it stops', async () => {
    const stopping = await stage();
    const eve = await stopping.as('one', 'eve');
    const slow = new Promise<number | undefined>((resolve) => {
      const { port } = new URL(stopping.server.url);
      void stopping.signer.token({ sub: 'slow', tenant: 'one', patient: 'eve' }).then((bearer) => {
        const body = JSON.stringify(observation('eve'));
        const sent = request(
          {
            host: '127.0.0.1',
            port,
            path: '/fhir/R4/Observation',
            method: 'POST',
            headers: {
              Authorization: `Bearer ${bearer}`,
              'Content-Type': 'application/json',
              'Content-Length': Buffer.byteLength(body),
              Expect: '100-continue', // the server says when it has begun to read
            },
          },
          (answer) => resolve(answer.statusCode),
        );
        sent.write(body.slice(0, 20));
        sent.once('continue', () => {
          const closed = stopping.server.close();
          void eve.call('GET', '/Observation').then(({ status, headers }) => {
            expect([status, headers.get('retry-after')]).toEqual([503, '5']);
            sent.end(body.slice(20));
            void closed;
          });
        });
      });
    });
    expect(await slow).toBe(201);
    await stopping.close();
    await expect(eve.call('GET', '/Observation')).rejects.toThrow();
  });
});
