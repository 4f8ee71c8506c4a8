import type { Reading } from '@nelumbo/core/vitals';
import { expect, html } from '@open-wc/testing';
import { inProvider } from '../../base/testing.js';
import { eventually, textOf, vitalsClient } from '../testing.js';
import './define.js';
import type { NelumboVitalsAgp } from './agp.js';

/** A sensor's readings, a quarter of an hour apart, so many days. */
const sensor = (days: number): Reading[] =>
  Array.from({ length: days * 96 }, (_, i) => ({
    measure: 'glucose',
    values: { value: Math.round((7 + 3 * Math.sin(i / 15)) * 10) / 10 },
    at: Date.now() - (days * 96 - i) * 900_000,
    context: { setting: 'sensor' },
  }));

async function agp(readings: readonly Reading[], settings: Parameters<typeof inProvider>[2] = {}) {
  const { client } = await vitalsClient(readings);
  const { element } = await inProvider<NelumboVitalsAgp>(client, html`<nelumbo-vitals-agp></nelumbo-vitals-agp>`, settings);
  await eventually(() => element.shadowRoot!.querySelector('.day, .muted'));
  return { element, client };
}

describe('<nelumbo-vitals-agp>', () => {
  it('shows time in ranges, goals, figures and the day; the ranges add up to all', async () => {
    const { element } = await agp(sensor(3));
    const widths = [...element.shadowRoot!.querySelectorAll('.meter rect:not(.track)')].map((bar) => Number(bar.getAttribute('width')));
    expect(widths).to.have.length(5);
    expect(widths.reduce((a, b) => a + b)).to.be.closeTo(100, 1e-9);
    expect(element.shadowRoot!.querySelector('.median')!.getAttribute('d'))
      .to.match(/^M[\d.]+ [\d.]+L/)
      .and.not.to.contain('NaN');
    expect(textOf(element)).to.contain('数据还不够').and.to.contain('GMI').and.to.contain('达标');
    await expect(element).to.be.accessible();
  });
  it('says that there are no sensor readings', async () => {
    const { element } = await agp([]);
    expect(textOf(element)).to.contain('没有传感器读数');
    await expect(element).to.be.accessible();
  });
  for (const settings of [{ theme: 'dark' }, { care: true }, { locale: 'en' }] as const)
    it(`is accessible with ${JSON.stringify(settings)}`, async () => {
      const { element } = await agp(sensor(1), settings);
      element.shadowRoot!.querySelector('details')!.open = true;
      await expect(element).to.be.accessible();
    });
});
