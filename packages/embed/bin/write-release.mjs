// Writes what a release consists of beside its chunks: nelumbo.js with the hashes, the tables of files, reserve.css, the snippet for a page.
// Used by the CDN build and by nelumbo-release, which gives a build another prefix.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** @param {string} algorithm - `sha256` in the tables, where each byte travels; `sha384` in pages */
const integrity = (bytes, algorithm) => `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`;

/** The room of a file or tag; src/loader/files.ts says the same. */
const roomOf = (name, rooms) => new RegExp(rooms).exec(name)?.[0] ?? 'core';

/** A file with everything that it imports, the base left out. */
function closure(file, imports, base) {
  const all = new Set([file]);
  for (const one of all) for (const next of imports[one] ?? []) if (next !== base) all.add(next);
  return [...all];
}

/**
 * @param {string} dir - the folder of the chunks; `nelumbo.js` in it holds `__NELUMBO_RELEASE__`, or an earlier release
 * @param {{ version: string, prefix: string, base: string, rooms: string, shards: string[], first: string[], events: string[],
 *   tags: Record<string, { file: string, reserve?: [narrow: number, wide: number] }>, imports: Record<string, string[]> }} plan - `imports`: each file -> the files that it
 *   imports; `first`: patterns of files that load with the first element of a room; `shards`: patterns of files that get a table of their own
 */
export function writeRelease(dir, plan) {
  const { version, prefix, base, rooms, tags, imports } = plan;
  const read = (file) => readFileSync(`${dir}/${file}`);
  const write = (file, text) => writeFileSync(`${dir}/${file}`, text);
  const hash = (file) => integrity(read(file), 'sha256');

  /** A table of files with what they import, but not what is in `apart`. */
  const listOf = (files) => Object.fromEntries(files.flatMap((file) => closure(file, imports, base)).map((one) => [one, [hash(one), ...(imports[one] ?? [])]]));
  const writeTable = (name, table) => {
    write(`files-${name}.json`, JSON.stringify(table));
    return hash(`files-${name}.json`);
  };
  const all = Object.keys(imports).filter((file) => file !== base);
  const isFirst = (file) => plan.first.some((pattern) => new RegExp(pattern).test(file));
  const tables = {};
  for (const room of new Set(['core', ...all.map((file) => roomOf(file, rooms))])) {
    const inside = Object.entries(tags).filter(([tag, { file }]) => file !== base && roomOf(tag, rooms) === room);
    const files = listOf([
      ...inside.map(([, { file }]) => file),
      ...all.filter((file) => isFirst(file) && (room.startsWith(roomOf(file, rooms)) || roomOf(file, rooms) === 'core')),
    ]);
    const rest = all.filter((file) => roomOf(file, rooms) === room && !files[file]);
    const more = [...plan.shards, ''].flatMap((pattern) => {
      const fits = rest.filter((file) => (plan.shards.find((one) => new RegExp(one).test(file)) ?? '') === pattern);
      const name = `${room}-${pattern.replace(/\W+/g, '') || 'later'}`;
      return fits.length ? [[pattern, name, writeTable(name, { files: listOf(fits) })]] : [];
    });
    tables[room] = writeTable(room, { tags: Object.fromEntries(inside.map(([tag, { file }]) => [tag, file])), files, more });
  }
  const release = { version, prefix, base: [base, hash(base)], rooms, tables };
  const before = plan.written ? JSON.stringify(plan.written) : '__NELUMBO_RELEASE__';
  const loader = read('nelumbo.js').toString();
  if (!loader.includes(before)) throw new Error(`nelumbo.js in ${dir} does not hold ${plan.written ? 'the release that release.json says' : before}.`);
  write(
    'nelumbo.js',
    loader.replace(before, () => JSON.stringify(release)),
  );

  write('reserve.css', reserveRules(prefix, tags));
  write('release.json', `${JSON.stringify({ ...plan, written: release }, null, 1)}\n`);
  write('snippet.html', snippet(read));
}

/** Room for each element until its content fills it: heights of a first visit, in a column of 390 px and from 640 px on. */
function reserveRules(prefix, tags) {
  const rules = (wide) =>
    Object.entries(tags)
      .filter(([, { reserve }]) => reserve)
      .map(
        ([tag, { reserve }]) => `${prefix}-${tag}:is(:not(:defined),[data-reserved]){display:block;min-block-size:var(--nelumbo-reserve,${reserve[wide]}px)}\n`,
      )
      .join('');
  return `${rules(0)}@media (min-width:640px){\n${rules(1)}}\n`;
}

/** The lines for a page, with the hashes of this build. */
const snippet = (
  read,
) => `<!-- Where "https://cdn.example/VERSION/" stands, write the address of this folder. Keep the nonce lines only if your policy has a nonce. -->
<link rel="stylesheet" href="https://cdn.example/VERSION/reserve.css" crossorigin="anonymous" integrity="${integrity(read('reserve.css'), 'sha384')}">
<script nonce="…">window.Nelumbo||(Nelumbo=function(){(Nelumbo.q=Nelumbo.q||[]).push(arguments)})</script>
<script type="module" async nonce="…" crossorigin="anonymous" integrity="${integrity(read('nelumbo.js'), 'sha384')}" src="https://cdn.example/VERSION/nelumbo.js"></script>
`;
