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
 * Heights in px, in a narrow and in a wide column; a look that is not taller than `zh` has no row.
 * @typedef {Record<'zh' | 'en' | 'care' | 'careEn', [narrow: number, wide: number]>} Reserve
 */

/**
 * @param {string} dir - the folder of the chunks; `nelumbo.js` in it holds `__NELUMBO_RELEASE__`, or an earlier release
 * @param {{ version: string, prefix: string, base: string, rooms: string, shards: string[], first: string[], events: string[],
 *   tags: Record<string, { file: string, reserve?: Reserve, ahead?: string[] }>, imports: Record<string, string[]> }} plan - `imports`: each file -> the
 *   files that it imports; `ahead`: files that an element loads by itself, whatever it shows; `first`: patterns of files that load with the first element of a room; `shards`: patterns of files that get a table of their own
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
      ...inside.flatMap(([, { file, ahead = [] }]) => [file, ...ahead]),
      ...all.filter((file) => isFirst(file) && (room.startsWith(roomOf(file, rooms)) || roomOf(file, rooms) === 'core')),
    ]);
    const rest = all.filter((file) => roomOf(file, rooms) === room && !files[file]);
    const more = [...plan.shards, ''].flatMap((pattern) => {
      const fits = rest.filter((file) => (plan.shards.find((one) => new RegExp(one).test(file)) ?? '') === pattern);
      const name = `${room}-${pattern.replace(/\W+/g, '') || 'later'}`;
      return fits.length ? [[pattern, name, writeTable(name, { files: listOf(fits) })]] : [];
    });
    tables[room] = writeTable(room, { tags: Object.fromEntries(inside.map(([tag, { file, ahead = [] }]) => [tag, [file, ...ahead]])), files, more });
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

/** For whom an element is taller: English runs longer, care mode is larger. What stands later wins. */
const looks = {
  zh: '',
  en: ':where([locale|=en],[locale|=en] *,:lang(en):not([locale],[locale] *))',
  care: ':where([care],[care] *)',
  careEn: ':where([locale|=en],[locale|=en] *,:lang(en):not([locale],[locale] *)):where([care],[care] *)',
};

/**
 * Room for each element until its content fills it, which what shows that it is loading does not outgrow (`--_room`): heights of a first visit, in a
 * column of 390 px and from 640 px on.
 */
function reserveRules(prefix, tags) {
  const rule = (tag, look, height) =>
    `${prefix}-${tag}:is(:not(:defined),[data-reserved]):where(:not([hidden]))${look}{display:block;--_room:var(--nelumbo-reserve,${height}px);min-block-size:var(--_room)}\n`;
  const rules = (wide) =>
    Object.keys(looks)
      .flatMap((look) => Object.entries(tags).flatMap(([tag, { reserve }]) => (reserve?.[look] ? [rule(tag, looks[look], reserve[look][wide])] : [])))
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
