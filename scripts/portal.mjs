// Starts the reference server and the demo portal in front of it. Used by `npm start` and by the end-to-end tests.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer as createSocket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bundleServer } from './bundle-server.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const configFile = `${root}packages/demo/vite.config.mjs`;

/** Whether a port of 127.0.0.1 can be had. */
export const isFree = (port) =>
  new Promise((resolve) => {
    const socket = createSocket();
    socket.once('error', () => resolve(false));
    socket.listen(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });

/** Starts the API server; resolves when it listens. Rejects with one clear sentence. */
export async function startServer({ dataDir, port = 0 }) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 }); // as the server makes it: for its owner only
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    throw new Error(`The data folder ${dataDir} cannot be written (${error.code}): give another one with --data or free its permissions.`, { cause: error });
  }
  const main = await bundleServer();
  const child = spawn(process.execPath, [main, '--port', String(port), '--data', dataDir, '--dev'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const url = await new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      if (line.startsWith('{"url"')) resolve(JSON.parse(line).url);
    });
    child.once('exit', (code) => reject(new Error(said.at(-1) ?? `The server ended at once with code ${code}.`)));
  });
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
    /** Resolves when the server ends by itself. */
    ended: new Promise((resolve) => child.once('exit', () => resolve(said.at(-1)))),
  };
}

/** Serves the demo: with `built` from a production build, else from sources with live reload. */
export async function startDemo({ serverUrl, port = 5173, strictPort = false, built = false }) {
  process.env.NELUMBO_SERVER = serverUrl; // read by the demo's vite config for its proxies
  const vite = await import('vite');
  const common = { configFile, logLevel: 'warn', clearScreen: false };
  if (built) {
    await vite.build(common);
    const preview = await vite.preview({ ...common, preview: { host: '127.0.0.1', port, strictPort } });
    return { url: preview.resolvedUrls.local[0], close: () => preview.close() };
  }
  // Sources only: under the root lies the data folder, too, with records and signing keys.
  const fs = { allow: [`${root}packages`, `${root}node_modules`, `${root}.cache`] };
  const server = await vite.createServer({ ...common, server: { host: '127.0.0.1', port, strictPort, fs } });
  await server.listen();
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}
