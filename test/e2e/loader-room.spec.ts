import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';
import { serveCdn, type CdnSite } from './cdn-site.js';

// Room for each element, in each look, in a narrow and in a wide column: from the first frame on, also while it says that it is loading, an element is
// never taller than reserve.css says, and not much lower once it has drawn. With ROOM=print it says what reserve.json should.
const embed = fileURLToPath(new URL('../../packages/embed', import.meta.url));
type Row = Readonly<Partial<Record<Look, readonly [narrow: number, wide: number]>>>;
type Look = 'zh' | 'en' | 'care' | 'careEn';
const reserve = JSON.parse(readFileSync(`${embed}/reserve.json`, 'utf8')) as Readonly<Record<string, Row>>;

const looks: Readonly<Record<Look, string>> = { zh: 'locale="zh-CN"', en: 'locale="en"', care: 'locale="zh-CN" care', careEn: 'locale="en" care' };
const attributes: Readonly<Record<string, string>> = { 'encyclopedia-card': 'query="高血压"' };
/** An article, a form and a log are as long as they are, mostly longer than a screen; a frame says its height itself. */
const tags = Object.keys(reserve).filter((tag) => !['encyclopedia-article', 'intake', 'privacy-center', 'frame'].includes(tag));
/** A line of text: other fonts break English elsewhere. Chinese has one width of a character in all fonts. */
const line = 32;

let cdn: CdnSite;
let host: StaticSite;
test.beforeAll(async () => {
  cdn = await serveCdn({ '/v': `${embed}/cdn` });
  const widgets = Object.values(looks).map(
    (look) =>
      `<nelumbo-provider tenant="t" ${look}>${tags.map((tag) => `<nelumbo-${tag} ${attributes[tag] ?? ''}></nelumbo-${tag}>`).join('')}</nelumbo-provider>`,
  );
  const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="${cdn.url}/v/reserve.css"><style>body{max-width:640px;margin:0 auto}</style></head><body>${widgets.join('')}<script>
  window.seen = new Map(); window.changed = performance.now();
  const look = () => {
    for (const element of document.querySelectorAll('nelumbo-provider > *')) {
      const now = seen.get(element) ?? { most: 0, last: 0 };
      const height = Math.ceil(element.getBoundingClientRect().height);
      const box = element.shadowRoot?.querySelector('[part=box]');
      const last = Math.ceil(box?.getBoundingClientRect().height ?? 0);
      const waits = !last || box.querySelector('.skeleton') !== null;
      if (last !== now.last || height > now.most || waits !== now.waits) window.changed = performance.now();
      seen.set(element, { most: Math.max(now.most, height), last, waits });
    }
    requestAnimationFrame(look);
  };
  look();
  Nelumbo = function () { (Nelumbo.q = Nelumbo.q || []).push(arguments); };
  Nelumbo('define', ${tags.map((tag) => `'${tag}'`).join()});
</script><script type="module" async src="${cdn.url}/v/nelumbo.js"></script></body></html>`;
  host = await serveStatic({ pages: { '/': page } });
});
test.afterAll(() => Promise.all([cdn.close(), host.close()]));

interface Seen {
  readonly tag: string;
  readonly look: Look;
  /** px: the tallest that it ever was, and what is in it at last. */
  readonly most: number;
  readonly last: number;
}

test.describe(() => {
  for (const [column, width] of [390, 1280].entries())
    test(`no element outgrows its room, at ${width} px`, async ({ browser }) => {
      cdn.fault = (path) => (/\/core-client-/.test(path) ? 'slow' : undefined); // what loads is seen to load
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.goto(host.url);
      const settled = (): Promise<boolean> =>
        page.evaluate(() => {
          const { seen, changed } = window as unknown as { seen: Map<Element, { waits: boolean; last: number }>; changed: number };
          return [...seen.values()].every(({ waits, last }) => !waits && last > 0) && performance.now() - changed > 400;
        });
      await expect.poll(settled).toBe(true);
      const found: Seen[] = await page.evaluate(
        (names) =>
          [...(window as unknown as { seen: Map<Element, { most: number; last: number }> }).seen].map(([element, { most, last }]) => ({
            tag: element.localName.slice('nelumbo-'.length),
            look: names[
              [...element.parentElement!.parentElement!.querySelectorAll(':scope > nelumbo-provider')].findIndex((one) => one === element.parentElement)
            ]!,
            most,
            last,
          })),
        Object.keys(looks) as Look[],
      );
      await context.close();
      if (process.env.ROOM) for (const { tag, look, most, last } of found) console.log([width, tag, look, most, last].join(' '));
      const roomOf = (tag: string, look: Look): number => {
        const row = reserve[tag]!;
        const rows = { zh: [row.zh], en: [row.en, row.zh], care: [row.care, row.zh], careEn: [row.careEn, row.care, row.en, row.zh] }[look];
        return rows.find((one) => one)![column]!;
      };
      const wrong = found
        .map((one) => ({ ...one, room: roomOf(one.tag, one.look) }))
        .filter(({ look, most, last, room }) => Math.max(most, last) > room + (look.endsWith('n') ? line : 0) || room - last > 3 * line);
      expect(found.length).toBe(4 * tags.length);
      expect(wrong).toEqual([]);
    });
});
