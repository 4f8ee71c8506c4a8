import { built } from '../miniprogram/built.js';
import { Disk, modelOf } from '../miniprogram/model.js';
import { sandbox } from '../miniprogram/sandbox.js';
import { consent, expect, freshProfile, open, test, tokenOf } from './portal.js';

interface Phone {
  readonly vitals: {
    record(reading: object): Promise<{ readonly ok: boolean }>;
    readings(query: object): Promise<readonly { readonly values: Readonly<Record<string, number>> }[]>;
  };
  readonly privacy: { grant(purpose: string): Promise<unknown> };
  readonly sync: { now(): Promise<{ readonly queued: number }> };
  close(): Promise<void>;
}

test('what a mini-program keeps encrypted appears on the portal of the same user, and back', async ({ browser, request }) => {
  // The logic layer of WeChat with nothing but its platform object; requests go to the server of this run.
  const disk = new Disk();
  const layer = sandbox(await built('wx'), {
    wx: modelOf('wx', { disk }).api,
    host: { user: 'zhou', patient: 'zhou', api: { fhir: `${process.env.NELUMBO_API!}/fhir/R4`, token: () => tokenOf(request, 'zhou') } },
  });
  layer.require('vitals/family.js');
  layer.context['nelumbo'] = layer.require('runtime/index.js');
  const { client: phone } = layer.run('nelumbo.start(host)') as { client: Phone };
  await phone.privacy.grant('sync');
  const before = { measure: 'glucose', values: { value: 7.3 }, unit: 'mmol/L', at: Date.now() - 60_000, context: { meal: 'random' } };
  expect(await phone.vitals.record(before)).toMatchObject({ ok: true });
  expect(JSON.stringify([...disk.values])).not.toMatch(/Observation|mmol|\b7\.3\b/); // sealed
  await expect.poll(async () => (await phone.sync.now()).queued).toBe(0);

  const page = await freshProfile(browser);
  await open(page, '#/health', 'zhou');
  await consent(page);
  const summary = page.locator('nelumbo-vitals-summary[measure="glucose"]');
  await expect(summary).toContainText('7.3');

  await summary.getByRole('button').first().click();
  const entry = page.locator('nelumbo-vitals-entry[measure="glucose"]');
  await entry.getByLabel('血糖', { exact: true }).fill('6.1');
  await entry.getByRole('button', { name: '下一步' }).click();
  await entry.getByRole('button', { name: /保存|保留/ }).click();
  await expect(entry.getByRole('button', { name: '再记一次' })).toBeVisible();
  await expect
    .poll(async () => {
      await phone.sync.now();
      return (await phone.vitals.readings({ measure: 'glucose' })).map(({ values }) => values['value']).sort();
    })
    .toEqual([6.1, 7.3]);
  await phone.close();
  await page.context().close();
});
