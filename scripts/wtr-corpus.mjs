import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = 'test/fixtures/questionnaires';
const root = fileURLToPath(new URL('..', import.meta.url));

/** One form in so many is rendered in CI; CORPUS=all renders every one. */
const every = process.env.CORPUS === 'all' ? 1 : 14;

/** Tells browser tests which questionnaires there are: `/__corpus.json` is a list of paths from the root. */
export const corpusPlugin = () => ({
  name: 'corpus',
  serve({ path }) {
    if (path !== '/__corpus.json') return undefined;
    const files = readdirSync(`${root}${folder}`, { recursive: true })
      .map((name) => String(name).replaceAll('\\', '/'))
      .filter((name) => name.includes('/') && name.endsWith('.json'))
      .sort();
    return { body: JSON.stringify(files.filter((_, i) => i % every === 0).map((name) => `/${folder}/${name}`)), type: 'json' };
  },
});
