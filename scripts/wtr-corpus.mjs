import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = process.env.CORPUS;

/** One form in so many is rendered in CI; CORPUS=all renders every one, CORPUS=<folder> every one of another folder. */
const every = asked ? 1 : 14;
const folder = asked && asked !== 'all' ? resolve(root, asked) : join(root, 'test/fixtures/questionnaires');

const files = () =>
  readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => (asked || name.includes('/')) && name.endsWith('.json'))
    .sort()
    .filter((_, i) => i % every === 0);

/** Tells browser tests which questionnaires there are: `/__corpus.json` is a list of addresses, `/__corpus/…` each of them. */
export const corpusPlugin = () => ({
  name: 'corpus',
  serve({ path }) {
    if (path === '/__corpus.json') return { body: JSON.stringify(files().map((name) => `/__corpus/${encodeURI(name)}`)), type: 'json' };
    if (!path.startsWith('/__corpus/')) return undefined;
    const name = decodeURI(path.slice('/__corpus/'.length));
    return files().includes(name) ? { body: readFileSync(join(folder, name), 'utf8'), type: 'json' } : undefined;
  },
});
