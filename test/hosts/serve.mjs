// Serves a built host on a free port: Next by itself, the others as files.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { serveStatic } from '../../scripts/static-site.mjs';

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Resolves to its address and how to end it. */
export async function serveHost(host, dir) {
  if (host !== 'next') return serveStatic({ dir: `${dir}/dist`, pages: { '/': readFileSync(`${dir}/dist/index.html`, 'utf8') } });
  const port = await freePort();
  const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: dir,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`next start: ${said}`)), 60_000);
    const hear = (text) => {
      said += text;
      if (!/Ready/.test(said)) return;
      clearTimeout(late);
      resolve();
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.once('exit', (code) => reject(new Error(`next start ended with ${code}: ${said}`)));
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.kill();
      return ended;
    },
  };
}
