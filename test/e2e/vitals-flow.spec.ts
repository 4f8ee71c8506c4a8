import type { Locator, Page } from '@playwright/test';
import { expect, open, test } from './portal.js';

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

/** A fortnight of pressures as a meter's program saves them: the last five days above the target, so that a rule has something to find. */
function meterFile(now: number): string {
  const rows = Array.from({ length: 14 }, (_, i) => {
    const daysAgo = 14 - i;
    const day = shanghai.format(now - daysAgo * 86_400_000).replaceAll('-', '/'); // the page's day: UTC's is the one before, for a third of the day
    const [systolic, diastolic] = daysAgo <= 5 ? [148 + i, 94] : [122 + (i % 4), 78];
    return `${day},07:30,${systolic},${diastolic},${66 + (i % 6)}`;
  });
  return ['日期,时间,高压,低压,脉搏', ...rows, rows[0], `${rows[3]!.split(',')[0]},07:31,12,80,`].join('\r\n');
}

/** What the page takes for now: a reading later than that is none, wherever this process thinks that it is. */
const nowOf = (page: Page): Promise<number> => page.evaluate(() => Date.now());

const fold = (page: Page, name: string): Locator => page.locator('summary', { hasText: name });
const chart = (page: Page): Locator => page.locator('nelumbo-vitals-chart[measure="blood-pressure"]').first();

/** How many pixels of the drawing carry something. */
const inked = (page: Page): Promise<number> =>
  chart(page)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      if (!canvas.width) return 0;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let inked = 0;
      for (let i = 3; i < data.length; i += 4) if (data[i]) inked++;
      return inked;
    });

test('a file is imported, charted, found by a rule, reported on paper and taken back', async ({ page }) => {
  await open(page, '#/health');
  await fold(page, '导入').click();
  const importer = page.locator('nelumbo-vitals-import');
  await importer.locator('input[type=file]').setInputFiles({ name: '血压计.csv', mimeType: 'text/csv', buffer: Buffer.from(meterFile(await nowOf(page))) });
  await expect(importer.getByText('现在还没有保存')).toBeVisible();
  await expect(importer.locator('select').nth(2)).toHaveValue(/systolic/);
  await importer.getByRole('button', { name: '开始导入' }).click();
  await expect(importer.getByText('已导入 28 条读数')).toBeVisible();
  await expect(importer.getByText('2 条已经有了')).toBeVisible();
  await expect(importer.getByText(/第 16 行/)).toBeVisible();

  await expect.poll(() => inked(page)).toBeGreaterThan(2_000);
  await expect(chart(page).locator('#summary')).toContainText('共 14 次读数');

  const alerts = page.locator('nelumbo-vitals-alerts');
  await expect(alerts.locator('[data-tone]').first()).toBeVisible();
  await expect(alerts).toContainText(/连续|高于/);

  await fold(page, '给医生的报告').click();
  const report = page.locator('nelumbo-vitals-report');
  await report.getByLabel(/姓名|名字/).fill('林小荷');
  await expect(report.locator('nelumbo-vitals-chart canvas').first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.masthead')).toBeHidden();
  await expect(page.locator('nelumbo-vitals-summary').first()).toBeHidden();
  await expect(report.getByText('林小荷')).toBeVisible();
  await expect(report.getByText(/中国/).first()).toBeVisible();
  const paper = await page.pdf({ format: 'A4' });
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
  expect(paper.length).toBeGreaterThan(20_000); // text and a drawing, not an empty page
  await page.emulateMedia({ media: 'screen' });

  await importer.getByRole('button', { name: '撤销这次导入' }).click();
  await expect(importer.getByText('移除了 28 条读数')).toBeVisible();
  await expect(chart(page).locator('canvas')).toHaveCount(0);
});

test('the same file brings nothing twice, and a stranger says why it is none', async ({ page }) => {
  await open(page, '#/health');
  await fold(page, '导入').click();
  const importer = page.locator('nelumbo-vitals-import');
  const give = (name: string, text: string) => importer.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  const file = meterFile(await nowOf(page));
  for (const words of ['已导入 28 条读数', '没有新的读数']) {
    await give('血压计.csv', file);
    await importer.getByRole('button', { name: '开始导入' }).click();
    await expect(importer.getByText(words)).toBeVisible();
  }
  await give('page.html', '<html></html>');
  await expect(importer.getByText('这里读不了这种文件')).toBeVisible();
});
