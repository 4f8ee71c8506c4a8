// The scripts of the mini-program folders: CommonJS, ES2017, every `import()` a `require` that runs on first use. A platform's packer
// sees only paths that stand in the text, and nothing is fetched.
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build, transform } from 'esbuild';
import { rollup } from 'rollup';
import ts from 'typescript';
import { inBoth, withCommon } from './both.mjs';
import { cardsAsRows, cardsInOne } from './cards.mjs';
import { withoutLookbehind } from './lookbehind.mjs';
import { minified } from './minified.mjs';
import { withIntl, withoutProperties } from './no-icu.mjs';
import { withoutPrivateNames } from './private-names.mjs';
import { withoutGlue } from './shorter.mjs';
import { withoutUnsaid } from './unsaid.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = `${root}packages/miniprogram/src`;
export const familyNames = ['vitals', 'medication', 'intake', 'encyclopedia'];

/** The native components by folder; each is `<family>/<name>/index`. */
export const components = {
  vitals: ['entry', 'chart'],
  medication: ['today'],
  intake: ['question'],
  encyclopedia: ['card', 'search'],
};

/** Components of no family: they need the records and nothing else. */
export const common = { storage: ['room'] };
const everyComponent = Object.entries({ ...components, ...common }).flatMap(([folder, names]) => names.map((name) => `${folder}/${name}`));

/** Every script that a page or an app may require. */
export const everyEntry = {
  'runtime/old-engines': 'runtime/old-engines',
  'runtime/index': 'runtime/index',
  'web-view/index': 'web-view/index',
  'web-view/page/index': 'web-view/page/index',
  'web-view/request/index': 'web-view/request/index',
  ...Object.fromEntries(familyNames.map((name) => [`${name}/family`, `${name}/family`])),
  ...Object.fromEntries(everyComponent.map((place) => [`${place}/index`, `${place}/index`])),
};

/** What a platform's table and object are called. */
export const platforms = { wx: 'wechat', tt: 'douyin', my: 'alipay', swan: 'baidu' };

const noImporting = `import { NelumboError } from ${JSON.stringify(`${root}packages/core/src/i18n/index.ts`)};
const refuse = async () => { throw new NelumboError('unsupported', 'A mini-program imports no files. Import them on the web page of the same user.'); };
export { refuse as preview, refuse as importStream, refuse as importBundle };`;

const makers = { 'intake/intake.js': ['intake', 'createIntake'], 'vitals/vitals.js': ['vitals', 'createVitals'], 'medication/index.js': ['medication', 'createMedication'], 'encyclopedia/api.js': ['encyclopedia', 'createEncyclopedia'] }; // prettier-ignore

/** The client's four families come from whatever folders are there (src/runtime/families.ts), not from its own `import()`. */
const offeredFamilies = {
  name: 'offered-families',
  resolveId(id, importer) {
    if (id === '@looking-behind') return `${source}/runtime/looking-behind.ts`;
    if (id === '@intl') return `${source}/runtime/intl.ts`;
    if (id === '@object-rest') return `${source}/runtime/object-rest.ts`;
    if (id.startsWith('@async-iteration/')) return { id: `\0${id}`, moduleSideEffects: false };
    if (importer?.endsWith('/core/src/vitals/vitals.ts') && id === './importing.js') return '\0no-importing'; // a mini-program reads no files
    if (importer?.endsWith('/core/src/intake/load.ts') && id === './rich/index.js') return '\0no-rich'; // no component shows structured texts: their plain words are shown
    // From whatever folder it is named: what is taken in with the rest is WeChat's, and everywhere.
    if (id.endsWith('/this-platform.js')) return { id: `${source}/runtime/this-platform.js`, external: 'relative' };
    const made = importer?.endsWith('/core/src/client.ts') && makers[id.slice(2)];
    return made ? { id: `\0family:${made[0]}`, moduleSideEffects: false } : undefined;
  },
  load(id) {
    if (id === '\0no-importing') return noImporting;
    if (id.startsWith('\0@async-iteration/')) return iterationModule(id.split('/')[1]);
    if (id === '\0no-rich') return 'export const richReader = undefined;';
    if (!id.startsWith('\0family:')) return undefined;
    const [family, create] = Object.values(makers).find(([name]) => name === id.slice(8));
    return `import { makeFamily } from ${JSON.stringify(`${source}/runtime/families.ts`)}; export const ${create} = (context) => makeFamily('${family}', context);`;
  },
};

