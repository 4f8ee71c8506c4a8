// Builds what is published. npm: one file in, one file out, so that bundlers drop what a page does not use.
// CDN: a loader, Lit inside once, everything as chunks that load when they are needed.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { build as bundle } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import { minify } from 'terser';
import { writeRelease } from './packages/embed/bin/write-release.mjs';
import { elementEvents, elementTags } from './scripts/element-tags.mjs';
import { literals } from './scripts/literals.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const read = (name) => JSON.parse(readFileSync(`${root}packages/${name}/package.json`, 'utf8'));

/** Sources of everything that the package exports, and of its commands. */
function entries(name) {
  const { exports, bin = {} } = read(name);
  const exported = Object.values(exports).map((entry) => entry['nelumbo-source']);
  const commands = Object.values(bin)
    .filter((path) => path.includes('dist'))
    .map((path) => path.replace('dist', 'src').replace(/\.js$/, '.ts'));
  return [...exported, ...commands].filter(Boolean).map((path) => `${root}packages/${name}/${path.replace(/^\.\//, '')}`);
}

/** What a package declares stays an import; so do Node's own modules. */
function external(name) {
  const { dependencies = {}, peerDependencies = {} } = read(name);
  const known = Object.keys({ ...dependencies, ...peerDependencies });
  return (id) => id.startsWith('node:') || builtinModules.includes(id) || known.some((dep) => id === dep || id.startsWith(`${dep}/`));
}

/** Removes the files of earlier builds, whose hashed chunks would stay for ever; declarations belong to `tsc` and stay. */
const clean = (dir) => ({
  name: 'clean',
  buildStart() {
    if (!existsSync(dir)) return;
    for (const file of readdirSync(dir, { recursive: true })) if (/\.js(\.map)?$|^files-.*\.json$/.test(file)) rmSync(`${dir}/${file}`);
  },
});

/** Makes `embed/src/element-events.js`: what a frame passes on to its host. */
const eventNames = {
  name: 'element-events',
  resolveId: (id) => (id.endsWith('/element-events.js') ? '\0element-events' : undefined),
  load: (id) => (id === '\0element-events' ? `export const elementEvents = ${JSON.stringify(elementEvents())};` : undefined),
};

/** The page inside a frame beside its script. Each tenant's server writes the hosts into it. */
const guestPage = {
  name: 'guest-page',
  // Written beside the chunks with their hashes in it, see `release`.
  resolveId: (id) => (id.endsWith('/loader/nelumbo.js') ? { id: './nelumbo.js', external: true } : undefined),
  generateBundle(_options, bundled) {
    const page = readFileSync(`${root}packages/embed/src/frame/guest.html`, 'utf8');
    const hints = [...new Set(bundled['guest.js'].imports.map((file) => file.replace('./', '')))].map(
      (file) => `<link rel="modulepreload" href="./${file}" />\n    `,
    );
    this.emitFile({ type: 'asset', fileName: 'guest.html', source: page.replace('<script', `${hints.join('')}<script`) });
  },
};

/** An entry for each module that defines an element, named after its folder: found in the sources, so a new element needs no row here. */
const elementEntries = () =>
  Object.fromEntries(
    elementTags()
      .filter(({ tag }) => tag !== 'nelumbo-provider')
      .map(({ file }) => [file.replace(/^.*\/src\/(.*)\/define\.ts$/, (_all, path) => [...new Set(path.split('/'))].join('-')), file]),
  );

/** What a chunk loads later goes through the loader, which knows its hash; without a loader on the page it is a plain import. */
const throughLoader = {
  name: 'through-loader',
  renderDynamicImport: () => ({ left: '(globalThis.Nelumbo?.load??(url=>import(url)))(new URL(', right: ',import.meta.url).href)' }),
};

const fail = (message) => {
  throw new Error(message);
};

/**
 * Pattern of tags -> modules that these elements import by themselves, whatever they show: the records, the family, its controls. The loader
 * fetches them together once the element is there. Not here: what only some forms, charts or languages need.
 */
const ahead = {
  '(intake|vitals|medication)(-.*)?': [
    'core/src/client',
    'browser/src/browser-platform',
    'content/src/index',
    'elements/src/locales/records/index',
    'browser/src/storage/torn-log',
  ],
  intake: [
    'core/src/intake/intake',
    'content/src/intake/index',
    'elements/src/intake/intake/extra-parts',
    'core/src/intake/load-kit',
    'core/src/intake/ownership',
  ],
  'vitals-(entry|chart|summary)': ['content/src/vitals/measures', 'content/src/vitals/guidelines'],
  'vitals-entry': ['elements/src/vitals/entry/extras'],
  'encyclopedia-(article|search)': ['core/src/encyclopedia/source-api', 'content/src/encyclopedia/index', 'content/src/encyclopedia/generated/pack'],
  'encyclopedia-article': ['content/src/index', 'core/src/encyclopedia/api', 'node_modules/dompurify/dist/purify.es.mjs'],
  'medication-.*': ['content/src/medication/schedule', 'browser/src/notifier/notifier'],
};

