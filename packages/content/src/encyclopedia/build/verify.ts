import { createHash } from 'node:crypto';
import { NAME_DIGITS, PER_LIST, type FilesManifest, type ReadDocument } from '@nelumbo/core/encyclopedia';
import type { PackMachine } from './pack-cli.js';

const named = new RegExp(`^(.+)\\.([0-9a-f]{${NAME_DIGITS}})\\.json$`);

/**
 * Whether a pack is whole: every file is what its name says, and every file that the manifest or a list names is there.
 * @param read - reads documents of the pack, checked by hash (and by signature where a key was given)
 */
export async function verifyPack(folder: string, read: ReadDocument, machine: PackMachine): Promise<{ files: number; problems: string[] }> {
  const { files } = (await read('pack')) as FilesManifest; // packFiles checked the format
  const problems: string[] = [];
  const found = new Set<string>();
  const paths = machine.list(folder, ['json']).map((path) => path.replaceAll('\\', '/'));
  for (const path of paths) {
    const [, document, hash] = named.exec(path.slice(folder.replace(/\/*$/, '/').length)) ?? [];
    if (!document || !hash) continue;
    found.add(`${document} ${hash}`);
    if (!createHash('sha256').update(machine.read(path)).digest('hex').startsWith(hash)) problems.push(`${document}: the file is not what its name says`);
  }
  const expected = new Map(Object.entries(files).map(([document, [hash]]) => [document, hash.slice(0, NAME_DIGITS)]));
  for (const list of Object.keys(files)) {
    const [, locale, kind, number] = /^([\w-]+)\/list-(\w+)-(\d+)$/.exec(list) ?? [];
    if (number === undefined) continue;
    const hashes = (await read(list).catch(() => '')) as string; // a damaged list is told above, a missing one below
    for (let at = 0; at * NAME_DIGITS < hashes.length; at++)
      expected.set(`${locale}/${kind}-${Number(number) * PER_LIST + at}`, hashes.slice(at * NAME_DIGITS, (at + 1) * NAME_DIGITS));
  }
  for (const [document, hash] of expected) if (!found.has(`${document} ${hash}`)) problems.push(`${document}: the file is missing`);
  return { files: paths.length, problems };
}
