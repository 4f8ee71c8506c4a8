#!/usr/bin/env node
// Copies the components of one platform into a mini-program, without what its operator may not publish, and says what is in it: contents,
// size against the platform's limits, categories and permissions. Node built-ins only.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { facts } from './facts.mjs';

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
    from: { type: 'string', default: fileURLToPath(new URL('../mini/dist', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
});
const { platform, out, from } = values;
if (values.help || !platform || !out)
  stop(`nelumbo-miniprogram --platform wx|tt|my|swan --out <folder> [--without intake,vitals/chart,web-view]

Copies runtime and components, prints what is in and what the platform asks for.
--without takes folders, components, and starter content that you replace by your own:
${Object.entries(facts.parts).map(([part, { what }]) => `  ${part.padEnd(16)} ${what}`).join('\n')}`); // prettier-ignore
const platformFacts = facts.platforms[platform] ?? stop(`No platform ${platform}: it is one of ${Object.keys(facts.platforms).join(', ')}.`);
const source = join(from, platform);
if (!existsSync(source)) stop(`${source} is not there. In a checkout: node scripts/miniprogram.mjs`);

const folders = readdirSync(source, { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name); // prettier-ignore
const isFolder = (place) => existsSync(join(source, place)) && statSync(join(source, place)).isDirectory();
const without = values.without.split(',').filter(Boolean);
for (const place of without) if (place === 'runtime' || !(isFolder(place) || facts.parts[place])) stop(`--without ${place}: it is one of ${[...folders.filter((name) => name !== 'runtime'), ...Object.keys(facts.parts)].join(', ')}, or a component.`); // prettier-ignore

const target = resolve(out);
if (existsSync(target) && readdirSync(target).length && !existsSync(join(target, mark))) stop(`${target} is not empty, and not ours. Name another folder.`);
rmSync(target, { recursive: true, force: true });
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
writeFileSync(join(target, mark), `written by nelumbo-miniprogram for ${platform}\n`);

/** Bytes of a folder. */
const sizeOf = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).reduce((sum, { parentPath, path, name }) => sum + readFileSync(join(parentPath ?? path, name)).length, 0); // prettier-ignore
const kB = (bytes) => `${Math.ceil(bytes / 1024)} kB`;
const inside = readdirSync(target, { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name).sort(); // prettier-ignore
const total = sizeOf(target);
const components = inside.flatMap((name) => readdirSync(join(target, name), { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => `${name}/${one.name}`)); // prettier-ignore
const needs = (kind) => [...new Set(inside.flatMap((name) => facts.folders[name]?.[kind]?.[platform] ?? []))];

console.log(`${platformFacts.name} · ${target}`);
for (const name of inside) console.log(`  ${name.padEnd(14)} ${kB(sizeOf(join(target, name))).padStart(8)}   ${components.filter((one) => one.startsWith(`${name}/`)).join(', ')}`); // prettier-ignore
console.log(`  in all ${kB(total)} of ${platformFacts.mainPackage} kB for the main package${total > platformFacts.mainPackage * 1024 ? ': TOO LARGE' : ''}; a folder may go into a subpackage, the runtime into the main one.`); // prettier-ignore
console.log(`  ${without.length ? `left out: ${without.join(', ')}` : 'nothing left out'}`);
console.log(`categories to ask the platform for:\n${needs('categories').map((line) => `  - ${line}`).join('\n') || '  - none for these folders'}`); // prettier-ignore
console.log(`permissions and declarations:\n${[...platformFacts.permissions, ...needs('permissions')].map((line) => `  - ${line}`).join('\n')}`); // prettier-ignore
if (total > platformFacts.mainPackage * 1024) process.exitCode = 1;
