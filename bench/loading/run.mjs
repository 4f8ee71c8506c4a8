// npm run bench -- loading [--rtt 200] [--runs 3] [--cdn <folder of another build, taken in turns>] [--list]
// How long an element takes to show on a first visit where each answer takes `rtt` ms, over HTTP/1.1 with its six connections, from the files of the
// CDN build (`npm run build` first). Bandwidth is not limited: what is counted is journeys one after the other.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { browserArgs, browserPath } from '../../scripts/browser.mjs';

const { values } = parseArgs({
  options: {
    rtt: { type: 'string', default: '200' },
    runs: { type: 'string', default: '3' },
    cdn: { type: 'string' },
    list: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const rtt = Number(values.rtt);
const runs = values.quick ? 1 : Number(values.runs);
const builds = ['packages/embed/cdn', ...(values.cdn ? [values.cdn] : [])];

const elements = [
  {
    name: 'encyclopedia card',
    body: '<nelumbo-encyclopedia-card query="高血压"></nelumbo-encyclopedia-card>',
    shown: 'nelumbo-encyclopedia-card :text("高血压")',
  },
  {
    name: 'encyclopedia article',
    body: '<nelumbo-encyclopedia-article entry="hypertension"></nelumbo-encyclopedia-article>',
    shown: 'nelumbo-encyclopedia-article h2',
  },
  { name: 'vitals entry', body: '<nelumbo-vitals-entry measure="blood-pressure"></nelumbo-vitals-entry>', shown: 'nelumbo-vitals-entry input' },
  { name: 'vitals chart', body: '<nelumbo-vitals-chart measure="blood-pressure"></nelumbo-vitals-chart>', shown: 'nelumbo-vitals-chart h2' },
  { name: "medication, today's list", body: '<nelumbo-medication-today></nelumbo-medication-today>', shown: 'nelumbo-medication-today button' },
  { name: 'intake, PHQ-9', body: '<nelumbo-intake src="urn:nelumbo:questionnaire:phq-9"></nelumbo-intake>', shown: 'nelumbo-intake form' },
  { name: 'intake, headache', body: '<nelumbo-intake src="urn:nelumbo:questionnaire:headache"></nelumbo-intake>', shown: 'nelumbo-intake form' },
];
const types = { js: 'text/javascript', json: 'application/json', css: 'text/css' };

let folder = builds[0];
let body = '';
let asked = [];
const server = createServer(({ url }, response) => {
  if (url === '/') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="zh-CN"><body><nelumbo-provider tenant="t" locale="zh-CN">${body}</nelumbo-provider>
      <script type="module" src="/v/nelumbo.js"></script></body></html>`);
    return;
  }
  const name = decodeURIComponent(url.split('?')[0]).replace('/v/', '');
  const at = performance.now();
  setTimeout(() => {
    if (/[/\\]/.test(name) || !existsSync(`${folder}/${name}`)) return void response.writeHead(404).end();
    const bytes = gzipSync(readFileSync(`${folder}/${name}`));
    asked.push({ name, at, bytes: bytes.length });
    const headers = { 'content-type': types[name.split('.').at(-1)] ?? 'text/plain', 'content-encoding': 'gzip', 'cache-control': 'max-age=3600' };
    response.writeHead(200, headers).end(bytes);
  }, rtt);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const page = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: await browserPath(), args: browserArgs });

/** One first visit; ms until the element shows, files and bytes that came before. */
async function visit(element, build) {
  [folder, body, asked] = [build, element.body, []];
  const context = await browser.newContext();
  const tab = await context.newPage();
  const start = performance.now();
  await tab.goto(page, { waitUntil: 'commit' });
  await tab.locator(element.shown).first().waitFor({ timeout: 60_000 });
  const ms = performance.now() - start;
  const before = asked.filter(({ at }) => at - start < ms);
  if (values.list) for (const { name, at, bytes } of before) console.log(`  ${((at - start) / rtt).toFixed(1).padStart(5)}  ${name}  ${bytes}`);
  await context.close();
  return { ms, files: before.length, bytes: before.reduce((sum, one) => sum + one.bytes, 0) };
}

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const table = [];
for (const element of elements) {
  const visits = new Map(builds.map((build) => [build, []]));
  for (let run = 0; run < runs; run++) for (const build of builds) visits.get(build).push(await visit(element, build)); // in turns
  for (const [build, all] of visits) {
    const ms = median(all.map((one) => one.ms));
    const { files, bytes } = all[0];
    table.push({
      element: element.name,
      ...(values.cdn && { build }),
      's to show': (ms / 1000).toFixed(2),
      journeys: (ms / rtt).toFixed(1),
      files,
      'kB gz': (bytes / 1000).toFixed(1),
    });
  }
}
console.table(table);
await browser.close();
server.close();
