import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { caller } from './support.js';
import type { Caller } from './support.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The command line program as one file, our packages from their sources, third parties from node_modules. */
export async function bundleCommand(): Promise<string> {
  const outfile = join(root, '.cache', 'test', 'server', `main-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, 'packages/server/src/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['nelumbo-source'],
    logLevel: 'error',
    plugins: [
      {
        name: 'third-parties',
        setup: (b) =>
          b.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('@nelumbo/') ? undefined : { path, external: true },
          ),
      },
    ],
  });
  return outfile;
}

/** A new folder for data. */
export const folder = (): string => mkdtempSync(join(tmpdir(), 'nelumbo-command-'));

/** A running command. */
export interface Command {
  readonly child: ChildProcess;
  readonly url: string;
  /** Resolves with exit code or signal. */
  readonly ended: Promise<number | string>;
}

const started = new Set<ChildProcess>();

/** Ends what a failed test left running. */
export function endAll(): void {
  for (const child of started) child.kill('SIGKILL');
}

/** Starts the command and waits until it listens; rejects with what it said when it ends before. */
export async function start(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<Command> {
  const child = spawn(process.execPath, [file, '--quiet', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: '', ...env } });
  started.add(child);
  child.once('exit', () => started.delete(child));
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) => (code ?? signal) as number | string);
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line'),
    ended.then((code) => Promise.reject(new Error(`${String(code)}: ${said.trim()}`))),
  ])) as [string];
  return { child, url: (JSON.parse(line) as { url: string }).url, ended };
}

/** Signs somebody in by the development grant. */
export async function signIn(url: string, person: string): Promise<Caller & { readonly session: Record<string, unknown> }> {
  const body = new URLSearchParams({ grant_type: 'urn:nelumbo:grant:development', client_id: 'nelumbo-demo', person });
  const response = await fetch(`${url}/oidc/token`, { method: 'POST', body });
  const session = (await response.json()) as Record<string, unknown>;
  return { ...caller(`${url}/fhir/R4`, `Bearer ${String(session['access_token'])}`), session };
}
