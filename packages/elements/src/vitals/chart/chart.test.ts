import { emptySeries, pyramidOf, type Reading, type Series } from '@nelumbo/core/vitals';
import { expect, html, oneEvent } from '@open-wc/testing';
import { inProvider } from '../../base/testing.js';
import { eventually, press, pressure, textOf, vitalsClient } from '../testing.js';
import './define.js';
import type { NelumboVitalsChart } from './chart.js';
import { nearestIndex, valueSpan } from './plot-model.js';
import { timeTicks } from './ticks.js';
import { boundsOf, clamped, panned, zoomed } from './viewport.js';
import { dayText, rangeStart, ranges } from './range.js';

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
  it('is printed in the light theme, whatever it has on the screen', async () => {
    const [dark, light] = [await chart(week, { settings: { theme: 'dark' } }), await chart(week, { settings: { theme: 'light' } })];
    for (const { element } of [dark, light]) await eventually(() => drawn(element));
    // How light what is drawn is, 0 to 255: the two were loaded a moment apart, so that no pixel has to be the same.
    const lightness = ({ element }: typeof dark): number => {
      const canvas = element.shadowRoot!.querySelector('canvas')!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let [sum, weight] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {
        sum += ((data[i]! + data[i + 1]! + data[i + 2]!) / 3) * data[i + 3]!;
        weight += data[i + 3]!;
      }
      return sum / weight;
    };
    const onScreen = lightness(dark);
    expect(lightness(light) - onScreen).to.be.greaterThan(30);
    window.dispatchEvent(new Event('beforeprint'));
    expect(lightness(dark)).to.be.closeTo(lightness(light), 3);
    window.dispatchEvent(new Event('afterprint'));
    expect(lightness(dark)).to.be.closeTo(onScreen, 3);
    expect(dark.element.shadowRoot!.querySelector('.box')!.getAttribute('data-theme')).to.equal('dark');
  });
  it('draws the readings and says the same in words and in a table', async () => {
    const { element } = await chart();
    await eventually(() => drawn(element));
    expect(element.shadowRoot!.querySelectorAll('tbody tr')).to.have.length(4);
    expect(element.shadowRoot!.querySelector('#summary')!.textContent).to.contain('近7天共 4 次读数').and.to.contain('133/85').and.to.contain('118 到 165');
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
    press(element, '30天');
    expect((await telling).detail).to.deep.equal({ measure: 'blood-pressure', range: '30d' });
    await eventually(() => element.shadowRoot!.querySelectorAll('tbody tr').length === 5);
    expect(element.shadowRoot!.querySelector('[aria-pressed=true]')!.textContent.trim()).to.equal('30天');
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
    const legend = (): string[] => [...element.shadowRoot!.querySelectorAll('.legend li')].map((item) => item.textContent.trim());
    await eventually(() => legend().length);
    expect(legend().filter((item) => item.startsWith('偏高'))).to.deep.equal(['偏高']); // of 8.4 after a meal: its limit is no other meal's, so no band is drawn
    press(element, '空腹');
    await eventually(() => element.shadowRoot!.querySelectorAll('tbody tr').length === 2);
    expect(element.shadowRoot!.querySelector('.readout')!.textContent).to.contain('5.9');
    expect(legend().filter((item) => item.startsWith('偏高')))
      .to.have.length(1)
      .and.not.include('偏高');
    await expect(element).to.be.accessible();
  });

  describe('of a glucose sensor', () => {
    const quarter = 900_000;
    const sensor = (days: number): Reading[] =>
      Array.from({ length: days * 96 }, (_, i) => ({
        measure: 'glucose',
        values: { value: Math.round((7 + 3 * Math.sin(i / 15)) * 10) / 10 },
        at: Date.now() - 1 - (days * 96 - 1 - i) * quarter, // the last one just now: today has a reading also after midnight
        context: { setting: 'sensor' },
      }));
    const glucose = (view: 'chart' | 'agp') => html`<nelumbo-vitals-chart measure="glucose" range="7d" view=${view}></nelumbo-vitals-chart>`;
    const days = (element: Element): string => [...element.shadowRoot!.querySelectorAll('.profile .figures dd')].at(-1)?.textContent ?? '';

    it('shows the profile of the chosen period, follows it and new readings, and leads back to the drawing', async () => {
      const { element, client } = await chart(sensor(20), { template: glucose('chart') });
      await eventually(() => drawn(element));
      press(element, '血糖图谱');
      await eventually(() => element.shadowRoot!.querySelector('.profile .median'));
      expect(element.shadowRoot!.querySelector('canvas')).to.equal(null);
      expect(days(element)).to.equal('7');
      expect(textOf(element)).to.contain('各范围内时间').and.to.contain('GMI').and.to.contain('数据还不够');
      await expect(element).to.be.accessible();
      press(element, '14天');
      await eventually(() => days(element) === '14');
      expect(textOf(element)).not.to.contain('数据还不够');
      const band = (): string | null => element.shadowRoot!.querySelector('.profile .most')!.getAttribute('d');
      const before = band();
      await client.vitals.record({ measure: 'glucose', values: { value: 29.9 }, context: { setting: 'sensor' } });
      await eventually(() => band() !== before);
      press(element, '图表');
      await eventually(() => drawn(element));
      expect(element.shadowRoot!.querySelector('.profile')).to.equal(null);
    });
    it('opens with the profile where the host says so, and stays a chart without a sensor', async () => {
      const { element } = await chart(sensor(2), { template: glucose('agp') });
      await eventually(() => element.shadowRoot!.querySelector('.profile .median'));
      const sticks = Array.from({ length: 3 }, (_, i): Reading => ({ measure: 'glucose', values: { value: 6 + i }, at: Date.now() - i * 86_400_000 }));
      const { element: plain } = await chart(sticks, { template: glucose('agp') });
      await eventually(() => drawn(plain));
      expect(textOf(plain)).not.to.contain('血糖图谱');
    });
    for (const settings of [{ theme: 'dark' }, { care: true }, { locale: 'en' }] as const)
      it(`is accessible as a profile with ${JSON.stringify(settings)}`, async () => {
        const { element } = await chart(sensor(1), { template: glucose('agp'), settings });
        await eventually(() => element.shadowRoot!.querySelector('.profile .median'));
        await expect(element).to.be.accessible();
      });
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

/** A host's own columns: so many samples, five minutes apart, around 100, with one spike. */
function million(n: number, spikeAt: number): Series {
  const start = Date.now() - n * 300_000;
  const value = Float64Array.from({ length: n }, (_, i) => (i === spikeAt ? 195 : 70 + 4 * Math.sin(i / 40) + ((i * 7919) % 13) / 5));
  return {
    ...emptySeries('heart-rate', '/min'),
    t: Float64Array.from({ length: n }, (_, i) => start + i * 300_000),
    v: { value },
    offset: new Int16Array(n),
    flags: new Uint8Array(n),
    status: new Uint8Array(n),
    classes: [{ tone: 'unknown', direction: 'none', word: 'unknown', guideline: undefined }],
    pyramid: { value: pyramidOf(value) },
  };
}

/** Where in a row of the canvas, a quarter down, something else stands than behind the data: shares of its width. */
function inkAt(element: Element): number[] {
  const canvas = element.shadowRoot!.querySelector('canvas')!;
  const scale = canvas.width / canvas.clientWidth;
  const [left, width] = [Math.round(50 * scale), Math.round(canvas.width * 0.7)]; // further right stand the names of the bands;
  const row = canvas.getContext('2d')!.getImageData(left, Math.round(canvas.height * 0.27), width, 1).data;
  const colors = Array.from({ length: width }, (_, x) => row.slice(x * 4, x * 4 + 4).join(' '));
  const count = new Map<string, number>();
  for (const color of colors) count.set(color, (count.get(color) ?? 0) + 1);
  const [behind] = [...count].sort((a, b) => b[1] - a[1])[0]!; // a row has pixels
  return colors.flatMap((color, x) => (color === behind ? [] : [(x + left) / canvas.width]));
}

describe('<nelumbo-vitals-chart> with a million samples', () => {
  const n = 1_000_000;
  it('shows a single spike at every zoom, in its place', async () => {
    const { element } = await chart(week, { template: html`<nelumbo-vitals-chart range="all"></nelumbo-vitals-chart>` });
    element.series = million(n, 377_777);
    await eventually(() => element.shadowRoot!.querySelector('.figures')?.textContent.includes('1,000,000'));
    await eventually(() => drawn(element));
    const at = element.series.t[377_777]!;
    for (const samples of [n, 500_000, 100_000, 10_000, 3_000, 1_000, 200, 20]) {
      element.showSpan(at - samples * 150_000, at + samples * 150_000);
      const ink = inkAt(element);
      expect(ink.length, `${samples} samples`).to.be.within(1, samples > 200 ? 8 : 80);
      const expected = samples > 700_000 ? 0.377 : 0.5; // the widest span is all there is
      expect(ink.reduce((sum, x) => sum + x, 0) / ink.length, `${samples} samples`).to.be.closeTo(expected, 0.06);
    }
  });
});

describe("<nelumbo-vitals-chart> with a host's columns", () => {
  it('draws the next ones once, before its update is complete; the words follow and draw nothing', async () => {
    const { element } = await chart(week, { template: html`<nelumbo-vitals-chart range="all"></nelumbo-vitals-chart>` });
    const figures = (): string => element.shadowRoot!.querySelector('.figures')?.textContent ?? '';
    element.series = million(20_000, 4_000);
    await eventually(() => figures().includes('20,000') && drawn(element));
    const pen = element.shadowRoot!.querySelector('canvas')!.getContext('2d')!;
    let drawings = 0;
    const clear = pen.clearRect.bind(pen);
    pen.clearRect = (...area) => {
      drawings++; // chart.js begins with it
      clear(...area);
    };
    element.series = million(30_000, 18_000);
    await element.updateComplete;
    expect(drawings).to.equal(1);
    const ink = inkAt(element);
    expect(ink.reduce((sum, x) => sum + x, 0) / ink.length).to.be.closeTo(0.6, 0.05);
    await eventually(() => figures().includes('30,000'));
    await element.updateComplete;
    expect(drawings).to.equal(1);
    element.showSpan(element.series.t[17_000]!, element.series.t[19_000]!);
    expect(drawings).to.equal(2);
  });
});

describe('<nelumbo-vitals-chart> of temperatures', () => {
  it("has the limits of the readings' site, and names the site", async () => {
    const at = async (site: string) => {
      const readings: Reading[] = [1, 2].map((d) => ({ measure: 'temperature', values: { value: 37.1 }, at: Date.now() - d * 86_400_000, context: { site } }));
      const { element } = await chart(readings, {
        template: html`<nelumbo-vitals-chart measure="temperature" range="7d" view="table"></nelumbo-vitals-chart>`,
      });
      const row = element.shadowRoot!.querySelector('tbody tr')!.textContent.replace(/\s+/g, ' ');
      element.shown = 'chart';
      await eventually(() => element.shadowRoot!.querySelector('.legend'));
      return { row, legend: element.shadowRoot!.querySelector('.legend')!.textContent.replace(/\s+/g, ' ') };
    };
    const [axillary, rectal] = [await at('axillary'), await at('rectal')];
    expect(axillary.row).to.contain('腋下').and.not.to.contain('空腹');
    expect(rectal.row).to.contain('直肠').and.not.to.contain('餐后');
    expect(axillary.legend).not.to.equal(rectal.legend);
  });
});

describe('<nelumbo-vitals-chart> in the hand', () => {
  const plot = (element: Element): HTMLElement => element.shadowRoot!.querySelector('.plot')!;
  const at = (element: Element, type: string, share: number, more: PointerEventInit = {}): boolean => {
    const { left, top, width } = plot(element).getBoundingClientRect();
    const init = { clientX: left + width * share, clientY: top + 40, pointerId: 1, bubbles: true, cancelable: true, ...more };
    return plot(element).dispatchEvent(type === 'wheel' ? new WheelEvent(type, init) : new PointerEvent(type, init));
  };
  const months = Array.from({ length: 120 }, (_, i) => pressure(120 + (i % 20), 78, i));
  const open = async () => {
    const { element, client } = await chart(months, { template: html`<nelumbo-vitals-chart range="30d"></nelumbo-vitals-chart>` });
    await eventually(() => drawn(element));
    return { element, client };
  };
  const count = (element: Element): number => element.shadowRoot!.querySelectorAll('tbody tr').length;
  const period = (element: Element) => element.shadowRoot!.querySelector('.ranges [aria-pressed=true]');

  it('pans by dragging and by Shift and arrows; words and table follow, and no period is pressed any more', async () => {
    const { element } = await open();
    const newest = element.shadowRoot!.querySelector('tbody th')!.textContent;
    at(element, 'pointerdown', 0.3);
    at(element, 'pointermove', 0.6);
    at(element, 'pointerup', 0.6);
    await eventually(() => element.shadowRoot!.querySelector('tbody th')?.textContent !== newest);
    expect(period(element)).to.equal(null);
    expect(element.shadowRoot!.querySelector('#summary')!.textContent).to.contain('至');
    const then = element.shadowRoot!.querySelector('tbody th')!.textContent;
    plot(element).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', shiftKey: true, bubbles: true, cancelable: true }));
    await eventually(() => element.shadowRoot!.querySelector('tbody th')?.textContent !== then);
    press(element, '30天');
    await eventually(() => element.shadowRoot!.querySelector('tbody th')?.textContent === newest);
  });

  it("zooms by Ctrl and the wheel, by a pinch and by plus and minus; a plain wheel is the page's", async () => {
    const { element } = await open();
    const all = count(element);
    expect(at(element, 'wheel', 0.5, { deltaY: -100 } as PointerEventInit), 'a plain wheel').to.equal(true);
    at(element, 'wheel', 0.5, { deltaY: -100, ctrlKey: true } as PointerEventInit);
    await eventually(() => count(element) < all);
    const fewer = count(element);
    key(element, '+');
    await eventually(() => count(element) < fewer);
    for (let i = 0; i < 3; i++) key(element, '-');
    await eventually(() => count(element) > all);
    const more = count(element);
    at(element, 'pointerdown', 0.45, { pointerType: 'touch' });
    at(element, 'pointerdown', 0.55, { pointerType: 'touch', pointerId: 2 });
    at(element, 'pointermove', 0.95, { pointerType: 'touch', pointerId: 2 });
    at(element, 'pointerup', 0.45, { pointerType: 'touch' });
    at(element, 'pointerup', 0.95, { pointerType: 'touch', pointerId: 2 });
    await eventually(() => count(element) < more);
  });

  it('lays the period before under the one shown, and says how the means differ', async () => {
    const now = [1, 3, 6, 9].map((d) => pressure(138, 88, d));
    const before = [31, 35, 40, 44].map((d) => pressure(124, 88, d));
    const { element } = await chart([...before, ...now], { template: html`<nelumbo-vitals-chart range="30d"></nelumbo-vitals-chart>` });
    await eventually(() => drawn(element));
    const pixels = (): string => element.shadowRoot!.querySelector('canvas')!.toDataURL();
    const alone = pixels();
    press(element, '与前期对比');
    await eventually(() => textOf(element).includes('和前一段时间（4 次读数）相比：收缩压 高 14，舒张压 差不多'));
    await eventually(() => pixels() !== alone);
    expect(element.shadowRoot!.querySelector('.legend')!.textContent).to.contain('前一段同样长的时间');
    await expect(element).to.be.accessible();
    press(element, '与前期对比');
    await eventually(() => pixels() === alone);
    press(element, '7天');
    press(element, '与前期对比');
    await eventually(() => textOf(element).includes('读数太少，没法和前一段时间对比'));
  });

  it("keeps what was zoomed to when a reading arrives, and shows dates of one's own", async () => {
    const { element, client } = await open();
    key(element, '+');
    await eventually(() => count(element) < 30);
    const rows = count(element);
    await client.vitals.record(pressure(133, 88, 60));
    await eventually(() => period(element) === null && Math.abs(count(element) - rows) <= 1);
    element.from = dayText(Date.now() - 12 * 86_400_000);
    element.to = dayText(Date.now() - 3 * 86_400_000);
    await eventually(() => count(element) === 10);
    expect(period(element)).to.equal(null);
  });

  it('shows nothing but its place while it loads: the drawing does not jump', async () => {
    const { element } = await open();
    const before = plot(element).getBoundingClientRect().height;
    key(element, 'ArrowLeft');
    await element.updateComplete;
    expect(plot(element).getBoundingClientRect().height).to.equal(before);
  });
});

describe('<nelumbo-vitals-chart> on a small phone', () => {
  it('draws what fits when its width changes: weeks, or every reading', async () => {
    const readings = Array.from({ length: 120 }, (_, i) => pressure(120 + (i % 20), 78, i));
    const { element } = await chart(readings, { template: html`<nelumbo-vitals-chart range="90d"></nelumbo-vitals-chart>` });
    await eventually(() => drawn(element));
    const pen = element.shadowRoot!.querySelector('canvas')!.getContext('2d')!;
    let shapes = 0;
    const [clear, fill] = [pen.clearRect.bind(pen), pen.fill.bind(pen)];
    pen.clearRect = (...area) => {
      shapes = 0; // chart.js begins with it
      clear(...area);
    };
    pen.fill = () => {
      shapes++;
      fill();
    };
    for (const [width, fits] of [
      ['343px', () => shapes > 0 && shapes < 80],
      ['1200px', () => shapes >= 90],
      ['343px', () => shapes > 0 && shapes < 80],
    ] as const) {
      element.style.setProperty('width', width);
      await eventually(fits);
    }
  });

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
  it('pans and zooms inside its bounds, around the place that was pointed at', () => {
    const bounds = boundsOf({ t: Float64Array.of(0, 100 * day) }, 100 * day, day);
    expect(bounds).to.deep.equal({ from: -2 * day, to: 102 * day });
    const view = { from: 40 * day, to: 50 * day };
    expect(panned(view, 0.5, bounds)).to.deep.equal({ from: 45 * day, to: 55 * day });
    expect(panned(view, 100, bounds)).to.deep.equal({ from: 92 * day, to: 102 * day });
    expect(zoomed(view, 0.5, 42 * day, bounds)).to.deep.equal({ from: 41 * day, to: 46 * day });
    expect(zoomed(view, 1000, 42 * day, bounds)).to.deep.equal(bounds);
    const closest = zoomed(view, 1e-9, 42 * day, bounds);
    expect(closest.to - closest.from).to.be.closeTo(3_600_000, 1);
    expect(clamped({ from: -50 * day, to: -45 * day }, bounds).from).to.equal(bounds.from);
  });
  it('gives a month at least three dates on a phone', () => {
    const noon = new Date(2026, 10, 23, 12).getTime();
    for (const most of [4, 5]) expect(timeTicks(noon - 30 * day, noon, most, String).length).to.be.at.least(3);
  });
  it('puts ticks on local midnights or month starts, and never more than asked for', () => {
    for (const days of [7, 30, 90, 365, 3650])
      for (const most of [3, 6, 8]) {
        const ticks = timeTicks(noon - days * day, noon, most, (at, kind) => `${kind} ${at}`);
        expect(ticks.length, `${days} ${most}`).to.be.within(1, most + 2);
        for (const { at } of ticks) expect(days < most / 2 || new Date(at).getHours() === 0).to.equal(true);
      }
  });
  it('gives an axis that holds the data with at most seven round lines', () => {
    for (const values of [[120], [70, 190], [5.2, 5.3], [0.3, 55], [71.1, 71.1]]) {
      const { low, high, step } = valueSpan([Math.min(...values), Math.max(...values)], []);
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
    expect(ranges('21d')).to.deep.equal(['7d', '14d', '30d', '90d', '1y', 'all', '21d']);
    expect(ranges('30d', true)).to.deep.equal(['7d', '30d', '90d']);
  });
});
