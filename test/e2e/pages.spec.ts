import AxeBuilder from '@axe-core/playwright';
import { expect, open, portalUrl, test } from './portal.js';

// The longest file: its tests share nothing, and run side by side.
test.describe.configure({ mode: 'parallel' });

const pages = {
  feed: '#/',
  article: '#/article/winter-pressure',
  search: '#/search?q=高血压',
  health: '#/health',
  check: '#/check',
  headache: '#/check/headache',
  encyclopedia: '#/encyclopedia',
  holdings: '#/holdings',
  privacy: '#/privacy',
};

const looks = [
  { name: 'light on a phone', preferences: { theme: 'light', care: false, locale: 'zh-CN' }, width: 390 },
  { name: 'dark', preferences: { theme: 'dark', care: false, locale: 'en' }, width: 1280 },
  { name: 'care mode', preferences: { theme: 'light', care: true, locale: 'zh-CN' }, width: 390 },
] as const;

for (const look of looks)
  test(`every page is accessible and fits: ${look.name}`, async ({ page }) => {
    await page.setViewportSize({ width: look.width, height: 844 });
    await open(page, '#/');
    await page.getByRole('button', { name: '设置' }).first().click();
    const drawer = page.getByRole('dialog');
    // Empty cards are easy to make accessible: three months of readings are on the pages.
    await drawer.getByRole('button', { name: '载入示例读数' }).click();
    await expect(drawer.getByText(/已载入 \d+ 条读数/)).toBeVisible();
    if (look.preferences.theme === 'dark') await drawer.getByRole('radio', { name: '深色' }).check({ force: true });
    if (look.preferences.care) await drawer.getByRole('switch', { name: '关怀模式' }).check({ force: true });
    if (look.preferences.locale === 'en') await drawer.getByRole('radio', { name: 'English' }).check({ force: true });
    await drawer.getByRole('button', { name: /关闭|Close/ }).click();
    for (const [name, hash] of Object.entries(pages)) {
      await page.goto(portalUrl(hash));
      await expect(page.locator('h1')).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
        name,
      ).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });

test('going back leaves no settings over another page', async ({ page }) => {
  await open(page, '#/');
  await page.goto(portalUrl('#/health'));
  await expect(page.locator('h1')).toHaveText('我的健康');
  await page.getByRole('button', { name: '设置' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('h1')).not.toHaveText('我的健康');
});

test('a card appears for a health query and stays away for others', async ({ page }) => {
  const card = page.locator('nelumbo-encyclopedia-card');
  for (const query of ['高血压', 'gaoxueya', 'gxy', '高血压怎么办', 'hypertension']) {
    await page.goto(portalUrl(`#/search?q=${encodeURIComponent(query)}`));
    await expect(card.getByText('高血压').first(), query).toBeVisible();
    await expect(card.getByText(/未经医学审核/).first(), query).toBeVisible();
  }
  await page.goto(portalUrl(`#/search?q=${encodeURIComponent('股票大跌')}`));
  await expect(page.locator('h1')).toContainText('股票大跌');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect.poll(async () => (await card.boundingBox())?.height ?? 0).toBe(0);
});

test('typing in the encyclopedia suggests, and choosing opens the article', async ({ page }) => {
  await open(page, '#/encyclopedia');
  await page.getByRole('combobox').fill('pian');
  await page
    .getByRole('option', { name: /偏头痛/ })
    .first()
    .click();
  await expect(
    page
      .locator('nelumbo-encyclopedia-article')
      .getByRole('heading', { name: /偏头痛/ })
      .first(),
  ).toBeVisible();
});
