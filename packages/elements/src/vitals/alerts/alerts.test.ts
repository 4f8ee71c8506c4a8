import { expect, html, oneEvent } from '@open-wc/testing';
import { inProvider } from '../../base/testing.js';
import { waitUntil } from '../../testing.js';
import { eventually, press, pressure, textOf, vitalsClient } from '../testing.js';
import './define.js';
import type { NelumboVitalsAlerts } from './alerts.js';

async function alerts(readings: Parameters<typeof vitalsClient>[0] = [], settings: Parameters<typeof inProvider>[2] = {}) {
  const { client } = await vitalsClient(readings);
  const { element } = await inProvider<NelumboVitalsAlerts>(client, html`<nelumbo-vitals-alerts></nelumbo-vitals-alerts>`, settings);
  await eventually(() => element.shadowRoot!.querySelector('.alerts, .empty'));
  return { element, client };
}

describe('<nelumbo-vitals-alerts>', () => {
  it('says what was seen, what to do and when to seek care, with the number to call; and is put away for good', async () => {
    const { element, client } = await alerts([pressure(192, 118, 0)]);
    const [alert] = await client.vitals.alerts();
    await eventually(() => element.shadowRoot!.querySelector('.alert[data-tone=urgent]'));
    expect(element.shadowRoot!.querySelectorAll('.alert p').length).to.be.greaterThan(3);
    expect(element.shadowRoot!.querySelector<HTMLAnchorElement>('.alert a')!.href).to.equal('tel:120');
    expect(textOf(element))
      .to.contain('192/118')
      .and.not.to.match(/\{\w+\}/);
    await expect(element).to.be.accessible();
    const telling = oneEvent(element, 'nelumbo-dismissed');
    press(element, '知道了');
    expect((await telling).detail).to.deep.equal({ id: alert!.id, rule: alert!.rule });
    await eventually(() => !element.shadowRoot!.querySelector(`.alert`) || element.shadowRoot!.querySelectorAll('.alert').length < 2);
    expect((await client.vitals.alerts()).find((a) => a.id === alert!.id)?.state).to.equal('dismissed');
  });
  it('appears when a reading arrives', async () => {
    const { element, client } = await alerts();
    expect(textOf(element)).to.contain('没有需要留意');
    await expect(element).to.be.accessible();
    await client.vitals.record(pressure(192, 118, 0.01));
    await eventually(() => element.shadowRoot!.querySelector('.alert'));
  });
  it('shows every rule, switches one off, and leaves urgent ones on', async () => {
    const { element, client } = await alerts();
    element.shadowRoot!.querySelector('details')!.open = true;
    const boxes = [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('.rules input')];
    const rules = await client.vitals.alertRules();
    expect(boxes).to.have.length(rules.length);
    expect(boxes.filter((box) => box.disabled)).to.have.length(rules.filter(({ rule }) => rule.level === 'urgent').length);
    await expect(element).to.be.accessible();
    const i = rules.findIndex(({ rule }) => rule.level !== 'urgent');
    boxes[i]!.click();
    await eventually(() => !boxes[i]!.checked);
    await eventually(() => client.vitals);
    await waitUntil(async () => (await client.vitals.alertSettings()).off.length > 0);
    expect((await client.vitals.alertSettings()).off).to.deep.equal([rules[i]!.rule.id]);
  });
  for (const settings of [{ theme: 'dark' }, { care: true }, { locale: 'en' }] as const)
    it(`is accessible with ${JSON.stringify(settings)}`, async () => {
      const { element } = await alerts([pressure(192, 118, 0)], settings);
      element.shadowRoot!.querySelectorAll('details').forEach((details) => (details.open = true));
      await expect(element).to.be.accessible();
    });
});
