import type { Client } from '@nelumbo/core';
import { memoryPlatform } from '@nelumbo/core/memory';
import { expect, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboMedicationList } from './list.js';

const start = Date.parse('2026-03-02T10:00:00+08:00');

async function scene(seed: (client: Client) => Promise<unknown>, look: { locale?: string; care?: boolean; theme?: 'dark' } = {}) {
  const platform = memoryPlatform({ webcrypto: globalThis.crypto, start });
  const client = await testClient({ platform });
  await seed(client);
  const { element } = await inProvider<NelumboMedicationList>(client, html`<nelumbo-medication-list></nelumbo-medication-list>`, look);
  const root = element.shadowRoot!;
  await waitUntil(() => root.querySelector('.plans, .empty'));
  const press = (selector: string) => root.querySelector<HTMLButtonElement>(selector)!.click();
  const more = async (name: string) => {
    press(`.more[aria-label$="${name}"]`);
    await element.updateComplete;
  };
  return { element, client, platform, root, press, more, text: () => root.querySelector<HTMLElement>('.card')!.innerText };
}
const two = async ({ medication }: Client) => {
  await medication.plan({ name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', when: ['PCM', 'PCV'] }, stock: 6 });
  await medication.plan({ name: '布洛芬', pattern: { amount: 1, unit: '{capsule}', asNeeded: true } });
};

describe('nelumbo-medication-list', () => {
  it('lists plans in words with what is left, accessible in each look', async function () {
    this.timeout(60_000);
    for (const look of [{}, { theme: 'dark' as const }, { care: true }, { locale: 'en' }]) {
      const { element, text } = await scene(two, look);
      expect(text()).to.contain('locale' in look ? '1 tablet, twice daily' : '每次 1 片，每日 2 次，早餐后、晚餐后');
      expect(text()).to.contain('locale' in look ? '6 tablets left · enough for 3 days · Running low' : '还剩 6 片 · 够用 3 天 · 快用完了');
      await expect(element).to.be.accessible();
    }
  });

  it('shows the one thing that is wanted most, and the others behind a button that says so', async () => {
    const { element, root, more } = await scene(two);
    const buttons = (name: string) => {
      const row = [...root.querySelectorAll<HTMLElement>('.plan')].find((one) => one.innerText.includes(name))!;
      return [...row.querySelectorAll('button')].map((button) => button.innerText.trim());
    };
    expect(buttons('二甲双胍'), 'runs low').to.deep.equal(['领了药', '更多']);
    expect(buttons('布洛芬')).to.deep.equal(['修改', '更多']);
    await more('布洛芬');
    expect(root.querySelectorAll('[aria-expanded="true"]')).to.have.length(1);
    expect(buttons('布洛芬')).to.deep.equal(['修改', '更多', '领了药', '暂停', '结束']);
    expect(buttons('二甲双胍')).to.have.length(2);
    await expect(element).to.be.accessible();
    await more('布洛芬');
    expect(root.querySelector('.rest')).to.equal(null);
  });

  it('says the year until which a medicine may be used', async () => {
    const { text } = await scene(({ medication }) =>
      medication.plan({ name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', when: ['PCM'] }, stock: 6, expires: '2028-12-31' }),
    );
    expect(text()).to.contain('有效期至2028年12月31日');
  });

  it('ends a plan after asking; a full disk is told and the plan stays', async () => {
    const { element, press, more, root, client, platform, text } = await scene(two);
    await more('二甲双胍');
    press('.end');
    await waitUntil(() => root.querySelector('dialog[open]'));
    await expect(element).to.be.accessible();
    platform.storage.fault = ({ kind }) => (kind === 'commit' ? 'quota' : undefined);
    press('.end-yes');
    await waitUntil(() => root.querySelector('dialog [role="alert"]'));
    expect((await client.medication.plans()).every((p) => p.active)).to.equal(true);
    platform.storage.fault = undefined;
    await waitUntil(() => !root.querySelector('button:disabled'));
    const ended = oneEvent(element, 'nelumbo-ended');
    press('.end-yes');
    await ended;
    await waitUntil(() => text().includes('已结束'));
    expect((await client.medication.plans()).filter((p) => p.active)).to.have.length(1);
  });

  it('edits a plan in a dialog', async () => {
    const { element, press, root } = await scene(two);
    press('.edit');
    await waitUntil(() => root.querySelector('dialog[open]'), 'open');
    const editor = root.querySelector('nelumbo-medication-plan')!;
    await waitUntil(() => editor.shadowRoot!.querySelector<HTMLInputElement>('#name')?.value);
    await expect(element).to.be.accessible();
    const submit = () => editor.shadowRoot!.querySelector<HTMLButtonElement>('.actions .primary')!.click();
    const edited = oneEvent(element, 'nelumbo-edited');
    submit();
    await editor.updateComplete;
    submit();
    await editor.updateComplete;
    submit();
    await edited;
    await waitUntil(() => !root.querySelector('dialog'));
  });

  it('leads from nothing to a first plan, and names an order that it cannot schedule', async () => {
    const empty = await scene(() => Promise.resolve());
    expect(empty.text()).to.contain('还没有用药计划');
    await expect(empty.element).to.be.accessible();
    const order = await scene(({ records }) =>
      records.write([
        {
          put: {
            ...{ resourceType: 'MedicationRequest', status: 'active', intent: 'order', authoredOn: '2026-03-01' },
            medicationCodeableConcept: { text: '泼尼松' },
            dosageInstruction: [{ text: '按递减方案', timing: { repeat: { frequency: 3 } } }],
          } as never, // the store takes any R4 JSON
        },
      ]),
    );
    expect(order.text()).to.contain('用法无法精确排期');
    expect(order.text()).to.contain('处方：按递减方案');
    await expect(order.element).to.be.accessible();
  });
});

describe('a plan in nelumbo-medication-list', () => {
  it('is held and goes on, with its history', async () => {
    const { element, press, more, root, client, text } = await scene(two);
    await more('二甲双胍');
    root.querySelector<HTMLElement>('.pause')!.focus();
    press('.pause');
    await waitUntil(() => text().includes('暂停中'));
    await waitUntil(() => root.activeElement?.matches('.resume'), 'to go on is one press away');
    expect((await client.medication.plans()).filter((p) => p.paused)).to.have.length(1);
    await expect(element).to.be.accessible();
    press('.resume');
    await waitUntil(() => root.querySelector('.history'));
    expect((await client.medication.plans()).filter((p) => p.paused)).to.have.length(0);
    root.querySelector('details')!.open = true;
    await waitUntil(() => root.querySelectorAll('.history li').length === 2);
    expect(root.querySelector<HTMLElement>('.history')!.innerText).to.contain('现在').and.to.contain('暂停');
    await expect(element).to.be.accessible();
  });

  it('grows by what was collected, and says when to collect the next', async () => {
    const { element, press, root, client, text } = await scene(two);
    expect(text()).to.contain('前要再领');
    press('.refill[aria-label$="二甲双胍"]'); // two plans of one moment stand in any order
    await waitUntil(() => root.activeElement?.matches('.refill-amount'), 'the field has the focus');
    const field = root.querySelector<HTMLInputElement>('.refill-amount')!;
    field.value = '28';
    field.dispatchEvent(new Event('input'));
    await element.updateComplete;
    await expect(element).to.be.accessible();
    press('.refill-form .quiet');
    await waitUntil(() => root.activeElement?.matches('.refill'), 'back where it began');
    press('.refill[aria-label$="二甲双胍"]');
    await waitUntil(() => root.querySelector('.refill-amount'));
    const again = root.querySelector<HTMLInputElement>('.refill-amount')!;
    again.value = '28';
    again.dispatchEvent(new Event('input'));
    await element.updateComplete;
    press('.refill-form .primary');
    await waitUntil(() => text().includes('还剩 34 片'), 'the stock has grown');
    await waitUntil(() => root.activeElement?.closest('.plan')?.textContent.includes('二甲双胍'), 'the focus stays with the medicine');
    expect((await client.medication.plans()).find((p) => p.stock)!.stock!.left).to.equal(34);
  });

  it('that asks after a journey is answered here', async () => {
    const { element, press, client, root } = await scene(({ medication }) =>
      medication.plan({ name: 'A', pattern: { amount: 1, unit: '{tablet}', times: ['08:00'] }, zone: 'America/New_York', zonePolicy: 'ask' }),
    );
    await waitUntil(() => root.querySelector('.zone'));
    await expect(element).to.be.accessible();
    press('.stay');
    await waitUntil(() => !root.querySelector('.zone'));
    expect((await client.medication.plans())[0]).to.include({ zonePolicy: 'home', zone: 'America/New_York' });
  });
});
