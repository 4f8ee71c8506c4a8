// Minifying takes longer than the rest of the build, and every test of the built scripts needs them again: what came out is kept by what went in.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';

const folder = fileURLToPath(new URL('../../.cache/minified/', import.meta.url));
const { version } = createRequire(import.meta.url)('terser/package.json');
/** No function of ours is called by `new`. More liberties (`pure_getters`, `unsafe_comps`) make components that lose what they show. */
const options = {
  ecma: 2017,
  compress: { passes: 4, module: true, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true },
  mangle: { toplevel: true },
  format: { comments: false, ascii_only: false },
};

/** A script of the build, as small as it is published. */
export async function minified(script) {
  const key = createHash('sha256')
    .update(JSON.stringify([version, options]))
    .update(script)
    .digest('hex');
  try {
    return readFileSync(`${folder}${key}`, 'utf8');
  } catch {
    const { code } = await minify(script, structuredClone(options)); // it writes into what it is given
    mkdirSync(folder, { recursive: true });
    const unfinished = `${folder}${randomUUID()}`;
    writeFileSync(unfinished, code);
    renameSync(unfinished, `${folder}${key}`); // whole, also for a test that builds at the same time
    return code;
  }
}
