import { readFileSync } from 'node:fs';
import { enterPressure, expect, open, test } from './portal.js';

test('a patient sees what is kept, takes it along, corrects it and deletes it', async ({ page }) => {
  await open(page, '#/health');
  await enterPressure(page, 131, 83);
  await page.goto(page.url().replace(/#.*/, '#/privacy'));
  const center = page.locator('nelumbo-privacy-center');
  await expect(center.getByText('没有任何内容离开过这台设备')).toBeVisible();

  const download = page.waitForEvent('download');
  await center.getByRole('button', { name: '表格（CSV）' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect(csv).toContain('131');

  await center.getByRole('button', { name: /^测量记录/ }).click();
  await center
    .getByRole('button', { name: /^更正：/ })
    .first()
    .click();
  await center.getByRole('spinbutton').first().fill('135');
  await center.getByLabel('为什么更正？').fill('看错了');
  await center.getByRole('button', { name: '保存更正' }).click();
  await expect(center.getByRole('listitem').first()).toContainText('135');

  await center.getByRole('button', { name: '返回总览' }).click();
  await center.getByRole('button', { name: '检查日志' }).click();
  await expect(center.getByText(/日志完整/)).toBeVisible();
  await expect(center.getByText(/更正.*看错了/)).toBeVisible();

  await center.getByRole('button', { name: '删除这台设备上的全部内容' }).click();
  await center.getByRole('checkbox', { name: '我知道删除后无法恢复' }).check();
  await center.getByRole('button', { name: '彻底删除' }).click();
  await expect(center.getByText(/已从这台设备删除/)).toBeVisible();
  await page.goto(page.url().replace(/#.*/, '#/health'));
  await page.reload();
  await expect(page.locator('nelumbo-vitals-entry[measure="blood-pressure"]').getByLabel(/收缩压/)).toBeVisible();
  await expect(page.getByText('135')).toHaveCount(0);
});
