import { expect, test as base, type APIRequestContext, type Browser, type Page } from '@playwright/test';

/** Where the portal and the API of this run are; set by the global setup. */
export const portalUrl = (hash = ''): string => `${process.env.NELUMBO_PORTAL!}${hash}`;
const api = (path: string): string => `${process.env.NELUMBO_API!}${path}`;

/** Browser messages that are no fault of the page: refused connections of a test that cuts the network. */
const expected = /Failed to load resource|net::ERR_/;

/** A test fails on any console error or uncaught exception of the page. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const problems: string[] = [];
    watch(page, problems);
    await use(page);
    expect(problems, 'console errors').toEqual([]);
  },
});

export { expect };

/** Collects what the console complains about. */
export function watch(page: Page, problems: string[]): void {
  page.on('console', (message) => message.type() === 'error' && !expected.test(message.text()) && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
}

/** A page of a browser profile of its own: another device, or another person. */
export async function freshProfile(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 390, height: 844 } });
  return context.newPage();
}

/** Opens a page of the portal, signed in as `person`. */
export async function open(page: Page, hash: string, person: 'lin' | 'zhou' = 'lin'): Promise<void> {
  await page.goto(portalUrl('#/'));
  if (person !== 'lin') {
    await page.getByRole('button', { name: '设置' }).first().click();
    await page.getByRole('radio', { name: '周建国' }).check({ force: true });
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  }
  await page.goto(portalUrl(hash));
  await expect(page.locator('h1')).toBeVisible();
}

/** Agrees to sync on "My health". */
export async function consent(page: Page): Promise<void> {
  await page.getByRole('button', { name: '同意同步' }).click();
  await expect(page.getByRole('button', { name: '同意同步' })).toBeHidden();
}

/** A token as the development identity provider gives it. */
export async function tokenOf(request: APIRequestContext, person: string): Promise<string> {
  const form = { grant_type: 'urn:nelumbo:grant:development', person, client_id: 'nelumbo-demo' };
  const answer = await request.post(api('/oidc/token'), { form });
  expect(answer.ok()).toBe(true);
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Searches the FHIR API with a person's own token. */
export async function search<R>(request: APIRequestContext, person: string, query: string): Promise<R[]> {
  const answer = await request.get(api(`/fhir/R4/${query}`), { headers: { authorization: `Bearer ${await tokenOf(request, person)}` } });
  expect(answer.status(), query).toBe(200);
  const bundle = (await answer.json()) as { entry?: { resource: R }[] };
  return (bundle.entry ?? []).map((entry) => entry.resource);
}

/** Reads one resource with a person's token; the status only. */
export async function statusOf(request: APIRequestContext, person: string, path: string): Promise<number> {
  return (await request.get(api(`/fhir/R4/${path}`), { headers: { authorization: `Bearer ${await tokenOf(request, person)}` } })).status();
}

/** Records a blood pressure in two steps; resolves when the page says that it is saved. */
export async function enterPressure(page: Page, systolic: number, diastolic: number): Promise<void> {
  const entry = page.locator('nelumbo-vitals-entry[measure="blood-pressure"]');
  await entry.getByLabel(/收缩压/).fill(String(systolic));
  await entry.getByLabel(/舒张压/).fill(String(diastolic));
  await entry.getByRole('button', { name: '下一步' }).click();
  await entry.getByRole('button', { name: /保存|保留/ }).click();
  await expect(entry.getByRole('button', { name: '再记一次' })).toBeVisible();
}
