import { concat, encodeUtf8 } from '../crypto/index.js';
import { NelumboError } from '../i18n/index.js';
import type { Crypto, Expect, Kek, Key, Put, Row, Table } from '../platform.js';
import { REVISION } from './envelope.js';
import { storageCode } from './errors.js';
import { TABLES } from './schema.js';
import type { Vault } from './vault.js';

/** How the root key of a database can be wrapped. `device`: by a key that this browser keeps; whoever has the profile has the data. */
export type Wrapping = 'device' | 'server' | 'passkey' | 'recovery' | 'pin';

/**
 * What opens a wrapping. `server`: a share that the host's server gives after login. `passkey`: 32 bytes of its PRF extension.
 * `recovery`: a code of at least 128 bits that the user keeps. `pin`: with a share of a server that counts attempts.
 */
export type Secret =
  | { readonly kind: 'server' | 'passkey' | 'recovery'; readonly secret: Uint8Array }
  | { readonly kind: 'pin'; readonly pin: string; readonly share: Uint8Array };

const SALT = 16; // bytes, in front of the wrapped root
const SHORTEST = 16; // bytes of a secret

const bad = (message: string) => new NelumboError('bad-input', message);

async function kekOf(crypto: Crypto, given: Secret, salt: Uint8Array): Promise<Kek> {
  const secret = given.kind === 'pin' ? given.share : given.secret;
  if (secret.length < SHORTEST) throw bad('A secret that wraps a key has at least 16 bytes.');
  const kek = given.kind === 'pin' ? crypto.pinKek?.(given.pin, given.share, salt) : crypto.secretKek?.(given.secret, salt);
  if (!kek) throw new NelumboError('unsupported', 'This platform wraps keys by the device only.');
  return kek;
}

/** Which wrappings open a database without its device. A passkey can be deleted, so it counts only beside another. */
const isSafe = (kinds: readonly string[]): boolean => kinds.some((kind) => kind === 'server' || kind === 'recovery' || kind === 'pin');

/** What a stored wrapping opens with a secret. @throws NelumboError `bad-input`, `unsupported`; CryptoError `tampered` */
export async function openWrapping(crypto: Crypto, row: Row, given: Secret): Promise<{ kek: Kek; wrapped: Uint8Array }> {
  return { kek: await kekOf(crypto, given, row.value.slice(0, SALT)), wrapped: row.value.slice(SALT) };
}

/** The kinds of stored rows. */
export const kindsOf = (rows: readonly Row[]): Wrapping[] => rows.map(({ key }) => String(key[0])).filter((kind) => kind !== 'epoch') as Wrapping[]; // nothing else is kept there

const stored = async (vault: Vault): Promise<Row[]> => (await vault.read([{ table: 'keys', from: [''], to: ['\uffff'] }]))[0]!;

/** The wrappings there are. */
export const wrappings = async (vault: Vault): Promise<readonly Wrapping[]> => kindsOf(await stored(vault));

/**
 * Adds a wrapping, or renews the one of its kind. The weakest one decides how safe the data is: once a database opens without its
 * device, the device's wrapping is removed and its key destroyed.
 * @throws NelumboError `bad-input` for a passkey with nothing to recover by, `unsupported`, `storage-…`
 */
export async function addWrapping(vault: Vault, given: Secret): Promise<void> {
  const { crypto, unlockedBy } = vault;
  const rows = await stored(vault);
  const kinds = [...new Set([...kindsOf(rows), given.kind])].filter((kind) => kind !== 'device');
  if (!isSafe(kinds)) throw bad('A passkey alone would take the data with it when it is deleted: add a server share or a recovery code first.');
  if (!crypto.reveal) throw new NelumboError('unsupported', 'This platform wraps keys by the device only.');
  const root = await crypto.reveal(unlockedBy.wrapped, unlockedBy.kek);
  const salt = await crypto.random(SALT);
  const kek = await kekOf(crypto, given, salt);
  const wrapped = await crypto.wrap(root, kek);
  root.fill(0);
  await crypto.unwrap(wrapped, kek); // what does not open again is not stored
  const puts: Put[] = [['keys', [given.kind], concat(salt, wrapped)]];
  const device = rows.find(({ key }) => key[0] === 'device');
  if (device) puts.push(['keys', ['device'], null]);
  await vault.commitAside(puts, device ? [['keys', ['device'], device.value]] : [], 'strict');
  vault.unlockedBy = { kek, wrapped };
  if (device) await crypto.forgetKek(vault.name);
}

