import { createECDH, createVerify, createPublicKey, randomBytes } from 'node:crypto';
import type { ECDH } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import ece from 'http_ece';

/** A message as a browser would read it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly message: { title: string; text: string; tag: string; at: number };
}

/** A push service on loopback with one browser behind each path: it checks the signature and decrypts, as the protocol asks. */
export class PushEndpoint {
  readonly received: Received[] = [];
  /** What it answers next; 201 when empty. */
  readonly answers: number[] = [];
  #browsers = new Map<string, { ecdh: ECDH; auth: string }>();
  #waiting: (() => void)[] = [];
  #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = this.answers.shift() ?? 201;
      response.writeHead(status).end();
      if (status < 300) this.#read(request.url ?? '', request.headers, Buffer.concat(chunks));
      else this.refused++;
      this.#waiting.splice(0).forEach((wake) => wake());
    });
  });
  refused = 0;

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`; // it listens on a port
  }

  /** A browser's subscription, as `PushSubscription.toJSON` writes it. */
  browser(name: string): { endpoint: string; keys: { p256dh: string; auth: string } } {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const auth = randomBytes(16).toString('base64url');
    this.#browsers.set(`/${name}`, { ecdh, auth });
    return { endpoint: `${this.url}/${name}`, keys: { p256dh: ecdh.getPublicKey('base64url'), auth } };
  }

  /** Resolves once so many messages were taken or refused. */
  async count(messages: number): Promise<void> {
    while (this.received.length + this.refused < messages) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #read(path: string, headers: IncomingHttpHeaders, body: Buffer): void {
    const { ecdh, auth } = this.#browsers.get(path)!;
    const plain = ece.decrypt(body, { version: 'aes128gcm', privateKey: ecdh, authSecret: auth }) as Buffer; // it brings no types
    this.received.push({ path, headers, message: JSON.parse(plain.toString('utf8')) as Received['message'] });
  }
}

/** The claims of a VAPID header (RFC 8292), if its signature is right under the key that it names. */
export function vapidClaims(authorization: string): { aud: string; exp: number; sub: string; key: string } {
  const [, token, key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [head, claims, signature] = (token ?? '').split('.');
  const raw = Buffer.from(key ?? '', 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: raw.subarray(1, 33).toString('base64url'), y: raw.subarray(33).toString('base64url') };
  const verify = createVerify('SHA256').update(`${head}.${claims}`);
  const isRight = verify.verify({ key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature ?? '', 'base64url'));
  if (!isRight) throw new Error('the signature is wrong');
  return { ...(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()) as { aud: string; exp: number; sub: string }), key: key ?? '' };
}
