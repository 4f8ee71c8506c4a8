import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A module of this package, as it is built; in a checkout that is not built yet, bundled from its sources for this one run.
 * @param {string} name - its path below `dist` or `src`, without an ending
 */
export async function built(name) {
  const ready = new URL(`../dist/${name}.js`, import.meta.url);
  if (existsSync(ready)) return import(ready.href);
  const folder = new URL('../.cache/', import.meta.url);
  const outfile = fileURLToPath(new URL(`${name.replaceAll('/', '-')}-${process.pid}.mjs`, folder));
  const { build } = await import('esbuild'); // of the checkout's own tools: a package that was installed is built
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['nelumbo-source'],
    logLevel: 'error',
  });
  try {
    return await import(outfile);
  } finally {
    rmSync(outfile);
  }
}
