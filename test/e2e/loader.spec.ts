import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';
import { code, contents, describedIn, examples } from '../../stories/embedding/playground-code.js';
import { serveCdn, type CdnSite } from './cdn-site.js';
import type {} from '@nelumbo/embed'; // declares the global

// The loader on a page of another origin under a strict policy with Trusted Types, and a CDN that fails in every way it can.
const embed = fileURLToPath(new URL('../../packages/embed', import.meta.url));
const { version } = JSON.parse(readFileSync(`${embed}/cdn/release.json`, 'utf8')) as { version: string };

let cdn: CdnSite;
let host: StaticSite;
let out: string;
const pages: Record<string, string> = {};

const hashesIn = (folder: string): readonly string[] =>
  [...readFileSync(`${folder}/snippet.html`, 'utf8').matchAll(/integrity="([^"]+)"/g)].map(([, hash]) => hash!);

interface HostOptions {
  readonly body?: string;
  /** Commands before the loader comes. */
  readonly queue?: string;
  readonly reserve?: boolean;
  /** Folders of the CDN whose loaders the page has. */
  readonly loaders?: readonly string[];
  readonly trustedTypes?: string;
}

/** A host's page, at an address of its own. */
function hostPage({ body = card, queue = '', reserve = true, loaders = ['/v'], trustedTypes = 'lit-html nelumbo#html' }: HostOptions): string {
  const path = `/${Object.keys(pages).length}.html`;
  const policy = `default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; style-src ${cdn.url}; connect-src ${cdn.url}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types ${trustedTypes}`;
  const [sheetHash] = hashesIn(`${embed}/cdn`);
  const script = (folder: string): string => {
    const hash = hashesIn(['/v', '/other'].includes(folder) ? `${embed}/cdn` : join(out, decodeURIComponent(folder.slice(1))))[1];
    return `<script type="module" async nonce="n" crossorigin="anonymous" integrity="${hash}" src="${cdn.url}${folder}/nelumbo.js"></script>`;
  };
  pages[path] = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>合作方页面</title>
<meta http-equiv="content-security-policy" content="${policy}">
${reserve ? `<link rel="stylesheet" crossorigin="anonymous" integrity="${sheetHash}" href="${cdn.url}/v/reserve.css">` : ''}
<script nonce="n">
  window.log = []; window.shift = 0;
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => log.push('violation ' + violatedDirective + ' ' + blockedURI));
  addEventListener('nelumbo-load-failed', ({ target, detail }) => log.push('failed ' + target.localName + ' ' + detail.code));
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });
  window.before = Object.keys(window);
  window.Nelumbo||(Nelumbo=function(){(Nelumbo.q=Nelumbo.q||[]).push(arguments)});
  Nelumbo('on', 'error', (error) => log.push('error ' + error.code + ' ' + error.name));
  Nelumbo('on', 'ready', ({ version }) => log.push('ready ' + version));
  ${queue}
