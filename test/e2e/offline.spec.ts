import { type Page } from '@playwright/test';
import { expect, portalUrl, test } from './portal.js';

const searchFor = (page: Page, query: string): Promise<void> => page.evaluate((hash) => void (location.hash = hash), `#/search?q=${encodeURIComponent(query)}`);
const card = (page: Page) => page.locator('nelumbo-encyclopedia-card');

test('a visit goes on without a network: new topics, articles, suggestions and terms, and again after a reload', async ({ page, context }) => {
  await page.addInitScript(() => {
    const events: string[] = Object.assign(window, { said: [] }).said;
    for (const name of ['nelumbo-silent', 'nelumbo-error']) addEventListener(name, () => events.push(name));
  });
  const said = (): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await page.goto(portalUrl(`#/search?q=${encodeURIComponent('高血压')}`));
  await expect(card(page).getByRole('heading', { name: '高血压' })).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready); // the everyday topics are fetched before, the portal with it
  await context.setOffline(true);

  for (const [query, title] of [
    ['糖尿病', '糖尿病'],
    ['腰椎间盘突出症', '腰椎间盘突出症'],
    ['偏头痛怎么办', '偏头痛'],
    ['gaoxueya', '高血压'],
  ] as const) {
    await searchFor(page, query);
    await expect(card(page).getByRole('heading', { name: title, exact: true })).toBeVisible();
  }
  await searchFor(page, '今天天气');
  await expect.poll(said).toEqual(['nelumbo-silent']);

  await page.goto(portalUrl('#/encyclopedia'));
  await page.getByRole('combobox').fill('tongfeng');
  await page.getByRole('option').first().click();
  await expect(page.locator('nelumbo-encyclopedia-article').getByRole('heading', { name: '痛风' }).first()).toBeVisible();
  await page.goto(portalUrl('#/article/winter-pressure'));
  await expect(page.locator('nelumbo-encyclopedia-term').first()).toBeVisible();

  await page.reload();
  await expect(page.locator('h1')).toBeVisible();
  await searchFor(page, '糖尿病');
  await expect(card(page).getByRole('heading', { name: '糖尿病' })).toBeVisible();
});

test('without a network, what was not fetched ahead says so, and comes by itself when the network is back', async ({ page, context }) => {
  // A reader who saves data gets nothing ahead.
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true }));
  await page.goto(portalUrl(`#/search?q=${encodeURIComponent('高血压')}`));
  await expect(card(page).getByRole('heading', { name: '高血压' })).toBeVisible();
  await context.setOffline(true);

  const [trouble, retry] = [card(page).getByRole('alert'), card(page).getByRole('button', { name: '重试' })];
  await searchFor(page, '糖尿病');
  await expect(trouble).toContainText('没有网络');
  await retry.click();
  await expect(trouble).toContainText('没有网络');
  await context.setOffline(false);
  await expect(card(page).getByRole('heading', { name: '糖尿病' })).toBeVisible();
  await expect(trouble).toHaveCount(0);

  await context.setOffline(true);
  await page.goto(portalUrl('#/encyclopedia'));
  await page.getByRole('combobox').fill('tongfeng');
  const search = page.locator('nelumbo-encyclopedia-search');
  await expect(search.getByRole('alert')).toContainText('没有网络');
  await context.setOffline(false);
  await expect(page.getByRole('option').first()).toContainText('痛风');

  await context.setOffline(true);
  await page.goto(portalUrl('#/encyclopedia/gout'));
  const article = page.locator('nelumbo-encyclopedia-article');
  await expect(article.getByRole('alert')).toContainText('没有网络');
  await context.setOffline(false);
  await expect(article.getByRole('heading', { name: '痛风' }).first()).toBeVisible();

  await context.setOffline(true);
  await page.goto(portalUrl('#/article/winter-pressure'));
  await expect(page.locator('h1')).toBeVisible();
  await context.setOffline(false);
  await expect(page.locator('nelumbo-encyclopedia-term').first()).toBeVisible();
});
