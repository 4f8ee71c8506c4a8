// npm start: the reference server with its data in .nelumbo/, and the demo portal. Ctrl-C ends both.
//   --port N    port of the portal (default 5173, or the next free one)
//   --data DIR  data folder (default .nelumbo)
//   --reset     forget what the server holds, first
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import './ready.mjs';
import { fail } from './fail.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' }, reset: { type: 'boolean' } } });
const port = Number(values.port ?? 5173);
if (!Number.isInteger(port) || port < 0 || port > 65535) fail(`--port takes a number from 0 to 65535, not "${values.port}".`);
const dataDir = resolve(values.data ?? `${root}.nelumbo`);

const { isFree, startDemo, startServer } = await import('./portal.mjs'); // after ready.mjs: needs installed packages
if (values.port && !(await isFree(port))) fail(`Port ${port} is already in use: end the other program or choose another with --port.`);
if (values.reset) rmSync(dataDir, { recursive: true, force: true });

const started = Date.now();
const server = await startServer({ dataDir }).catch((error) => fail(error.message));
const demo = await startDemo({ serverUrl: server.url, port, strictPort: Boolean(values.port) }).catch((error) =>
  fail(`The portal could not start: ${error.message}`),
);

console.log(`
  Nelumbo is running (${((Date.now() - started) / 1000).toFixed(1)} s)

  Demo portal   ${demo.url}
  FHIR API      ${server.url}/fhir/R4   (data in ${dataDir}; development only, sign-in is simulated)
  Storybook     npm run storybook   ->  http://127.0.0.1:6006/

  Ctrl-C ends everything.
`);

let ending = false;
async function end(code) {
  if (ending) process.exit(code); // a second Ctrl-C does not wait
  ending = true;
  await Promise.allSettled([demo.close(), server.close()]);
  process.exit(code);
}
process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));
void server.ended.then((said) => {
  if (!ending) {
    console.error(`The server ended: ${said ?? 'no reason given'}`);
    void end(1);
  }
});