</script>
${loaders.map(script).join('\n')}
</head><body>${body}</body></html>`;
  return host.url + path;
}

const card =
  '<nelumbo-provider tenant="t" locale="zh-CN"><nelumbo-encyclopedia-card query="高血压"><p>原有内容</p></nelumbo-encyclopedia-card></nelumbo-provider>';
const logOf = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { log: string[] }).log);
const cardShown = (page: Page) => page.locator('nelumbo-encyclopedia-card').getByText('高血压').first();
/** Requests for the file that holds Lit. */
const bases = (): string[] => cdn.requests.filter((path) => /\/base-[\w-]{8}\.js$/.test(path));
/** Tries again at once. Of the time that a file may take only the test of it says less: a busy machine can take 300 ms for any file. */
const quick = "Nelumbo('init', { retryAfter: 5 });";

test.beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'nelumbo-cdn-'));
  execFileSync(process.execPath, [`${embed}/bin/nelumbo-release.mjs`, '--out', out, '--prefix', 'acme']);
  cdn = await serveCdn({ '/v': `${embed}/cdn`, '/other': `${embed}/cdn`, [`/${version}+acme`]: join(out, `${version}+acme`) });
  host = await serveStatic({ pages });
});
test.beforeEach(() => {
  cdn.fault = undefined;
  cdn.requests.length = 0;
});
test.afterAll(async () => {
  await Promise.all([cdn.close(), host.close()]);
  rmSync(out, { recursive: true, force: true });
});

test('under strict policy and Trusted Types: queued commands run, elements show, nothing is violated, the globals are ours and the four of Lit', async ({
  page,
}) => {
  await page.goto(
    hostPage({
      body: `${card}<div id="place"></div>`,
      queue: `Nelumbo('mount', '#place', { widget: 'encyclopedia-card', query: '糖尿病', care: true }); Nelumbo('mount', '#nowhere', { widget: 'encyclopedia-card' });
        Nelumbo('mount', '#place', { widget: 'toString' }); Nelumbo('constructor'); Nelumbo('on', 'shown', ({ id }) => log.push('shown ' + id));`,
    }),
  );
  await expect(cardShown(page)).toBeVisible();
  await expect(page.locator('#place nelumbo-encyclopedia-card').getByText('糖尿病').first()).toBeVisible();
  await expect.poll(async () => (await logOf(page)).filter((line) => line.startsWith('shown ')).length).toBe(2);
  const log = await logOf(page);
  expect(log.filter((line) => line.startsWith('violation'))).toEqual([]);
  expect(log).toContain(`ready ${version}`);
  expect(log.filter((line) => line.startsWith('error')).sort()).toEqual([
    'error no-command constructor',
    'error no-target encyclopedia-card',
    'error no-widget toString',
  ]);
  const added = await page.evaluate(() => Object.keys(window).filter((name) => !(window as unknown as { before: string[] }).before.includes(name)));
  expect(added.filter((name) => name !== 'before').sort()).toEqual([
    'Nelumbo',
    'litElementVersions',
    'litHtmlVersions',
    'litPropertyMetadata',
    'reactiveElementVersions',
  ]);
  expect(await page.evaluate(() => (window as unknown as { litHtmlVersions: string[] }).litHtmlVersions.length)).toBe(1);
});

test('an element far below loads when it comes near; Lit is fetched once', async ({ page }) => {
  await page.goto(hostPage({ body: `${card}<svg width="10" height="4000"></svg><nelumbo-vitals-summary measure="blood-pressure"></nelumbo-vitals-summary>` }));
  await expect(cardShown(page)).toBeVisible();
  const asked = (part: string): string[] => cdn.requests.filter((path) => path.includes(part));
  expect(asked('vitals-summary')).toEqual([]);
  await page.locator('nelumbo-vitals-summary').scrollIntoViewIfNeeded();
  await expect.poll(() => page.evaluate(() => customElements.get('nelumbo-vitals-summary') !== undefined)).toBe(true);
  expect(bases().length).toBe(1);
});

test('every file comes with a hash, also what elements load later', async ({ page }) => {
  await page.goto(hostPage({ body: '<nelumbo-provider tenant="t"><nelumbo-vitals-entry measure="blood-pressure"></nelumbo-vitals-entry></nelumbo-provider>' }));
  await expect(page.locator('nelumbo-vitals-entry').getByRole('button').first()).toBeVisible();
  await page
    .locator('nelumbo-provider')
    .evaluate(async (provider: HTMLElement & { ready: Promise<{ records: { doc(name: string): Promise<unknown> } }> }) =>
      (await provider.ready).records.doc('x'),
    );
  const listed = new Set<string>();
  for (const path of cdn.requests.filter((one) => /files-.*json$/.test(one)))
    for (const file of Object.keys((JSON.parse(readFileSync(`${embed}/cdn${path.slice(2)}`, 'utf8')) as { files: object }).files)) listed.add(`/v/${file}`);
  const unlisted = cdn.requests.filter((path) => !listed.has(path) && !/\/(nelumbo\.js|reserve\.css|base-[\w-]{8}\.js|files-[\w-]+\.json)$/.test(path));
  expect(unlisted).toEqual([]);
  expect(listed.size).toBeGreaterThan(10);
});

test('what an element loads by itself is fetched together, not one after the other', async ({ page }) => {
  cdn.fault = (path) => (path.includes('/core-sync-engine-') ? 'hang' : undefined); // nothing that waits for the records is asked for by the page
  await page.goto(
    hostPage({ body: '<nelumbo-provider tenant="t"><nelumbo-intake src="urn:nelumbo:questionnaire:phq-9"></nelumbo-intake></nelumbo-provider>' }),
  );
  for (const part of ['/core-sync-engine-', '/browser-', '/core-intake-intake-', '/core-intake-load-kit-', '/content-intake-'])
    await expect.poll(() => cdn.requests.filter((path) => path.includes(part)), part).not.toEqual([]);
});

for (const part of ['/encyclopedia-card-', '/base-', '/files-encyclopedia-card.json', '/content-'])
  test(`a changed file never runs, and the element keeps its content: ${part}`, async ({ page }) => {
    cdn.fault = (path) => (path.includes(part) ? 'tamper' : undefined);
    await page.goto(hostPage({ queue: quick }));
    if (part === '/content-') {
      await expect.poll(() => cdn.requests.filter((path) => path.includes(part)).length).toBe(3); // refused three times
    } else {
      await expect.poll(() => logOf(page)).toContain('failed nelumbo-encyclopedia-card load');
      await expect(page.getByText('原有内容')).toBeVisible();
      await expect(page.locator('nelumbo-encyclopedia-card')).toHaveAttribute('data-failed', 'load');
    }
    expect(await page.evaluate(() => (window as unknown as { tampered?: true }).tampered)).toBeUndefined();
  });

test('a changed loader never runs', async ({ page }) => {
  cdn.fault = (path) => (path.endsWith('/nelumbo.js') ? 'tamper' : undefined);
  const refused = page.waitForEvent('console', (message) => /integrity/i.test(message.text()));
  await page.goto(hostPage({}));
  await refused;
  expect(await page.evaluate(() => [(window as unknown as { tampered?: true }).tampered, typeof Nelumbo.version])).toEqual([undefined, 'undefined']);
  await expect(page.getByText('原有内容')).toBeVisible();
});

test('two failures are survived, three are told, and the network coming back heals', async ({ page }) => {
  let left = 2;
  cdn.fault = (path) => (path.includes('/encyclopedia-card-') && left-- > 0 ? 'fail' : undefined);
  await page.goto(hostPage({ queue: quick }));
  await expect(cardShown(page)).toBeVisible();

  cdn.requests.length = 0;
  cdn.fault = (path) => (path.includes('/vitals-summary-') ? 'fail' : undefined);
  await page.goto(hostPage({ queue: quick, body: '<nelumbo-vitals-summary><p>原有内容</p></nelumbo-vitals-summary>' }));
  await expect.poll(() => logOf(page)).toContain('failed nelumbo-vitals-summary load');
  expect(cdn.requests.filter((path) => path.includes('/vitals-summary-')).length).toBe(3);
  expect(await logOf(page)).toContain('error load vitals-summary');
  cdn.fault = undefined;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => page.evaluate(() => customElements.get('nelumbo-vitals-summary') !== undefined)).toBe(true);
  await expect(page.locator('nelumbo-vitals-summary')).not.toHaveAttribute('data-failed');
});

test('a file that never comes is a timeout', async ({ page }) => {
  cdn.fault = (path) => (path.includes('/encyclopedia-card-') ? 'hang' : undefined);
  await page.goto(hostPage({ queue: "Nelumbo('init', { retryAfter: 5, timeout: 1000 });" }));
  await expect.poll(() => logOf(page)).toContain('failed nelumbo-encyclopedia-card timeout');
  await expect(page.getByText('原有内容')).toBeVisible();
});

test('a second copy of the same prefix steps aside; of another prefix it lives beside, and Trusted Types want its own names', async ({ page }) => {
  const both = `${card}<acme-provider tenant="t" locale="zh-CN"><acme-encyclopedia-card query="糖尿病"></acme-encyclopedia-card></acme-provider>`;
  const acme = `/${encodeURIComponent(`${version}+acme`)}`;
  await page.goto(
    hostPage({
      body: both,
      loaders: ['/v', acme],
      trustedTypes: "lit-html nelumbo#html acme#html 'allow-duplicates'",
      queue: "addEventListener('acme-shown', () => log.push('acme shown')); addEventListener('nelumbo-shown', () => log.push('nelumbo shown'));",
    }),
  );
  await expect(cardShown(page)).toBeVisible();
  await expect(page.locator('acme-encyclopedia-card').getByText('糖尿病').first()).toBeVisible();
  await expect.poll(() => logOf(page)).toEqual(expect.arrayContaining(['acme shown', 'nelumbo shown']));
  expect((await logOf(page)).filter((line) => line.startsWith('violation'))).toEqual([]);
  // Whichever came first owns the global; the other is under `as`.
  expect(await page.evaluate(() => [Nelumbo.prefix, ...Object.keys(Nelumbo.as ?? {})].sort())).toEqual(['acme', 'nelumbo']);
  expect(await page.evaluate(() => customElements.get('acme-encyclopedia-card') !== customElements.get('nelumbo-encyclopedia-card'))).toBe(true);

  // Names that are put together at run time are told from what lies in the files: a prefix with nothing of its name behind it.
  const copy = join(out, `${version}+acme`);
  const left = readdirSync(copy).filter((file) => file.endsWith('.js') && /["'`^]nelumbo-["'`$([]/.test(readFileSync(join(copy, file), 'utf8')));
  expect(left).toEqual([]);

  await page.goto(hostPage({ loaders: ['/v', '/other'] }));
  await expect(cardShown(page)).toBeVisible();
  expect(await page.evaluate(() => Nelumbo.as)).toBeUndefined();
  expect(bases().length).toBeLessThanOrEqual(2); // one for each page
});

