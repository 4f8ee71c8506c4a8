import type { Locator, Page } from '@playwright/test';
import type { Observation } from '@nelumbo/core/fhir';
import { consent, enterPressure, expect, freshProfile, open, portalUrl, search, statusOf, test } from './portal.js';

const systolicOf = (o: Observation): number | undefined =>
  o.component?.find((c) => c.code.coding?.some((coding) => coding.code === '8480-6'))?.valueQuantity?.value;
const latest = (page: Page): Locator => page.locator('nelumbo-vitals-summary[measure="blood-pressure"] .hero').first();
const pressures = 'Observation?code=85354-9&_count=100';

test('165/102 is grade 2 in colour, text and shape, survives a reload and reaches the server', async ({ page, request, browser }) => {
  await open(page, '#/health');
  const entry = page.locator('nelumbo-vitals-entry[measure="blood-pressure"]');
  await entry.getByLabel(/收缩压/).fill('165');
  await entry.getByLabel(/舒张压/).fill('102');
  await entry.getByRole('button', { name: '下一步' }).click();
  await expect(entry.getByText(/2\s*级/).first()).toBeVisible();
  const status = entry.locator('.status').first();
  await expect(status.locator('svg.mark')).toBeVisible();
  expect(await status.getAttribute('data-tone')).toMatch(/alert|urgent/);
  await entry.getByRole('button', { name: /保存/ }).click();
  await expect(entry.getByRole('button', { name: '再记一次' })).toBeVisible();

  await page.reload();
  await expect(latest(page)).toContainText('165');

  expect(await search<Observation>(request, 'lin', pressures)).toHaveLength(0); // nothing leaves before consent
  await consent(page);
  await expect.poll(async () => (await search<Observation>(request, 'lin', pressures)).map(systolicOf)).toEqual([165]);

  await page.goto(portalUrl('#/holdings'));
  await expect(page.getByText('Observation').or(page.getByText('测量')).first()).toBeVisible();
  await expect(page.getByText(/165/).first()).toBeVisible();

  const [stored] = await search<Observation>(request, 'lin', pressures);
  expect(await statusOf(request, 'zhou', `Observation/${stored!.id!}`)).toBe(404);
  expect(await search<Observation>(request, 'zhou', pressures)).toHaveLength(0);

  const phone = await freshProfile(browser);
  await open(phone, '#/health');
  await consent(phone);
  await expect(latest(phone)).toContainText('165');
  await phone.context().close();
});

test('what is entered without a connection arrives exactly once', async ({ page, request }) => {
  await open(page, '#/health', 'zhou');
  await consent(page);
  await page.context().route(/\/(fhir|oidc)\//, (route) => route.abort('internetdisconnected'));
  await enterPressure(page, 128, 79);
  await page.reload();
  await expect(latest(page)).toContainText('128');
  expect(await search<Observation>(request, 'zhou', pressures)).toHaveLength(0);

  await page.context().unroute(/\/(fhir|oidc)\//);
  await page.reload();
  await expect.poll(async () => (await search<Observation>(request, 'zhou', pressures)).map(systolicOf)).toEqual([128]);
  await page.reload();
  await expect(latest(page)).toContainText('128');
  expect(await search<Observation>(request, 'zhou', pressures)).toHaveLength(1);
});

test('an unlikely value is asked back and an impossible one refused, with what was typed kept', async ({ page }) => {
  await open(page, '#/health');
  const entry = page.locator('nelumbo-vitals-entry[measure="blood-pressure"]');
  await entry.getByLabel(/收缩压/).fill('84');
  await entry.getByLabel(/舒张压/).fill('131');
  await entry.getByRole('button', { name: '下一步' }).click();
  await expect(entry.getByText(/填反/)).toBeVisible();
  await expect(entry.getByLabel(/收缩压/)).toHaveValue('84');
});
