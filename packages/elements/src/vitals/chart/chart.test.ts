import { expect, html, oneEvent } from '@open-wc/testing';
import { inProvider } from '../../base/testing.js';
import { eventually, press, pressure, textOf, vitalsClient } from '../testing.js';
import './define.js';
import type { NelumboVitalsChart } from './chart.js';
import { gapLimit, nearestIndex, timeTicks, valueSpan } from './plot-model.js';
import { rangeStart, ranges } from './range.js';

const week = [pressure(118, 76, 6), pressure(126, 82, 5), pressure(165, 102, 3), pressure(121, 79, 1)];

async function chart(readings = week, options: { template?: ReturnType<typeof html>; settings?: Parameters<typeof inProvider>[2] } = {}) {
  const { client, platform } = await vitalsClient(readings);
  const template = options.template ?? html`<nelumbo-vitals-chart measure="blood-pressure" range="7d"></nelumbo-vitals-chart>`;
  const { element, provider } = await inProvider<NelumboVitalsChart>(client, template, options.settings);
  await eventually(() => element.shadowRoot!.querySelector('.figures, .empty, .muted'));
  return { element, provider, client, platform };
}

/** True when something was drawn on the canvas. */
function drawn(element: Element): boolean {
  const canvas = element.shadowRoot!.querySelector('canvas');
  if (!canvas?.width) return false;
  return canvas
    .getContext('2d')!
    .getImageData(0, 0, canvas.width, canvas.height)
    .data.some((x) => x > 0);
}
const said = (element: Element): string => element.shadowRoot!.querySelector('[role=status]')!.textContent.trim();
const key = (element: Element, name: string) =>
  element.shadowRoot!.querySelector('.plot')!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));