test('what a native host puts in waits for its listener; destroy leaves the page as it was', async ({ page }) => {
  await page.goto(
    hostPage({ queue: "Nelumbo('receive', 'first'); Nelumbo('mount', 'body', { widget: 'encyclopedia-card', query: '糖尿病' });", body: '<p>原有内容</p>' }),
  );
  await expect(page.getByText('糖尿病').first()).toBeVisible();
  const got = await page.evaluate(async () => {
    const told: unknown[] = [];
    const stop = Nelumbo.on('receive', (message) => told.push(message));
    Nelumbo('receive', 'second');
    await Promise.resolve();
    stop();
    Nelumbo('receive', 'third');
    await Promise.resolve();
    return told;
  });
  expect(got).toEqual(['first', 'second']);
  const left = await page.evaluate(() => {
    const sheets = document.adoptedStyleSheets.length;
    Nelumbo.destroy();
    return [typeof globalThis.Nelumbo, document.querySelectorAll('nelumbo-encyclopedia-card').length, sheets - document.adoptedStyleSheets.length];
  });
  expect(left).toEqual(['undefined', 0, 1]);
});

test('the starter without a bundler works as it stands', async ({ page }) => {
  const examples = fileURLToPath(new URL('../../examples/one-line', import.meta.url));
  const starter = await serveCdn({ '': examples, '/nelumbo/0.1.0': `${embed}/cdn` });
  await page.goto(`${starter.url}/index.html`);
  const entry = page.locator('nelumbo-vitals-entry');
  await entry.getByLabel(/收缩压/).fill('131');
  await entry.getByLabel(/舒张压/).fill('83');
  await entry.getByRole('button', { name: /下一步|检查|继续/ }).click();
  await entry.getByRole('button', { name: /保存/ }).click();
  await expect(page.getByText('nelumbo-vitals-entry：已保存')).toBeVisible();
  await starter.close();
});

