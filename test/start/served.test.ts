import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startDemo } from '../../scripts/portal.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('the portal serves sources, and nothing of the data folder beside them', async () => {
  const data = mkdtempSync(join(root, '.nelumbo-test-'));
  writeFileSync(join(data, 'development-keys.json'), '{"signing":"secret"}');
  const portal = await startDemo({ serverUrl: 'http://127.0.0.1:9', port: 0 });
  try {
    const get = async (path: string) => (await fetch(new URL(`/@fs${path}`, portal.url))).status;
    for (const asked of ['', '?raw', '?import&raw', '?url', '?import&raw??'])
      expect([asked, await get(`${join(data, 'development-keys.json')}${asked}`)]).toEqual([asked, 403]);
    expect(await get(join(root, 'packages/elements/src/define.ts'))).toBe(200);
  } finally {
    await portal.close();
    rmSync(data, { recursive: true });
  }
});
