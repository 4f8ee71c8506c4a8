import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { exportJWK, generateKeyPair } from 'jose';

/** The identity provider's secrets. */
export interface Keys {
  /** A private ES256 key. */
  readonly signing: JWK;
  readonly cookies: readonly string[];
}

/** Reads the keys from the data folder or makes them, so that tokens outlive a restart. The file is for its owner only. */
export async function persistentKeys(folder: string): Promise<Keys> {
  const file = join(folder, 'development-keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Keys; // written below
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const keys: Keys = {
    signing: { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex'), alg: 'ES256', use: 'sig' },
    cookies: [randomBytes(32).toString('base64url')],
  };
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}

/** The public half, for those who check. */
export function publicKey({ signing }: Keys): JWK {
  const { d: _secret, ...open } = signing;
  return open;
}