test('a wrong line in the queue is the page’s own error, and stops nothing', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const wrong =
    "Nelumbo('mount', '###', { widget: 'encyclopedia-card' }); Nelumbo('mount', 'body'); Nelumbo('mount', 'body', {}); Nelumbo('__proto__'); Nelumbo();";
  await page.goto(hostPage({ queue: `${wrong} Nelumbo('on', 'shown', ({ id }) => log.push('shown ' + id));` }));
  await expect(cardShown(page)).toBeVisible();
  await expect.poll(async () => (await logOf(page)).some((line) => line.startsWith('shown '))).toBe(true);
  expect(errors.length).toBe(2);
  expect((await logOf(page)).filter((line) => line.startsWith('error')).sort()).toEqual([
    'error no-command __proto__',
    'error no-command undefined',
    'error no-widget ',
  ]);
});

test('tags in shadow roots of the page’s own are defined when it asks, also before the loader is there', async ({ page }) => {
  const queue = `customElements.define('x-app', class extends HTMLElement {
      connectedCallback() {
        this.card = document.createElement('nelumbo-encyclopedia-card');
        this.card.setAttribute('query', '高血压');
        this.attachShadow({ mode: 'closed' }).append(this.card);
      }
    });
    Nelumbo('define', 'encyclopedia-card', 'no-such-element');`;
  await page.goto(hostPage({ queue, body: '<x-app></x-app>' }));
  await expect
    .poll(() => page.locator('x-app').evaluate((app: HTMLElement & { card: HTMLElement }) => app.card.shadowRoot?.textContent ?? ''))
    .toContain('高血压');
  await expect.poll(() => logOf(page)).toContain('error load no-such-element');
});

