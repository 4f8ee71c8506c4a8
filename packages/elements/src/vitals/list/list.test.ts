import { expect, html, oneEvent } from '@open-wc/testing';
import { inProvider } from '../../base/testing.js';
import { eventually, press, pressure, textOf, vitalsClient } from '../testing.js';
import './define.js';
import type { NelumboVitalsList } from './list.js';

async function list(readings = [pressure(118, 76, 3), pressure(165, 102, 1)], settings: Parameters<typeof inProvider>[2] = {}) {
  const { client, platform } = await vitalsClient(readings);
  const { element } = await inProvider<NelumboVitalsList>(client, html`<nelumbo-vitals-list></nelumbo-vitals-list>`, settings);
  await eventually(() => element.shadowRoot!.querySelector('.readings, .muted'));
  return { element, client, platform };
}
const rows = (element: Element): HTMLElement[] => [...element.shadowRoot!.querySelectorAll<HTMLElement>('.readings > li')];
const push = (element: Element, label: string): void => element.shadowRoot!.querySelector<HTMLElement>(`[aria-label^="${label}"]`)!.click();

describe('<nelumbo-vitals-list>', () => {
  it('lists the newest first, with status in shape and word', async () => {
    const { element } = await list();
    expect(rows(element).map((row) => row.querySelector('strong')!.textContent)).to.deep.equal(['165/102', '118/76']);
    expect(rows(element)[0]!.querySelector('.status')!.textContent).to.contain('过高');
    await expect(element).to.be.accessible();
  });
  it('corrects a reading as an amended version, and takes it back', async () => {
    const { element, client } = await list();
    push(element, '更正 165/102');
    const field = await eventually(() => element.shadowRoot!.querySelector<HTMLInputElement>('.edit input'));
    expect(field.value).to.equal('165');
    field.value = '135';
    await expect(element).to.be.accessible();
    const telling = oneEvent(element, 'nelumbo-edited');
    element.shadowRoot!.querySelector('form')!.requestSubmit();
    expect((await telling).detail).to.have.keys('id', 'measure');
    await eventually(() => rows(element)[0]!.textContent.includes('135/102'));
    expect(textOf(element)).to.contain('已更正');
    expect((await client.vitals.latest('blood-pressure'))?.amended).to.equal(true);
    press(element, '撤销');
    await eventually(() => rows(element)[0]!.textContent.includes('165/102'));
  });
  it('refuses what cannot be, with the reason, and keeps the record', async () => {
    const { element, client } = await list();
    push(element, '更正 165/102');
    const field = await eventually(() => element.shadowRoot!.querySelector<HTMLInputElement>('.edit input'));
    field.value = '20';
    element.shadowRoot!.querySelector('form')!.requestSubmit();
    await eventually(() => element.shadowRoot!.querySelector('.edit [role=alert]'));
    expect((await client.vitals.latest('blood-pressure'))?.values['systolic']).to.equal(165);
  });
  it('deletes as entered in error, and takes it back', async () => {
    const { element, client } = await list();
    const telling = oneEvent(element, 'nelumbo-deleted');
    push(element, '删除 118/76');
    await telling;
    await eventually(() => rows(element).length === 1);
    await expect(element).to.be.accessible();
    press(element, '撤销');
    await eventually(() => rows(element).length === 2);
    expect((await client.vitals.readings({ measure: 'blood-pressure' })).map((r) => r.values['systolic'])).to.deep.equal([118, 165]);
  });
  it('shows more when asked to', async () => {
    const { element } = await list(Array.from({ length: 45 }, (_, i) => pressure(120, 80, i)));
    expect(rows(element)).to.have.length(20);
    press(element, '再显示 20 条');
    await eventually(() => rows(element).length === 40);
  });
  for (const settings of [{ theme: 'dark' }, { care: true }, { locale: 'en' }] as const)
    it(`is accessible with ${JSON.stringify(settings)}`, async () => {
      const { element } = await list(undefined, settings);
      await expect(element).to.be.accessible();
    });
});
