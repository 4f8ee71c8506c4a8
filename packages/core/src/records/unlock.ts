import { encodeUtf8, lengthPrefixed, toHex } from '../crypto/index.js';
import { NelumboError } from '../i18n/index.js';
import { StorageError, type Crypto, type Db, type Get, type Kek, type Keys, type Row, type Storage } from '../platform.js';
import { storageCode } from './errors.js';
import { Sealer } from './envelope.js';
import type { Secret, Wrapping } from './keys.js';
import { SCHEMA, TABLES, type Head } from './schema.js';

/** What opens a database. */
export interface UnlockOptions {
  readonly storage: Storage;
  readonly crypto: Crypto;
  readonly tenant: string;
  readonly user: string;
  /** Asked when the data opens without the device only: gives the secret of one of these kinds, `undefined` to give up. */
  readonly secret?: (kinds: readonly Wrapping[]) => Promise<Secret | undefined>;
}

/** An open database with its keys. */
export interface Unlocked {
  readonly name: string;
  readonly db: Db;
  readonly keys: Keys;
  /** How often the sealing key had been renewed. */
  readonly epoch: number;
  /** What opened the root, to wrap it once more. */
  readonly by: { readonly kek: Kek; readonly wrapped: Uint8Array };
  readonly sealer: Sealer;
  /** Some values are still sealed with an earlier key. */
  readonly hasOldSeals: boolean;
  /** False where no wrapping key, or nothing at all, can be kept: everything is gone with this visit. */
  readonly lasting: boolean;
  /** When the platform was found to have deleted what was kept, in ms. */
  readonly dropped: number | undefined;
  /** Rows of {@link PLACES}, as they were on opening. */
  readonly places: readonly Row[][];
  /** Written by an earlier schema: has to be rolled forward before anything is read. */
  readonly older: boolean;
}

/** What tells where records lie: the codes under which they are filed, and a mark that changes when blocks do. */
export const PLACES: readonly Get[] = [
  { table: 'meta', key: ['codes'] },
  { table: 'meta', key: ['fold'] },
];

const INSTALL = 'nelumbo/install';

const wrongKey = (cause: unknown) =>
  new NelumboError('wrong-key', 'The data here does not open with this key. Nothing was deleted: restore the key, or erase the data.', {
    cause,
  });

async function unwrap(crypto: Crypto, wrapped: Uint8Array, kek: Kek): Promise<Keys> {
  try {
    return await crypto.unwrap(wrapped, kek);
  } catch (cause) {
    throw wrongKey(cause);
  }
}

interface Root {
  readonly keys: Keys;
  readonly kek: Kek;
  readonly wrapped: Uint8Array;
}

// Reads a wrapped root or makes one; of two tabs that make one at once, the first wins and both use it.
async function rootKeys(
  crypto: Crypto,
  db: Db,
  table: string,
  row: Row | undefined,
  kek: Kek,
  alongside: (keys: Keys) => Promise<readonly (readonly [string, string, Uint8Array])[]>,
): Promise<Root> {
  for (let known: Row | undefined = row; ; known = (await db.read([{ table, key: ['device'] }]))[0]![0]) {
    if (known) return { keys: await unwrap(crypto, known.value, kek), kek, wrapped: known.value };
    const wrapped = await crypto.wrap(await crypto.random(32), kek);
    const keys = await unwrap(crypto, wrapped, kek);
    const more = await alongside(keys);
    try {
      await db.commit([[table, ['device'], wrapped], ...more.map(([t, key, value]) => [t, [key], value] as const)], [[table, ['device'], null]], 'strict');
      return { keys, kek, wrapped };
    } catch (error) {
      if (storageCode(error) !== 'conflict') throw error;
    }
  }
}

// The user's name appears in no database name: only a MAC under a secret of this installation.
async function databaseName({ crypto, tenant, user }: UnlockOptions, db: Db, row: Row | undefined, kek: Kek): Promise<string> {
  const { keys } = await rootKeys(crypto, db, 'keys', row, kek, () => Promise.resolve([]));
  return `nelumbo/${tenant}/${toHex((await crypto.mac(keys, 'idx', lengthPrefixed(tenant, user))).subarray(0, 16))}`;
}

const keyOutOfReach = () => new NelumboError('storage-lost', 'The device key could not be read. Nothing was changed: try again.');

