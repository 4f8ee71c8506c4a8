import { expect, html, oneEvent } from '@open-wc/testing';
import { inProvider, testClient } from '../../base/testing.js';
import { eventually, press, pressure, textOf, type, vitalsClient } from '../testing.js';
import { draftReading, mealAtHour, spread } from './draft.js';
import './define.js';
import type { NelumboVitalsEntry } from './entry.js';

type Settings = Parameters<typeof inProvider>[2];

async function entry(options: { measure?: string; readings?: Parameters<typeof vitalsClient>[0]; settings?: Settings } = {}) {
  const { client, platform } = await vitalsClient(options.readings);
  const template = html`<nelumbo-vitals-entry measure=${options.measure ?? 'blood-pressure'} setting="home" meal="fasting"></nelumbo-vitals-entry>`;
  const { element, provider } = await inProvider<NelumboVitalsEntry>(client, template, options.settings);
  await eventually(() => element.shadowRoot!.querySelector('.entry-input') ?? textOf(element).includes('没有“'));
  return { element, provider, client, platform };
}

const status = (element: Element) => element.shadowRoot!.querySelector<HTMLElement>('.status');

describe('<nelumbo-vitals-entry>', () => {
  it('shows 165/102 by cn-2024 as grade 2 in colour, shape and word, saves it, and then says so', async () => {
    const { element, client } = await entry();
    type(element, 'systolic', '165');
    type(element, 'diastolic', '102');
    press(element, '下一步');
    const pill = await eventually(() => status(element));
    expect(pill.dataset['tone']).to.equal('alert');
    expect(pill.querySelector('svg.mark path')).to.exist;
    expect(pill.textContent).to.contain('过高');
    expect(textOf(element)).to.contain('2级高血压').and.to.contain('中国指南').and.to.contain('2024').and.not.to.contain('已保存');
    expect(element.shadowRoot!.activeElement?.className).to.equal('review');
    await expect(element).to.be.accessible();
    const saving = oneEvent(element, 'nelumbo-saved');
    press(element, '保存');
    const { detail } = await saving;
    expect(detail).to.deep.include({ measure: 'blood-pressure', tone: 'alert' }).and.not.to.have.any.keys('values', 'unit');
    await eventually(() => textOf(element).includes('已保存'));
    expect(await client.vitals.latest('blood-pressure')).to.deep.include({ ref: detail.id, values: { systolic: 165, diastolic: 102 } });
    await expect(element).to.be.accessible();
    press(element, '再记一次');
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement?.id).to.equal('systolic');
  });

  it('says so where a personal target decides instead of the guideline', async () => {
    const { element, client } = await entry();
    await client.vitals.setProfile({ targets: [{ measure: 'blood-pressure', component: 'systolic', unit: 'mm[Hg]', to: 140, by: 'clinician' }] });
    type(element, 'systolic', '138/78');
    press(element, '下一步');
    const pill = await eventually(() => status(element));
    expect(pill.dataset['tone']).to.equal('good');
    expect(textOf(element)).to.contain('按您的个人目标（和医生商定）').and.to.contain('中国指南');
    await expect(element).to.be.accessible();
  });

  it('hands nothing that one user typed to the next', async () => {
    const { element, provider } = await entry({ readings: [pressure(131, 84, 2)] });
    type(element, 'systolic', '165');
    type(element, 'diastolic', '102');
    press(element, '下一步');
    await eventually(() => status(element));
    provider.client = await testClient({ user: 'another' });
    await eventually(() => !status(element) && element.shadowRoot!.querySelector('#systolic'));
    const field = element.shadowRoot!.querySelector<HTMLInputElement>('#systolic')!; // waited for just before
    expect([field.value, field.placeholder]).to.deep.equal(['', '']);
    expect(textOf(element)).not.to.contain('165');
    await provider.client.close();
  });

  it('gives the values to the host only when asked to', async () => {
    const { element } = await entry();
    element.share = 'values';
    type(element, 'systolic', '118/76');
    type(element, 'pulse', '64');
    press(element, '下一步');
    await eventually(() => status(element));
    const saving = oneEvent(element, 'nelumbo-saved');
    press(element, '保存');
    expect((await saving).detail).to.deep.include({ values: { systolic: 118, diastolic: 76 }, unit: 'mm[Hg]', tone: 'good' });
  });

  it('stores the pulse beside the pressure, in one commit', async () => {
    const { element, client } = await entry();
    type(element, 'systolic', '118/76');
    type(element, 'pulse', '64');
    press(element, '下一步');
    await eventually(() => status(element));
    press(element, '保存');
    await eventually(() => textOf(element).includes('已保存'));
    const [pulse, main] = await Promise.all([client.vitals.latest('heart-rate'), client.vitals.latest('blood-pressure')]);
    expect(pulse?.values).to.deep.equal({ value: 64 });
    expect(pulse?.at).to.equal(main?.at);
  });

  it('shows the last value as ghost text and walks on with Enter', async () => {
    const { element } = await entry({ readings: [pressure(128, 82, 1)] });
    const [systolic, diastolic] = [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('.entry-input')];
    await eventually(() => systolic!.placeholder === '128');
    expect(diastolic!.placeholder).to.equal('82');
    expect(systolic!.inputMode).to.equal('numeric');
    systolic!.focus();
    systolic!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    expect(element.shadowRoot!.activeElement).to.equal(diastolic);
    await expect(element).to.be.accessible();
  });

  it('refuses with a reason at the field, and keeps what was typed', async () => {
    const { element } = await entry();
    type(element, 'systolic', '16');
    const refusing = oneEvent(element, 'nelumbo-refused');
    press(element, '下一步');
    expect((await refusing).detail).to.deep.equal({ measure: 'blood-pressure', reason: 'out-of-range' });
    await element.updateComplete;
    const input = element.shadowRoot!.querySelector<HTMLInputElement>('#systolic')!;
    expect(input.value).to.equal('16');
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    expect(element.shadowRoot!.getElementById(input.getAttribute('aria-describedby')!)!.textContent)
      .to.contain('40')
      .and.to.contain('300');
    expect(textOf(element)).not.to.contain('kPa');
    await eventually(() => element.shadowRoot!.activeElement === input);
    await expect(element).to.be.accessible();
  });

  it('asks whether 84/131 is swapped, and swaps it', async () => {
    const { element } = await entry();
    type(element, 'systolic', '84/131');
    press(element, '下一步');
    await eventually(() => textOf(element).includes('填反'));
    expect(textOf(element)).to.contain('84/131');
    await expect(element).to.be.accessible();
    press(element, '对调');
    await eventually(() => status(element));
    expect(element.shadowRoot!.querySelector('.hero')!.textContent).to.equal('131/84');
  });

  it('asks once more about what is unusual, repeating the number, and saves it then', async () => {
    const { element, client } = await entry();
    type(element, 'systolic', '228');
    type(element, 'diastolic', '96');
    press(element, '下一步');
    await eventually(() => textOf(element).includes('对吗'));
    expect(textOf(element)).to.contain('您输入的是 228/96 mmHg，对吗？').and.to.contain('拨打 120');
    expect(element.shadowRoot!.querySelector<HTMLAnchorElement>('a.call')!.href).to.equal('tel:120');
    press(element, '没错，保存');
    await eventually(() => textOf(element).includes('已保存'));
    expect((await client.vitals.latest('blood-pressure'))?.values['systolic']).to.equal(228);
  });

  it('offers to keep both when the same reading was just recorded', async () => {
    const { element, client } = await entry({ readings: [pressure(121, 79, 0)] });
    type(element, 'systolic', '121/79');
    press(element, '下一步');
    await eventually(() => textOf(element).includes('两分钟内'));
    press(element, '两条都保留');
    await eventually(() => textOf(element).includes('已保存'));
    expect(await client.vitals.readings({ measure: 'blood-pressure' })).to.have.length(2);
  });

  it('keeps everything on a full disk, says what to do, and saves on the next try', async () => {
    const { element, client, platform } = await entry();
    type(element, 'systolic', '122/78');
    press(element, '下一步');
    await eventually(() => status(element));
    platform.storage.fault = ({ kind }) => (kind === 'commit' ? 'quota' : undefined);
    press(element, '保存');
    await eventually(() => element.shadowRoot!.querySelector('.banner[role=alert]'));
    expect(textOf(element)).to.contain('还没有保存').and.not.to.contain('已保存');
    expect(element.shadowRoot!.querySelector('.hero')!.textContent).to.equal('122/78');
    expect(await client.vitals.latest('blood-pressure')).to.equal(undefined);
    await expect(element).to.be.accessible();
    platform.storage.fault = undefined;
    press(element, '保存');
    await eventually(() => textOf(element).includes('已保存'));
    expect(await client.vitals.readings({ measure: 'blood-pressure' })).to.have.length(1);
  });

  it('keeps what was typed when the language changes', async () => {
    const { element, provider } = await entry();
    type(element, 'systolic', '133');
    provider.locale = 'en';
    await eventually(() => textOf(element).includes('Systolic'));
    expect(element.shadowRoot!.querySelector<HTMLInputElement>('#systolic')!.value).to.equal('133');
    expect(textOf(element)).to.contain('Record blood pressure');
  });

  it('takes glucose with decimal comma and full-width digits, with its meal and unit, and names who it is judged for', async () => {
    const { element, client } = await entry({ measure: 'glucose' });
    expect(element.shadowRoot!.querySelector<HTMLInputElement>('.entry-input')!.inputMode).to.equal('decimal');
    type(element, 'value', '６，４');
    press(element, '下一步');
    await eventually(() => status(element));
    expect(textOf(element)).to.contain('空腹').and.to.contain('未确诊糖尿病的成人');
    press(element, '保存');
    await eventually(() => textOf(element).includes('已保存'));
    expect(await client.vitals.latest('glucose')).to.deep.include({ values: { value: 6.4 }, unit: 'mmol/L', context: { setting: 'home', meal: 'fasting' } });
  });

  it('sees that 126 is mg/dL and offers to change the unit', async () => {
    const { element, client } = await entry({ measure: 'glucose' });
    type(element, 'value', '126');
    press(element, '下一步');
    await eventually(() => textOf(element).includes('看起来像 mg/dL'));
    await expect(element).to.be.accessible();
    press(element, '改用 mg/dL');
    await eventually(() => status(element));
    press(element, '保存');
    await eventually(() => textOf(element).includes('已保存'));
    expect(await client.vitals.latest('glucose')).to.deep.include({ values: { value: 126 }, unit: 'mg/dL' });
    await eventually(() => !element.shadowRoot!.querySelector('[aria-disabled=true]'));
    expect((await client.vitals.profile()).units).to.deep.equal({ glucose: 'mg/dL' });
  });

  it('says so in its place when the measure is not known', async () => {
    const { element } = await entry({ measure: 'mood' });
    expect(textOf(element)).to.contain('没有“mood”');
    await expect(element).to.be.accessible();
  });

  for (const settings of [{ theme: 'dark' }, { care: true }, { care: true, theme: 'dark' }, { locale: 'en' }] as const)
    it(`is accessible in both steps with ${JSON.stringify(settings)}`, async () => {
      const { element } = await entry({ settings, readings: [pressure(128, 82, 1)] });
      await expect(element).to.be.accessible();
      type(element, 'systolic', '192/118');
      press(element, settings.locale === 'en' ? 'Continue' : '下一步');
      await eventually(() => status(element));
      await expect(element).to.be.accessible();
    });
});

