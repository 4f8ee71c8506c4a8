import { createHash } from 'node:crypto';
import type { ContentStore } from './store.js';

/** A file of the pack, as it is sent. */
export interface PackFile {
  /** Below the version, such as `zh-CN/names`. */
  readonly name: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly body: unknown;
}

/** The pack's files under one version: another pack has another version, so that a file never changes under its address. */
export interface PackFiles {
  /** From the hashes of all files. */
  readonly version: string;
  readonly files: ReadonlyMap<string, PackFile>;
}

const prefix = 'encyclopedia/';

/** Reads every document of the encyclopedia; a pack reader finds them by their names without the prefix. */
export async function readPackFiles(content: ContentStore): Promise<PackFiles> {
  const names = (await content.names()).filter((name) => name.startsWith(prefix)).sort();
  const files = await Promise.all(
    names.map(async (name): Promise<PackFile> => {
      const body = await content.read(name);
      const text = JSON.stringify(body);
      const sha256 = createHash('sha256').update(text).digest('hex');
      return { name: name.slice(prefix.length), sha256, bytes: Buffer.byteLength(text), body };
    }),
  );
  const version = createHash('sha256');
  for (const { name, sha256 } of files) version.update(`${name} ${sha256}\n`);
  return { version: version.digest('hex').slice(0, 16), files: new Map(files.map((file) => [file.name, file])) };
}
