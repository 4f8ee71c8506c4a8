import { expect, html } from '@open-wc/testing';
import { inProvider } from '../../base/testing.js';
import { eventually, pressure, textOf, vitalsClient } from '../testing.js';
import './define.js';
import type { NelumboVitalsStatus } from './status.js';

async function status(readings: Parameters<typeof vitalsClient>[0], settings: Parameters<typeof inProvider>[2] = {}) {
  const { client } = await vitalsClient(readings);
  const { element } = await inProvider<NelumboVitalsStatus>(client, html`<nelumbo-vitals-status></nelumbo-vitals-status>`, settings);
  await eventually(() => element.shadowRoot!.querySelector('.hero:not(.skeleton), .muted'));
  return { element, client };
}

describe('<nelumbo-vitals-status>', () => {
  it('says what the newest reading means and by which guideline, and follows a new one', async () => {
    const { element, client } = await status([pressure(165, 102, 1)]);
    expect(element.shadowRoot!.querySelector('.status')!.textContent).to.contain('过高');
    expect(textOf(element)).to.contain('165/102').and.to.contain('中国指南');
    await expect(element).to.be.accessible();
    await client.vitals.record(pressure(112, 72, 0));
    await eventually(() => textOf(element).includes('112/72') && element.shadowRoot!.querySelector('.status')!.textContent.includes('正常'));
  });
  it('says that there is none', async () => {
    const { element } = await status([]);
    expect(textOf(element)).to.contain('还没有读数');
    await expect(element).to.be.accessible();
  });
  for (const settings of [{ theme: 'dark' }, { care: true }, { locale: 'en' }] as const)
    it(`is accessible with ${JSON.stringify(settings)}`, async () => {
      const { element } = await status([pressure(192, 118, 0)], settings);
      await expect(element).to.be.accessible();
    });
});
