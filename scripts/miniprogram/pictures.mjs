// node scripts/miniprogram/pictures.mjs [--out folder] [--only part-of-a-name]
// Pictures of the native components at 375 px beside their web twins, with the same records: the components as they are built for WeChat,
// shown by glass-easel's DOM backend. To be looked at: layout on a phone is the platform's own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { browserArgs, browserPath } from '../browser.mjs';
import { filesOf } from './assemble.mjs';
import { bundle, everyEntry } from './bundle.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const value = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
const out = value('--out', `${root}.cache/miniprogram-pictures`);
const only = value('--only', '');
mkdirSync(out, { recursive: true });

/** Component, its properties, the twin's markup, and what is done to both. */
const pairs = [
  ['medication/today', {}, '<nelumbo-medication-today></nelumbo-medication-today>', 'medicines'],
  ['medication/today', {}, '<nelumbo-medication-today></nelumbo-medication-today>', 'opened'],
  ['medication/today', {}, '<nelumbo-medication-today></nelumbo-medication-today>', 'nothing'],
  ['vitals/entry', { measure: 'blood-pressure' }, '<nelumbo-vitals-entry measure="blood-pressure"></nelumbo-vitals-entry>', 'nothing'],
  ['vitals/entry', { measure: 'blood-pressure' }, '<nelumbo-vitals-entry measure="blood-pressure"></nelumbo-vitals-entry>', 'typed'],
  ['vitals/entry', { measure: 'glucose' }, '<nelumbo-vitals-entry measure="glucose"></nelumbo-vitals-entry>', 'nothing'],
  ['vitals/chart', { measure: 'blood-pressure', range: '30d' }, '<nelumbo-vitals-chart measure="blood-pressure" range="30d"></nelumbo-vitals-chart>', 'readings'],
  ['intake/question', { src: 'urn:nelumbo:questionnaire:phq-9' }, '<nelumbo-intake src="urn:nelumbo:questionnaire:phq-9" mode="care"></nelumbo-intake>', 'nothing'],
  ['intake/question', { src: 'urn:nelumbo:questionnaire:headache' }, '<nelumbo-intake src="urn:nelumbo:questionnaire:headache" mode="care"></nelumbo-intake>', 'nothing'],
  ['encyclopedia/card', { query: '高血压' }, '<nelumbo-encyclopedia-card query="高血压"></nelumbo-encyclopedia-card>', 'nothing'],
  ['encyclopedia/card', { query: '不想活了' }, '<nelumbo-encyclopedia-card query="不想活了"></nelumbo-encyclopedia-card>', 'nothing'],
  ['encyclopedia/search', {}, '<nelumbo-encyclopedia-search></nelumbo-encyclopedia-search>', 'searched'],
  ['storage/room', { always: true }, '', 'nothing'],
  ['storage/room', {}, '', 'full'],
]; // prettier-ignore
const looks = [
  { name: 'zh', locale: 'zh-CN', care: false, theme: 'light' },
  { name: 'en', locale: 'en', care: false, theme: 'light' },
  { name: 'care', locale: 'zh-CN', care: true, theme: 'light' },
  { name: 'dark', locale: 'zh-CN', care: false, theme: 'dark' },
];

const files = await filesOf('wx', await bundle(everyEntry));
const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler');
const templates = {};
for (const [name, text] of Object.entries(files)) {
  if (!name.endsWith('.wxml') || name.startsWith('web-view/')) continue;
  const group = new TmplGroup();
  group.addTmpl('', text);
  templates[name.replace(/\.wxml$/, '')] = group.getTmplGenObjectGroups();
  group.free();
}
const page = await build({
  entryPoints: [`${root}test/miniprogram/picture-page.ts`],
  ...{ bundle: true, write: false, format: 'esm', target: 'es2022', conditions: ['nelumbo-source'], logLevel: 'error' },
  define: { 'process.env.NODE_ENV': '"production"' },
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
});
const script = page.outputFiles[0].text;
const shell = '<!doctype html><meta charset="utf-8"><body><script type="module" src="/page.js"></script>';
const server = createServer(({ url }, answer) => {
  const [type, text] = url === '/page.js' ? ['text/javascript', script] : url === '/files.json' ? ['application/json', JSON.stringify({ files, templates })] : ['text/html', shell]; // prettier-ignore
  answer.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({ executablePath: await browserPath(), args: browserArgs });
try {
  for (const [component, properties, twin, done] of pairs)
    for (const look of looks) {
      const name = `${component.replace('/', '-')}-${properties.measure ?? properties.src?.split(':').at(-1) ?? (properties.query ? encodeURIComponent(properties.query).replace(/%/g, '').slice(0, 6) : '')}-${done}-${look.name}`; // prettier-ignore
      if (!name.includes(only)) continue;
      const tab = await browser.newPage({ viewport: { width: 790, height: 600 }, locale: look.locale, timezoneId: 'Asia/Shanghai' });
      tab.on('pageerror', (error) => console.log(`${name}: ${error.message}`));
      await tab.goto(address);
      await tab.waitForFunction(() => 'picture' in globalThis);
      await tab.evaluate((what) => globalThis.picture(what), { component, properties, twin, done, look });
      writeFileSync(`${out}/${name}.png`, await tab.screenshot({ fullPage: true }));
      await tab.close();
    }
} finally {
  await browser.close();
  server.close();
}
console.log(out);
