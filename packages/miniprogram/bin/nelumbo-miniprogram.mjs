#!/usr/bin/env node
// Copies the components of one platform into a mini-program, without what its operator may not publish, and says what is in it: contents,
// size against the platform's limits, categories and permissions. Node built-ins only.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { facts } from './facts.mjs';
import { isApp, moved, packagesOf, placeOf } from './packages.mjs';

const mark = '.nelumbo'; // a folder with this file was written by us, and may be written again
const stop = (message) => {
  console.error(message);
  process.exit(1);
};

const { values } = parseArgs({
  options: {
    platform: { type: 'string' },
    out: { type: 'string' },
    without: { type: 'string', default: '' },
    subpackages: { type: 'string', default: '' },
    from: { type: 'string', default: fileURLToPath(new URL('../mini/dist', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
});
const { platform, out, from } = values;
if (values.help || !platform || !out)
  stop(`nelumbo-miniprogram --platform wx|tt|my|swan --out <app>/<folder> [--without intake,vitals/chart,web-view] [--subpackages vitals,intake,encyclopedia]

Copies runtime and components, prints what is in and what the platform asks for.
--subpackages takes families, or "all": each goes to <app>/<family>/<folder>, beside the pages of yours that show it, to be a subpackage with
  the root <family>. What your tab pages show stays in the main package. With an <app>/app.json every path of the mini-program is checked,
  and each package is weighed.
--without takes folders, components, and starter content that you replace by your own:
${Object.entries(facts.parts).map(([part, { what }]) => `  ${part.padEnd(16)} ${what}`).join('\n')}`); // prettier-ignore
const platformFacts = facts.platforms[platform] ?? stop(`No platform ${platform}: it is one of ${Object.keys(facts.platforms).join(', ')}.`);
const source = join(from, platform);
if (!existsSync(source)) stop(`${source} is not there. In a checkout: node scripts/miniprogram.mjs`);

const folders = readdirSync(source, { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name); // prettier-ignore
const isFolder = (place) => existsSync(join(source, place)) && statSync(join(source, place)).isDirectory();
const without = values.without.split(',').filter(Boolean);
for (const place of without) if (place === 'runtime' || !(isFolder(place) || facts.parts[place])) stop(`--without ${place}: it is one of ${[...folders.filter((name) => name !== 'runtime'), ...Object.keys(facts.parts)].join(', ')}, or a component.`); // prettier-ignore

const families = Object.keys(facts.folders).filter((name) => facts.folders[name].family && folders.includes(name) && !without.includes(name));
const inSubpackages = values.subpackages === 'all' ? families : values.subpackages.split(',').filter(Boolean);
for (const name of inSubpackages) if (!families.includes(name)) stop(`--subpackages ${name}: it is one of ${families.join(', ')}, or all.`);

const target = resolve(out);
const app = dirname(target);
/** Where a family stands that is in a subpackage. */
const placeFor = (name) => placeOf(app, basename(target), name);
const isOurs = (place) => existsSync(join(place, mark));
for (const place of [target, ...inSubpackages.map(placeFor)])
  if (existsSync(place) && readdirSync(place).length && !isOurs(place)) stop(`${place} is not empty, and not ours. Name another folder.`);
for (const place of [target, ...Object.keys(facts.folders).map(placeFor).filter(isOurs)]) rmSync(place, { recursive: true, force: true }); // also what an earlier run put into a subpackage
mkdirSync(target, { recursive: true });
const left = (path) => without.some((place) => path === place || path.startsWith(`${place}/`));
for (const name of folders) {
  if (left(name)) continue;
  cpSync(join(source, name), join(target, name), { recursive: true, filter: (file) => !left(file.slice(source.length + 1).replaceAll('\\', '/')) });
}
const every = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map(({ name, parentPath, path }) => join(parentPath ?? path, name)); // prettier-ignore
const nameOf = (file) => file.slice(target.length + 1).replaceAll('\\', '/');
for (const [part, { files, edit }] of Object.entries(facts.parts)) {
  if (!without.includes(part) || !existsSync(join(target, part.split('/')[0]))) continue;
  const gone = every(target).filter((file) => files.test(nameOf(file)));
  if (!gone.length) stop(`--without ${part}: there is nothing of it in ${source}.`);
  // A packer wants every path that is named: what others name stays as a file that holds nothing.
  const named = new Set(every(target).filter((file) => file.endsWith('.js') && !gone.includes(file)).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/require\(["']([^"']+)["']\)/g)].map(([, path]) => join(dirname(file), path)))); // prettier-ignore
  for (const file of gone) {
    if (named.has(file)) writeFileSync(file, `exports.default = undefined; // left out: ${part}\n`);
    else rmSync(file);
  }
  if (!edit) continue;
  const [name, found] = edit;
  const text = readFileSync(join(target, name), 'utf8');
  if (!found.test(text)) stop(`--without ${part}: ${name} has another shape than this command knows.`);
  writeFileSync(join(target, name), text.replace(found, ''));
}
for (const name of inSubpackages) {
  for (const file of every(join(target, name))) {
    const to = join(placeFor(name), file.slice(join(target, name).length + 1));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, moved(readFileSync(file, 'utf8'), basename(target)));
  }
  rmSync(join(target, name), { recursive: true });
}
for (const place of [target, ...inSubpackages.map(placeFor)]) writeFileSync(join(place, mark), `written by nelumbo-miniprogram for ${platform}\n`);

/** Bytes of a folder. */
const sizeOf = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).reduce((sum, { parentPath, path, name }) => sum + readFileSync(join(parentPath ?? path, name)).length, 0); // prettier-ignore
const kB = (bytes) => `${Math.ceil(bytes / 1024)} kB`;
const inside = [...readdirSync(target, { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name), ...inSubpackages].sort(); // prettier-ignore
const standing = (name) => (inSubpackages.includes(name) ? placeFor(name) : join(target, name));
const main = sizeOf(target);
const components = inside.flatMap((name) => readdirSync(standing(name), { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => `${name}/${one.name}`)); // prettier-ignore
const needs = (kind) => [...new Set(inside.flatMap((name) => facts.folders[name]?.[kind]?.[platform] ?? []))];
const { mainPackage, subpackage, together } = platformFacts;
const over = (bytes, limit) => (bytes > limit * 1024 ? ': TOO LARGE' : '');
const failures = [];

console.log(`${platformFacts.name} · ${target}`);
for (const name of inside) console.log(`  ${name.padEnd(14)} ${kB(sizeOf(standing(name))).padStart(8)}   ${components.filter((one) => one.startsWith(`${name}/`)).join(', ')}${inSubpackages.includes(name) ? `   in ${placeFor(name).slice(app.length + 1)}` : ''}`); // prettier-ignore
console.log(`  in all ${kB(main)} of ${mainPackage} kB for the main package${over(main, mainPackage)}${inSubpackages.length ? `, ${kB(inSubpackages.reduce((sum, name) => sum + sizeOf(placeFor(name)), 0))} in subpackages of ${subpackage} kB each` : '; --subpackages puts families into subpackages, beside pages of yours'}.`); // prettier-ignore
if (main > mainPackage * 1024) failures.push('the main package is too large');
if (isApp(app)) {
  const { main: whole, parts, problems } = packagesOf(app, platform);
  const sum = parts.reduce((all, { bytes }) => all + bytes, whole);
  console.log(`your mini-program in ${app}, pages included:`);
  console.log(`  main package   ${kB(whole).padStart(8)} of ${mainPackage} kB${over(whole, mainPackage)}`);
  for (const { root, bytes } of parts) console.log(`  ${root.padEnd(14)} ${kB(bytes).padStart(8)} of ${subpackage} kB${over(bytes, subpackage)}`);
  console.log(`  together       ${kB(sum).padStart(8)} of ${together} kB${over(sum, together)}`);
  for (const name of inSubpackages) if (!parts.some(({ root }) => root === name)) problems.push(`app.json has no subpackage with the root ${name}: ${name}/${basename(target)} would lie in the main package`); // prettier-ignore
  for (const problem of problems) console.log(`  WRONG: ${problem}`);
  if (problems.length || whole > mainPackage * 1024 || sum > together * 1024 || parts.some(({ bytes }) => bytes > subpackage * 1024)) failures.push('the mini-program cannot be packed as it is'); // prettier-ignore
} else if (inSubpackages.length)
  console.log(
    `  for app.json: "subPackages": ${JSON.stringify(inSubpackages.map((root) => ({ root, pages: ['pages/…'] })))}${platform === 'my' ? ', "subPackageBuildType": "shared"' : ''}`,
  );
console.log(`  ${without.length ? `left out: ${without.join(', ')}` : 'nothing left out'}`);
console.log(`categories to ask the platform for:\n${needs('categories').map((line) => `  - ${line}`).join('\n') || '  - none for these folders'}`); // prettier-ignore
console.log(`permissions and declarations:\n${[...platformFacts.permissions, ...needs('permissions')].map((line) => `  - ${line}`).join('\n')}`); // prettier-ignore
if (failures.length) process.exitCode = 1;
