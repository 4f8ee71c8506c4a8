import type { Client } from '@nelumbo/core';
import type { MedicationRequest } from '@nelumbo/core/fhir';
import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import { expect, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboMedicationPlan } from './plan.js';

const start = Date.parse('2026-03-02T10:00:00+08:00');

interface Scene {
  readonly element: NelumboMedicationPlan;
  readonly provider: { locale: string };
  readonly client: Client;
  readonly platform: MemoryPlatform;
  readonly root: ShadowRoot;
  readonly type: (selector: string, value: string) => void;
  readonly press: (selector: string) => Promise<void>;
  readonly choose: (name: string, value: string) => Promise<void>;
  readonly text: () => string;
}

async function scene(
  template?: (client: Client) => Promise<ReturnType<typeof html>>,
  look: { locale?: string; theme?: 'dark'; care?: boolean } = {},
): Promise<Scene> {
  const platform = memoryPlatform({ webcrypto: globalThis.crypto, start });
  const client = await testClient({ platform });
  const { element, provider } = await inProvider<NelumboMedicationPlan>(
    client,
    template ? await template(client) : html`<nelumbo-medication-plan></nelumbo-medication-plan>`,
    look,
  );
  const root = element.shadowRoot!;
  await waitUntil(() => root.querySelector('form'), 'the form is shown');
  return {
    ...{ element, provider, client, platform, root },
    type(selector, value) {
      const input = root.querySelector<HTMLInputElement>(selector)!;
      input.value = value;
      input.dispatchEvent(new Event(input instanceof HTMLSelectElement ? 'change' : 'input'));
    },
    async press(selector) {
      root.querySelector<HTMLButtonElement>(selector)!.click();
      await element.updateComplete;
      await waitUntil(() => !root.querySelector('button:disabled'));
    },
    async choose(name, value) {
      const input = [...root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)].find((i) => i.value === value)!;
      input.click();
      await element.updateComplete;
    },
    text: () => root.querySelector<HTMLElement>('.card')!.innerText,
  };
}
const submit = '.actions .primary';

