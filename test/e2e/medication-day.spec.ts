import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect, open, portalUrl, test } from './portal.js';

/** What a page said aloud and rang, told by its fakes: a machine that runs tests has neither voice nor notifications. */
interface Heard {
  readonly spoken: (readonly [text: string, lang: string])[];
  readonly rung: string[];
}
declare global {
  interface Window {
    heard: Heard;
  }
}

/** Runs in the page before anything else. */
function fakeSenses(): void {
  window.heard = { spoken: [], rung: [] };
  const voice = { cancel: () => undefined, speak: ({ text, lang }: SpeechSynthesisUtterance) => window.heard.spoken.push([text, lang]) };
  Object.defineProperty(window, 'speechSynthesis', { value: voice, configurable: true });
  class FakeNotification {
    static permission = 'granted';
    static requestPermission = () => Promise.resolve('granted');
    onclick = null;
    constructor(title: string) {
      window.heard.rung.push(title);
    }
    close(): void {
      window.heard.rung.pop();
    }
  }
  Object.defineProperty(window, 'Notification', { value: FakeNotification, configurable: true, writable: true });
}

const today = (page: Page) => page.locator('nelumbo-medication-today');
const rings = async (pages: readonly Page[]): Promise<number> =>
  (await Promise.all(pages.map((page) => page.evaluate(() => window.heard.rung.length)))).reduce((sum, n) => sum + n, 0);
/** The same a second later: the page reads its records between two ticks, in time of its own, and then waits for the clock. */
const ringsSoon = async (clock: BrowserContext['clock'], pages: readonly Page[]): Promise<number> => {
  await clock.runFor(1000);
  return rings(pages);
};

/** What a page shows soon: while the clock stands still, nothing that waits for it would ever come. */
const shownSoon = async (clock: BrowserContext['clock'], what: Locator, count?: number): Promise<void> => {
  const shown = async (): Promise<boolean> => {
    await clock.runFor(1000);
    return count === undefined ? what.isVisible() : (await what.count()) === count;
  };
  await expect.poll(shown).toBe(true);
};

/** A tab of the portal, with senses that tell. The clock is the context's: one for all its tabs. */
async function tabOf(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(fakeSenses);
  return page;
}

/** Writes a plan through the page's own editor: at fixed times of the clock. */
async function addPlan(page: Page, name: string, times: readonly string[]): Promise<void> {
  await today(page).getByRole('button', { name: /添加/ }).first().click();
  const plan = page.locator('nelumbo-medication-today nelumbo-medication-plan');
  await plan.getByLabel('药名').fill(name);
  await plan.getByRole('button', { name: '下一步' }).click();
  await plan.getByText('按钟点').click();
  await plan.getByText(`${times.length} 次`, { exact: true }).click();
  for (const [i, time] of times.entries()) await plan.getByLabel(`第 ${i + 1} 次`, { exact: true }).fill(time);
  await plan.getByRole('button', { name: '下一步' }).click();
  await plan.getByRole('button', { name: '保存计划' }).click();
  await expect(today(page).getByText(name).first()).toBeVisible();
}

