// Puts a platform's folder together: scripts, markup and styles in its own dialect, the web-view pages, and what is in it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { common, components, thisPlatform } from './bundle.mjs';
import { componentStyles, endings, translate } from './dialects.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = `${root}packages/miniprogram/src`;
const read = (file) => readFileSync(file, 'utf8');

const sheets = () => [`${source}/components/nelumbo.wxss`, ...places.map((place) => `${source}/${place}/index.wxss`)].map(read).join('\n');

/** The elements' tokens as a style sheet of a mini-program: the same names and values, classes instead of attributes. */
function tokens() {
  const used = new Set(sheets().match(/--_[\w-]+/g)); // what no component is drawn with is left out
  const text = read(`${root}packages/elements/src/tokens/tokens.styles.ts`);
  const [, css] = /css`\n([\s\S]*)`;/.exec(text);
  const flat = css.replace(/\.box\[data-theme='dark'\]\[data-care\]/g, '.box.dark.care').replace(/\.box\[data-theme='dark'\]/g, '.box.dark').replace(/\.box\[data-care\]/g, '.box.care'); // prettier-ignore
  const blocks = flat.match(/^ +\.box[\w.]* \{[^}]*\}/gm).map((block) => block.replace(/^ *(?=\.|\})/gm, '').replace(/^ +/gm, '  ').replace(/^ *color-scheme:.*\n/gm, '')); // prettier-ignore
  if (blocks.length !== 4) throw new Error('the tokens have another shape than this build knows');
  return `${blocks.join('\n')}\n`.replace(/^ +(--_[\w-]+): .*\n/gm, (line, name) => (used.has(name) ? line : ''));
}

/** Pages beside the components: `<folder>/<name>` with the tags they use. */
const pages = existsSync(`${source}/web-view`)
  ? readdirSync(`${source}/web-view`, { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map(({ name }) => `web-view/${name}`)
  : [];

/** Every markup of the package: `<family>/<name>` and pages. */
export const places = [...Object.entries({ ...components, ...common }).flatMap(([folder, names]) => names.map((name) => `${folder}/${name}`)), ...pages];

/** Alipay shares the styles of components with the page unless they say otherwise; the others keep them apart. */
const settingsOf = (file, dialect) =>
  dialect === 'my' ? read(file).replace(/"component": true/, '"component": true, "styleIsolation": "apply-shared"') : read(file);

/** Markup and styles of one place in a dialect, by file name. */
export function markupOf(place, dialect) {
  const [markup, styles] = endings[dialect];
  return {
    [`${place}/index.${markup}`]: translate(read(`${source}/${place}/index.wxml`), dialect, { component: true }),
    [`${place}/index.${styles}`]: componentStyles(read(`${source}/${place}/index.wxss`), dialect),
    [`${place}/index.json`]: settingsOf(`${source}/${place}/index.json`, dialect),
  };
}

/** Line breaks between tags and in style sheets mean nothing. */
const packMarkup = (text) => text.replace(/>\s*\n\s*(?=<)/g, '>').trim();
const packStyles = async (text) =>
  (await transform(text, { loader: 'css', minifyWhitespace: true })).code
    .trim()
    .replace(/@import(?=['"])/g, '@import ') // a platform's own reader may want the space
    .replace(/(--_[\w-]+:) /g, '$1')
    .replace(/(var\(--nelumbo[\w-]+,) /g, '$1');

/**
 * Everything of a platform's folder, by file name. `scripts` come from `bundle()`.
 * @param small - markup and styles without line breaks, as published
 */
export async function filesOf(dialect, scripts, { small = false } = {}) {
  const [markup, styles] = endings[dialect];
  const texts = { [`runtime/nelumbo.${styles}`]: componentStyles(tokens() + read(`${source}/components/nelumbo.wxss`), dialect) };
  for (const place of places) Object.assign(texts, markupOf(place, dialect));
  const files = { ...scripts, 'runtime/this-platform.js': await thisPlatform(dialect) };
  for (const [name, text] of Object.entries(texts))
    files[name] = !small ? text : name.endsWith(markup) ? packMarkup(text) : name.endsWith(styles) ? await packStyles(text) : text;
  return files;
}

/** Writes files into an emptied folder. */
export function write(folder, files) {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(`${folder}/${name}`), { recursive: true });
    writeFileSync(`${folder}/${name}`, text);
  }
}