/** `runtime/this-platform.js`: the only script that differs between the platforms. */
export async function thisPlatform(dialect) {
  const canvas =
    dialect === 'swan' ? `export { baiduCanvas as canvasWithoutNode } from './platforms/baidu-canvas.js'` : 'export const canvasWithoutNode = undefined';
  const contents = `export { ${platforms[dialect]} as differences } from './platforms/tables.js'; export const platformApi = () => ${dialect}; ${canvas};`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: source, loader: 'ts' }, bundle: true, write: false, format: 'cjs', target: 'es2017', minify: true, charset: 'utf8' }); // prettier-ignore
  return outputFiles[0].text;
}

/**
 * esbuild lowers `{ ...a, b }` to helpers that copy descriptors, once more in each module: a tenth of the size, and slow without a
 * compiler. `Object.assign` is the same wherever no accessor stands in such a literal; a source that has one keeps the helpers.
 */
function withAssign(written, source, id) {
  const code = withObjectRest(withIteration(written));
  if (!/__spread(Values|Props)\b/.test(code)) return code;
  if (/\.\.\./.test(source) && accessorBesideSpread(source, id)) return code;
  return code
    .replace(/^var __(getOwnPropSymbols|hasOwnProp|propIsEnum) = .*\n/gm, '')
    .replace(/^var __(defProps|getOwnPropDescs) = .*\n/gm, '')
    .replace(/^var __defProp = .*\n|^var __defNormalProp = .*\n/gm, (line) => (/__publicField/.test(code) ? line : ''))
    .replace(/^var __spreadValues = \(a, b\) => \{\n[\s\S]*?^\};\n/m, 'const __spread = Object.assign;\n')
    .replace(/^var __spreadProps = .*\n/m, /^var __spreadValues/m.test(code) ? '' : 'const __spread = Object.assign;\n')
    .replace(/\b__spread(Values|Props)\(/g, '__spread(');
}

/** `const { a, ...rest } = b`: esbuild's helper stands once for all modules. */
function withObjectRest(code) {
  if (!/^var __objRest = /m.test(code)) return code;
  const rest = code.replace(/^var __objRest = \(source, exclude\) => \{\n[\s\S]*?^\};\n/m, '');
  const bare = /__spread(Values|Props)\b/.test(rest) ? rest : rest.replace(/^var __(getOwnPropSymbols|hasOwnProp|propIsEnum) = .*\n/gm, '');
  return `import { objectRest as __objRest } from '@object-rest';\n${bare}`;
}

/** What esbuild writes into each module that has an asynchronous generator or `for await`: its own text, by name. */
const iteration = await transform('export async function* all(x) { for await (const y of x) yield y; yield* x; }', { target: 'es2017', charset: 'utf8' }).then(({ code }) => code.slice(0, code.indexOf('export ')).split(/^(?=var )/m).map((text) => [/^var (\w+)/.exec(text)[1], text])); // prettier-ignore

/** These stand once for all modules. */
function withIteration(code) {
  const used = iteration.filter(([, text]) => code.includes(text));
  if (!used.length) return code;
  return `${used.map(([name]) => importOf(name)).join('')}${used.reduce((rest, [, text]) => rest.replace(text, () => ''), code)}`;
}
const importOf = (name) => `import { ${name} } from '@async-iteration/${name}';\n`;

/** A module with one of them. */
function iterationModule(name) {
  const [, text] = iteration.find(([known]) => known === name);
  const others = iteration.filter(([known]) => known !== name && text.includes(known)).map(([known]) => importOf(known));
  return `${others.join('')}export ${text}`;
}

/** `Object.assign` has one name in a file, not one for each of its modules. */
const withOneAssign = (code) =>
  /^const __spread/m.test(code)
    ? code
        .replace(/^const __spread(\$\d+)? = Object\.assign;\n/gm, '')
        .replace(/\b__spread\$\d+(?=\()/g, '__spread')
        .replace("'use strict';\n", "'use strict';\nconst __spread = Object.assign;\n")
    : code;

/** Whether `get` or `set` stands in an object literal that also spreads another. */
function accessorBesideSpread(source, id) {
  const walk = (node) =>
    (ts.isObjectLiteralExpression(node) && node.properties.some(ts.isSpreadAssignment) && node.properties.some(ts.isAccessor)) ||
    ts.forEachChild(node, (child) => walk(child) || undefined) === true;
  return walk(ts.createSourceFile(id, source, ts.ScriptTarget.ESNext, true));
}

const lower = async (code, id) =>
  // Class fields by assignment: no class of ours or of a dependency overrides an accessor by a field.
  withAssign((await transform(code, { loader: 'ts', target: 'es2017', charset: 'utf8', sourcefile: id, tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } } })).code, code, id); // prettier-ignore

