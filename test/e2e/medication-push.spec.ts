import { expect, open, portalUrl, test, tokenOf } from './portal.js';

/** Stands for the push service of a browser, which a machine without a network does not reach: it gives an address and keys, as `toJSON` writes them. */
function fakePushService(): void {
  const endpoint = `https://fcm.googleapis.com/fcm/send/${'x'.repeat(40)}`;
  const keys = { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) };
  const subscription = {
    endpoint,
    toJSON: () => ({ endpoint, keys }),
    unsubscribe: () => {
      localStorage.removeItem('fake-push');
      return Promise.resolve(true);
    },
  };
  PushManager.prototype.getSubscription = () => Promise.resolve(localStorage.getItem('fake-push') ? (subscription as never) : null);
  PushManager.prototype.subscribe = () => {
    localStorage.setItem('fake-push', 'yes');
    return Promise.resolve(subscription as never);
  };
}

interface State {
  readonly subscriptions: readonly { readonly names: boolean }[];
  readonly planned: number;
}

test('with consent the server holds the hours, the worker shows them with the page closed, and all is taken back', async ({ page, context, request }) => {
  await context.grantPermissions(['notifications'], { origin: new URL(portalUrl()).origin });
  await page.addInitScript(fakePushService);
  await page.clock.install({ time: Date.now() }); // the server's now: it forgets hours that are past for it, and a page on another day would hand over no others
  await open(page, '#/health');
  const state = async (): Promise<State> => {
    const answer = await request.get(`${process.env.NELUMBO_API!}/push/v1/subscriptions`, {
      headers: { authorization: `Bearer ${await tokenOf(request, 'lin')}` },
    });
    return (await answer.json()) as State;
  };
  expect(await state()).toMatchObject({ subscriptions: [], planned: 0 });

  await page.locator('nelumbo-medication-today').getByRole('button', { name: /添加/ }).first().click();
  const plan = page.locator('nelumbo-medication-today nelumbo-medication-plan');
  await plan.getByLabel('药名').fill('二甲双胍');
  await plan.getByRole('button', { name: '下一步' }).click();
  await plan.getByRole('button', { name: '下一步' }).click();
  await expect(plan.getByRole('button', { name: '页面关掉也提醒我' })).toBeVisible(); // until then the plan says that nothing rings in a closed page
  await expect(plan.getByText('服务器会记住几点提醒您，但不知道是什么药', { exact: false })).toBeVisible();
  await plan.getByRole('button', { name: '保存计划' }).click();

  const reminders = page.locator('nelumbo-medication-reminders');
  const push = reminders.locator('[data-channel="web-push"]');
  await expect(reminders.getByText('关掉以后就不会响了')).toBeVisible();
  await push.getByRole('button', { name: '允许推送到这台设备' }).click();
  await expect(reminders.getByText('页面关掉以后，这台设备也会提醒您')).toBeVisible();
  await expect.poll(async () => (await state()).planned).toBeGreaterThan(50); // a month, twice a day
  expect((await state()).subscriptions).toMatchObject([{ names: false }]);
  await push.getByRole('button', { name: /试一次/ }).click();
  await expect(push.getByText('刚才没有送到。')).toBeVisible(); // no network to the push service: the truth is said

  // What a push service would bring while the page is closed: the browser hands it to the worker, and the worker shows it.
  const origin = new URL(portalUrl()).origin;
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (ours) resolve(ours.registrationId);
    }),
  );
  await devtools.send('ServiceWorker.enable');
  const registrationId = await registered;
  await page.goto('about:blank');
  const message = { title: '该用药了', text: '打开荷塘看看。', tag: 'nelumbo:1', at: Date.now() };
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(message) });
  await page.goto(portalUrl('#/health'));
  const shown = (): Promise<(readonly string[])[]> =>
    page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag }) => [title, body, tag]));
  await expect.poll(shown).toEqual([[message.title, message.text, message.tag]]);

  await push.getByRole('button', { name: /^关闭/ }).click();
  await expect(reminders.getByText('关掉以后就不会响了')).toBeVisible();
  await expect.poll(state).toMatchObject({ subscriptions: [], planned: 0 });
});
