// Reads a mini-program's folder as a platform packs it: one main package and its subpackages, what each weighs, and every path that would
// not be found or may not be used from where it stands. Node built-ins only.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** File endings of markup and styles. */
const endings = { wx: ['wxml', 'wxss'], tt: ['ttml', 'ttss'], my: ['axml', 'acss'], swan: ['swan', 'css'] };

/** Every file of a folder that is uploaded, by name. */
const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ name, parentPath, path }) => join(parentPath ?? path, name).slice(folder.length + 1).replaceAll('\\', '/'))
    .filter((name) => !/(^|\/)(node_modules\/|\.)/.test(name) && !/^(project\.\w+\.json|project\.config\.json|mini\.project\.json)$/.test(name)); // prettier-ignore

/** Names inside quotes after one word of a text. */
const named = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);

/** Paths of other files that a file names, as they stand there. `require(path, callback)` loads later and may cross packages. */
function pathsIn(name, text) {
  if (name.endsWith('.js')) return named(text, /\brequire\(\s*["']([^"']+)["']\s*\)/g).map((path) => (/\.\w+$/.test(path) ? path : `${path}.js`));
  if (/ss$/.test(name)) return named(text, /@import\s+["']([^"']+)["']/g);
  if (/\.(wxml|ttml|axml|swan)$/.test(name)) return named(text, /<(?:import|include|wxs)\s[^>]*\bsrc="([^"{]+)"/g);
  return [];
}

/**
 * @param app - folder with `app.json`
 * @param platform - `wx`, `tt`, `my` or `swan`
 * @returns bytes of the main package and of each subpackage by its root, and what is wrong, one sentence each
 */
export function packagesOf(app, platform) {
  const config = JSON.parse(readFileSync(join(app, 'app.json'), 'utf8'));
  const parts = (config.subPackages ?? config.subpackages ?? []).map(({ root, name, pages }) => ({ root: root.replace(/\/$/, ''), name, pages }));
  const problems = [];
  const files = filesOf(app);
  const all = new Set(files);
  const packageOf = (name) => parts.find(({ root }) => name.startsWith(`${root}/`))?.root ?? '';
  const called = (root) => (root ? `subpackage ${root}` : 'the main package');
  const [markup] = endings[platform];

  const reach = (from, to, what) => {
    if (packageOf(to) !== '' && packageOf(to) !== packageOf(from))
      problems.push(`${from} (${called(packageOf(from))}) uses ${what} of ${called(packageOf(to))}`);
  };
  /** A page or component: script, markup, and the components that its json names. */
  const seen = new Set();
  const show = (place, from) => {
    for (const ending of ['js', markup]) if (!all.has(`${place}.${ending}`)) problems.push(`${from} names ${place}: there is no ${place}.${ending}`);
    if (seen.has(place) || !all.has(`${place}.json`)) return;
    seen.add(place);
    const { usingComponents = {}, componentPlaceholder = {} } = JSON.parse(readFileSync(join(app, `${place}.json`), 'utf8'));
    for (const [tag, path] of Object.entries(usingComponents)) {
      if (path.includes('://')) continue; // of a plugin
      const to = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(place), path);
      if (componentPlaceholder[tag] === undefined) reach(`${place}.json`, to, tag);
      show(to, `${place}.json`);
    }
  };

  const pages = [...config.pages, ...parts.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))];
  for (const page of pages) show(page, 'app.json');
  for (const page of config.pages) if (packageOf(page)) problems.push(`app.json lists ${page} in the main package; it stands in ${called(packageOf(page))}`);
  for (const { pagePath } of config.tabBar?.list ?? [])
    if (!config.pages.includes(pagePath)) problems.push(`the tab ${pagePath} is no page of the main package`);
  for (const { root } of parts) if (parts.some((other) => root.startsWith(`${other.root}/`))) problems.push(`subpackage ${root} stands inside another`);
  const known = ['__APP__', ...parts.flatMap(({ root, name }) => [root, name])];
  for (const [page, { packages }] of Object.entries(config.preloadRule ?? {})) {
    if (!pages.includes(page)) problems.push(`preloadRule names ${page}, which is no page`);
    for (const one of packages) if (!known.includes(one)) problems.push(`preloadRule of ${page} names ${one}, which is no subpackage`);
  }
  // Alipay gives each subpackage a copy of the main package's modules of its own, unless told otherwise: no client would be there.
  if (platform === 'my' && parts.length && config.subPackageBuildType !== 'shared') problems.push('app.json needs "subPackageBuildType": "shared"');

  const sizes = new Map([['', 0], ...parts.map(({ root }) => [root, 0])]);
  for (const name of files) {
    const bytes = readFileSync(join(app, name));
    sizes.set(packageOf(name), sizes.get(packageOf(name)) + bytes.length);
    for (const path of pathsIn(name, bytes.toString('utf8'))) {
      const to = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(name), path);
      if (!all.has(to)) problems.push(`${name} names ${path}: there is no such file`);
      else reach(name, to, to);
    }
  }
  return { main: sizes.get(''), parts: parts.map(({ root }) => ({ root, bytes: sizes.get(root) })), problems };
}

/** Where the families of a build stand: those that are named in subpackages of their own beside the main folder, in a folder of the same name. */
export const placeOf = (app, folder, family) => join(app, family, folder);

/** Whether a folder holds an `app.json`. */
export const isApp = (app) => existsSync(join(app, 'app.json'));

/**
 * Text of a file of a family that moved from `<app>/<folder>/<family>/…` to `<app>/<family>/<folder>/…`: what it takes from the runtime is
 * one folder further up, and named.
 */
export const moved = (text, folder) => text.replace(/(["'])((?:\.\.\/)+)runtime\//g, (_all, quote, up) => `${quote}../${up}${folder}/runtime/`);