const compile = {
  name: 'compile',
  async transform(code, id) {
    if (!id.endsWith('.ts')) return id.endsWith('.js') ? lower(code, id) : undefined; // third parties write ES2022
    // The articles and the names to annotate are as large as everything else together: they come from the host's content API.
    if (/\/encyclopedia\/generated\/(documents|everyday)\.ts$/.test(id)) code = cardsInOne(code.replace(/^.*\/(entries|terms)-.*\n/gm, ''), id);
    code = withCommon(code, id) ?? withoutUnsaid(code, id);
    return withIntl(await lower(withoutProperties(withoutLookbehind(withoutPrivateNames(code, id), id), id), id), id);
  },
};

/** `@noble` writes two lengths by BigInt, which engines before iOS 14 lack: two halves say the same. A new version that does it otherwise stops the build. */
const withoutBigInt = {
  name: 'without-bigint',
  transform(code, id) {
    if (!id.endsWith('/@noble/ciphers/utils.js')) return undefined;
    const line = /view\.setBigUint64\((\d+), BigInt\((\w+)\), isLE\);/g;
    if (code.match(line)?.length !== 2) throw new Error('@noble/ciphers writes lengths in a new way');
    return code.replace(line, (_all, at, n) => `view.setUint32(${at} + (isLE ? 0 : 4), ${n} >>> 0, isLE); view.setUint32(${at} + (isLE ? 4 : 0), Math.floor(${n} / 2 ** 32), isLE);`); // prettier-ignore
  },
};

/** What `@noble` says of a wrong argument only its caller could read, and that is our suite alone, which tells all of it as one error: the checks stay, their words go. */
const withoutWords = {
  name: 'without-words',
  transform: (code, id) => (id.includes('/@noble/') ? code.replace(/throw new (\w*Error)\([^;]*\);\n/g, 'throw new $1();\n') : undefined),
};

/** Relative imports end in `.js` and mean the `.ts` beside it. */
const fromSource = {
  name: 'from-source',
  async resolveId(id, importer, options) {
    if (!id.startsWith('.') || !id.endsWith('.js') || !importer?.endsWith('.ts')) return null;
    return this.resolve(id.replace(/\.js$/, '.ts'), importer, { ...options, skipSelf: true });
  },
};

/** Which folder a module belongs to: that of its family, or the runtime. */
const familyOf = (id) =>
  /\/(embed\/src\/bridge|miniprogram\/src\/web-view)\//.test(id)
    ? 'web-view'
    : /\/miniprogram\/src\/storage\//.test(id)
      ? 'storage'
      : id === '\0no-importing'
        ? 'vitals'
        : id === '\0no-rich' || /\/core\/src\/fhir\/fhirpath\//.test(id)
          ? 'intake' // nobody else has expressions
          : familyNames.find((name) => new RegExp(`/(core|content|miniprogram|elements)/src/(locales/)?${name}/`).test(id));