/** Types a pressure and saves it; resolves when it is saved. */
async function save(element: NelumboVitalsEntry, text: string): Promise<void> {
  type(element, 'systolic', text);
  press(element, '下一步');
  await eventually(() => status(element));
  press(element, '保存');
  await eventually(() => element.shadowRoot!.querySelector('.done'));
}

describe('<nelumbo-vitals-entry> for a set of pressures', () => {
  it('offers a second reading after a rest, shows the mean, and asks for a third when two lie far apart', async () => {
    const { element, client } = await entry();
    await save(element, '142/88');
    await eventually(() => textOf(element).includes('休息一分钟再量一次') && textOf(element).includes('请静坐：还有'));
    await expect(element).to.be.accessible();
    press(element, '量第 2 次');
    await element.updateComplete;
    expect(textOf(element)).to.contain('血压：第 2 次');
    expect(element.shadowRoot!.activeElement?.id).to.equal('systolic');
    await save(element, '128/84');
    await eventually(() => textOf(element).includes('2 次的平均值'));
    expect(textOf(element)).to.contain('135/86').and.to.contain('142/88 · 128/84').and.to.contain('相差超过 10');
    expect(element.shadowRoot!.querySelector('.mean .status')!.textContent).to.contain('过高');
    await expect(element).to.be.accessible();
    press(element, '量第 3 次');
    await element.updateComplete;
    await save(element, '131/85');
    await eventually(() => textOf(element).includes('3 次的平均值'));
    expect(textOf(element)).to.contain('134/86').and.not.to.contain('再量第');
    const stored = await client.vitals.readings({ measure: 'blood-pressure' });
    expect(stored).to.have.length(4);
    expect(stored.filter((r) => r.derivedFrom?.length === 3)).to.have.length(1);
    press(element, '再记一次');
    await element.updateComplete;
    await save(element, '120/80');
    expect((await client.vitals.readings({ measure: 'blood-pressure' })).filter((r) => r.derivedFrom)).to.have.length(1); // another set
  });
  it('keeps arm and position, and the site of a temperature', async () => {
    const { element, client } = await entry();
    element.shadowRoot!.querySelector('details')!.open = true;
    element.shadowRoot!.querySelector<HTMLInputElement>('input[value="left arm"]')!.click();
    element.shadowRoot!.querySelector<HTMLInputElement>('input[value="sitting"]')!.click();
    await element.updateComplete;
    await expect(element).to.be.accessible();
    await save(element, '118/76');
    expect(textOf(element)).to.contain('左臂 · 坐着');
    expect((await client.vitals.latest('blood-pressure'))?.context).to.deep.equal({ setting: 'home', site: 'left arm', position: 'sitting' });
    const { element: thermometer, client: other } = await entry({ measure: 'temperature' });
    thermometer.shadowRoot!.querySelector<HTMLInputElement>('input[value="oral"]')!.click();
    type(thermometer, 'value', '37.1');
    press(thermometer, '下一步');
    await eventually(() => status(thermometer));
    press(thermometer, '保存');
    await eventually(() => thermometer.shadowRoot!.querySelector('.done'));
    expect((await other.vitals.latest('temperature'))?.context).to.deep.equal({ setting: 'home', site: 'oral' });
  });
});