describe('nelumbo-medication-plan', () => {
  it('saves "1 tablet twice daily after meals" from its template in one commit', async () => {
    const { element, client, type, press, root, text } = await scene();
    type('#name', '二甲双胍 0.5 g');
    await press('[data-template="twice-after-meals"]');
    await waitUntil(() => text().includes('每次 1 片，每日 2 次，早餐后、晚餐后'));
    expect(text()).to.contain('接下来：今天 19:00、明天 08:00、明天 19:00');
    await press(submit);
    type('#stock', '28');
    const saved = oneEvent<CustomEvent<{ id: string }>>(element, 'nelumbo-saved');
    await press(submit);
    const { id } = (await saved).detail;
    await waitUntil(() => root.querySelector('.done'));
    expect(text()).to.contain('二甲双胍 0.5 g 已保存');
    const request = await client.records.get<MedicationRequest>(id);
    expect(request).to.deep.include({ resourceType: 'MedicationRequest', intent: 'plan', status: 'active' });
    expect(request!.dosageInstruction![0]!.timing!.repeat).to.deep.equal({ frequency: 2, period: 1, periodUnit: 'd', when: ['PCM', 'PCV'] });
    expect((await client.medication.plans())[0]!.stock).to.include({ left: 28, unit: '{tablet}', daysLeft: 14 });
    await expect(element).to.be.accessible();
    await press('.another');
    await waitUntil(() => root.querySelector('#name'));
    expect(root.querySelector<HTMLInputElement>('#name')!.value).to.equal('');
  });

  it('is accessible in each step and schedule, light, dark, care and English', async function () {
    this.timeout(60_000); // some thirty runs of axe
    for (const look of [{}, { theme: 'dark' as const }, { care: true }, { locale: 'en' }]) {
      const { element, type, press, choose } = await scene(undefined, look);
      await press(submit); // refused: no name
      await expect(element).to.be.accessible();
      type('#name', 'A');
      await press(submit);
      for (const mode of ['clock', 'hours', 'needed', 'meals']) {
        await choose('mode', mode);
        await expect(element).to.be.accessible();
      }
      await choose('days', 'weekdays');
      await press(submit);
      await expect(element).to.be.accessible();
      await choose('days', 'daily');
      await press(submit);
      await expect(element).to.be.accessible();
    }
  });

  it('keeps the way on in sight in a long step, and no field that takes the focus beneath it', async () => {
    const { type, press, root } = await scene();
    type('#name', 'A');
    await press(submit);
    for (const one of root.querySelectorAll('details')) one.open = true;
    const foot = (): DOMRect => root.querySelector('.actions')!.getBoundingClientRect();
    expect(root.querySelector('form')!.getBoundingClientRect().bottom, 'longer than the window').to.be.above(innerHeight);
    expect(foot().bottom).to.be.at.most(innerHeight);
    for (const field of root.querySelectorAll<HTMLElement>('form > :not(.actions) :is(input, select, summary, button)')) {
      scrollTo(0, 0); // as when the keyboard comes from above
      field.focus();
      expect(field.getBoundingClientRect().bottom, field.outerHTML).to.be.at.most(foot().top + 1);
    }
  });

  it('saves no steps of an amount that the chosen schedule does not show', async () => {
    const { client, type, press, choose, root, text } = await scene();
    type('#name', '泼尼松');
    await press(submit);
    await choose('mode', 'clock');
    await press('.add-step');
    type('#taper-amount-0', '0.5');
    await waitUntil(() => text().includes('之后'), 'the steps are said');
    await choose('mode', 'hours');
    await waitUntil(() => !text().includes('之后') && root.querySelector('.words'), 'and said no more');
    await press(submit);
    await press(submit);
    await waitUntil(() => root.querySelector('.done'));
    const [request] = await client.records.range<MedicationRequest>({ type: 'MedicationRequest' });
    expect(request!.dosageInstruction).to.have.length(1);
  });

  it('schedules by the clock with food, on weekdays, until a date', async () => {
    const { client, type, press, choose, root, text } = await scene();
    type('#name', '阿仑膦酸钠');
    await press(submit);
    await choose('mode', 'clock');
    await choose('per-day', '1');
    type('#time-0', '06:30');
    await choose('food', 'before');
    await choose('days', 'weekdays');
    await choose('weekday', 'mon');
    await choose('weekday', 'thu');
    root.querySelector('details')!.open = true;
    type('#end', '2026-04-30');
    await waitUntil(() => text().includes('每周 2 次，周一、周四，06:30，至2026年4月30日，饭前'), text());
    await press(submit);
    await press(submit);
    await waitUntil(() => root.querySelector('.done'));
    const [plan] = await client.medication.plans();
    expect(plan!.pattern).to.deep.include({ times: ['06:30'], weekdays: ['mon', 'thu'], food: 'before', end: '2026-04-30' });
  });

  it('schedules every eight hours from a first dose, with the zone’s offset', async () => {
    const { client, type, press, choose, root } = await scene();
    type('#name', '头孢');
    await press(submit);
    await choose('mode', 'hours');
    type('#first', '06:00');
    await press(submit);
    await press(submit);
    await waitUntil(() => root.querySelector('.done'));
    const [plan] = await client.medication.plans();
    expect(plan!.dosages[0]!.timing!.repeat!.boundsPeriod!.start).to.equal('2026-03-02T06:00:00.000+08:00');
    expect((await client.medication.day('2026-03-02')).doses.map((d) => d.local.time)).to.deep.equal(['06:00', '14:00', '22:00']);
  });

  it('refuses by name what cannot be a plan, at the field, and tells the host', async () => {
    const { element, type, press, choose, root, text } = await scene();
    const reasons: string[] = [];
    element.addEventListener('nelumbo-refused', (e) => reasons.push((e as CustomEvent<{ reason: string }>).detail.reason));
    await press(submit);
    expect(text()).to.contain('请填写药名');
    expect(root.activeElement?.id).to.equal('name');
    type('#name', 'A');
    for (const none of ['0', '1,000', '1-2']) {
      type('#amount', none); // a thousand to one reader is one to another
      await press(submit);
      expect(text()).to.contain('请填写大于 0 的用量');
    }
    type('#amount', '1');
    await press(submit);
    await choose('mode', 'hours');
    type('#hours', '0.5');
    await press(submit);
    expect(text()).to.contain('一天不能超过 24 次');
    await choose('mode', 'meals');
    await choose('meal', 'CM');
    await choose('meal', 'CV');
    await press(submit);
    expect(text()).to.contain('请选择什么时候用');
    await choose('meal', 'CM');
    root.querySelector('details')!.open = true;
    type('#start', '2026-03-05');
    type('#end', '2026-03-04');
    await press(submit);
    expect(text()).to.contain('结束日期早于开始日期');
    type('#end', '');
    await press(submit);
    type('#stock', '-1');
    await press(submit);
    expect(reasons).to.deep.equal(['no-name', 'no-amount', 'no-amount', 'no-amount', 'too-many-slots', 'no-timing', 'bounds-reversed', 'stock']);
  });

  it('takes a comma and digits of full width for what they are', async () => {
    const { client, type, press, choose, root } = await scene();
    type('#name', 'A');
    type('#amount', '０，５');
    await press(submit);
    await choose('mode', 'clock');
    await choose('per-day', '1');
    await press(submit);
    type('#stock', '２８');
    await press(submit);
    await waitUntil(() => root.querySelector('.done'));
    const [plan] = await client.medication.plans();
    expect(plan!.amount?.value).to.equal(0.5);
    expect(plan!.stock).to.include({ left: 28 });
  });

  it('keeps what was entered when the disk is full, says so, and saves on the next press', async () => {
    const { platform, type, press, root, text, element, client } = await scene();
    type('#name', '二甲双胍');
    await press(submit);
    await press(submit);
    type('#stock', '28');
    platform.storage.fault = ({ kind }) => (kind === 'commit' ? 'quota' : undefined);
    await press(submit);
    await waitUntil(() => text().includes('设备存储空间已满，尚未保存'));
    expect(root.querySelector<HTMLInputElement>('#stock')!.value).to.equal('28');
    await expect(element).to.be.accessible();
    platform.storage.fault = undefined;
    await press(submit);
    await waitUntil(() => root.querySelector('.done'));
    expect(await client.medication.plans()).to.have.length(1);
  });

  it('keeps what was typed when the language changes', async () => {
    const { provider, type, press, root, text } = await scene();
    type('#name', '二甲双胍');
    type('#amount', '2');
    provider.locale = 'en';
    await waitUntil(() => text().includes('Name of the medicine'));
    expect(root.querySelector<HTMLInputElement>('#name')!.value).to.equal('二甲双胍');
    await press(submit);
    await waitUntil(() => text().includes('2 tablets, twice daily, after breakfast and after dinner'));
  });

  it('edits a plan: fields filled, stock as derived, a new version saved', async () => {
    let ref = '';
    const { client, root, press, choose, element } = await scene(async ({ medication }) => {
      const saved = await medication.plan({ name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', when: ['ACM', 'HS'], note: '多喝水' }, stock: 28 });
      if (saved.ok) ref = saved.value.ref;
      return html`<nelumbo-medication-plan plan=${ref}></nelumbo-medication-plan>`;
    });
    expect(root.querySelector<HTMLInputElement>('#name')!.value).to.equal('二甲双胍');
    await press(submit);
    expect(root.querySelector<HTMLInputElement>('#note')!.value).to.equal('多喝水');
    await choose('relation', 'after');
    await press(submit);
    expect(root.querySelector<HTMLInputElement>('#stock')!.value).to.equal('28');
    const saved = oneEvent(element, 'nelumbo-saved');
    await press(submit);
    await saved;
    const [plan, ...others] = await client.medication.plans();
    expect(others).to.deep.equal([]);
    expect(plan!.pattern!.when).to.deep.equal(['PCM', 'HS']);
  });

  it('leaves a prescription’s dosage alone, and lets stock be counted', async () => {
    const order: MedicationRequest = {
      ...{ resourceType: 'MedicationRequest', id: 'order-1', status: 'active', intent: 'order', subject: {}, authoredOn: '2026-03-01' },
      medicationCodeableConcept: { text: '华法林' },
      dosageInstruction: [
        {
          text: '按医嘱',
          route: { text: '口服' },
          timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
          doseAndRate: [{ doseQuantity: { value: 2.5, unit: 'mg', code: 'mg', system: 'http://unitsofmeasure.org' } }],
        },
      ],
    };
    const { client, root, press, type, text } = await scene(async ({ records }) => {
      await records.write([{ put: order }]);
      return html`<nelumbo-medication-plan plan="MedicationRequest/order-1"></nelumbo-medication-plan>`;
    });
    expect(text()).to.contain('这个用法来自处方');
    await press(submit);
    type('#stock', '50');
    await press(submit);
    await waitUntil(() => root.querySelector('.done'));
    const [plan] = await client.medication.plans();
    expect(plan!.dosages[0]).to.deep.equal(order.dosageInstruction![0]);
    expect(plan!.stock!.left).to.equal(50);
  });

  it('tells that the user left without saving', async () => {
    const { element, press, type, root } = await scene();
    type('#name', 'x');
    const cancelled = oneEvent(element, 'nelumbo-cancelled');
    await press('.cancel');
    await cancelled;
    await waitUntil(() => root.querySelector<HTMLInputElement>('#name')?.value === '');
  });
});

describe('a dosage in one’s own words in nelumbo-medication-plan', () => {
  const unread = (root: ShadowRoot) => root.querySelector<HTMLElement>('.unread')!.innerText;

  it('fills the fields, shows the next seven days, and is not guessed where it is not understood', async () => {
    const { element, type, press, root, text, client } = await scene();
    root.querySelector('details')!.open = true;
    type('#name', '二甲双胍 0.5 g');
    type('#written', '一日两次，每次两片，饭后，听医生的');
    await press('.read');
    await waitUntil(() => unread(root).includes('没有看懂：听医生'));
    await expect(element).to.be.accessible();
    type('#written', '一日两次，每次两片，饭后');
    await press('.read');
    await waitUntil(() => text().includes('每次 2 片，每日 2 次，早餐后、晚餐后'));
    root.querySelector<HTMLDetailsElement>('.week')!.open = true;
    expect(root.querySelectorAll('.week li')).to.have.length(7);
    expect(root.querySelectorAll<HTMLElement>('.week li')[1]!.innerText).to.contain('08:00 · 19:00');
    await expect(element).to.be.accessible();
    await press(submit);
    type('#stock', '28');
    await element.updateComplete;
    type('#expires', '2026-12-31');
    const saved = oneEvent(element, 'nelumbo-saved');
    await press(submit);
    await saved;
    expect((await client.medication.plans())[0]!.stock).to.include({ left: 28, expires: '2026-12-31' });
  });

  it('says before saving that another plan holds the same ingredient', async () => {
    const { type, press, text } = await scene(async ({ medication }) => {
      await medication.plan({ name: '二甲双胍缓释片 0.5g', pattern: { amount: 1, unit: '{tablet}', times: ['08:00'] } });
      return html`<nelumbo-medication-plan></nelumbo-medication-plan>`;
    });
    type('#name', '二甲双胍片');
    await press('[data-template="twice-after-meals"]');
    await waitUntil(() => text().includes('「二甲双胍缓释片 0.5g」的成分好像相同'));
  });

  const whenOf = async (s: Scene): Promise<void> => {
    s.type('#name', 'A');
    await s.press(submit);
  };
  const savedBy = async (s: Scene): Promise<readonly MedicationRequest[]> => {
    await s.press(submit);
    const saved = oneEvent(s.element, 'nelumbo-saved');
    await s.press(submit);
    await saved;
    return s.client.records.range<MedicationRequest>({ type: 'MedicationRequest' });
  };

  it('plans days on and days off', async () => {
    const s = await scene();
    await whenOf(s);
    await s.choose('days', 'cycle');
    s.type('#cycleOff', 'x');
    await s.press(submit);
    expect(s.text()).to.contain('两项都请填');
    s.type('#cycleOff', '7');
    const [request] = await savedBy(s);
    const cycle = request!.dosageInstruction![0]!.timing!.repeat!.extension![0]!.extension!;
    expect(cycle.map((e) => [e.url, e.valueInteger])).to.deep.equal([
      ['on', 21],
      ['off', 7],
    ]);
  });

  it('plans an amount that goes down, and finds it again in its fields', async () => {
    const s = await scene();
    s.type('#amount', '3');
    await whenOf(s);
    s.root.querySelector<HTMLDetailsElement>('.taper')!.open = true;
    await s.press('.add-step');
    s.type('#taper-days', '2');
    s.type('#taper-amount-0', '2');
    await s.element.updateComplete;
    await waitUntil(() => s.text().includes('；之后每次 2 片'), 'the preview says both');
    await expect(s.element).to.be.accessible();
    const [request] = await savedBy(s);
    expect(request!.dosageInstruction!.map((d) => [d.sequence, d.doseAndRate![0]!.doseQuantity!.value, d.timing!.repeat!.boundsPeriod])).to.deep.equal([
      [1, 3, { start: '2026-03-02', end: '2026-03-03' }],
      [2, 2, { start: '2026-03-04' }],
    ]);
    s.element.plan = `MedicationRequest/${request!.id!}`;
    await waitUntil(() => s.root.querySelector<HTMLInputElement>('#amount')?.value === '3');
    await s.press(submit);
    expect(s.root.querySelector<HTMLInputElement>('#taper-amount-0')!.value).to.equal('2');
    expect(s.root.querySelector<HTMLInputElement>('#taper-days')!.value).to.equal('2');
  });

  it('keeps the hours of one’s day for every plan by meals', async () => {
    const s = await scene();
    await s.client.medication.plan({ name: 'B', pattern: { amount: 1, unit: '{tablet}', when: ['CM'] } });
    await whenOf(s);
    s.root.querySelector<HTMLDetailsElement>('.habits')!.open = true;
    s.type('#anchor-CM', '06:15');
    await waitUntil(() => s.text().includes('06:45'), 'the preview goes by the new hour');
    await savedBy(s);
    const { doses } = await s.client.medication.day('2026-03-03');
    expect(doses.map((d) => [d.name, d.local.time])).to.deep.equal([
      ['B', '06:15'],
      ['A', '06:45'],
      ['A', '19:00'],
    ]);
    expect((await s.client.medication.habits()).anchors).to.deep.equal({ CM: '06:15' });
  });

  it('lets the user say what a journey changes', async () => {
    const s = await scene();
    await whenOf(s);
    s.root.querySelector<HTMLDetailsElement>('.zone')!.open = true;
    await s.choose('zone-policy', 'home');
    expect(s.text()).to.contain('不管当地几点');
    await s.choose('zone-policy', 'follow-device');
    await savedBy(s);
    expect((await s.client.medication.plans())[0]!.zonePolicy).to.equal('follow-device');
  });
});
