import type { Client } from '@nelumbo/core';
import { expect, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboPrivacyCenter } from './center.js';

const shadow = (element: Element): ShadowRoot => element.shadowRoot!;
const buttons = (element: Element): HTMLButtonElement[] => [...shadow(element).querySelectorAll('button')];
const press = (element: Element, words: string): void =>
  buttons(element)
    .find((one) => (one.getAttribute('aria-label') ?? one.textContent).trim().startsWith(words))!
    .click();
const says = (element: Element, words: string): Promise<unknown> => waitUntil(() => shadow(element).textContent?.includes(words), words);

const pressure = (day: number, systolic: number): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: '血压', coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
  effectiveDateTime: `2026-11-${String(day).padStart(2, '0')}T08:00:00+08:00`,
  component: [
    {
      code: { text: '收缩压', coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
      valueQuantity: { value: systolic, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
    },
    {
      code: { text: '舒张压', coding: [{ system: 'http://loinc.org', code: '8462-4' }] },
      valueQuantity: { value: 80, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
    },
  ],
});

async function filled(): Promise<Client> {
  const client = await testClient();
  await client.records.write([1, 2, 3].map((day) => ({ put: pressure(day, 120 + day) as { resourceType: string } })));
  return client;
}

const shown = async (client: Client, look: Parameters<typeof inProvider>[2] = {}): Promise<NelumboPrivacyCenter> => {
  const { element } = await inProvider<NelumboPrivacyCenter>(client, html`<nelumbo-privacy-center purposes="sync personalise"></nelumbo-privacy-center>`, look);
  await waitUntil(() => shadow(element).querySelector('.center'), 'it is loaded');
  return element;
};

describe('<nelumbo-privacy-center>', () => {
  it('shows what is kept and where, in every look', async () => {
    const client = await filled();
    for (const look of [{}, { theme: 'dark', locale: 'en' }, { care: true }] as const) {
      const element = await shown(client, look);
      await says(element, 'locale' in look ? '3 records' : '3 条');
      await expect(element).to.be.accessible();
    }
    await client.close();
  });

  it('corrects a measurement with a reason that the log keeps', async () => {
    const client = await filled();
    const element = await shown(client);
    press(element, '测量记录');
    await says(element, '123');
    await expect(element).to.be.accessible();
    press(element, '更正：血压');
    await waitUntil(() => shadow(element).querySelector('dialog')?.open, 'the dialog is open');
    await expect(element).to.be.accessible();
    const [systolic] = shadow(element).querySelectorAll<HTMLInputElement>('dialog input[type="number"]');
    expect(systolic!.value).to.equal('123'); // newest first
    systolic!.value = '132';
    shadow(element).querySelector<HTMLInputElement>('#reason')!.value = '抄错了';
    const edited = oneEvent(element, 'nelumbo-edited');
    shadow(element).querySelector<HTMLButtonElement>('dialog [type="submit"]')!.click();
    const { id } = (await edited).detail as { id: `${string}/${string}` };
    const record = await client.records.get<{ resourceType: string; status: string; component: { valueQuantity: { value: number } }[] }>(id);
    expect([record!.status, record!.component.map((part) => part.valueQuantity.value)]).to.deep.equal(['corrected', [132, 80]]);
    expect((await client.privacy.audit()).some((entry) => entry.action === 'correct' && entry.reason === '抄错了')).to.equal(true);
    await client.close();
  });

  it('deletes one record, and a period after asking with the number of records', async () => {
    const client = await filled();
    const element = await shown(client);
    press(element, '测量记录');
    await says(element, '123');
    press(element, '删除：血压');
    await waitUntil(() => shadow(element).querySelector('dialog')?.open, 'it asks');
    shadow(element).querySelector<HTMLButtonElement>('dialog .danger')!.click();
    await oneEvent(element, 'nelumbo-deleted');
    expect(await client.records.count({ type: 'Observation' })).to.equal(2);

    press(element, '返回总览');
    await waitUntil(() => shadow(element).querySelector('#from'), 'the overview is back');
    const field = (id: string): HTMLInputElement => shadow(element).querySelector(`#${id}`)!;
    field('from').value = '2026-11-01';
    field('to').value = '2026-11-01';
    press(element, '删除这些记录');
    await says(element, '删除 1 条记录？');
    shadow(element).querySelector<HTMLInputElement>('dialog [type="checkbox"]')!.click();
    shadow(element).querySelector<HTMLButtonElement>('dialog [type="submit"]')!.click();
    await says(element, '已从这台设备删除 1 条记录');
    expect(await client.records.count({ type: 'Observation' })).to.equal(1);
    await client.close();
  });

  it('does not erase without the tick, and shows a whole log', async () => {
    const client = await filled();
    const element = await shown(client);
    press(element, '删除这台设备上的全部内容');
    await waitUntil(() => shadow(element).querySelector('dialog')?.open, 'it asks');
    shadow(element).querySelector<HTMLButtonElement>('dialog [type="submit"]')!.click(); // the browser holds it back: the tick is required
    expect(await client.records.count({ type: 'Observation' })).to.equal(3);
    buttons(element)
      .find((one) => one.textContent?.trim() === '取消')!
      .click();
    press(element, '检查日志');
    await says(element, '日志完整');
    expect(shadow(element).querySelectorAll('.log > li').length).to.be.greaterThan(1);
    await client.close();
  });

  it('exports everything to a file without the network', async () => {
    const client = await filled();
    const element = await shown(client);
    const saved: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      saved.push(this.download, this.href.slice(0, 5));
    };
    try {
      const exported = oneEvent(element, 'nelumbo-exported');
      press(element, '表格');
      expect((await exported).detail).to.deep.equal({ format: 'csv' });
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(saved[0]).to.match(/^nelumbo-\d{4}-\d\d-\d\d\.csv$/);
    expect(saved[1]).to.equal('blob:');
    await client.close();
  });
});
