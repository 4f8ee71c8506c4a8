// The example projects: WeChat's is written by hand (examples/miniprogram/wechat); the other three are generated from it by the same
// rules as the components. Douyin's is opened in its own tool, Alipay's and Baidu's are output.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endings, translate, translateStyles } from './dialects.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const examples = `${root}examples/miniprogram`;
const names = { tt: 'douyin', my: 'alipay', swan: 'baidu' };
/** Our components' props and events, which pages of the example use. */
const components = { 'medication-today': ['readonly', 'date'], 'vitals-entry': ['measure', 'meal', 'setting'], 'vitals-chart': ['measure', 'range'], 'intake-question': ['src', 'subject'], 'encyclopedia-card': ['query', 'entry'], 'encyclopedia-search': ['limit', 'placeholder'], 'storage-room': ['always'] }; // prettier-ignore

const projects = {
  tt: ['project.config.json', { appid: 'testAppId', projectname: 'nelumbo-example', setting: { es6: false, urlCheck: false } }],
  my: ['mini.project.json', { component2: true, enableAppxNg: true, compileOptions: { component2: true } }],
  swan: ['project.swan.json', { appid: '', setting: { urlCheck: false }, host: 'baiduboxapp' }],
};

/** Files of the example in a dialect, by name. */
export function exampleFiles(dialect) {
  const source = `${examples}/wechat`;
  const files = {};
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const name = `${(entry.parentPath ?? entry.path).slice(source.length + 1)}/${entry.name}`.replace(/^\//, '');
    if (/(^|\/)(nelumbo|node_modules)\//.test(name) || /project\.config|README/.test(name)) continue;
    const text = readFileSync(`${source}/${name}`, 'utf8');
    const [markup, styles] = endings[dialect];
    if (name.endsWith('.wxml')) files[name.replace(/wxml$/, markup)] = translate(text, dialect, { components });
    else if (name.endsWith('.wxss')) files[name.replace(/wxss$/, styles)] = translateStyles(text, dialect);
    // Alipay copies the main package's modules into each subpackage unless told otherwise, and each copy would have a client of its own.
    else if (name === 'app.json' && dialect === 'my') files[name] = text.replace('\n  "preloadRule"', '\n  "subPackageBuildType": "shared",\n  "preloadRule"');
    else files[name] = text;
  }
  const [project, settings] = projects[dialect];
  files[project] = `${JSON.stringify(settings, null, 2)}\n`;
  return files;
}

/** Writes the three generated projects. */
export function writeExamples() {
  if (!existsSync(`${examples}/wechat`)) return;
  for (const [dialect, name] of Object.entries(names))
    for (const [file, text] of Object.entries(exampleFiles(dialect))) {
      mkdirSync(dirname(`${examples}/${name}/${file}`), { recursive: true });
      writeFileSync(`${examples}/${name}/${file}`, text);
    }
}
