import { expect, html, oneEvent } from '@open-wc/testing';
import { inProvider } from '../../base/testing.js';
import { eventually, press, textOf, vitalsClient } from '../testing.js';
import './define.js';
import type { NelumboVitalsImport } from './import.js';

const weight = (value: unknown, day: number) => ({
  resource: {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
    effectiveDateTime: `2026-01-${String(day).padStart(2, '0')}T08:00:00+08:00`,
    valueQuantity: { value, code: 'kg' },
  },
});
const bundle = (...entry: unknown[]) => ({ resourceType: 'Bundle', type: 'collection', entry });

async function importer(settings: Parameters<typeof inProvider>[2] = {}) {
  const { client, platform } = await vitalsClient();
  const { element } = await inProvider<NelumboVitalsImport>(client, html`<nelumbo-vitals-import></nelumbo-vitals-import>`, settings);
  return { element, client, platform };
}

/** Chooses a file as the file picker does. */
function choose(element: Element, text: string): void {
  const input = element.shadowRoot!.querySelector<HTMLInputElement>('.file')!;
  const files = new DataTransfer();
  files.items.add(new File([text], 'bundle.json', { type: 'application/json' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

describe('<nelumbo-vitals-import>', () => {
  it('imports a chosen file and says what became of each entry', async () => {
    const { element, client } = await importer();
    await expect(element).to.be.accessible();
    const done = oneEvent(element, 'nelumbo-imported');
    choose(element, `\uFEFF${JSON.stringify(bundle(weight(70.1, 1), weight(70.1, 1), weight(7000, 2), { resource: { resourceType: 'Patient' } }))}`);
    expect((await done).detail).to.deep.equal({ saved: 1, duplicate: 1, refused: 1, ignored: 1 });
    await element.updateComplete;
    expect(textOf(element)).to.contain('已导入 1 条').and.to.contain('1 条已经有了').and.to.contain('第 3 条 · 体重');
    expect((await client.vitals.latest('weight'))?.values).to.deep.equal({ value: 70.1 });
    await expect(element).to.be.accessible();
  });
  it('names what is wrong with a file', async () => {
    const { element } = await importer();
    choose(element, '<html>');
    await eventually(() => textOf(element).includes('不是 JSON'));
    await expect(element).to.be.accessible();
    choose(element, '{"resourceType":"Patient"}');
    await eventually(() => textOf(element).includes('没有 FHIR R4 Bundle'));
  });
  it('can be stopped, keeps what it had, and goes on the next time', async () => {
    const { element, client, platform } = await importer();
    const many = bundle(...Array.from({ length: 1200 }, (_, i) => weight(60 + i / 100, 1)));
    let [commits, goOn] = [0, (): void => undefined];
    platform.storage.fault = ({ kind }) => (kind === 'commit' && ++commits === 2 ? new Promise((resolve) => (goOn = () => resolve(undefined))) : undefined);
    const running = element.run(many);
    await eventually(() => textOf(element).includes('500 / 1200'));
    await expect(element).to.be.accessible();
    press(element, '停止');
    goOn();
    await running;
    await eventually(() => textOf(element).includes('已停止'));
    const kept = (await client.vitals.readings({ measure: 'weight' })).length;
    expect(kept).to.equal(1000);
    await element.run(many);
    await eventually(() => textOf(element).includes(`已导入 ${1200 - kept} 条`));
  });
  it('says that the disk is full', async () => {
    const { element, platform } = await importer();
    platform.storage.fault = ({ kind }) => (kind === 'commit' ? 'quota' : undefined);
    await element.run(bundle(weight(70, 1)));
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('[role=alert]')!.textContent).to.contain('空间');
  });
  for (const settings of [{ theme: 'dark' }, { care: true }, { locale: 'en' }] as const)
    it(`is accessible with ${JSON.stringify(settings)}`, async () => {
      const { element } = await importer(settings);
      await element.run(bundle(weight(70, 1), weight('x', 2)));
      await element.updateComplete;
      await expect(element).to.be.accessible();
    });
});