describe('<nelumbo-vitals-entry> without a keyboard', () => {
  it('has large keys in care mode that fill one field after the other', async () => {
    const { element } = await entry({ settings: { care: true } });
    const pad = await eventually(() => element.shadowRoot!.querySelector('.pad'));
    const keys = [...pad.querySelectorAll('button')];
    for (const key of keys) expect(key.getBoundingClientRect().height).to.be.at.least(56);
    expect(element.shadowRoot!.querySelector<HTMLInputElement>('#systolic')!.inputMode).to.equal('none');
    for (const digit of '1328') {
      keys.find((key) => key.textContent.trim() === digit)!.click();
      await element.updateComplete;
    }
    keys.at(-1)!.click(); // erase
    await element.updateComplete;
    for (const digit of '6') keys.find((key) => key.textContent.trim() === digit)!.click();
    await element.updateComplete;
    const values = ['systolic', 'diastolic'].map((id) => element.shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!.value);
    expect(values).to.deep.equal(['132', '6']);
    await expect(element).to.be.accessible();
  });
  it('goes on from the last value with the arrow keys', async () => {
    const { element } = await entry({ readings: [pressure(128, 82, 1)] });
    const field = element.shadowRoot!.querySelector<HTMLInputElement>('#systolic')!;
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown']) {
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await element.updateComplete;
    }
    expect(field.value).to.equal('129');
  });
  describe('by speech', () => {
    const globals = globalThis as Record<string, unknown>;
    const before = globals['SpeechRecognition'];
    let now: FakeRecognition | undefined;
    class FakeRecognition extends EventTarget {
      lang = '';
      start = (): void => void (now = this); // eslint-disable-line @typescript-eslint/no-this-alias -- the test speaks through it
      abort = (): void => undefined;
      say(text: string): void {
        this.dispatchEvent(Object.assign(new Event('result'), { results: [[{ transcript: text }]] }));
      }
      fail(error: string): void {
        this.dispatchEvent(Object.assign(new Event('error'), { error }));
      }
    }
    beforeEach(() => {
      now = undefined;
      globals['SpeechRecognition'] = FakeRecognition;
    });
    afterEach(() => void (globals['SpeechRecognition'] = before));

    it('takes what was heard as a proposal, to be confirmed', async () => {
      const { element, client } = await entry();
      expect(textOf(element)).to.contain('声音可能会传给浏览器厂商');
      press(element, '说出来');
      await eventually(() => now);
      expect(now!.lang).to.equal('zh-CN');
      await expect(element).to.be.accessible();
      now!.say('高压一百二十八低压八十二脉搏七十');
      await eventually(() => textOf(element).includes('听到：“高压'));
      expect(['systolic', 'diastolic', 'pulse'].map((id) => element.shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!.value)).to.deep.equal([
        '128',
        '82',
        '70',
      ]);
      expect(await client.vitals.latest('blood-pressure')).to.equal(undefined);
      press(element, '下一步');
      await eventually(() => status(element));
    });
    it('has its hint beside the button, and under it where few words of a line are left', async () => {
      for (const [width, care, beside] of [
        [360, false, true],
        [300, true, false],
      ] as const) {
        const { element } = await entry({ settings: { care } });
        element.style.inlineSize = `${width}px`;
        const [button, hint] = ['.voice button', '#speak-hint'].map((one) => element.shadowRoot!.querySelector(one)!.getBoundingClientRect());
        expect(hint!.top < button!.bottom, `${width}px`).to.equal(beside);
        expect(hint!.width, `${width}px`).to.be.at.least(140);
      }
    });
    it('says why nothing was understood', async () => {
      const { element } = await entry();
      const failing = async (act: (recognition: FakeRecognition) => void, words: string): Promise<void> => {
        now = undefined;
        press(element, '说出来');
        act(await eventually(() => now));
        await eventually(() => textOf(element).includes(words));
      };
      await failing((r) => r.fail('not-allowed'), '没有使用麦克风的权限');
      await failing((r) => r.fail('network'), '没能识别语音');
      await failing((r) => r.say('你好'), '没有听到数字');
      await failing((r) => void r.dispatchEvent(new Event('end')), '没有听到声音');
      await expect(element).to.be.accessible();
    });
    it('is not offered where the host or the browser does not want it', async () => {
      const { element } = await entry();
      element.voice = 'off';
      await eventually(() => !element.shadowRoot!.querySelector('.voice'));
    });
  });
});

