import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Our packages are bundled from their sources; third parties stay in node_modules. */
const thirdParties = {
  name: 'third-parties-external',
  setup(b) {
    b.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => (kind === 'entry-point' || path.startsWith('@nelumbo/') ? undefined : { path, external: true }));
  },
};

/** Bundles the reference server from sources into `.cache/server/` (< 1 s) and returns the file to run. */
export async function bundleServer() {
  const outfile = `${root}.cache/server/main.mjs`;
  await build({
    entryPoints: [`${root}packages/server/src/main.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['nelumbo-source'],
    plugins: [thirdParties],
    sourcemap: true,
    logLevel: 'error',
  });
  return outfile;
}