describe('<nelumbo-vitals-chart>', () => {
  it('draws the readings and says the same in words and in a table', async () => {
    const { element } = await chart();
    await eventually(() => drawn(element));
    expect(element.shadowRoot!.querySelectorAll('tbody tr')).to.have.length(4);
    expect(element.shadowRoot!.querySelector('#summary')!.textContent).to.contain('近 7 天共 4 次读数').and.to.contain('133/85').and.to.contain('118 到 165');
    expect(element.shadowRoot!.querySelector('canvas')!.getAttribute('aria-hidden')).to.equal('true');
    expect(textOf(element)).to.contain('中国指南').and.to.contain('2024');
    await expect(element).to.be.accessible();
  });

  it('walks the points with the arrow keys and announces value, status and time', async () => {
    const { element } = await chart();
    await eventually(() => drawn(element));
    const pointing = oneEvent(element, 'nelumbo-point');
    key(element, 'ArrowLeft');
    expect((await pointing).detail).to.deep.equal({ measure: 'blood-pressure', tone: 'watch' });
    key(element, 'ArrowLeft');
    await element.updateComplete;
    expect(said(element)).to.match(/^165\/102 mmHg，过高，/);
    expect(element.shadowRoot!.querySelector('.readout')!.textContent).to.contain('165/102').and.to.contain('2级高血压');
    key(element, 'Home');
    await element.updateComplete;
    expect(said(element)).to.match(/^118\/76/);
    key(element, 'End');
    await element.updateComplete;
    expect(said(element)).to.match(/^121\/79/);
    key(element, 'Escape');
    await element.updateComplete;
    expect(said(element)).to.equal('');
  });

  it('shows the table on demand, with status in shape and word', async () => {
    const { element } = await chart();
    press(element, '表格');
    await element.updateComplete;
    const row = element.shadowRoot!.querySelectorAll('tbody tr')[1]!;
    expect(row.querySelector('svg.mark')!.getAttribute('data-tone')).to.equal('alert');
    expect(row.textContent).to.contain('165/102').and.to.contain('过高').and.to.contain('2级高血压');
    expect(element.shadowRoot!.querySelector('canvas')).to.equal(null);
    await expect(element).to.be.accessible();
    press(element, '图表');
    await eventually(() => drawn(element));
  });

  it('changes the period by its buttons and tells the host', async () => {
    const { element } = await chart([...week, pressure(140, 91, 20)]);
    const telling = oneEvent(element, 'nelumbo-range');
    press(element, '30 天');
    expect((await telling).detail).to.deep.equal({ measure: 'blood-pressure', range: '30d' });
    await eventually(() => element.shadowRoot!.querySelectorAll('tbody tr').length === 5);
    expect(element.shadowRoot!.querySelector('[aria-pressed=true]')!.textContent.trim()).to.equal('30 天');
  });

  it('takes up a new reading at once', async () => {
    const { element, client } = await chart();
    key(element, 'Home');
    await client.vitals.record(pressure(150, 95, 0));
    await eventually(() => element.shadowRoot!.querySelectorAll('tbody tr').length === 5);
    expect(element.shadowRoot!.querySelector('.readout')!.textContent).to.contain('118/76'); // what the user looks at stays
    key(element, 'Escape');
    await eventually(() => element.shadowRoot!.querySelector('.readout')!.textContent.includes('150/95'));
  });

  it('says what to do first while it is empty, and finds what lies outside the period', async () => {
    const { element } = await chart([]);
    expect(textOf(element)).to.contain('还没有血压记录');
    await expect(element).to.be.accessible();
    const { element: old } = await chart([pressure(130, 84, 400)]);
    expect(textOf(old)).to.contain('这段时间没有读数');
    press(old, '显示全部读数');
    await eventually(() => drawn(old));
    await expect(old).to.be.accessible();
  });

  it('judges by another guideline without changing the record', async () => {
    const { element, client, provider } = await chart([pressure(132, 78, 1)]);
    await eventually(() => element.shadowRoot!.querySelector('.status')?.textContent.includes('偏高'));
    provider.guideline = 'aha-2017';
    await eventually(() => element.shadowRoot!.querySelector('.status')?.textContent.includes('过高'));
    expect(textOf(element)).to.contain('ACC/AHA');
    expect((await client.vitals.latest('blood-pressure'))?.amended).to.equal(false);
    element.guideline = 'mine';
    await eventually(() => textOf(element).includes('没有所选的指南'));
    expect(element.shadowRoot!.querySelector('.status')!.textContent).to.contain('未分级');
  });

  it('filters glucose by meal, because each has its own ranges', async () => {
    const at = Date.now() - 86_400_000;
    const glucose = (value: number, meal: 'fasting' | 'after', i: number) => ({
      measure: 'glucose',
      values: { value },
      at: at + i * 1000,
      context: { meal, setting: 'home' as const },
    });
    const { element } = await chart([glucose(5.2, 'fasting', 0), glucose(8.4, 'after', 1), glucose(5.9, 'fasting', 2)], {
      template: html`<nelumbo-vitals-chart measure="glucose" range="7d"></nelumbo-vitals-chart>`,
    });
    expect(element.shadowRoot!.querySelectorAll('tbody tr')).to.have.length(3);
    press(element, '空腹');
    await eventually(() => element.shadowRoot!.querySelectorAll('tbody tr').length === 2);
    expect(element.shadowRoot!.querySelector('.readout')!.textContent).to.contain('5.9');
    await expect(element).to.be.accessible();
  });

  it('folds two thousand readings into days, and draws them', async () => {
    const { element } = await chart(
      Array.from({ length: 2000 }, (_, i) => pressure(120 + (i % 30), 75 + (i % 12), i / 30)),
      {
        template: html`<nelumbo-vitals-chart measure="blood-pressure" range="90d"></nelumbo-vitals-chart>`,
      },
    );
    await eventually(() => drawn(element));
    expect(element.shadowRoot!.querySelectorAll('tbody tr').length).to.be.within(66, 68);
  });

  it('releases its drawing when it leaves the page and draws again when it is back', async () => {
    const { element, provider } = await chart();
    await eventually(() => drawn(element));
    element.remove();
    provider.append(element);
    await eventually(() => drawn(element));
  });

  it('shows an error with a way out when the storage cannot be read', async () => {
    const { client, platform } = await vitalsClient(week);
    platform.storage.fault = ({ kind }) => (kind === 'read' ? 'lost' : undefined);
    const { element } = await inProvider<NelumboVitalsChart>(client, html`<nelumbo-vitals-chart></nelumbo-vitals-chart>`);
    await eventually(() => element.shadowRoot!.querySelector('[role=alert]'));
    platform.storage.fault = undefined;
    press(element, '重试');
    await eventually(() => drawn(element));
  });

  for (const settings of [{ theme: 'dark' }, { care: true }, { care: true, theme: 'dark' }, { locale: 'en' }] as const)
    it(`is accessible as chart and table with ${JSON.stringify(settings)}`, async () => {
      const { element } = await chart(week, { settings });
      await eventually(() => drawn(element));
      await expect(element).to.be.accessible();
      element.shown = 'table';
      await element.updateComplete;
      await expect(element).to.be.accessible();
    });
});

