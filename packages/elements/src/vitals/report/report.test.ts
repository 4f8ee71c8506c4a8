import { expect, html, oneEvent } from '@open-wc/testing';
import { inProvider } from '../../base/testing.js';
import { eventually, press, pressure, textOf, vitalsClient } from '../testing.js';
import './define.js';
import type { NelumboVitalsReport } from './report.js';

async function report(readings = [pressure(118, 76, 3), pressure(126, 82, 2), pressure(165, 102, 1)], settings: Parameters<typeof inProvider>[2] = {}) {
  const { client } = await vitalsClient(readings);
  const { element } = await inProvider<NelumboVitalsReport>(client, html`<nelumbo-vitals-report range="30d"></nelumbo-vitals-report>`, settings);
  await eventually(() => element.shadowRoot!.querySelector('.page, .muted'));
  return { element, client };
}
const drawn = (element: Element) => element.shadowRoot!.querySelector('nelumbo-vitals-chart')?.shadowRoot?.querySelector('canvas')?.width;

describe('<nelumbo-vitals-report>', () => {
  it('holds figures, the chart and the readings, and names the guideline', async () => {
    const { element } = await report();
    await eventually(() => drawn(element));
    expect(element.shadowRoot!.querySelectorAll('tbody tr')).to.have.length(3);
    expect(textOf(element)).to.contain('136/87').and.to.contain('标准差').and.to.contain('2024').and.to.contain('165/102');
    await expect(element).to.be.accessible();
  });
  it('has a column for circumstances where there are any', async () => {
    const bare = { ...pressure(118, 76, 3), context: {} };
    const { element, client } = await report([bare]);
    const columns = () => [...element.shadowRoot!.querySelectorAll('tr')].map(({ cells }) => cells.length);
    expect(columns()).to.deep.equal([3, 3]);
    await client.vitals.record({ ...pressure(121, 79, 1), context: {}, note: '刚吃过饭' });
    await eventually(() => columns().length === 3);
    expect(columns()).to.deep.equal([4, 4, 4]);
    expect(textOf(element)).to.contain('刚吃过饭');
  });
  it('prints a name only when one is typed', async () => {
    const { element } = await report();
    expect(textOf(element)).not.to.contain('姓名：');
    const field = element.shadowRoot!.querySelector('input')!;
    field.value = '林晓';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('.page')!.textContent).to.contain('姓名：林晓');
  });
  it('saves CSV and FHIR files', async () => {
    const { element } = await report();
    const files: Blob[] = [];
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => (files.push(blob), make(blob));
    const names: string[] = [];
    const addresses: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      names.push(this.download);
      addresses.push(this.href);
    };
    try {
      for (const [label, format] of [
        ['保存为 CSV', 'csv'],
        ['保存为 FHIR', 'fhir-bundle'],
      ] as const) {
        const telling = oneEvent(element, 'nelumbo-exported');
        press(element, label);
        expect((await telling).detail).to.deep.equal({ format });
      }
    } finally {
      URL.createObjectURL = make;
      HTMLAnchorElement.prototype.click = click;
    }
    expect(names).to.deep.equal(['readings.csv', 'readings.fhir.json']);
    for (const address of addresses) expect((await fetch(address)).ok).to.equal(true); // some browsers read it after the press
    expect(await files[0]!.text()).to.contain('165');
    const start = new Uint8Array(await files[0]!.slice(0, 10).arrayBuffer());
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(start)).to.equal('\uFEFFmeasure'); // one mark: a second would be part of the first word
    expect(JSON.parse(await files[1]!.text())).to.include({ resourceType: 'Bundle', type: 'collection' });
  });
  for (const settings of [{ theme: 'dark' }, { care: true }, { locale: 'en' }] as const)
    it(`is accessible with ${JSON.stringify(settings)}`, async () => {
      const { element } = await report(undefined, settings);
      await eventually(() => drawn(element));
      await expect(element).to.be.accessible();
    });
  it('says that there is nothing to report', async () => {
    const { element } = await report([]);
    expect(textOf(element)).to.contain('没有读数');
  });
});
