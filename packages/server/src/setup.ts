import { accessSync, constants, mkdirSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Origins } from './http/headers.js';
import type { TenantOptions } from './options.js';
import { StartRefused } from './options.js';
import { StorageRefused } from './storage/migrations.js';
import { TenantDatabase } from './storage/tenant-database.js';

/** The opened tenants by id. */
export type Tenants = Map<string, { readonly database: TenantDatabase; readonly origins: Origins }>;

/** Makes the data folder, for its owner only: databases hold health data. One that is there keeps its rights. Or says why it cannot be used. */
export function checkFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new StartRefused(
      `The data folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}): choose another one or free its permissions.`,
      { cause: error },
    );
  }
}

/** Opens the database of each tenant; of all or none. @throws StartRefused */
export async function openTenants(folder: string, tenants: readonly TenantOptions[]): Promise<Tenants> {
  const opened: Tenants = new Map();
  try {
    for (const { id, origins = [] } of tenants) {
      if (!/^[a-z0-9-]{1,64}$/.test(id)) throw new StartRefused('A tenant id has lower case letters, digits and hyphens only.');
      opened.set(id, { database: new TenantDatabase(join(folder, 'tenants'), id), origins });
    }
    return opened;
  } catch (cause) {
    await closeTenants(opened);
    if (cause instanceof StartRefused) throw cause;
    if (cause instanceof StorageRefused) throw new StartRefused(cause.message, { cause });
    const code = (cause as { code?: string }).code ?? 'unknown';
    throw new StartRefused(`The database of a tenant in ${folder} cannot be opened (${code}): is it a database, and may we write it?`, { cause });
  }
}

/** Closes every database, in order. */
export async function closeTenants(tenants: Tenants): Promise<void> {
  for (const { database } of tenants.values()) await database.close();
}

/** Listens; gives the port. @throws StartRefused when it is taken */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${port} of ${host} is in use: stop what uses it or choose another one.`
          : `Cannot listen on ${host}:${port} (${error.code}).`;
      reject(new StartRefused(why, { cause: error }));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port)); // an address and a port, not a pipe
  });
}

/** The address as the client wrote it, so that links stay behind the proxy it came through. */
export const requested =
  (own: string) =>
  (request: IncomingMessage): string => {
    const host = request.headers.host ?? '';
    return /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host) ? `http://${host}` : own;
  };
