import { memoryPlatform } from '@nelumbo/core/memory';
import { expect, html } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboMedicationSummary } from './summary.js';

const day = 86_400_000;

async function scene(look: { locale?: string; care?: boolean; theme?: 'dark' } = {}, plans = true) {
  const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: Date.parse('2026-03-02T07:30:00+08:00') });
  const client = await testClient({ platform });
  if (plans) {
    const saved = await client.medication.plan({ name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', times: ['08:00'] } });
    if (saved.ok) await client.medication.refill(saved.value.ref, { amount: 3 });
    for (let i = 0; i < 4; i++) {
      const [dose] = (await client.medication.day()).doses.filter((d) => d.local.days === 0);
      if (i !== 1) await client.medication.take(dose!);
      platform.clock.advance(day);
    }
    platform.clock.advance(-day);
  }
  const { element } = await inProvider<NelumboMedicationSummary>(client, html`<nelumbo-medication-summary range="7"></nelumbo-medication-summary>`, look);
  const root = element.shadowRoot!;
  await waitUntil(() => root.querySelector('.numbers, .none, .no-plan'));
  return { element, root, client, text: () => root.querySelector<HTMLElement>('.screen')!.innerText };
}

describe('nelumbo-medication-summary', () => {
  it('says every number with its definition, in all and by medicine, accessible in each look', async () => {
    for (const look of [{}, { theme: 'dark' as const }, { care: true }, { locale: 'en' }]) {
      const { element, root, text } = await scene(look);
      root.querySelector('details')!.open = true;
      expect(text()).to.contain('75%');
      expect(text()).to.contain('locale' in look ? '3 of 4 doses' : '4 次用了 3 次');
      expect(text()).to.contain('locale' in look ? 'proportion of days covered' : 'PDC：从这段时间里第一次领药起');
      expect(text()).to.contain('locale' in look ? 'Interactions between medicines are not checked here' : '这里不检查药物之间的相互作用');
      await expect(element).to.be.accessible();
    }
  });

  it('names the source of interactions, and says so when it is sample data', async () => {
    const { root, client, element } = await scene();
    const [plan] = await client.medication.plans();
    await client.medication.useInteractions({
      name: 'S',
      sample: true,
      check: () => Promise.resolve([{ between: [plan!.ref, plan!.ref], level: 'warn', text: '同用时请咨询' }]),
    });
    element.range = '30';
    await waitUntil(() => root.querySelector<HTMLElement>('.interactions')!.innerText.includes('示例数据，不能用于诊疗：S'));
    expect(root.querySelector<HTMLElement>('.interactions')!.innerText).to.contain('同用时请咨询');
  });

  it('prints a list for the doctor on a page of its own', async () => {
    const { root, element } = await scene();
    expect(root.querySelector('h1')).to.equal(null);
    const original = document.body.append.bind(document.body);
    let printed = 0;
    document.body.append = (frame: HTMLIFrameElement) => {
      original(frame);
      frame.contentWindow!.print = () => void printed++; // a dialog nobody could close
    };
    try {
      root.querySelector<HTMLButtonElement>('.print')!.click();
    } finally {
      delete (document.body as Partial<HTMLElement>).append; // the prototype's own is there again
    }
    const frame = document.querySelector<HTMLIFrameElement>('iframe.nelumbo-print')!;
    const page = frame.contentDocument!;
    expect(printed).to.equal(1);
    expect(page.documentElement.lang).to.equal('zh-CN');
    for (const words of ['二甲双胍', '每次 1 片，每日 1 次，08:00', '由本人记录，不是处方', '75%']) expect(page.body.textContent).to.contain(words);
    expect(page.body.textContent, 'a sheet is read years later').to.match(/\d{4}年\d+月\d+日整理/);
    expect(page.adoptedStyleSheets).to.have.length(1);
    expect(element.parentElement!.contains(frame)).to.equal(false);
    frame.remove();
  });

  it('is one line until there is a plan, and says when nothing was due', async () => {
    const { element, root, text, client } = await scene({}, false);
    expect(text()).to.contain('添加用药以后，这里看得到用得怎么样。');
    expect(root.querySelectorAll('button, input')).to.have.length(0);
    await expect(element).to.be.accessible();
    await client.medication.plan({ name: '布洛芬', pattern: { amount: 1, unit: '{tablet}', asNeeded: true } });
    await waitUntil(() => root.querySelector('.none'));
    expect(text()).to.contain('这段时间没有该用的药');
    await expect(element).to.be.accessible();
  });
});
