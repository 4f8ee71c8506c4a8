import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo, startServer } from '../../scripts/portal.mjs';

/** Starts the real server on an empty data folder and the portal, built as for production; ends both afterwards. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nelumbo-e2e-'));
  const server = await startServer({ dataDir });
  const demo = await startDemo({ serverUrl: server.url, port: 0, built: true }).catch(async (error: unknown) => {
    await server.close(); // a portal that cannot be built leaves nothing running
    throw error;
  });
  process.env.NELUMBO_PORTAL = demo.url;
  process.env.NELUMBO_API = server.url;
  return async () => {
    await demo.close();
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
