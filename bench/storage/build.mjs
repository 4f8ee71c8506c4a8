// Bundles each file of src/stores into a page of its own, and says how large it is; every size includes the workload (see `raw`).
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
export const dist = `${here}dist/`;

/** Names of the stores there are. */
export const stores = fs.readdirSync(`${here}src/stores`).map((file) => path.parse(file).name);

/** Builds the pages of these stores. */
export async function buildPages(names) {
  fs.rmSync(dist, { recursive: true, force: true });
  for (const name of names) {
    const entry = fs.readdirSync(`${here}src/stores`).find((file) => path.parse(file).name === name);
    await build({
      entryPoints: [`${here}src/stores/${entry}`],
      outdir: dist,
      bundle: true,
      minify: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      chunkNames: `${name}-[hash]`,
      conditions: ['nelumbo-source', 'browser'],
      define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
      logLevel: 'error',
    });
    fs.writeFileSync(`${dist}${name}.html`, `<!doctype html><meta charset=utf-8><title>${name}</title><script type=module src="${name}.js"></script>`);
    const files = fs.readdirSync(dist).filter((file) => file.endsWith('.js') && file.startsWith(name));
    const bytes = files.map((file) => zlib.gzipSync(fs.readFileSync(dist + file), { level: 9 }).length);
    console.log(`${name.padEnd(10)} ${(bytes.reduce((a, b) => a + b) / 1000).toFixed(1).padStart(7)} kB gz, workload included`);
  }
}
