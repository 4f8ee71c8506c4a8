import { createHash } from 'node:crypto';
import {
  fileName,
  NAME_DIGITS,
  PER_LIST,
  shardPlace,
  signedText,
  type Entry,
  type FilesManifest,
  type PackLicence,
  type PackManifest,
} from '@nelumbo/core/encyclopedia';
import type { PackDocument, Progress } from './documents.js';

/** A file of the pack: its path below the folder, and its text. */
export interface PackFile {
  readonly path: string;
  readonly text: string;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The sources and licences of the entries, counted: what a page has to credit. */
export function licencesOf(entries: readonly Entry[]): PackLicence[] {
  const found = new Map<string, PackLicence>();
  for (const { source, licence } of entries) {
    const key = JSON.stringify([source.name, licence.id, licence.attribution]);
    const known = found.get(key);
    const credit = { source: source.name, licence: licence.id, ...(licence.attribution && { attribution: licence.attribution }) };
    found.set(key, { ...credit, entries: (known?.entries ?? 0) + 1 });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, licence]) => licence);
}

/** Signs a text with a publisher's key; base64url. */
export type Sign = (text: string) => string;

/** How a pack is written: `progress` is told how far it is, `sign` signs the manifest. */
export interface WriteOptions {
  readonly progress?: Progress;
  readonly sign?: Sign;
}

/**
 * The files of a pack, one after the other, the manifest last: every text has its hash in its name, and in the manifest or, for cards and
 * articles, in a list that the manifest names. Same documents, same bytes.
 */
export function* packFileTexts(
  documents: readonly PackDocument[],
  entries: ReadonlyMap<string, readonly Entry[]>,
  { progress, sign }: WriteOptions = {},
): Generator<PackFile> {
  const files: Record<string, readonly [string, number]> = {};
  const lists = new Map<string, string[]>();
  let manifest: PackManifest | undefined;
  let done = 0;
  for (const [name, document] of documents) {
    progress?.('files', ++done, documents.length);
    if (name === 'pack') {
      manifest = document as PackManifest; // written by packDocuments
      continue;
    }
    const text = JSON.stringify(document);
    const hash = hashOf(text);
    const place = shardPlace(name);
    if (!place) files[name] = [hash, Buffer.byteLength(text)];
    else {
      const list = lists.get(place.list) ?? new Array<string>();
      list[place.at] = hash.slice(0, NAME_DIGITS);
      lists.set(place.list, list);
      if (list.length > PER_LIST) throw new Error(`${place.list} is too long`);
    }
    yield { path: fileName(name, hash), text };
  }
  for (const [name, hashes] of lists) {
    const text = JSON.stringify(hashes.join(''));
    files[name] = [hashOf(text), Buffer.byteLength(text)];
    yield { path: fileName(name, hashOf(text)), text };
  }
  if (!manifest) throw new Error('the documents have no manifest');
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  const counts = Object.fromEntries([...entries].map(([locale, own]) => [locale, own.length]));
  const all: FilesManifest = { ...manifest, entries: counts, licences: licencesOf([...entries.values()].flat()), files: sorted };
  const signed: FilesManifest = sign ? { ...all, signature: { algorithm: 'Ed25519', value: sign(signedText(all)) } } : all;
  yield { path: 'manifest.json', text: `${JSON.stringify(signed, null, 1)}\n` };
}
