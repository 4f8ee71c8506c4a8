import { fileURLToPath } from 'node:url';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { serveCdn, type CdnSite } from './cdn-site.js';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';

// Hosts at their worst: what they do to their own page must not reach into a widget, and nothing of ours reaches out.
let cdn: CdnSite;
let host: StaticSite;
const pages: Record<string, string> = {};

const widgets = `<nelumbo-provider tenant="t" locale="zh-CN">
  <nelumbo-encyclopedia-card query="高血压"></nelumbo-encyclopedia-card>
  <nelumbo-vitals-entry measure="blood-pressure"></nelumbo-vitals-entry>
  <nelumbo-medication-today></nelumbo-medication-today>
</nelumbo-provider>`;

/** Each hostile host: its style sheet, what stands around the widgets. */
const hosts: Readonly<Record<string, { readonly css: string; readonly before?: string; readonly after?: string; readonly dir?: string }>> = {
  friendly: { css: '' },
  'root of 62.5 %': { css: 'html { font-size: 62.5% }' },
  'everything unset': { css: '*, *::before, *::after { all: unset }' },
  'important resets': {
    css: '* { box-sizing: content-box; letter-spacing: 8px; text-transform: uppercase; line-height: 3; font: italic 9px serif; color: red; text-align: end; visibility: visible }',
  },
  'transform on an ancestor': {
    css: 'main { transform: translateZ(0); filter: drop-shadow(0 0 1px #000); contain: paint; perspective: 400px }',
    before: '<main>',
    after: '</main>',
  },
  'overflow hidden': { css: 'main { overflow: hidden; block-size: 500px }', before: '<main>', after: '</main>' },
  'header above everything': {
    css: 'header { position: fixed; inset: 0 0 auto; block-size: 60px; background: #222; z-index: 2147483647 }',
    before: '<header></header>',
  },
  'right to left': { css: '', dir: 'rtl' },
};

/** Layouts that make things as wide as what is in them, or share a row; `least` is the width of a form in a window of 1280 px, CSS px. */
const layouts: Readonly<Record<string, { readonly css: string; readonly least: number }>> = {
  'a centred flex column': { css: 'main { display: flex; flex-direction: column; align-items: center }', least: 590 },
  'the body of a Vite starter': {
    css: 'body { display: flex; place-items: center; margin: 0 } main { max-width: 1280px; margin: 0 auto; padding: 32px; text-align: center }',
    least: 590,
  },
  'an inline block': { css: 'main { display: inline-block }', least: 590 },
  'a cell that does not wrap': { css: 'body { white-space: nowrap } main { display: table-cell }', least: 590 },
  'a row of three': { css: 'main, main > nelumbo-provider { display: contents } body { display: flex } main > nelumbo-provider > * { flex: 1 }', least: 300 },
  'a grid of three': { css: 'main { display: contents } nelumbo-provider { display: grid; grid-template-columns: 1fr 1fr 1fr }', least: 300 },
};

const address = (name: string): string => `${host.url}/${encodeURIComponent(name)}`;

