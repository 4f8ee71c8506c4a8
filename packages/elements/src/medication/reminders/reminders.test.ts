import type { NotifierChannel } from '@nelumbo/core/platform';
import { memoryPlatform } from '@nelumbo/core/memory';
import { expect, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboMedicationReminders } from './reminders.js';

const channel = (id: NotifierChannel['id'], needs: NotifierChannel['needs'] = [], closedPage = false): NotifierChannel => ({
  ...{ id, needs, closedPage, exact: true, repeat: false, cancel: true },
});

async function scene(channels: readonly NotifierChannel[], look: { locale?: string; care?: boolean; theme?: 'dark' } = {}) {
  const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: Date.parse('2026-03-02T07:30:00+08:00') });
  platform.notifier.channels = channels;
  const tested: string[] = [];
  Object.assign(platform.notifier, {
    test: (id: string) => Promise.resolve(tested.push(id) > 0 && id !== 'notification'),
    release: (id: string) =>
      Promise.resolve((platform.notifier.channels = platform.notifier.channels.map((c) => (c.id === id ? { ...c, needs: ['permission'] } : c)))),
  });
  const client = await testClient({ platform });
  await client.medication.plan({ name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', everyHours: 8, start: '2026-03-02' } });
  const { element } = await inProvider<NelumboMedicationReminders>(client, html`<nelumbo-medication-reminders></nelumbo-medication-reminders>`, look);
  const root = element.shadowRoot!;
  await waitUntil(() => root.querySelector('.truth'));
  const at = (id: string, selector: string) => root.querySelector<HTMLButtonElement>(`[data-channel="${id}"] ${selector}`);
  return { element, root, client, tested, at, truth: () => root.querySelector<HTMLElement>('.truth')!.innerText };
}

describe('nelumbo-medication-reminders', () => {
  it('says truly what happens when the page is closed, accessible in each look', async () => {
    const cases: [readonly NotifierChannel[], string][] = [
      [[channel('in-page'), channel('notification'), channel('web-push', [], true)], '页面关掉以后，这台设备也会提醒您'],
      [[channel('in-page'), channel('notification'), channel('web-push', ['permission'], true)], '关掉以后就不会响了'],
      [[channel('in-page'), channel('notification', ['denied'])], '只有开着并看着这个页面时才会提醒'],
      [[], '这里没有办法提醒您'],
    ];
    for (const [channels, sentence] of cases) {
      const { element, truth } = await scene(channels);
      expect(truth()).to.contain(sentence);
      await expect(element).to.be.accessible();
    }
    for (const look of [{ theme: 'dark' as const }, { care: true }, { locale: 'en' }])
      await expect((await scene(cases[1]![0], look)).element).to.be.accessible();
  });

  it('allows and switches off a channel, and tests each one alone', async () => {
    const { element, at, tested, root } = await scene([channel('in-page'), channel('notification'), channel('web-push', ['permission'], true)]);
    const allowed = oneEvent(element, 'nelumbo-channel');
    at('web-push', '.allow')!.click();
    expect((await allowed).detail).to.deep.equal({ channel: 'web-push', ready: true });
    await waitUntil(() => at('web-push', '.release:not(:disabled)'));
    at('in-page', '.test')!.click();
    await waitUntil(() => root.querySelector<HTMLElement>('[data-channel="in-page"] [role="status"]')!.innerText === '刚才是一次测试。');
    at('notification', '.test')!.click();
    await waitUntil(() => root.querySelector<HTMLElement>('[data-channel="notification"] [role="status"]')!.innerText === '刚才没有送到。');
    expect(tested).to.deep.equal(['in-page', 'notification']);
    const off = oneEvent(element, 'nelumbo-channel');
    at('web-push', '.release')!.click();
    expect((await off).detail).to.deep.equal({ channel: 'web-push', ready: false });
  });

  it('shows what an action brought, also when a load that began before it ends after it', async () => {
    const { client } = await scene([channel('web-push', ['permission'], true)]);
    const before = client.medication.reminders();
    let end!: () => void;
    const held = new Promise<void>((resolve) => (end = resolve));
    let loads = 0;
    const reminders = () => (++loads === 2 ? held.then(() => before) : client.medication.reminders());
    const medication = new Proxy(client.medication, { get: (api, name) => (name === 'reminders' ? reminders : (Reflect.get(api, name) as unknown)) });
    const slow = new Proxy(client, { get: (api, name) => (name === 'medication' ? medication : (Reflect.get(api, name) as unknown)) });
    const { element } = await inProvider<NelumboMedicationReminders>(slow, html`<nelumbo-medication-reminders></nelumbo-medication-reminders>`);
    const root = element.shadowRoot!;
    const promised = () => root.querySelector<HTMLElement>('.truth')?.innerText.includes('页面关掉以后，这台设备也会提醒您');
    await waitUntil(() => root.querySelector('.allow'));
    await client.records.write([{ doc: 'probe', value: 1 }]); // a load begins
    await waitUntil(() => loads === 2);
    root.querySelector<HTMLButtonElement>('.allow')!.click();
    await waitUntil(promised, 'not allowed');
    end();
    await waitUntil(() => loads > 2, 'the old answer stands');
    await waitUntil(promised, 'the old answer came back');
  });

  it('is one line until there is a plan', async () => {
    const client = await testClient();
    const { element } = await inProvider<NelumboMedicationReminders>(client, html`<nelumbo-medication-reminders></nelumbo-medication-reminders>`);
    const root = element.shadowRoot!;
    await waitUntil(() => root.querySelector('.no-plan'));
    expect(root.querySelectorAll('button, input')).to.have.length(0);
    await expect(element).to.be.accessible();
    await client.medication.plan({ name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', times: ['08:00'] } });
    await waitUntil(() => root.querySelector('.truth'));
  });

  it('saves a calendar and says until when it reaches; names medicines only by choice', async () => {
    const { root, client, at } = await scene([channel('in-page')]);
    at('calendar-file', '.file')!.click();
    await waitUntil(() => root.querySelector('[data-channel="calendar-file"] [role="status"]'));
    root.querySelector<HTMLInputElement>('.names')!.click();
    await waitUntil(async () => (await client.medication.reminders()).names);
    expect(root.querySelector<HTMLElement>('.next')!.innerText).to.contain('二甲双胍');
  });
});