// Opening a database and asking for a key take a few milliseconds each: what can goes side by side.
async function install({ storage, crypto }: UnlockOptions): Promise<{ db: Db; row: Row | undefined; kek: Kek }> {
  const opening = storage.open(INSTALL, ['keys']);
  const [kek, db] = await Promise.all([crypto.deviceKek(INSTALL), opening]).catch(async (error: unknown) => {
    await opening.then(
      (db) => db.close(),
      () => undefined,
    );
    throw error;
  });
  return { db, kek, row: (await db.read([{ table: 'keys', key: ['device'] }]))[0]![0] };
}

async function locate(options: UnlockOptions, onUsed: () => void): Promise<{ name: string; visit: boolean; dropped: number | undefined }> {
  const { db, row, kek } = await install(options);
  try {
    if (row) onUsed();
    const dropped = db.dropped?.(!row);
    if (!kek.session) return { name: await databaseName(options, db, row, kek), visit: false, dropped };
    // Without a device key a visit starts empty. Where records were kept before, the missing key is a fault, perhaps a passing one:
    // an empty database in their place would look as if everything were gone, and what is saved there would be.
    if (row) throw keyOutOfReach();
    return { name: `nelumbo/${options.tenant}/visit-${toHex(await options.crypto.random(16))}`, visit: true, dropped };
  } finally {
    db.close();
  }
}

async function unlockBy({ crypto, secret }: UnlockOptions, rows: readonly Row[]): Promise<Root> {
  const { kindsOf, openWrapping } = await import('./keys.js');
  const given = await secret?.(kindsOf(rows));
  const row = rows.find(({ key }) => key[0] === given?.kind);
  if (!given || !row) throw wrongKey(undefined);
  const { kek, wrapped } = await openWrapping(crypto, row, given);
  return { keys: await unwrap(crypto, wrapped, kek), kek, wrapped };
}

/**
 * Opens the database of (tenant, user), making it on first use.
 * @param onUsed - called early where something was kept on this device before
 * @throws NelumboError `wrong-key` or `storage-lost` (nothing was changed), `storage-newer`
 * @throws StorageError, CryptoError of the ports
 */
export async function unlock(options: UnlockOptions, onUsed: () => void): Promise<Unlocked> {
  const { storage, crypto, tenant, user } = options;
  const { name, visit, dropped } = await locate(options, onUsed);
  const opening = storage.open(name, TABLES);
  opening.catch(() => undefined); // heard below
  const kek = await crypto.deviceKek(name);
  const db = await opening;
  try {
    const context = [tenant, user];
    const first = async (keys: Keys) => {
      const head: Head = { seq: 1, gen: 1, recent: [], live: {} };
      const sealed = await new Sealer(crypto, keys, context).seal('meta', ['head'], head);
      return [['meta', 'schema', encodeUtf8(String(SCHEMA))] as const, ['meta', 'head', sealed] as const];
    };
    const [schema, former, wrapped, codes, fold] = await db.read([
      { table: 'meta', key: ['schema'] },
      { table: 'records', from: [''], to: ['\uffff'], limit: 1, keysOnly: true },
      { table: 'keys', from: [''], to: ['\uffff'] },
      ...PLACES,
    ]);
    const version = schema?.[0] ? Number(String.fromCharCode(...schema[0].value)) : SCHEMA;
    // What is no number was not written by any release that this code knows.
    if (!(version <= SCHEMA)) throw new StorageError('newer');
    const device = wrapped!.find(({ key }) => key[0] === 'device');
    const isLocked = wrapped!.length > 0 && !device;
    if (!isLocked && !visit && kek.session) throw keyOutOfReach(); // or the root would be wrapped by a key that ends with this visit
    const root = isLocked ? await unlockBy(options, wrapped!) : await rootKeys(crypto, db, 'keys', device, kek, first);
    // How often the key was renewed, and which one has sealed everything.
    const [epoch, resealed] = [1, 2].map((length) => {
      const row = wrapped!.find(({ key }) => key[0] === 'epoch' && key.length === length);
      return row ? Number(String.fromCharCode(...row.value)) : 0;
    }) as [number, number]; // two of two
    let { keys } = root;
    for (let n = 0; n < epoch && crypto.rotate; n++) keys = await crypto.rotate(keys);
    const places = [codes!, fold!]; // as many as asked for
    return {
      name,
      db,
      keys,
      epoch,
      by: root,
      places,
      sealer: new Sealer(crypto, keys, context),
      lasting: !visit && db.lasting !== false,
      dropped,
      hasOldSeals: resealed < epoch,
      older: version < SCHEMA || former!.length > 0,
    };
  } catch (error) {
    db.close();
    throw error;
  }
}
