// Bundles src/pages/<name> to dist/<name>.html + .js; ours from the sources, with its lazy chunks.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
export const dist = `${here}dist`;
export const pages = fs.readdirSync(`${here}src/pages`).map((file) => file.replace(/\.js$/, ''));

/** @param names - which pages */
export async function buildPages(names) {
  fs.rmSync(dist, { recursive: true, force: true });
  for (const name of names) {
    const ours = name === 'nelumbo';
    await esbuild.build({
      entryPoints: [`${here}src/pages/${name}.js`],
      outdir: dist,
      bundle: true,
      minify: true,
      format: ours ? 'esm' : 'iife',
      splitting: ours,
      target: 'es2022',
      conditions: ours ? ['nelumbo-source', 'production', 'browser'] : ['browser'],
      ...(ours ? { tsconfig: `${here}../../tsconfig.base.json`, nodePaths: [`${here}../../node_modules`] } : {}),
      define: { 'process.env.NODE_ENV': '"production"', __DEV__: 'false' },
      logLevel: 'error',
    });
    const css = fs.existsSync(`${dist}/${name}.css`) ? `<link rel="stylesheet" href="${name}.css">` : '';
    fs.writeFileSync(
      `${dist}/${name}.html`,
      `<!doctype html><meta charset="utf-8"><title>${name}</title>${css}
<style>body{margin:0}#host{width:800px;height:320px;position:relative}</style><div id="host"></div><script ${ours ? 'type="module" ' : ''}src="${name}.js"></script>\n`,
    );
  }
}
