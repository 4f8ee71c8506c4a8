import type { Devices } from '@nelumbo/core/platform';
import { memoryPlatform } from '@nelumbo/core/memory';
import { expect, html, oneEvent } from '@open-wc/testing';
import { inProvider, testClient } from '../../base/testing.js';
import { eventually, press, textOf } from '../testing.js';
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

interface Options {
  readonly settings?: Parameters<typeof inProvider>[2];
  readonly devices?: Devices;
  readonly formats?: string;
}

async function importer({ settings = {}, devices, formats = '' }: Options = {}) {
  const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: Date.now() });
  const client = await testClient({ platform: { ...platform, ...(devices ? { devices } : {}) } });
  const { element } = await inProvider<NelumboVitalsImport>(client, html`<nelumbo-vitals-import formats=${formats}></nelumbo-vitals-import>`, settings);
  await eventually(() => element.shadowRoot!.querySelector(formats ? '.part' : '.part + .part'));
  return { element, client, platform };
}

/** Chooses a file as the file picker does. */
function choose(element: Element, content: BlobPart, name = 'bundle.json'): void {
  const input = element.shadowRoot!.querySelector<HTMLInputElement>('.file')!;
  const files = new DataTransfer();
  files.items.add(new File([content], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}
const start = async (element: Element): Promise<void> => {
  await eventually(() => element.shadowRoot!.querySelector('.preview'));
  press(element, '开始导入');
};
const select = (element: Element, i: number): HTMLSelectElement => element.shadowRoot!.querySelector<HTMLSelectElement>(`#column-${i}`)!;

/** An archive with these files, as the Health app writes it: deflated, sizes behind the data. */
async function archive(files: Readonly<Record<string, string>>): Promise<Uint8Array<ArrayBuffer>> {
  const [parts, list]: [Uint8Array[], Uint8Array[]] = [[], []];
  let at = 0;
  const bytes = (size: number, fields: readonly (readonly [at: number, value: number, width: 2 | 4])[], name: Uint8Array): Uint8Array => {
    const out = new Uint8Array(size + name.length);
    const view = new DataView(out.buffer);
    for (const [place, value, width] of fields) {
      if (width === 2) view.setUint16(place, value, true);
      else view.setUint32(place, value, true);
    }
    out.set(name, size);
    return out;
  };
  for (const [name, text] of Object.entries(files)) {
    const packed = new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
    const encoded = new TextEncoder().encode(name);
    const head = bytes(30, [[0, 0x04034b50, 4], [6, 8, 2], [8, 8, 2], [26, encoded.length, 2]], encoded); // prettier-ignore
    list.push(bytes(46, [[0, 0x02014b50, 4], [10, 8, 2], [20, packed.length, 4], [24, text.length, 4], [28, encoded.length, 2], [42, at, 4]], encoded)); // prettier-ignore
    parts.push(head, packed);
    at += head.length + packed.length;
  }
  const size = list.reduce((sum, part) => sum + part.length, 0);
  const end = bytes(22, [[0, 0x06054b50, 4], [8, list.length, 2], [10, list.length, 2], [12, size, 4], [16, at, 4]], new Uint8Array()); // prettier-ignore
  return new Uint8Array(await new Blob([...parts, ...list, end] as BlobPart[]).arrayBuffer());
}
const record = (type: string, unit: string, value: number, day: string): string =>
  `<Record type="HKQuantityTypeIdentifier${type}" sourceName="Watch" unit="${unit}" startDate="${day} 07:30:00 +0800" endDate="${day} 07:30:00 +0800" value="${value}"/>`;
const health = `<?xml version="1.0"?><!DOCTYPE HealthData [<!ELEMENT HealthData ANY>]><HealthData>${record('HeartRate', 'count/min', 72, '2026-01-05')}${record('BodyMass', 'kg', 70.5, '2026-01-05')}</HealthData>`;

describe('<nelumbo-vitals-import>', () => {
  it('shows what a file holds, imports it on request, says what became of each entry, and takes it back', async () => {
    const { element, client } = await importer();
    await expect(element).to.be.accessible();
    const done = oneEvent(element, 'nelumbo-imported');
    choose(element, `\uFEFF${JSON.stringify(bundle(weight(70.1, 1), weight(70.1, 1), weight(7000, 2), { resource: { resourceType: 'Patient' } }))}`);
    await eventually(() => textOf(element).includes('现在还没有保存'));
    expect(await client.vitals.latest('weight')).to.equal(undefined);
    await expect(element).to.be.accessible();
    await start(element);
    expect((await done).detail).to.deep.equal({ saved: 1, duplicate: 1, refused: 1, ignored: 1 });
    await eventually(() => textOf(element).includes('已导入 1 条'));
    expect(textOf(element)).to.contain('1 条已经有了').and.to.contain('第 3 条 · 体重');
    expect((await client.vitals.latest('weight'))?.values).to.deep.equal({ value: 70.1 });
    await expect(element).to.be.accessible();
    press(element, '撤销这次导入');
    await eventually(() => textOf(element).includes('已撤销，移除了 1 条'));
    expect(await client.vitals.latest('weight')).to.equal(undefined);
    await expect(element).to.be.accessible();
  });
  it('shows how a table is understood, asks what it cannot know, and goes by the answers', async () => {
    const { element, client } = await importer();
    choose(element, '日期,时间,收缩压(mmHg),舒张压(mmHg),空腹血糖\n16/11/2025,07:30,128,82,108\n05/11/2025,07:31,84,131,\n', 'readings.csv');
    await eventually(() => element.shadowRoot!.querySelector('.columns'));
    expect(select(element, 2).selectedOptions[0]!.label).to.equal('血压 · 收缩压 (mmHg)');
    expect(select(element, 4).selectedOptions[0]!.label).to.contain('空腹');
    expect(textOf(element)).to.contain('第 2 行的高压和低压像是填反了').and.to.contain('例 16/11/2025');
    await expect(element).to.be.accessible();
    const glucose = select(element, 4);
    glucose.value = [...glucose.options].find((option) => option.label === '血糖 (mg/dL)')!.value;
    glucose.dispatchEvent(new Event('change'));
    await eventually(() => textOf(element).includes('108'));
    element.shadowRoot!.querySelector<HTMLInputElement>('.option input')!.click();
    await eventually(() => textOf(element).includes('131/84'));
    await start(element);
    await eventually(() => textOf(element).includes('已导入 3 条'));
    expect((await client.vitals.latest('glucose'))?.unit).to.equal('mg/dL');
  });
  it('asks for the columns of a table that it does not understand', async () => {
    const { element, client } = await importer();
    choose(element, 'when;kilos\n2025-01-05 08:00;70,5\n2025-01-06 08:00;70,2\n', 'scale.csv');
    await eventually(() => textOf(element).includes('请指出哪一列'));
    expect([...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.preview button')].find((b) => b.textContent.trim() === '开始导入')!.disabled).to.equal(
      true,
    );
    await expect(element).to.be.accessible();
    for (const [i, label] of [
      [0, '日期和时间'],
      [1, '体重 (kg)'],
    ] as const) {
      const field = await eventually(() => select(element, i));
      field.value = [...field.options].find((option) => option.label === label)!.value;
      field.dispatchEvent(new Event('change'));
      await eventually(() => select(element, i).selectedOptions[0]?.label === label);
    }
    await eventually(() => textOf(element).includes('70.5'));
    await start(element);
    await eventually(() => textOf(element).includes('已导入 2 条'));
    expect((await client.vitals.latest('weight'))?.values).to.deep.equal({ value: 70.2 });
  });
  it('reads a table in the encoding of Chinese spreadsheets', async () => {
    const { element } = await importer();
    const bytes = [0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xcc, 0xe5, 0xd6, 0xd8, 0x0a]; // 日期,体重 in GB18030
    choose(element, new Uint8Array([...bytes, ...new TextEncoder().encode('2025-01-05,70.5\n')]), 'gb.csv');
    await eventually(() => textOf(element).includes('“日期”') || select(element, 1)?.selectedOptions[0]?.label === '体重 (kg)');
    await start(element);
    await eventually(() => textOf(element).includes('已导入 1 条'));
  });
  it('reads the export of Apple Health, packed and as it is', async () => {
    const { element, client } = await importer();
    choose(element, await archive({ 'apple_health_export/export_cda.xml': '<ClinicalDocument/>', 'apple_health_export/导出.xml': health }), '导出.zip');
    await eventually(() => textOf(element).includes('导出.zip（Apple 健康）'));
    await start(element);
    await eventually(() => textOf(element).includes('已导入 2 条'));
    expect((await client.vitals.latest('heart-rate'))?.values).to.deep.equal({ value: 72 });
    choose(element, health, 'export.xml');
    await start(element);
    await eventually(() => textOf(element).includes('没有新的读数') && textOf(element).includes('2 条已经有了'));
  });
  it('names what is wrong with a file', async () => {
    const { element } = await importer();
    const told = async (content: BlobPart, name: string, words: string): Promise<void> => {
      await element.open(new File([content], name));
      expect(textOf(element)).to.contain(words);
    };
    await told('<html>', 'page.html', '读不了这种文件');
    await expect(element).to.be.accessible();
    await told('{"resourceType":"Patient"}', 'patient.json', '没有这里能读的读数');
    await told('{"resource', 'broken.json', '不是 JSON');
    await told('', 'empty.csv', '是空的');
    await told(await archive({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<x/>' }), 'book.xlsx', 'Excel 工作簿');
    await told(await archive({ 'notes.txt': 'nothing' }), 'other.zip', '没有 Apple 健康的导出文件');
    await told(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0]), 'broken.zip', '没有 Apple 健康的导出文件');
    await told('a|b|c\n1|2|3\n', 'letters.txt', '请指出哪一列');
    press(element, '取消');
    await eventually(() => element.shadowRoot!.activeElement?.className === 'file');
  });
  it('takes a file that is dropped on it, and only formats that are offered', async () => {
    const { element } = await importer({ formats: 'csv' });
    expect(element.shadowRoot!.querySelectorAll('.part')).to.have.length(1);
    const data = new DataTransfer();
    data.items.add(new File([JSON.stringify(bundle(weight(70, 1)))], 'bundle.json'));
    element.shadowRoot!.querySelector('.drop')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await eventually(() => textOf(element).includes('读不了这种文件'));
  });
  it('can be stopped, keeps what it had, and goes on the next time', async () => {
    const { element, client, platform } = await importer();
    const many = bundle(...Array.from({ length: 1200 }, (_, i) => weight(60 + i / 100, 1)));
    let [commits, goOn] = [0, (): void => undefined];
    platform.storage.fault = ({ kind }) => (kind === 'commit' && ++commits === 2 ? new Promise((resolve) => (goOn = () => resolve(undefined))) : undefined);
    const running = element.run(many);
    await eventually(() => textOf(element).includes('已导入 500 条'));
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
      const { element } = await importer({ settings });
      await element.run(bundle(weight(70, 1), weight('x', 2)));
      await element.updateComplete;
      await expect(element).to.be.accessible();
    });
});

/** A blood pressure monitor in the memory of the page: it tells what the test gives it. */
function monitor() {
  let tell: (characteristic: number, value: Uint8Array) => void = () => undefined;
  let leave = (): void => undefined;
  const state = { closed: 0, asked: 0, chosen: true, reachable: true };
  const devices: Devices = {
    available: () => Promise.resolve(true),
    choose: () => {
      state.asked++;
      return Promise.resolve(
        state.chosen
          ? {
              id: 'monitor-1',
              name: 'BP Monitor',
              listen: (_services, onValue, onEnd) => {
                if (!state.reachable) return Promise.reject(new Error('out of range'));
                tell = (characteristic, value) => onValue({ characteristic, value });
                leave = onEnd;
                return Promise.resolve(() => void state.closed++);
              },
            }
          : undefined,
      );
    },
  };
  return { devices, state, tell: (c: number, v: readonly number[]) => tell(c, Uint8Array.from(v)), leave: () => leave() };
}
/** 124/86, mean 97, 2024-06-15 17:17:27, pulse 51 (see the fixtures' vectors). */
const measured = [22, 124, 0, 86, 0, 97, 0, 232, 7, 6, 15, 17, 17, 27, 51, 0, 0, 0] as const;

describe('<nelumbo-vitals-import> with a device', () => {
  it('says why there is none where the platform has none', async () => {
    const { element } = await importer();
    expect(textOf(element)).to.contain('这里连不上蓝牙设备');
    expect([...element.shadowRoot!.querySelectorAll('button')].map((b) => b.textContent.trim())).not.to.contain('连接设备');
  });
  it('shows what a device told, saves it on request, once', async () => {
    const { devices, tell, leave, state } = monitor();
    const { element, client } = await importer({ devices });
    press(element, '连接设备');
    await eventually(() => textOf(element).includes('已连接BP Monitor'));
    await expect(element).to.be.accessible();
    tell(0x2a35, measured);
    await eventually(() => textOf(element).includes('124/86'));
    expect(textOf(element)).to.contain('设备传来 2 条读数');
    expect(await client.vitals.latest('blood-pressure')).to.equal(undefined);
    await expect(element).to.be.accessible();
    press(element, '是的，保存这 2 条');
    await eventually(() => textOf(element).includes('已导入 2 条'));
    expect((await client.vitals.latest('heart-rate'))?.values).to.deep.equal({ value: 51 });
    tell(0x2a35, measured); // it tells its last reading again
    await eventually(() => textOf(element).includes('设备传来 2 条'));
    press(element, '是的，保存这 2 条');
    await eventually(() => textOf(element).includes('2 条已经有了'));
    leave();
    await eventually(() => textOf(element).includes('设备断开了'));
    expect(state.closed).to.equal(0);
  });
  it('says that a measurement failed, that nothing was chosen, that the device cannot be reached', async () => {
    const { devices, tell, state } = monitor();
    const { element } = await importer({ devices });
    state.chosen = false;
    press(element, '连接设备');
    await eventually(() => state.asked === 1);
    await eventually(() => [...element.shadowRoot!.querySelectorAll('button')].some((b) => b.textContent.trim() === '连接设备' && !b.disabled));
    [state.chosen, state.reachable] = [true, false];
    press(element, '连接设备');
    await eventually(() => textOf(element).includes('连不上设备。请打开设备'));
    state.reachable = true;
    press(element, '连接设备');
    await eventually(() => textOf(element).includes('已连接'));
    tell(0x2a35, [22, 0xff, 0x07, 86, 0, 97, 0, 232, 7, 6, 15, 17, 17, 27, 51, 0, 0, 0]); // a reserved number
    await eventually(() => textOf(element).includes('设备报告测量失败'));
    await expect(element).to.be.accessible();
    press(element, '断开');
    expect(state.closed).to.equal(1);
  });
});