test('after destroy a page can have it back: the same file under an address of its own', async ({ page }) => {
  await page.goto(hostPage({}));
  await expect(cardShown(page)).toBeVisible();
  const [, hash] = hashesIn(`${embed}/cdn`);
  const back = await page.evaluate(
    async ([src, integrity]) => {
      Nelumbo.destroy();
      document.querySelector('nelumbo-provider')!.append(document.createElement('nelumbo-vitals-summary'));
      const link = Object.assign(document.createElement('link'), { rel: 'modulepreload', href: src, integrity, crossOrigin: 'anonymous' });
      document.head.append(link);
      await import(src); // no script element: Trusted Types refuse an address set by a script
      await Nelumbo.define('vitals-summary');
      return [Nelumbo.prefix, customElements.get('nelumbo-vitals-summary') !== undefined];
    },
    [`${cdn.url}/v/nelumbo.js?again`, hash] as const,
  );
  expect(back).toEqual(['nelumbo', true]);
  expect((await logOf(page)).filter((line) => line.startsWith('violation'))).toEqual([]);
  expect(bases().length).toBe(1);
});

test('tags that a page writes, moves or replaces later are found: also in another root, and below a <base>', async ({ page }) => {
  await page.goto(hostPage({ body: '<p>原有内容</p>' }));
  await page.waitForFunction(() => Nelumbo.version !== undefined);
  await page.evaluate(() => {
    const base = Object.assign(document.createElement('base'), { href: 'https://elsewhere.example/' });
    document.head.prepend(base); // refused here by `base-uri`; what is loaded has whole addresses anyway
    const root = document.createElement('html');
    document.documentElement.replaceWith(root);
    root.append(document.createElement('head'));
    const body = document.createElement('body');
    root.append(body);
    const [first, second] = [document.createElement('main'), document.createElement('aside')];
    body.append(first, second);
    const made = document.createElement('nelumbo-encyclopedia-card');
    made.setAttribute('query', '糖尿病');
    first.append(made);
    second.append(made); // moved before it is defined
  });
  await expect(page.locator('aside nelumbo-encyclopedia-card').getByText('糖尿病').first()).toBeVisible();
});

test('what the playground shows for HTML works as it stands, in an empty page under the policy of the guide', async ({ page }) => {
  const guide = readFileSync(fileURLToPath(new URL('../../docs/guide/csp.md', import.meta.url)), 'utf8');
  const policy = /```\n(default-src[\s\S]*?)```/.exec(guide)![1]!.replaceAll('\n', ' ').replace('nonce-…', 'nonce-n').replaceAll('https://your-cdn', cdn.url).replaceAll('https://your-api', host.url); // prettier-ignore
  const manifest = JSON.parse(readFileSync(fileURLToPath(new URL('../../packages/elements/custom-elements.json', import.meta.url)), 'utf8')) as Parameters<typeof describedIn>[0]; // prettier-ignore
  const elements = describedIn(manifest);
  expect(elements.length).toBeGreaterThan(20);
  const written = elements.map((element) => {
    const attributes = examples[element.widget] ?? '';
    return code('HTML', { element, attributes, locale: 'zh-CN', theme: 'light', care: false, version }).replaceAll('NONCE', 'n').replaceAll(`https://your-cdn/nelumbo/${version}`, `${cdn.url}/v`); // prettier-ignore
  });
  const path = '/playground.html';
  pages[path] =
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}"></head><body>${written.join('')}</body></html>`;
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', ({ message }) => said.push(message));
  await page.goto(host.url + path);
  for (const { widget } of elements) {
    const element = page.locator(`nelumbo-provider > nelumbo-${widget}`);
    await element.scrollIntoViewIfNeeded();
    await expect.poll(() => element.evaluate((one) => one.matches(':defined')), widget).toBe(true);
  }
  await expect(page.locator('nelumbo-encyclopedia-card').getByText('高血压').first()).toBeVisible();
  await expect(page.getByRole('button', { name: contents['encyclopedia-terms']!.slice(0, 3) }).first()).toBeVisible();
  const entry = page.locator('nelumbo-vitals-entry');
  await entry.getByLabel(/收缩压/).fill('131');
  await entry.getByLabel(/舒张压/).fill('83');
  await entry.getByRole('button', { name: /下一步|检查|继续/ }).click();
  const heard = page.waitForEvent('console', (message) => /measure: blood-pressure/.test(message.text()));
  await entry.getByRole('button', { name: /保存/ }).click();
  await heard;
  expect(said.filter((text) => /policy|refused|violat|trusted/i.test(text))).toEqual([]);
});
