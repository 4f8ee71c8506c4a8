import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nelumbo-start-'));
afterAll(() => rmSync(folder, { recursive: true }));

const node = (...args: string[]): { status: number | null; said: string } => {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', timeout: 60_000 });
  return { status, said: stderr.trim() };
};

describe('starting where it cannot work says why in one sentence', () => {
  it('a port that is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const { status, said } = node('scripts/start.mjs', '--port', String(port));
    taken.close();
    expect({ status, said }).toEqual({
      status: 1,
      said: `nelumbo: Port ${port} is already in use: end the other program or choose another with --port.`,
    });
  });

  it('a data folder that cannot be written', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { status, said } = node('scripts/start.mjs', '--port', '0', '--data', join(file, 'data'));
    expect(status).toBe(1);
    expect(said).toContain('cannot be written');
    expect(said.split('\n')).toHaveLength(1);
  });

  it('a Node that is too old', () => {
    const old = "Object.defineProperty(process.versions, 'node', { value: '18.20.0' }); await import('./scripts/ready.mjs')";
    const { status, said } = node('--input-type=module', '-e', old);
    expect({ status, said }).toEqual({ status: 1, said: 'nelumbo: Node 18.20.0 is too old: install Node 20.19 or newer from nodejs.org.' });
  });

  it('packages that nobody installed; those of an install by hand are not installed again', () => {
    for (const file of ['scripts/ready.mjs', 'scripts/fail.mjs', 'package-lock.json']) cpSync(join(root, file), join(folder, file));
    const ready = (...flags: string[]) => node('-e', 'delete process.env.npm_execpath; import(process.argv[1])', join(folder, 'scripts/ready.mjs'), ...flags);
    mkdirSync(join(folder, 'node_modules'));
    expect(ready('--installed').status).toBe(0); // with `--omit=dev`
    expect(ready()).toEqual({ status: 1, said: 'nelumbo: run it through npm: npm start or npm test.' });
    mkdirSync(join(folder, 'node_modules/vitest'));
    expect(ready('--installed').status).toBe(0);
    expect(ready()).toEqual({ status: 0, said: '' });
    const other = "Object.defineProperty(process.versions, 'modules', { value: '999' }); delete process.env.npm_execpath; import(process.argv[1])";
    expect(node('-e', other, join(folder, 'scripts/ready.mjs')), 'another Node than the one that installed').toEqual({ status: 0, said: '' });
  });
});