test('a day passes in two tabs: each reminder rings once, the alarm speaks and is answered by the keyboard', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 390, height: 844 } });
  const { clock } = context;
  await clock.install({ time: '2026-11-23T06:30:00+08:00' });
  const one = await tabOf(context);
  await open(one, '#/health');
  await addPlan(one, '二甲双胍', ['08:00', '20:00']);
  const two = await tabOf(context);
  await open(two, '#/health');
  await expect(today(two).getByText('二甲双胍').first()).toBeVisible();
  const tabs = [one, two];
  for (const tab of tabs) await today(tab).evaluate((element) => element.setAttribute('spoken', ''));

  await clock.pauseAt('2026-11-23T07:59:30+08:00');
  expect(await rings(tabs)).toBe(0);
  for (let second = 0; second < 60; second += 10) await clock.runFor(10_000);
  await shownSoon(
    clock,
    today(one)
      .getByRole('alert')
      .getByText(/二甲双胍/),
  );
  await shownSoon(
    clock,
    today(two)
      .getByRole('alert')
      .getByText(/二甲双胍/),
  );
  await expect.poll(() => ringsSoon(clock, tabs)).toBe(1);
  expect(await one.evaluate(() => window.heard.spoken.at(-1))).toEqual(['该吃药了。', 'zh-CN']);

  // The alarm by the keyboard alone: from the heading of the page forward to its first button.
  await one.getByRole('heading', { level: 1 }).focus();
  for (let i = 0; i < 60; i++) {
    await one.keyboard.press('Tab');
    const reached = await today(one).evaluate(
      (element) => element.shadowRoot?.activeElement?.closest('.ringing') !== null && element.shadowRoot?.activeElement,
    );
    if (reached) break;
  }
  const focused = (): Promise<string> => today(one).evaluate((element) => (element.shadowRoot?.activeElement as HTMLElement | null)?.innerText ?? '');
  expect(await focused()).toBe('服药');
  await one.keyboard.press('Tab');
  expect(await focused()).toContain('更多');
  await one.keyboard.press('Enter');
  await shownSoon(clock, today(one).getByRole('button', { name: '5 分钟后', exact: true }));
  await one.keyboard.press('Tab');
  expect(await focused()).toBe('5 分钟后');
  await one.keyboard.press('Enter');
  await shownSoon(
    clock,
    today(one)
      .getByText(/再次提醒|稍后/)
      .first(),
  );
  for (let minute = 0; minute < 7; minute++) await clock.runFor(60_000);
  await expect.poll(() => ringsSoon(clock, tabs)).toBe(2);
  await shownSoon(
    clock,
    today(one)
      .getByRole('alert')
      .getByText(/二甲双胍/),
  );
  await today(one).locator('.ringing').getByRole('button', { name: '服药' }).press('Enter');
  await shownSoon(clock, today(one).locator('li[data-state="taken"]'));
  await shownSoon(clock, today(two).locator('li[data-state="taken"]')); // the other tab shows it, and rings no more

  // The evening, and past midnight: the next day stands there without a reload.
  await clock.pauseAt('2026-11-23T19:59:30+08:00');
  const before = await rings(tabs);
  for (let second = 0; second < 60; second += 10) await clock.runFor(10_000);
  await expect.poll(() => ringsSoon(clock, tabs)).toBe(before + 1);
  await two.close();
  await clock.pauseAt('2026-11-24T00:00:30+08:00');
  await clock.runFor(60_000);
  await shownSoon(clock, today(one).locator('li[data-state="upcoming"]'), 2);
  await one.reload();
  await shownSoon(clock, today(one).locator('li[data-state="upcoming"]'), 2);
  expect(await rings([one])).toBe(0); // a reload repeats no reminder
  await context.close();
});

test('a night in which the clocks go forward: the dose of the hour that is missing comes an hour later, once', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'America/New_York', viewport: { width: 390, height: 844 } });
  const { clock } = context;
  await clock.install({ time: '2026-03-07T22:00:00-05:00' });
  const page = await tabOf(context);
  await open(page, '#/health');
  await addPlan(page, '夜间药', ['02:30', '08:00']);
  await clock.pauseAt('2026-03-08T01:59:30-05:00');
  await clock.runFor(40_000); // 02:00 is 03:00
  await shownSoon(clock, today(page).locator('time').filter({ hasText: '03:30' }));
  await expect(today(page).locator('time').filter({ hasText: '02:30' })).toHaveCount(0);
  expect(await page.evaluate(() => window.heard.rung.length)).toBe(0);
  await clock.pauseAt('2026-03-08T03:29:30-04:00');
  for (let second = 0; second < 60; second += 10) await clock.runFor(10_000);
  await expect.poll(() => ringsSoon(clock, [page])).toBe(1);
  await shownSoon(
    clock,
    today(page)
      .getByRole('alert')
      .getByText(/夜间药/),
  );
  await clock.pauseAt('2026-03-08T07:59:30-04:00');
  for (let second = 0; second < 60; second += 10) await clock.runFor(10_000);
  await expect.poll(() => ringsSoon(clock, [page])).toBe(2);
  await page.goto(portalUrl('#/'));
  await context.close();
});