describe('<nelumbo-vitals-chart> on a small phone', () => {
  for (const settings of [{ locale: 'en', care: true }, { locale: 'zh-CN', care: true }, { locale: 'en' }] as const)
    it(`stays within 343 pixels with ${JSON.stringify(settings)}`, async () => {
      const { element } = await chart(week, { settings });
      element.style.setProperty('width', '343px');
      await eventually(() => drawn(element));
      const card = element.shadowRoot!.querySelector('.card')!;
      const right = Math.max(...[...card.querySelectorAll('button, .plot, .status, dd')].map((part) => part.getBoundingClientRect().right));
      expect(right).to.be.at.most(card.getBoundingClientRect().right);
    });
});

describe('the plot model', () => {
  const noon = new Date(2026, 9, 25, 12).getTime();
  const day = 86_400_000;
  it('finds the nearest sample for every position', () => {
    const t = Float64Array.of(1, 5, 9);
    expect([0, 3, 4, 7.5, 100].map((x) => nearestIndex(t, x))).to.deep.equal([0, 0, 1, 2, 2]);
    expect(nearestIndex(new Float64Array(), 1)).to.equal(-1);
  });
  it('does not join what lies further apart than three usual steps and a day and a half', () => {
    expect(gapLimit(Float64Array.of(0, day, 2 * day))).to.equal(3 * day);
    expect(gapLimit(Float64Array.of(0, 60_000, 120_000))).to.equal(1.5 * day);
  });
  it('puts ticks on local midnights or month starts, and never more than asked for', () => {
    for (const days of [7, 30, 90, 365, 3650])
      for (const most of [3, 6, 8]) {
        const ticks = timeTicks(noon - days * day, noon, most, (at, kind) => `${kind} ${at}`);
        expect(ticks.length, `${days} ${most}`).to.be.within(1, most + 2);
        for (const { at } of ticks) expect(new Date(at).getHours()).to.equal(0);
      }
  });
  it('gives an axis that holds the data with at most seven round lines', () => {
    for (const values of [[120], [70, 190], [5.2, 5.3], [0.3, 55], [71.1, 71.1]]) {
      const series = { v: { value: Float64Array.from(values) } } as never;
      const { low, high, step } = valueSpan(series, ['value'], []);
      expect(low).to.be.at.most(Math.min(...values));
      expect(high).to.be.at.least(Math.max(...values));
      expect((high - low) / step).to.be.within(1, 7);
    }
  });
  it('reads periods, and thirty days for what it cannot read', () => {
    const start = (range: string) => new Date(rangeStart(range, noon)!).toDateString();
    expect(start('7d')).to.equal(new Date(2026, 9, 19).toDateString());
    expect(start('1y')).to.equal(new Date(2025, 9, 25).toDateString());
    expect(start('soon')).to.equal(start('30d'));
    expect(rangeStart('all', noon)).to.equal(undefined);
    expect(ranges('14d')).to.deep.equal(['7d', '30d', '90d', '14d', 'all']);
  });
});
