import { NelumboError, toNelumboError } from '../i18n/index.js';
import type { PackManifest, ReadDocument } from './pack-source.js';
import type { PackSignature } from './pack-signature.js';
import { sha256 } from './sha256.js';

/** Hex digits of a hash that stand in a file's name, and in the lists of shards: 96 bits. */
export const NAME_DIGITS = 24;
/** Shards whose hashes share a list. */
export const PER_LIST = 256;

/** A source and its licence, as the manifest lists them. */
export interface PackLicence {
  readonly source: string;
  readonly licence: string;
  readonly attribution?: string;
  readonly entries: number;
}

/** `manifest.json` of a pack of static files: {@link PackManifest}, and what every other file must be. */
export interface FilesManifest extends PackManifest {
  /** Entries by language. */
  readonly entries: Readonly<Record<string, number>>;
  /** Document → SHA-256 (hex) and bytes. Cards and articles are not among them: their hashes stand in `<locale>/list-<kind>-<n>`. */
  readonly files: Readonly<Record<string, readonly [sha256: string, bytes: number]>>;
  readonly licences: readonly PackLicence[];
  /** Last, when the publisher signs. */
  readonly signature?: PackSignature;
}

/** A text file; the whole path is relative to the folder of the pack. */
export const fileName = (document: string, hash: string): string => `${document}.${hash.slice(0, NAME_DIGITS)}.json`;

/** `zh-CN/cards-300` → the list that holds its hash, and its place there. */
export function shardPlace(document: string): { readonly list: string; readonly at: number } | undefined {
  const [, locale, kind, number] = /^([\w-]+)\/(cards|entries|[nip])-(\d+)$/.exec(document) ?? [];
  if (!locale || !kind || number === undefined) return undefined;
  return { list: `${locale}/list-${kind}-${Math.floor(Number(number) / PER_LIST)}`, at: Number(number) % PER_LIST };
}

/**
 * Fetches the text of a file.
 * @param url - absolute, or relative to the page
 * @param options.again - the copy at hand was bad: pass every cache by
 * @throws NelumboError `not-found`, `offline`, `server`
 */
export type FetchText = (url: string, options: { readonly again: boolean }) => Promise<string>;

const missing = () => new NelumboError('not-found', 'The pack has no such document.');
const bad = () => new NelumboError('damaged', 'A file of the pack is not what its manifest says. Publish the pack again, all files at once.');

/**
 * Reads a pack of static files from any web server or CDN. Each file is checked against its hash before it is parsed; a bad one is
 * fetched once more, past the caches, and then refused with `damaged`, so that the next source or tier answers.
 * @param url - the folder that holds `manifest.json`
 * @param isTrusted - whether the manifest, and with it every hash, is the publisher's: `signedBy(key)`. Without it the server is trusted.
 */
export function packFiles(url: string, fetchText: FetchText, isTrusted?: (manifest: FilesManifest) => Promise<boolean>): ReadDocument {
  const base = url.replace(/\/*$/, '/');
  let opening: Promise<FilesManifest> | undefined;
  const manifest = (): Promise<FilesManifest> => {
    opening ??= fetchText(`${base}manifest.json`, { again: false }).then(async (text) => {
      const found = parse(text) as FilesManifest | undefined; // its format is checked here and by openPack
      if (found?.format !== 'nelumbo-pack/2' || typeof found.files !== 'object') throw bad();
      if (isTrusted && !(await isTrusted(found))) throw bad();
      return found;
    });
    opening.catch(() => (opening = undefined));
    return opening;
  };
  const checked = async (document: string, hash: string): Promise<unknown> => {
    for (const again of [false, true]) {
      const text = await fetchText(base + fileName(document, hash), { again }).catch((error: unknown) => {
        if (again || toNelumboError(error).code !== 'not-json') throw error;
        return '';
      });
      if (sha256(text).startsWith(hash)) return parse(text);
    }
    throw bad();
  };
  const hashOf = async (document: string): Promise<string> => {
    const { files } = await manifest();
    if (Object.hasOwn(files, document)) return files[document]![0];
    const place = shardPlace(document);
    if (!place || !Object.hasOwn(files, place.list)) throw missing();
    const hashes = (await read(place.list)) as string; // written by the builder beside the manifest
    const hash = hashes.slice(place.at * NAME_DIGITS, (place.at + 1) * NAME_DIGITS);
    if (hash.length !== NAME_DIGITS) throw missing();
    return hash;
  };
  const known = new Map<string, Promise<unknown>>();
  const read = (document: string): Promise<unknown> => {
    // Lists are asked for with every shard; the rest is kept by whoever reads it.
    if (!document.includes('/list-')) return hashOf(document).then((hash) => checked(document, hash));
    const list = known.get(document) ?? hashOf(document).then((hash) => checked(document, hash));
    known.set(document, list);
    list.catch(() => known.delete(document));
    return list;
  };
  return (name) => {
    const document = name.replace(/^encyclopedia\//, '');
    return document === 'pack' ? manifest() : read(document);
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw bad();
  }
}
