import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCommand, endAll, folder, signIn, start } from './command.js';
import type { Command } from './command.js';
import { observation } from './support.js';

let file: string;
const made: string[] = [];
const fresh = (): string => {
  made.push(folder());
  return made.at(-1) ?? '';
};
beforeAll(async () => {
  file = await bundleCommand();
});
afterAll(() => {
  endAll();
  for (const each of made) rmSync(each, { recursive: true, force: true });
  rmSync(file, { force: true });
});

describe('the data folder', () => {
  it.skipIf(process.platform === 'win32')('is for its owner only, whatever the umask', async () => {
    const data = join(fresh(), 'data');
    const before = process.umask(0);
    try {
      await start(file, ['--dev', '--data', data]);
    } finally {
      process.umask(before);
    }
    expect((statSync(data).mode & 0o777).toString(8)).toBe('700');
  });
});

describe('a server that is killed', () => {
  it('has lost nothing that it acknowledged', async () => {
    const data = fresh();
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < 4; round++) {
      const server: Command = await start(file, ['--dev', '--data', data]);
      const lin = await signIn(server.url, 'lin');
      const stored = new Map<string, number>();
      for (let path: string | undefined = '/Observation?_count=500'; path;) {
        const { body } = await lin.call('GET', path);
        for (const { resource } of body.entry ?? []) stored.set(resource.id, Number(resource.meta.versionId));
        path = body.link.find(({ relation }: { relation: string }) => relation === 'next')?.url;
      }
      // an acknowledged version, or the one after it whose answer was cut off
      for (const [id, version] of acknowledged) expect(stored.get(id)).toBeGreaterThanOrEqual(version);
      // four writers at once, until the kill cuts them off
      const writer = async (): Promise<void> => {
        for (;;) {
          const { body, status } = await lin.call('POST', '/Observation', observation('lin'));
          if (status === 201) acknowledged.set(body.id, 1);
          const again = await lin.call('PUT', `/Observation/${body.id}`, { ...observation('lin', { status: 'amended' }), id: body.id });
          if (again.status === 200) acknowledged.set(body.id, 2);
        }
      };
      const cutOff = Promise.allSettled([writer(), writer(), writer(), writer()]);
      const before = acknowledged.size;
      while (acknowledged.size < before + 60 + round * 13) await new Promise((resolve) => setImmediate(resolve));
      server.child.kill('SIGKILL');
      await Promise.all([server.ended, cutOff]);
    }
    const last = await start(file, ['--dev', '--data', data]);
    const lin = await signIn(last.url, 'lin');
    const { body } = await lin.call('GET', '/Observation?_count=0&_total=accurate');
    expect(body.total).toBeGreaterThanOrEqual(acknowledged.size);
    last.child.kill('SIGTERM');
    expect(await last.ended).toBe(0);
  });
});

describe('a server that is asked to stop', () => {
  it('ends with 0, its files whole and without a log beside them', async () => {
    const data = fresh();
    const server = await start(file, ['--dev', '--data', data]);
    const lin = await signIn(server.url, 'lin');
    expect((await lin.call('POST', '/Observation', observation('lin'))).status).toBe(201);
    server.child.kill('SIGINT');
    expect(await server.ended).toBe(0);
    const database = new Database(join(data, 'tenants', 'news-portal.db'));
    expect(database.prepare('PRAGMA integrity_check').raw().get()).toEqual(['ok']);
    expect(database.prepare("SELECT count(*) FROM res WHERE type = 'Observation'").raw().get()).toEqual([1]);
    database.close();
  });

  it('keeps people signed in across a restart on the same port', async () => {
    const data = fresh();
    const first = await start(file, ['--dev', '--data', data]);
    const { session } = await signIn(first.url, 'lin');
    first.child.kill('SIGTERM');
    await first.ended;
    const second = await start(file, ['--dev', '--data', data, '--port', new URL(first.url).port]);
    const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'nelumbo-demo', refresh_token: String(session['refresh_token']) });
    const refreshed = await fetch(`${second.url}/oidc/token`, { method: 'POST', body });
    expect(refreshed.status).toBe(200);
    const own = await fetch(`${second.url}/fhir/R4/Patient/lin`, { headers: { Authorization: `Bearer ${String(session['access_token'])}` } });
    expect(own.status).toBe(200);
    second.child.kill('SIGTERM');
    await second.ended;
  });
});

describe('a server that cannot start', () => {
  const refusal = (...args: Parameters<typeof start>): Promise<string> =>
    start(...args).then(
      () => 'it started',
      (error: Error) => error.message,
    );

  it('names a busy port', async () => {
    const socket = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => socket.once('listening', resolve));
    const { port } = socket.address() as AddressInfo;
    expect(await refusal(file, ['--data', fresh(), '--port', String(port)])).toBe(
      `1: Port ${port} of 127.0.0.1 is in use: stop what uses it or choose another one.`,
    );
    socket.close();
  });

  it('names a folder that it cannot write', async () => {
    const data = fresh();
    writeFileSync(join(data, 'file'), '');
    expect(await refusal(file, ['--data', join(data, 'file', 'below')])).toMatch(
      /^1: The data folder .* cannot be written \(ENOTDIR\): choose another one or free its permissions\.$/,
    );
    mkdirSync(join(data, 'locked'));
    chmodSync(join(data, 'locked'), 0o500);
    if (process.getuid?.() !== 0) expect(await refusal(file, ['--data', join(data, 'locked')])).toMatch(/^1: The data folder .* \(EACCES\)/);
  });

  it('leaves the database of a newer version alone', async () => {
    const data = fresh();
    mkdirSync(join(data, 'tenants'));
    const database = new Database(join(data, 'tenants', 'news-portal.db'));
    database.exec('PRAGMA user_version=99');
    database.close();
    expect(await refusal(file, ['--dev', '--data', data])).toMatch(
      /^1: The database .*news-portal\.db was written by a newer version of the server; update the server or choose another data folder\.$/,
    );
  });

  it('says what a damaged database is', async () => {
    const data = fresh();
    mkdirSync(join(data, 'tenants'));
    writeFileSync(join(data, 'tenants', 'news-portal.db'), 'not a database, but long enough to be looked at as one'.repeat(40));
    expect(await refusal(file, ['--dev', '--data', data])).toMatch(/^1: The database of a tenant in .* cannot be opened \(SQLITE_NOTADB\)/);
  });

  it('does not sign anybody in without a password off this machine or in production', async () => {
    expect(await refusal(file, ['--dev', '--data', fresh(), '--host', '0.0.0.0'])).toMatch(/^1: The development identity provider only starts on loopback/);
    expect(await refusal(file, ['--dev', '--data', fresh()], { NODE_ENV: 'production' })).toMatch(
      /^1: The development identity provider does not start with NODE_ENV=production/,
    );
  });

  it('explains its flags', async () => {
    expect(await refusal(file, [])).toMatch(/^1: --data is missing\. Usage: /);
    expect(await refusal(file, ['--data', 'x', '--port', 'high'])).toMatch(/^1: --port is a number/);
    expect(await refusal(file, ['--colour'])).toMatch(/^1: Unknown option '--colour'/);
  });
});