/** Puts nelumbo.js beside the chunks once they have their last byte, with the hash of each. */
const release = {
  name: 'release',
  async writeBundle({ dir }, bundled) {
    const chunks = Object.values(bundled).filter(({ type }) => type === 'chunk');
    const fileOf = new Map(chunks.flatMap(({ fileName, moduleIds }) => moduleIds.map((id) => [id, fileName])));
    const reserve = JSON.parse(readFileSync(`${root}packages/embed/reserve.json`, 'utf8'));
    const tags = elementTags().map(({ tag, file }) => [tag.slice('nelumbo-'.length), fileOf.get(resolve(file))]);
    const aheadOf = (tag) => {
      const modules = Object.entries(ahead).flatMap(([pattern, some]) => (new RegExp(`^(${pattern})$`).test(tag) ? some : []));
      return [
        ...new Set(
          modules.map(
            (module) => fileOf.get(resolve(module.startsWith('node_modules/') ? module : `packages/${module}.ts`)) ?? fail(`No chunk holds ${module}.`),
          ),
        ),
      ];
    };
    const { outputFiles } = await bundle({
      entryPoints: [`${root}packages/embed/src/loader/nelumbo.ts`],
      ...{ bundle: true, write: false, minify: true, format: 'esm', target: 'es2022', charset: 'utf8', logLevel: 'error' },
    });
    const { code } = await minify(outputFiles[0].text, { ecma: 2020, module: true, compress: { passes: 3 } }); // smaller than either alone
    writeFileSync(`${dir}/nelumbo.js`, code);
    // For pages in apps that have no bundler: one file, apart from the chunks, for the engines that old apps carry.
    await bundle({
      entryPoints: [`${root}packages/embed/src/bridge/index.ts`],
      ...{ bundle: true, outfile: `${dir}/bridge.js`, minify: true, format: 'esm', target: 'es2018', charset: 'utf8', logLevel: 'error' },
    });
    writeRelease(resolve(dir), {
      version: read('embed').version,
      prefix: 'nelumbo',
      base: fileOf.get(resolve(elementTags().find(({ tag }) => tag === 'nelumbo-provider').file)),
      rooms: 'encyclopedia-card|encyclopedia|intake|vitals|medication', // a card is what most pages show first: a short table of its own
      shards: ['generated-zh-cn', 'generated-en'],
      // What the first card needs; help in a crisis waits for no further table.
      first: ['^content-[\\w-]{8}\\.', '^core-encyclopedia-api-', 'generated-[\\w-]+-(t0|cards-0)-', '^content-encyclopedia-hotlines-'],
      tags: Object.fromEntries([...tags, ['frame', 'frame.js']].map(([tag, file]) => [tag, { file, reserve: reserve[tag], ahead: aheadOf(tag) }])),
      imports: Object.fromEntries(chunks.filter(({ fileName }) => fileName !== 'guest.js').map(({ fileName, imports }) => [fileName, imports])),
      events: elementEvents(),
    });
  },
};

/** fhirpath is CommonJS, which rollup does not read: esbuild makes one module of it, for the lazy chunk of the forms that need it. */
const fhirpath = {
  name: 'fhirpath',
  resolveId: (id) => (/^fhirpath(\/|$)/.test(id) ? `\0${id}` : undefined),
  async load(id) {
    if (!/^\0fhirpath(\/|$)/.test(id)) return undefined;
    const { outputFiles } = await bundle({
      stdin: { contents: `import module from ${JSON.stringify(id.slice(1))}; export default module;`, resolveDir: root },
      ...{
        bundle: true,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        charset: 'utf8',
        minify: true,
        write: false,
        logLevel: 'error',
        legalComments: 'none',
      },
      define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    });
    return outputFiles[0].text;
  },
};

/** Fails the build on what rollup only mentions, such as an import that resolves to nothing. */
function onwarn(warning, warn) {
  if (warning.code === 'UNRESOLVED_IMPORT' || warning.code === 'MISSING_EXPORT') throw new Error(warning.message);
  if (warning.code !== 'EMPTY_BUNDLE') warn(warning); // a module of types only becomes an empty file
}

const compile = () => [...literals(), esbuild({ target: 'es2022', charset: 'utf8', tsconfig: `${root}tsconfig.base.json` })];

const modules = (name) => ({
  input: entries(name),
  external: external(name),
  onwarn,
  plugins: [clean(`${root}packages/${name}/dist`), nodeResolve({ browser: name !== 'server', exportConditions: ['production'] }), ...compile()],
  output: {
    ...{ dir: `packages/${name}/dist`, format: 'es', preserveModules: true, preserveModulesRoot: `packages/${name}/src`, sourcemap: true },
    ...(name === 'react' ? { banner: "'use client';" } : {}), // server components may render what runs in the browser
  },
});

