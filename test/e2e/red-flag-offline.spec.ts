// What shows red flags loads with the forms that have rules. A flag that another form brings must not wait for it.
import { expect, open, test } from './portal.js';

test('a red flag says what it is and what to do, and gives the number to call, where the part that shows it cannot be loaded', async ({ page }) => {
  let refused = 0;
  const part = /extra-parts[-.\w]*\.(js|ts)/;
  await page.route(part, (route) => {
    refused++;
    return route.abort();
  });
  await open(page, '#/health');
  await page.evaluate(() => {
    const raised = [
      { url: 'rule', valueString: 'urn:test:rules|1.0.0#gone' },
      { url: 'urgency', valueCode: 'emergency-ambulance' },
      { url: 'at', valueInstant: '2026-03-01T08:00:00Z' },
    ];
    const plain = { resourceType: 'Questionnaire', status: 'active', url: 'urn:test:plain', item: [{ linkId: 'pain', type: 'string', text: '哪里不舒服？' }] };
    const response = {
      ...{ resourceType: 'QuestionnaireResponse', status: 'in-progress', questionnaire: 'urn:test:plain' },
      extension: [{ url: 'urn:nelumbo:fhir:red-flag', extension: raised }],
    };
    const form = Object.assign(document.createElement('nelumbo-intake'), { questionnaire: plain, response });
    document.querySelector('nelumbo-provider')!.append(form);
  });

  const interrupt = page.getByRole('dialog');
  await expect(interrupt.getByRole('heading', { name: '请先看这里' })).toBeVisible();
  await expect(interrupt).toContainText('立即拨打急救电话');
  await expect(interrupt).toContainText('不在这份问卷里');
  await expect(interrupt.getByRole('link', { name: /120/ })).toHaveAttribute('href', 'tel:120');
  expect(refused).toBeGreaterThan(0);
  await interrupt.getByRole('button', { name: /继续填写/ }).click();
  await expect(interrupt).toBeHidden();
  await expect(page.getByLabel('哪里不舒服？')).toBeVisible();

  // Once it is there, the advice stands with the form, in its own look.
  await page.unroute(part);
  await page.getByLabel('哪里不舒服？').fill('胸口');
  const advice = page.getByRole('region', { name: '根据您的回答，建议这样做' });
  await expect(advice).toContainText('请先看这里');
  await expect(advice.locator('ul')).toHaveCSS('display', 'grid');
});
