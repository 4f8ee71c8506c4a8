#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { createServer, StartRefused } from './index.js';
import type { LogLine, RunningServer } from './index.js';

const usage = 'nelumbo-server --data DIR [--port 0] [--host 127.0.0.1] [--dev] [--quiet]; or NELUMBO_DATA, NELUMBO_PORT, NELUMBO_HOST, NELUMBO_DEV=1.';

interface Settings {
  data: string;
  port: number;
  host: string;
  dev: boolean;
  quiet: boolean;
}

function settings(): Settings {
  const { env } = process;
  const flag = { type: 'string' } as const;
  const yes = { type: 'boolean' } as const;
  try {
    const { values } = parseArgs({ options: { data: flag, port: flag, host: flag, dev: yes, quiet: yes }, strict: true });
    const port = Number(values.port ?? env['NELUMBO_PORT'] ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError('--port is a number from 0 to 65535');
    const data = values.data ?? env['NELUMBO_DATA'];
    if (!data) throw new TypeError('--data is missing');
    return { data, port, host: values.host ?? env['NELUMBO_HOST'] ?? '127.0.0.1', dev: values.dev ?? env['NELUMBO_DEV'] === '1', quiet: values.quiet ?? false };
  } catch (error) {
    throw new StartRefused(`${(error as Error).message.split('.')[0]}. Usage: ${usage}`, { cause: error });
  }
}

const write = (line: LogLine): void => void process.stderr.write(`${JSON.stringify(line)}\n`);

/** Ends in order at the first signal and at once at the second. */
function endOnSignals(server: RunningServer): void {
  let asked = false;
  const end = (): void => {
    if (asked) process.exit(1);
    asked = true;
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

try {
  const { data, port, host, dev, quiet } = settings();
  const generous = { user: { perSecond: 200, burst: 600 }, address: { perSecond: 50, burst: 600 } }; // tests and demos are one user
  const server = await createServer({ data, port, host, development: dev, ...(dev ? { limits: generous } : {}), ...(quiet ? {} : { log: write }) });
  endOnSignals(server);
  const note = 'Nelumbo reference server: for development, demos, tests and small deployments.';
  process.stdout.write(`${JSON.stringify({ url: server.url, port: server.port, note })}\n`);
} catch (error) {
  process.stderr.write(
    `${error instanceof StartRefused ? error.message : `The server could not start: ${(error as Error).name} ${(error as Error).message}`}\n`,
  );
  process.exit(1);
}
