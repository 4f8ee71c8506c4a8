// npm run test:model -- [--runs N] [--seed S] [--only part-of-a-name] [--no-mutants | --only-mutants] [--shrink --path P]
// The model of store and sync, bundled into one file first: a campaign of hours is not disturbed by what is edited meanwhile.
import { mkdirSync } from 'node:fs';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}.cache/model/run-${process.pid}.mjs`;
mkdirSync(`${root}.cache/model`, { recursive: true });
await build({
  entryPoints: [`${root}test/model/run.ts`],
  outfile: out,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  conditions: ['nelumbo-source'],
  external: ['node:*'],
  logLevel: 'error',
});
await import(pathToFileURL(out).href);