/** Removes a wrapping. @throws NelumboError `bad-input` when the data would open by nothing else, or by a passkey only */
export async function removeWrapping(vault: Vault, kind: Wrapping): Promise<void> {
  const rows = await stored(vault);
  const left = kindsOf(rows).filter((one) => one !== kind);
  if (!isSafe(left) && !left.includes('device')) throw bad('Nothing would open the data any more: add another key first.');
  await vault.commitAside([['keys', [kind], null]], [], 'strict');
}

/** How often the sealing key was renewed. */
export const epochOf = (rows: readonly Row[]): number => {
  const row = rows.find(({ key }) => key[0] === 'epoch' && key.length === 1);
  return row ? Number(String.fromCharCode(...row.value)) || 0 : 0;
};

/** Renews the sealing key: what is written from now on names it. {@link reseal} brings the rest along. */
export async function rotate(vault: Vault): Promise<void> {
  if (!vault.crypto.rotate) throw new NelumboError('unsupported', 'This platform cannot renew keys.');
  const rows = await stored(vault);
  const row = rows.find(({ key }) => key[0] === 'epoch' && key.length === 1);
  const next = epochOf(rows) + 1;
  await vault.commitAside([['keys', ['epoch'], encodeUtf8(String(next))]], [['keys', ['epoch'], row?.value ?? null]], 'strict');
  await vault.turnTo(next);
}

/** Where is noted which key sealed everything. */
const RESEALED: Key = ['epoch', 'done'];
const KEY_ID = { from: 3, to: 7 } as const; // in an envelope: version, suite, codec, key id
const CLEAR: readonly Table[] = ['keys', 'quarantine', 'index', 'records'];
const SEALED = TABLES.filter((name) => !CLEAR.includes(name));
const AT_ONCE = 20; // values in one commit

/** How far {@link reseal} has come: `changed` when this way through the tables found something, or lost against a write. */
interface Place {
  readonly epoch: number;
  readonly table: number;
  readonly from: Key;
  readonly changed: boolean;
}
const places = new WeakMap<Vault, Place>();

/**
 * Seals up to `most` values anew that an earlier key sealed; how many. Each only if it has not changed meanwhile. Call it again,
 * when nothing else is to do, until it gives 0: then one whole way through the tables has found none.
 */
export async function reseal(vault: Vault, most = 50): Promise<number> {
  const start: Place = { epoch: vault.epoch, table: 0, from: [-1e15], changed: false };
  const current = (await vault.sealer.seal('meta', ['probe'], 0)).subarray(KEY_ID.from, KEY_ID.to);
  let place = places.get(vault) ?? start;
  if (place.epoch !== start.epoch) place = start;
  let done = 0;
  while (done < most) {
    const table = SEALED[place.table];
    if (table === undefined && !place.changed) {
      places.delete(vault);
      await vault.commitAside([['keys', RESEALED, encodeUtf8(String(place.epoch))]], []); // the next opening need not look
      return done;
    }
    if (table === undefined) {
      place = start; // another tab may have sealed with the old key behind us
      continue;
    }
    const rows = (await vault.read([{ table, from: place.from, to: ['\uffff'], limit: AT_ONCE }]))[0]!; // one want
    const { n, again } = await resealRows(vault, table, rows, current);
    done += n;
    const isLast = rows.length < AT_ONCE;
    const next = isLast ? { table: place.table + 1, from: start.from } : { table: place.table, from: [...rows.at(-1)!.key, -1e15] }; // right behind it
    place = { epoch: place.epoch, ...next, changed: place.changed || n > 0 || again };
  }
  places.set(vault, place);
  return done;
}

async function resealRows(vault: Vault, table: Table, rows: readonly Row[], current: Uint8Array): Promise<{ n: number; again: boolean }> {
  const old = rows.filter(({ key, value }) => key[0] !== 'schema' && current.some((byte, at) => value[KEY_ID.from + at] !== byte));
  const puts = await Promise.all(
    old.map(async ({ key, value }): Promise<Put[]> => {
      const sealed = await vault.sealer.reseal(table, key, value).catch(() => undefined); // damaged: left for whoever reads it
      return sealed ? [[table, key, sealed]] : [];
    }),
  );
  const changed = puts.flat();
  if (!changed.length) return { n: 0, again: false };
  try {
    await vault.commitAside(
      changed,
      old.map(({ key, value }): Expect => [table, key, value.slice(0, REVISION)]),
    );
    return { n: changed.length, again: false };
  } catch (error) {
    if (storageCode(error) !== 'conflict') throw error;
    return { n: 0, again: true };
  } finally {
    await vault.forgetPlaces();
  }
}
