// Bundles every peer that is installed, the floor, and ours (when adapters/ours.js exists) into dist/.
import esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { minifyHTMLLiterals } from 'minify-literals';

const here = path.dirname(new URL(import.meta.url).pathname);
process.chdir(here);
fs.mkdirSync('dist', { recursive: true });
for (const file of fs.readdirSync('dist')) if (file.startsWith('ours')) fs.rmSync(`dist/${file}`, { recursive: true });
const production = {
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  loader: { '.woff': 'empty', '.woff2': 'empty', '.ttf': 'empty' },
};
async function bundle(name, entry, extra = {}) {
  const out = await esbuild
    .build({ ...production, entryPoints: [entry], outfile: `dist/${name}.js`, ...extra })
    .catch((error) => console.error(`${name}: not built, ${error.errors?.[0]?.text ?? error}`));
  if (!out) return;
  fs.writeFileSync(`dist/${name}.meta.json`, JSON.stringify(out.metafile));
  if (!fs.existsSync(`dist/${name}.css`)) fs.writeFileSync(`dist/${name}.css`, '');
  console.log(name.padEnd(8), (fs.statSync(`dist/${name}.js`).size / 1024).toFixed(0), 'kB minified');
}

await bundle('floor', 'adapters/floor.js', { bundle: false, metafile: true });

for (const name of ['smart', 'medplum']) {
  const modules = path.join(here, 'peers', name, 'node_modules');
  // The adapter gets the peer's own React: one of the workspace would be a second copy, which no hook survives.
  const alias = Object.fromEntries(['react', 'react-dom'].map((one) => [one, path.join(modules, one)]));
  if (fs.existsSync(modules)) await bundle(name, `adapters/${name}.jsx`, { nodePaths: [modules], alias, target: 'es2020' });
}

const lforms = 'peers/lforms/package/dist/lforms';
if (fs.existsSync(lforms)) {
  fs.mkdirSync('dist/lforms', { recursive: true });
  for (const f of [
    'webcomponent/styles.css',
    'webcomponent/runtime.js',
    'webcomponent/polyfills.js',
    'webcomponent/main.js',
    'webcomponent/assets/lib/zone.min.js',
    'fhir/R4/lformsFHIR.min.js',
  ]) {
    const to = `dist/lforms/${path.basename(f)}`;
    const text = fs.readFileSync(`${lforms}/${f}`, 'utf8');
    fs.writeFileSync(to, to.endsWith('.js') ? text.replace(/^\/\/# sourceMappingURL=.*$/gm, '') : text);
  }
  console.log('lforms   copied');
}

// Ours from the sources, as a page gets it: one entry, and chunks that load when they are needed. Templates are minified as in the published build.
const root = path.join(here, '../..');
const minified = {
  name: 'html-literals',
  setup: (build) =>
    build.onLoad({ filter: /packages\/elements\/src\/.*\.ts$/ }, async ({ path: file }) => {
      const source = fs.readFileSync(file, 'utf8');
      const out = await minifyHTMLLiterals(source, { fileName: file });
      return { contents: out?.code ?? source, loader: 'ts' };
    }),
};
const ours = await esbuild.build({
  ...production,
  entryPoints: { ours: 'adapters/ours.js' },
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  chunkNames: 'ours-[name]-[hash]',
  plugins: [minified],
  conditions: ['nelumbo-source', 'production', 'browser'],
  nodePaths: [path.join(root, 'node_modules')],
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
});
fs.writeFileSync('dist/ours.meta.json', JSON.stringify(ours.metafile));
console.log('ours     built');