/** Chunks are called after where they come from: `vitals-chart`, `core-encyclopedia`. */
function chunkName({ name: given, isDynamicEntry, facadeModuleId, moduleIds }) {
  if (!isDynamicEntry && /^(intake|vitals|medication|encyclopedia)$/.test(given)) return '[name]-[hash].js';
  const path = (facadeModuleId ?? moduleIds.at(-1) ?? '').replaceAll('\\', '/').replace(root, '');
  const [, pkg, inside] = /^packages\/(\w+)\/src\/(.*?)(?:\/(?:index|define))?\.ts$/.exec(path) ?? [];
  const name = pkg ? [pkg === 'elements' ? '' : pkg, ...inside.split('/').filter((part) => part !== 'index')].filter(Boolean).join('-') : '[name]';
  return `${name}-[hash].js`;
}

/**
 * Few files rather than many: what every element needs comes with the provider in the base, and what the elements of a
 * family share is one chunk. A request, and a new start for gzip, cost more than a few unused bytes.
 */
function sharedChunk(id, { getModuleInfo }) {
  const path = id.replaceAll('\\', '/');
  // A card needs none of them.
  if (
    /\/elements\/src\/base\/((fields|controls|dialog|parts|waiting)\.styles|hearing|voice|save-file)\.ts$|\/decorators\/(query|base)\.js$|\/core\/src\/i18n\/(format|number-typed)\.ts$/.test(
      path,
    )
  )
    return 'fields';
  if (/\/elements\/src\/base\/icons\//.test(path)) {
    const { importers } = getModuleInfo(id);
    if (importers.length === 1) return undefined; // stays with the one module that draws it
    const users = new Set(importers.map(familyOf));
    if (users.size === 1) return [...users][0] ?? 'base';
    // What the base itself or a card draws comes with them; a card needs none of the others.
    return importers.some((path) => /\/src\/(base\/|provider\/|encyclopedia\/(card\/|[\w-]+\.ts$))/.test(path.replaceAll('\\', '/'))) ? 'base' : 'fields';
  }
  if (/\/elements\/src\/(locales\/)?\w+\/[\w.-]+\.ts$/.test(path) && familyOf(path) && !isLazy(id, getModuleInfo)) return familyOf(path);
  // What a client needs from its first write on; blocks, keys, traffic and letters load when they are met.
  if (
    /\/core\/src\/(records\/(vault|store|unlock|transaction|stamp|merge|envelope|errors|schema|clinical|codes)|crypto\/\w+|sync\/(engine|halt)|client)\.ts$/.test(
      path,
    )
  )
    return 'core-client';
  if (/\/core\/src\/encyclopedia\/(api|crisis|everyday|normalise)\.ts$/.test(path)) return 'core-encyclopedia-api';
  return /\/(elements\/src\/(tokens|provider|base|locales\/base)\/.*|core\/src\/i18n\/(error|result|locale))\.ts$/.test(path) ? 'base' : undefined;
}
/** Reached by `import()` only: a part of no chunk that comes first. */
function isLazy(id, getModuleInfo, seen = new Set()) {
  const { importers, dynamicImporters, isEntry } = getModuleInfo(id);
  if (isEntry) return false;
  if (!importers.length) return dynamicImporters.length > 0;
  return importers.every((one) => seen.has(one) || isLazy(one, getModuleInfo, seen.add(id)));
}
const familyOf = (id) => /\/elements\/src\/(?:locales\/)?(intake|vitals|medication|encyclopedia)\//.exec(id.replaceAll('\\', '/'))?.[1];

const cdn = {
  input: {
    ...elementEntries(),
    base: elementTags().find(({ tag }) => tag === 'nelumbo-provider').file,
    frame: `${root}packages/embed/src/frame/define.ts`,
    guest: `${root}packages/embed/src/frame/guest.ts`,
  },
  preserveEntrySignatures: 'allow-extension', // chunks import Lit from the base itself: no facade, no further round trip
  onwarn,
  plugins: [
    clean(`${root}packages/embed/cdn`),
    eventNames,
    guestPage,
    throughLoader,
    release,
    fhirpath,
    nodeResolve({ browser: true, exportConditions: ['nelumbo-source', 'production'] }),
    ...compile(),
  ],
  output: {
    dir: 'packages/embed/cdn',
    format: 'es',
    entryFileNames: ({ name }) => (/^(frame|guest)$/.test(name) ? '[name].js' : '[name]-[hash].js'),
    chunkFileNames: chunkName,
    manualChunks: sharedChunk,
    sourcemap: 'hidden', // maps lie beside, for whoever debugs; the comment is a cost on every load
    plugins: [terser({ ecma: 2020, module: true, compress: { passes: 2 } })],
  },
};

// ONLY=cdn,elements builds these alone.
const only = process.env.ONLY?.split(',');
const configs = {
  ...Object.fromEntries(['core', 'browser', 'content', 'elements', 'embed', 'react', 'server', 'miniprogram'].map((name) => [name, modules(name)])),
  cdn,
};
export default Object.entries(configs)
  .filter(([name]) => !only || only.includes(name))
  .map(([, config]) => config);
