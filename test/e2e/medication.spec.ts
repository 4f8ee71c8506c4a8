import type { MedicationAdministration, MedicationRequest } from '@nelumbo/core/fhir';
import { consent, expect, open, search, test } from './portal.js';

test('1 tablet twice daily after meals: take one, undo, take again, stock falls by one', async ({ page, request }) => {
  await page.clock.setFixedTime('2026-11-22T07:00:00+08:00');
  await open(page, '#/health', 'zhou');
  await page.locator('nelumbo-medication-today').getByRole('button', { name: /添加/ }).click();
  const plan = page.locator('nelumbo-medication-plan');
  await plan.getByLabel('药名').fill('二甲双胍片 0.5 g');
  await plan.getByText(/饭后/).first().click();
  await plan.getByRole('button', { name: '下一步' }).click(); // a template says when, so the stock is next
  await expect(plan.getByText('每次 1 片，每日 2 次，早餐后、晚餐后')).toBeVisible();
  await plan.getByLabel(/现在手里有多少/).fill('28');
  await plan.getByRole('button', { name: '保存计划' }).click();
  await expect(page.locator('nelumbo-medication-list').getByText('每次 1 片，每日 2 次，早餐后、晚餐后')).toBeVisible();

  await page.clock.setFixedTime('2026-11-22T08:05:00+08:00');
  await page.reload();
  const today = page.locator('nelumbo-medication-today');
  await expect(today.getByText(/还剩 ?28 ?片/)).toBeVisible();
  await today.getByRole('button', { name: /^服药：二甲双胍/ }).click();
  await expect(today.getByText(/还剩 ?27 ?片/)).toBeVisible();
  await today.getByRole('button', { name: /^撤销/ }).first().click();
  await expect(today.getByText(/还剩 ?28 ?片/)).toBeVisible();
  await today.getByRole('button', { name: /^服药：二甲双胍/ }).click();
  await expect(today.getByText(/还剩 ?27 ?片/)).toBeVisible();

  await page.reload();
  await expect(today.getByText(/还剩 ?27 ?片/)).toBeVisible();
  await consent(page);
  await expect.poll(async () => (await search<MedicationRequest>(request, 'zhou', 'MedicationRequest')).length).toBe(1);
  const taken = async (): Promise<string[]> =>
    (await search<MedicationAdministration>(request, 'zhou', 'MedicationAdministration')).map((a) => a.status).sort();
  await expect.poll(taken).toEqual(['completed', 'entered-in-error']);
});