const group = (id) => id.replaceAll('\\', '/').replace(root, '').replace(/^packages\//, '').replace(/\/src\//, '-').replace(/\/(index)?\.?ts$|\.ts$/g, '').replace(/[^\w-]+/g, '-'); // prettier-ignore

/** Modules that every user of a family needs together: one file each. */
function chunkOf(id) {
  const path = id.replaceAll('\\', '/');
  if (/\/content\/src\/encyclopedia\/generated\/zh-cn\/(cards|$)/.test(path)) return 'encyclopedia/cards-zh-cn';
  if (/\/content\/src\/encyclopedia\/generated\/en\/(cards|$)/.test(path)) return 'encyclopedia/cards-en';
  if (/^\0@both\//.test(id)) return `encyclopedia/${path.slice(path.lastIndexOf('/') + 1)}-in-both`;
  if (/\/content\/src\/intake\/(author|common-items|conditions|score)\.ts$/.test(path)) return 'intake/content-intake-author'; // what every form is written with
  if (/\/content\/src\/vitals\/(?!alerts|time-in-range)/.test(path)) return 'vitals/content';
  if (/\/core\/src\/sync\/(?!engine|halt|index|api)/.test(path)) return 'runtime/sync';
  if (/\/core\/src\/records\/blocks\//.test(path)) return 'runtime/blocks';
  // A few lines each, that nearly every file needs: one `require` instead of five.
  if (/\/core\/src\/i18n\/(error|result)\.ts$|\/runtime\/object-rest\.ts$|\/ports\/globals\.ts$|@async-iteration\/__(knownSymbol|await|asyncGenerator)$/.test(path)) return 'runtime/base'; // prettier-ignore
  // Every form is finished, and most have one or two of the others: on a phone nothing is fetched, and a file for each is glue.
  if (/\/core\/src\/intake\/(finishing|validate|siblings|repetitions?|restore|limits|unsupported|looks-back|enablement|(compile-)?conditions|score-bands|scores|(conditions|calendar|units|constraints|scores|pattern)-part)\.ts$|\/fhirpath\/(calendar|measures|pattern)\.ts$/.test(path)) return 'intake/parts'; // prettier-ignore
  if (/\/core\/src\/i18n\/format\.ts$|\/runtime\/intl\.ts$/.test(path)) return 'runtime/numbers-and-dates';
  return late.find(([, modules]) => modules.test(path))?.[0];
}

/** What no first picture needs: its code is read when one of its functions is first called. Functions and classes only, not called in a loop. */
const late = [
  ['medication/writing', /\/core\/src\/medication\/(plan-writer|dose-writer|checks)\.ts$/],
  ['vitals/recording', /\/core\/src\/vitals\/(recording|check)\.ts$/],
  ['vitals/paint', /\/miniprogram\/src\/vitals\/chart\/paint\.ts$/],
];

/** Moves the `require` of a late file from the top to where something of it is named. */
function atFirstUse(code) {
  const requires = new RegExp(`^const (\\w+) = (require\\('[./]*(?:\\w+/)*(?:${late.map(([name]) => name.split('/')[1]).join('|')})\\.js'\\));\\n`, 'gm');
  let moved = code;
  for (const [line, name, required] of code.matchAll(requires))
    moved = moved.replace(line, '').replace(new RegExp(`(?<![\\w$.])${name}\\.`, 'g'), () => `(${required}).`); // brackets for `new`
  return moved;
}

/** What an entry runs first: old engines get what they lack, a component offers its family. Rollup drops an import that names nothing. */
function beforeAll(fileName) {
  const up = '../'.repeat(fileName.split('/').length - 1);
  const family = familyNames.find((name) => fileName.startsWith(`${name}/`) && fileName !== `${name}/family.js`);
  return `require('${up}runtime/old-engines.js');${family ? `require('../family.js');` : ''}`;
}

/**
 * @param entries - file to make, without `.js`, by source module relative to `src`
 * @returns files by name, ES2017, minified
 */
export async function bundle(entries) {
  const built = await rollup({
    input: Object.fromEntries(Object.entries(entries).map(([to, from]) => [to, `${source}/${from}.ts`])),
    plugins: [
      cardsAsRows,
      inBoth,
      offeredFamilies,
      fromSource,
      nodeResolve({ browser: true, exportConditions: ['nelumbo-source', 'production'] }),
      withoutBigInt,
      withoutWords,
      compile,
    ],
    treeshake: { moduleSideEffects: (id) => !/node_modules|\/core\/src\/|\/content\/src\/|\/elements\/src\//.test(id) },
    onwarn(warning, warn) {
      if (warning.code === 'UNRESOLVED_IMPORT' || warning.code === 'MISSING_EXPORT') throw new Error(warning.message);
      if (warning.code !== 'EMPTY_BUNDLE' && warning.code !== 'CIRCULAR_DEPENDENCY') warn(warning);
    },
  });
  const { output } = await built.generate({
    format: 'cjs',
    exports: 'named',
    dynamicImportInCjs: false,
    minifyInternalExports: true, // what only files of the build say to each other
    generatedCode: { arrowFunctions: true, constBindings: true, objectShorthand: true },
    interop: 'esModule',
    esModule: false,
    externalLiveBindings: false,
    freeze: false,
    hoistTransitiveImports: false,
    entryFileNames: '[name].js',
    banner: ({ isEntry, fileName }) => (isEntry && fileName !== 'runtime/old-engines.js' ? beforeAll(fileName) : ''),
    manualChunks: chunkOf,
    onlyExplicitManualChunks: true,
    chunkFileNames({ name, moduleIds, facadeModuleId }) {
      if (name.includes('/')) return `${name}.js`;
      const folders = new Set(moduleIds.map(familyOf).filter(Boolean)); // of one family: with what only it uses
      const last = facadeModuleId ?? moduleIds.at(-1);
      return `${folders.size === 1 ? [...folders][0] : 'runtime'}/${group(last)}.js`;
    },
  });
  await built.close();
  const files = {};
  for (const file of output) {
    files[file.fileName] = await minified(withoutGlue(withOneAssign(atFirstUse(file.code))));
  }
  return files;
}
