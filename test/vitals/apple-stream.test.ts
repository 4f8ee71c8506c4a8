import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('an Apple Health export streams through a small heap, nothing lost (500 MB on demand: npm run test:apple)', { timeout: 120_000 }, () => {
  const script = fileURLToPath(new URL('./apple-stream.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--mb', '24', '--heap', '32'], { encoding: 'utf8' });
  expect(stderr.replace(/^.*npm warn.*$/gm, '')).toBe('');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ mb: 24, duplicate: 0, refused: 0, truncated: false });
});
