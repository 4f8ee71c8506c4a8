import { expect, html } from '@open-wc/testing';
import { inProvider } from '../../base/testing.js';
import { eventually, pressure, textOf, vitalsClient } from '../testing.js';
import { compareMeans, sparkline } from '../trend.js';
import './define.js';
import type { NelumboVitalsSummary } from './summary.js';

async function summary(readings = [pressure(128, 82, 2), pressure(124, 78, 1)], settings: Parameters<typeof inProvider>[2] = {}, measure = 'blood-pressure') {
  const { client } = await vitalsClient(readings);
  const { element } = await inProvider<NelumboVitalsSummary>(client, html`<nelumbo-vitals-summary measure=${measure}></nelumbo-vitals-summary>`, settings);
  await eventually(() => !element.shadowRoot!.querySelector('[aria-busy]'));
  return { element, client };
}

describe('<nelumbo-vitals-summary>', () => {
  it('shows the newest reading with its status, guideline and course', async () => {
    const { element } = await summary();
    expect(element.shadowRoot!.querySelector('.hero')!.textContent).to.equal('124/78');
    expect(element.shadowRoot!.querySelector('.status')!.textContent).to.contain('偏高');
    expect(textOf(element)).to.contain('昨天').and.to.contain('126/80').and.to.contain('中国指南');
    expect(element.shadowRoot!.querySelectorAll('.course path')).to.have.length(2);
    await expect(element).to.be.accessible();
  });
  it('compares the mean with the days before', async () => {
    const { element } = await summary([1, 2, 3, 31, 32, 33].map((d) => pressure(d < 30 ? 120 : 130, 80, d)));
    expect(textOf(element)).to.contain('近 30 天平均 120/80').and.to.contain('比之前低 10');
  });
  it('says the trend, and the next step by the newest reading and its age', async () => {
    const rising = await summary(Array.from({ length: 20 }, (_, i) => pressure(118 + i, 76, 20 - i)));
    await eventually(() => textOf(rising.element).includes('整体在上升'));
    expect(textOf(rising.element)).to.contain('下一步： 休息 5 分钟再量一次');
    const { element: good } = await summary([pressure(112, 72, 1)]);
    expect(textOf(good)).to.contain('下一步： 按平时的时间继续量就好').and.not.to.contain('整体');
    const { element: urgent } = await summary([pressure(192, 118, 1)]);
    expect(textOf(urgent)).to.contain('如果不舒服，请拨打 120');
    const { element: old } = await summary([pressure(112, 72, 9)]);
    expect(textOf(old)).to.contain('上次是 9 天前，今天量一次吧');
  });
  it('keeps its height when a reading becomes urgent', async () => {
    for (const [locale, width] of [
      ['zh-CN', '358px'],
      ['en', '358px'],
    ] as const) {
      const { element, client } = await summary([pressure(112, 72, 2), pressure(113, 71, 1)], { locale });
      Object.assign(element.style, { display: 'block', inlineSize: width });
      const before = element.getBoundingClientRect().height;
      await client.vitals.record(pressure(192, 118, 0));
      await eventually(() => element.shadowRoot!.querySelector('.hero')?.textContent === '192/118');
      expect(element.getBoundingClientRect().height, `${locale} ${width}`).to.equal(before);
    }
  });
  it('follows new readings', async () => {
    const { element, client } = await summary();
    await client.vitals.record(pressure(165, 102, 0));
    await eventually(() => element.shadowRoot!.querySelector('.hero')?.textContent === '165/102');
  });
  it('says that there is nothing yet, or that the measure is not known', async () => {
    const { element } = await summary([]);
    expect(textOf(element)).to.contain('还没有读数');
    await expect(element).to.be.accessible();
    const { element: other } = await summary([], {}, 'mood');
    expect(textOf(other)).to.contain('没有“mood”');
  });
  for (const settings of [{ theme: 'dark' }, { care: true }, { locale: 'en' }] as const)
    it(`is accessible with ${JSON.stringify(settings)}`, async () => {
      const { element } = await summary(undefined, settings);
      await expect(element).to.be.accessible();
    });
});

describe('the course', () => {
  it('is interrupted where readings are far apart', () => {
    const path = sparkline(Float64Array.of(0, 10, 50), Float64Array.of(1, 2, 3), { from: 0, to: 50, low: 1, high: 3 }, 20);
    expect(path.match(/M/g)).to.have.length(2);
    expect(sparkline(Float64Array.of(1), Float64Array.of(1), { from: 0, to: 1, low: 0, high: 1 }, 1)).to.equal('');
  });
  it('compares nothing with fewer than three readings', () => {
    const measure = { components: [{ id: 'value' }], units: [{ code: 'kg', step: 0.1 }] } as never;
    const series = (...values: number[]) => ({ unit: 'kg', v: { value: Float64Array.from(values) } }) as never;
    expect(compareMeans(measure, series(70, 70), series(71, 71, 71))).to.equal(undefined);
    expect(compareMeans(measure, series(70, 70, 70), series(70.1, 70.1, 70.1))).to.deep.equal({ direction: 'same', by: 0 });
    expect(compareMeans(measure, series(70, 70, 70), series(71, 71, 71))).to.deep.equal({ direction: 'higher', by: 1 });
  });
});
