import type { QuestionnaireResponse } from '@nelumbo/core/fhir';
import type { Locator } from '@playwright/test';
import { Fhir } from 'fhir';
import { consent, expect, open, portalUrl, search, test } from './portal.js';

/** Answers what is still open in the calmest way, as it appears: the last option of a choice, 4 for a number, one step of a slider. */
async function answerTheRest(form: Locator): Promise<void> {
  const open = form.locator('[role="radiogroup"]:not(:has(:checked)), fieldset:not(:has(fieldset)):has(input[type="checkbox"]):not(:has(:checked))');
  for (let left = await open.count(); left > 0; left = await open.count()) {
    const option = open.first().locator('input:is([type="radio"], [type="checkbox"])').last();
    await option.check({ force: true });
    await expect.poll(() => open.count()).not.toBe(left);
  }
  for (const slider of await form.locator('input[type="range"]').all()) await slider.press('ArrowRight');
  for (const number of await form.locator('input[inputmode="numeric"], input[inputmode="decimal"]').all())
    if ((await number.inputValue()) === '') await number.fill('4');
}

test('a red flag interrupts, the draft survives a reload, and the finished response is valid FHIR', async ({ page, request }) => {
  await open(page, '#/check/headache', 'zhou');
  const form = page.locator('nelumbo-intake');
  await form.getByRole('textbox').first().fill('午睡起来突然头痛');
  await form.getByText('突然发作，一分钟内就达到最痛').click();
  await form
    .getByRole('radiogroup', { name: /一生中最严重/ })
    .getByText('是', { exact: true })
    .click();

  const interrupt = page.getByRole('dialog');
  await expect(interrupt).toBeVisible();
  await expect(interrupt.getByRole('link', { name: /120/ })).toHaveAttribute('href', 'tel:120');
  await expect(interrupt.getByText(/请立即拨打急救电话/).first()).toBeVisible();
  await form.evaluate((element) => {
    const seen = window as unknown as { clicked: number; saved: number };
    document.addEventListener('click', () => (seen.clicked = Date.now()), true);
    element.addEventListener('nelumbo-draft-saved', (event) => (seen.saved = (event as CustomEvent<{ at: number }>).detail.at));
  });
  await interrupt.getByRole('button', { name: /继续填写/ }).click();
  await expect(interrupt).toBeHidden();
  await expect(form.getByText('草稿已存在本机').first()).toBeVisible();
  // A draft from before the click may be the one that is told of: with that one, the interrupt would stand there again.
  const isSaved = (): Promise<boolean> =>
    page.evaluate(() => (({ saved, clicked }) => saved > clicked)(window as unknown as { clicked: number; saved: number }));
  await expect.poll(isSaved).toBe(true);

  await page.reload();
  await form.getByRole('button', { name: '接着填' }).click();
  await expect(form.getByRole('textbox').first()).toHaveValue('午睡起来突然头痛');
  await expect(form.getByRole('radio', { name: /突然发作/ })).toBeChecked();

  await answerTheRest(form);
  await form.getByRole('button', { name: '完成并保存' }).click();
  await expect(form.getByText('谢谢，您的回答已保存')).toBeVisible();
  await expect(form.getByText(/您的问诊记录/).first()).toBeVisible();

  await page.goto(portalUrl('#/health'));
  await consent(page);
  await expect.poll(async () => (await search<QuestionnaireResponse>(request, 'zhou', 'QuestionnaireResponse')).length).toBe(1);
  const [response] = await search<QuestionnaireResponse>(request, 'zhou', 'QuestionnaireResponse');
  expect(response!.status).toBe('completed');
  // The server has run Medplum's validator before it took the resource; `fhir` is the second opinion.
  expect(new Fhir().validate(response!).messages.filter((m) => String(m.severity) === 'error')).toEqual([]);
});

test('PHQ-9 counts as it is answered and shows its band', async ({ page }) => {
  await open(page, '#/check/phq-9');
  const form = page.locator('nelumbo-intake');
  await expect(form.getByRole('radiogroup')).toHaveCount(10);
  for (const group of await form.getByRole('radiogroup').all()) await group.locator('input').first().check({ force: true });
  await expect(form.getByText(/症状极轻/).first()).toBeVisible();
});

test('a form that cannot be read says so in words and offers to try again', async ({ page }) => {
  const cases = [
    { body: '{"resourceType": "Questionnaire", ', type: 'application/json', status: 200, says: /无法读取/ },
    { body: '<!doctype html><title>Login</title>', type: 'text/html', status: 200, says: /无法读取/ },
    { body: '', type: 'text/plain', status: 404, says: /没有找到/ },
    { body: '{"resourceType":"Patient"}', type: 'application/json', status: 200, says: /不支持/ },
  ];
  for (const { body, type, status, says } of cases) {
    await page.route(/\/questionnaires\//, (route) => route.fulfill({ body, contentType: type, status }));
    await page.goto('about:blank');
    await open(page, '#/check/headache');
    const alert = page.locator('nelumbo-intake').getByRole('alert').first();
    await expect(alert).toContainText(says);
    await page.unroute(/\/questionnaires\//);
    await page.locator('nelumbo-intake').getByRole('button', { name: '重试' }).click();
    await expect(page.locator('nelumbo-intake').getByText('头痛是怎样开始的？')).toBeVisible();
  }
});

for (const [what, part] of [
  ['checks and finishes it', /finishing[-.\w]*\.(js|ts)/],
  ['its buttons do', /(around|steering)[-.\w]*\.(js|ts)/],
] as const)
  test(`a form is shown before what ${what}, which a press waits for and can ask for again`, async ({ page }) => {
    let refused = 0;
    await page.route(part, (route) => {
      refused++;
      return route.abort();
    });
    await open(page, '#/check/headache');
    const form = page.locator('nelumbo-intake');
    await form.getByRole('textbox').first().fill('午睡起来突然头痛');
    await expect(form.getByText('草稿已存在本机').first()).toBeVisible(); // what is typed is kept from the start
    await expect.poll(() => refused).toBeGreaterThan(0);

    await form.getByRole('button', { name: '完成并保存' }).click();
    await expect(form.getByRole('alert')).toContainText('当前没有网络');
    await expect(form.getByRole('textbox').first()).toHaveValue('午睡起来突然头痛');

    await page.unroute(part);
    await form.getByRole('button', { name: '重试' }).click();
    await expect(form.getByRole('alert').first()).toContainText('个回答需要再看一下');
    await expect(form.getByRole('textbox').first()).toHaveValue('午睡起来突然头痛');
  });