describe('<nelumbo-vitals-entry> on a small phone', () => {
  for (const care of [false, true])
    it(`leaves room for three digits beside the unit, care ${care}`, async () => {
      const { element } = await entry({ settings: { care } });
      element.style.setProperty('width', '343px');
      for (const id of ['systolic', 'diastolic', 'pulse']) {
        type(element, id, '188');
        const input = element.shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!;
        expect(input.scrollWidth, id).to.be.at.most(input.clientWidth);
      }
    });
});

describe('the entry draft', () => {
  const measure = { id: 'glucose', components: [{ id: 'value' }], units: [{ code: 'mmol/L', step: 0.1 }] } as never;
  it('rounds to the step, keeps a word as not-a-number and leaves empty fields out', () => {
    const at = { unit: 'mmol/L', setting: 'home', meal: undefined, at: 1 } as const;
    expect(draftReading(measure, { value: '5.55' }, at).values).to.deep.equal({ value: 5.6 });
    expect(draftReading(measure, { value: 'five' }, at).values['value']).to.be.NaN;
    expect(draftReading(measure, { value: ' ' }, at).values).to.deep.equal({});
  });
  it('spreads two numbers over two fields only where there are two', () => {
    expect(spread(measure, { value: '120/80' })).to.deep.equal({ value: '120/80' });
  });
  it('presets the meal for every hour of the day', () => {
    expect([0, 7, 11, 13, 17, 19, 22].map(mealAtHour)).to.deep.equal(['bedtime', 'fasting', 'before', 'after', 'before', 'after', 'bedtime']);
  });
});