test.beforeAll(async () => {
  cdn = await serveCdn({ '/v': fileURLToPath(new URL('../../packages/embed/cdn', import.meta.url)) });
  for (const [name, { css, before = '', after = '', dir = 'ltr' }] of Object.entries(hosts))
    pages[`/${name}`] =
      `<!doctype html><html lang="zh-CN" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title>
<link rel="icon" href="data:,"><style>${css}</style><script type="module" src="${cdn.url}/v/nelumbo.js"></script></head>
<body>${before}<p id="own">主机自己的一段话</p><button id="native">主机的按钮</button>${widgets}${after}</body></html>`;
  for (const [name, { css }] of Object.entries(layouts))
    pages[`/${name}`] = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title>
<link rel="icon" href="data:,"><style>${css}</style><script type="module" src="${cdn.url}/v/nelumbo.js"></script></head><body><main>${widgets}</main></body></html>`;
  host = await serveStatic({ pages });
});
test.afterAll(() => Promise.all([cdn.close(), host.close()]));

const entry = (page: Page): Locator => page.locator('nelumbo-vitals-entry');

async function open(page: Page, name: string): Promise<void> {
  await page.goto(address(name));
  await expect(page.locator('nelumbo-encyclopedia-card').getByText('高血压').first()).toBeVisible();
  await expect(entry(page).getByLabel(/收缩压/)).toBeVisible();
  await expect(page.locator('nelumbo-medication-today').getByRole('button').first()).toBeVisible();
}

/** What a reader sees of the widgets: sizes, faces and colours of a field, its label and a button. */
const look = (page: Page): Promise<unknown> =>
  entry(page).evaluate((element) => {
    const parts = ['input', 'label', 'button'].map((selector) => element.shadowRoot?.querySelector(selector));
    return parts.map((part) => {
      const style = part && getComputedStyle(part);
      return (
        style && [
          style.fontSize,
          style.fontStyle,
          style.lineHeight,
          style.letterSpacing,
          style.textTransform,
          style.color,
          style.backgroundColor,
          style.borderTopWidth,
          style.paddingTop,
          style.direction,
        ]
      );
    });
  });

for (const name of Object.keys(hosts).filter((one) => one !== 'friendly'))
  test(`a widget looks and works as ever: ${name}`, async ({ page }, info) => {
    await open(page, 'friendly');
    const before = await look(page);
    await open(page, name);
    // The face is the host's on purpose (`--nelumbo-font-family`, else inherited); all else is ours.
    expect(await look(page)).toEqual(before);
    await info.attach('screenshot', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
    await entry(page)
      .getByLabel(/收缩压/)
      .fill('131');
    await entry(page)
      .getByLabel(/舒张压/)
      .fill('83');
    await entry(page)
      .getByRole('button', { name: /下一步|检查|继续/ })
      .click();
    await expect(entry(page).getByRole('button', { name: /保存/ })).toBeVisible();
  });

for (const [name, { least }] of Object.entries(layouts))
  test(`a widget has a width, and takes no more than there is: ${name}`, async ({ page }) => {
    await open(page, name);
    const measure = (): Promise<number[]> =>
      page.evaluate(() => [document.querySelector('nelumbo-vitals-entry')!.getBoundingClientRect().width, document.documentElement.scrollWidth - innerWidth]);
    await expect.poll(async () => (await measure())[0]).toBeGreaterThan(least);
    expect((await measure())[1]).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 390, height: 800 });
    expect((await measure())[1]).toBeLessThanOrEqual(0);
  });

test('an overlay lies above any z-index of the host, inside any transform', async ({ page }) => {
  for (const name of ['header above everything', 'transform on an ancestor', 'overflow hidden']) {
    await open(page, name);
    const card = page.locator('nelumbo-encyclopedia-card');
    await card.getByRole('button').or(card.getByRole('link')).first().click();
    const dialog = page.getByRole('dialog').first();
    await expect(dialog).toBeVisible();
    const shown = await dialog.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      // What lies at its top edge and its middle, down through shadow roots.
      const at = (x: number, y: number): boolean => {
        let found = document.elementFromPoint(x, y);
        while (found?.shadowRoot?.elementFromPoint(x, y)) found = found.shadowRoot.elementFromPoint(x, y);
        for (let node: Node | null = found; node; node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)) if (node === element) return true;
        return false;
      };
      return [at(left + width / 2, top + 3), at(left + width / 2, top + height / 2), width > 200, height > 200, top >= 0];
    });
    expect(shown, name).toEqual([true, true, true, true, true]);
    await page.keyboard.press('Escape');
  }
});

test('nothing of ours changes the host', async ({ page }) => {
  const styleOf = (): Promise<unknown> =>
    page.evaluate(() => ['#own', '#native', 'body', 'html'].map((selector) => ({ ...getComputedStyle(document.querySelector(selector)!) })));
  await page.route('**/nelumbo.js', (route) => route.abort());
  await page.goto(address('friendly'));
  const without = (await styleOf()) as Record<string, string>[];
  await page.unroute('**/nelumbo.js');
  await open(page, 'friendly');
  const withUs = (await styleOf()) as Record<string, string>[];
  // The page is higher now, with all that hangs on its height.
  const high = /^(webkit)?(logical)?(height|block-?size|perspective-?origin|transform-?origin)$/i;
  const changed = withUs.flatMap((style, i) => Object.keys(style).filter((key) => !high.test(key) && style[key] !== without[i]?.[key]));
  expect(changed).toEqual([]);
});

test('tokens of the host reach in', async ({ page }) => {
  await open(page, 'friendly');
  await page.locator('nelumbo-provider').evaluate((provider) => {
    provider.style.setProperty('--nelumbo-font-size', '20px');
    provider.style.setProperty('--nelumbo-color-primary-600', '#a1005c');
  });
  const label = entry(page).locator('label').first();
  await expect.poll(() => label.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(17);
});

test('on paper there is what there is on screen', async ({ page }, info) => {
  await open(page, 'friendly');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('nelumbo-encyclopedia-card').getByText('高血压').first()).toBeVisible();
  await expect(entry(page).getByLabel(/收缩压/)).toBeVisible();
  await info.attach('print', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
});

/** Colours of everything inside the shadow roots of ours, in the order of the tree. */
const inks = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const walk = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (root instanceof ShadowRoot) {
          const { color, backgroundColor, borderTopColor, fill, stroke, colorScheme } = getComputedStyle(element);
          found.push([element.localName, color, backgroundColor, borderTopColor, fill, stroke, colorScheme].join(' '));
        }
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document);
    return found;
  });

for (const care of [false, true])
  test(`what is dark on a screen is dark ink on white paper${care ? ', in care mode too' : ''}`, async ({ page }, info) => {
    await page.emulateMedia({ reducedMotion: 'reduce' }); // colours without transitions between them
    await open(page, 'friendly');
    const provider = page.locator('nelumbo-provider');
    const inTheme = (theme: string): Promise<void> =>
      provider
        .evaluate((element, [value, on]) => (element.setAttribute('theme', value), element.toggleAttribute('care', on)), [theme, care] as const)
        .then(() => expect(entry(page).locator('.box')).toHaveAttribute('data-theme', theme === 'light' ? 'light' : 'dark'));
    await inTheme('light');
    const [onScreen, paper] = [await inks(page), (await page.emulateMedia({ media: 'print' }), await inks(page))];
    expect(onScreen.length).toBeGreaterThan(50);
    for (const [theme, colorScheme] of [
      ['dark', 'light'],
      ['auto', 'dark'],
    ] as const) {
      await page.emulateMedia({ media: 'screen', colorScheme });
      await inTheme(theme);
      await expect.poll(async () => (await inks(page)).filter((ink, i) => ink !== onScreen[i]).length, theme).toBeGreaterThan(20); // dark it is
      await page.emulateMedia({ media: 'print', colorScheme });
      await expect.poll(() => inks(page), theme).toEqual(paper);
      await info.attach(`print-${theme}`, { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
    }
  });
