#!/usr/bin/env node
// Copies the CDN files into a folder of their version, ready to be served as immutable, and prints the lines for a page.
// With --prefix the copy has tags, events and contexts of its own, so that two versions can live on one page.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeRelease } from './write-release.mjs';

const usage = `nelumbo-release --out DIR [--prefix NAME] [--base URL]
  --out DIR      where the folder VERSION, or VERSION+NAME, is written
  --prefix NAME  tags <NAME-vitals-entry>, events NAME-saved, the API under Nelumbo.as.NAME when another version is on the page
  --base URL     address that DIR is served from, for the snippet`;

/** Everything that two versions on a page must not share. Custom properties (--nelumbo-*) stay: a page has one look. */
function reprefix(text, prefix, { tags, events }) {
  const names = [...Object.keys(tags).map((tag) => `nelumbo-${tag}`), ...events, 'nelumbo-load-failed', 'nelumbo-frame-ready', 'nelumbo-provider'];
  const longestFirst = [...new Set(names)].sort((a, b) => b.length - a.length);
  return text
    .replace(/(?<=["'`^])nelumbo-(?=["'`$([])/g, `${prefix}-`) // names that are put together: `nelumbo-${event}`, /^nelumbo-(…)$/
    .replace(new RegExp(`(?<![\\w-])(?:${longestFirst.join('|')})(?![\\w-])`, 'g'), (name) => name.replace('nelumbo-', `${prefix}-`))
    .replaceAll('nelumbo:client', `${prefix}:client`)
    .replaceAll('nelumbo:settings', `${prefix}:settings`)
    .replaceAll('nelumbo#html', `${prefix}#html`);
}

const { values } = parseArgs({ options: { out: { type: 'string' }, prefix: { type: 'string' }, base: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help || !values.out) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}
if (values.prefix && !/^[a-z][a-z0-9]{1,20}$/.test(values.prefix)) {
  console.error('--prefix: 2 to 21 small letters and digits, the first a letter.');
  process.exit(2);
}
const from = fileURLToPath(new URL('../cdn', import.meta.url));
if (!existsSync(`${from}/release.json`)) {
  console.error('The CDN files are not built yet: npm run build.');
  process.exit(1);
}
const plan = JSON.parse(readFileSync(`${from}/release.json`, 'utf8'));
const prefix = values.prefix ?? plan.prefix;
const name = prefix === plan.prefix ? plan.version : `${plan.version}+${prefix}`;
const to = join(values.out, name);
rmSync(to, { recursive: true, force: true });
cpSync(from, to, { recursive: true });
if (prefix !== plan.prefix) {
  for (const file of readdirSync(to).filter((one) => /\.(js|html)$/.test(one) && one !== 'nelumbo.js'))
    writeFileSync(join(to, file), reprefix(readFileSync(join(to, file), 'utf8'), prefix, plan));
  writeRelease(to, { ...plan, prefix });
}
const address = `${(values.base ?? 'https://cdn.example').replace(/\/$/, '')}/${encodeURIComponent(name)}/`;
const snippet = readFileSync(join(to, 'snippet.html'), 'utf8').replaceAll('https://cdn.example/VERSION/', address);
console.log(values.base ? snippet.replace(/^(<!-- ).*?\. (?=Keep)/, '$1') : snippet);
