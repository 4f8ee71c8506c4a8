import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const root = fileURLToPath(new URL('../..', import.meta.url));
const thirdParties = {
  name: 'third-parties',
  setup: (b) =>
    b.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => (kind === 'entry-point' || path.startsWith('@nelumbo/') ? undefined : { path, external: true })),
};

/** Bundles a program from our sources; third parties stay in node_modules. */
export async function bundled(entry, name) {
  const outfile = `${root}.cache/bench/${name}.mjs`;
  const options = { bundle: true, platform: 'node', format: 'esm', target: 'node20', conditions: ['nelumbo-source'], logLevel: 'error' };
  await build({ ...options, entryPoints: [root + entry], outfile, plugins: [thirdParties] });
  return outfile;
}

const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
const issuer = 'https://bench.example';
const audience = 'https://bench.example/fhir/R4';

/** Tells the server whom to believe. */
export const issuers = [{ issuer, audience, keys: { keys: [{ ...(await exportJWK(publicKey)), kid: 'b', alg: 'ES256' }] }, tenant: 'bench' }];

/** A token of a patient, for an hour. */
export const tokenOf = (patient) =>
  new SignJWT({ scope: 'patient/*.cruds', sub: patient, patient })
    .setProtectedHeader({ alg: 'ES256', kid: 'b' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);

/** Starts the host on `data`; `ask(what)` asks the process about itself. */
export async function startHost(file, data, definitionsFile) {
  const child = fork(file, { env: { ...process.env, NODE_ENV: '', BENCH: JSON.stringify({ data, definitionsFile, issuers }) } });
  const [{ url }] = await once(child, 'message');
  const waiting = new Map();
  child.on('message', ({ id, answer }) => waiting.get(id)?.(answer));
  let serial = 0;
  return {
    url: `${url}/fhir/R4`,
    ask: (ask, given) => new Promise((resolve) => (waiting.set(++serial, resolve), child.send({ id: serial, ask, given }))),
    async kill(signal) {
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

/** Starts the command as a user does; gives milliseconds until it says that it listens, and its resident set then. */
export async function startCommand(file, data) {
  const began = performance.now();
  const child = spawn(process.execPath, [file, '--quiet', '--dev', '--data', data], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NODE_ENV: '' },
  });
  await once(child.stdout, 'data');
  const ms = performance.now() - began;

  const status = process.platform === 'linux' ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : '';
  const rss = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) * 1024;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { ms, rss };
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** One request on one of eight kept connections. */
export function send(url, token, method, path, body) {
  return new Promise((resolve, reject) => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      Authorization: `Bearer ${token}`,
      ...(payload ? { 'Content-Type': 'application/fhir+json', 'Content-Length': Buffer.byteLength(payload) } : {}),
    };
    const sent = request(url + path, { method, agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, body: text === '' ? undefined : JSON.parse(text) }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(payload);
  });
}

/** Runs `work(i)` for i below `count`, eight at a time. */
export async function eightAtATime(count, work) {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
