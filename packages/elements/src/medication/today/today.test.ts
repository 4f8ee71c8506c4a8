import type { Client } from '@nelumbo/core';
import type { MedicationAdministration } from '@nelumbo/core/fhir';
import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import { aTimeout, expect, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboMedicationToday } from './today.js';

const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const afterMeals = { amount: 1, unit: '{tablet}', when: ['PCM', 'PCV'] };

interface Scene {
  readonly element: NelumboMedicationToday;
  readonly provider: { locale: string };
  readonly client: Client;
  readonly platform: MemoryPlatform;
  readonly one: (selector: string) => HTMLElement;
  readonly text: () => string;
  readonly press: (selector: string) => Promise<void>;
  readonly state: (slot: string) => string | undefined;
}

/** A real client at 08:10 in Shanghai with one plan of 28 tablets, and the element on it. */
async function scene(
  options: {
    now?: string;
    seed?: (client: Client) => Promise<unknown>;
    template?: ReturnType<typeof html>;
    locale?: string;
    care?: boolean;
    theme?: 'dark';
  } = {},
): Promise<Scene> {
  const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: at('2026-03-02T06:00') });
  const client = await testClient({ platform });
  if (options.seed) await options.seed(client);
  else await client.medication.plan({ name: '二甲双胍', pattern: afterMeals, stock: 28 });
  platform.clock.set(at(options.now ?? '2026-03-02T08:10'));
  const { element, provider } = await inProvider<NelumboMedicationToday>(
    client,
    options.template ?? html`<nelumbo-medication-today></nelumbo-medication-today>`,
    options,
  );
  const root = element.shadowRoot!;
  await waitUntil(() => root.querySelector('.spine, .empty, .needed, [role="alert"]'), 'the day is shown');
  return {
    ...{ element, provider, client, platform },
    one: (selector) => root.querySelector<HTMLElement>(selector)!,
    text: () => root.querySelector<HTMLElement>('.card')!.innerText,
    press: async (selector) => {
      const button = root.querySelector<HTMLButtonElement>(selector);
      if (!button) throw new Error(`nothing to press: ${selector}`);
      button.click();
      await element.updateComplete;
      await waitUntil(() => root.querySelector('.card')!.getAttribute('aria-busy') === 'false', 'not busy');
      if (/\.(more|record)$/.test(selector)) await waitUntil(() => root.querySelector('.panel'), 'the panel is there'); // its code loads behind the list
    },
    state: (slot) => root.querySelector<HTMLElement>(`[data-slot="${slot}"]`)?.dataset['state'],
  };
}

describe('nelumbo-medication-today', () => {
  it('takes a dose, takes it back, takes it again: the stock falls by one', async () => {
    const { element, client, one, press, state, text } = await scene();
    expect(state('PCM')).to.equal('due');
    expect(state('PCV')).to.equal('upcoming');
    expect(text()).to.contain('还剩 28 片 · 够用 14 天');
    const taken = oneEvent<CustomEvent<{ id: string; plan: string; slot: string }>>(element, 'nelumbo-taken');
    await press('.take');
    expect(Object.keys((await taken).detail)).to.deep.equal(['id', 'plan', 'slot']);
    expect(state('PCM')).to.equal('taken');
    expect(text()).to.contain('还剩 27 片');
    expect(one('.bar').innerText).to.contain('二甲双胍：已记为服用');
    await press('.undo-bar');
    expect(state('PCM')).to.equal('due');
    expect(text()).to.contain('还剩 28 片');
    await press('.take');
    expect(text()).to.contain('还剩 27 片');
    const all = await client.records.range<MedicationAdministration>({ type: 'MedicationAdministration' });
    expect(all.map((a) => a.status).sort()).to.deep.equal(['completed', 'entered-in-error']);
    await press('[data-slot="PCM"] .undo');
    expect(state('PCM')).to.equal('due');
  });

  it('is accessible in each state, light, dark and care', async () => {
    const seed = async ({ medication }: Client) => {
      await medication.plan({ name: '二甲双胍', pattern: afterMeals, stock: 3 });
      await medication.plan({ name: '布洛芬', pattern: { amount: 1, unit: '{capsule}', asNeeded: true } });
      await medication.plan({ name: '缬沙坦', pattern: { amount: 1, unit: '{capsule}', times: ['07:00', '10:00', '10:30'] } });
    };
    for (const look of [{}, { theme: 'dark' as const }, { care: true }, { locale: 'en' }]) {
      const { element, press, one } = await scene({ seed, now: '2026-03-02T10:40', ...look });
      await press('.take');
      await press('.more');
      await expect(element).to.be.accessible();
      expect(one('.take').getBoundingClientRect().height).to.be.at.least('care' in look ? 56 : 44);
    }
  });

  it('loses no tap when one medicine is taken right after the other, and records a double tap once', async () => {
    const twoPlans = async ({ medication }: Client): Promise<void> => {
      for (const name of ['A', 'B']) await medication.plan({ name, pattern: { amount: 1, unit: '{tablet}', times: ['08:00'] } });
    };
    const { element, client } = await scene({ seed: twoPlans });
    const buttons = [...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.open .primary')];
    expect(buttons.length).to.equal(2);
    const taken: string[] = [];
    element.addEventListener('nelumbo-taken', (event) => taken.push((event as CustomEvent<{ plan: string }>).detail.plan));
    for (const button of [...buttons, ...buttons]) button.click();
    await waitUntil(() => element.shadowRoot!.querySelectorAll('li[data-state="taken"]').length === 2, 'both are taken');
    expect(new Set(taken).size).to.equal(2);
    expect(taken.length).to.equal(2);
    expect(await client.records.count({ type: 'MedicationAdministration' })).to.equal(2);
  });

  it('skips with a reason, and offers to correct it', async () => {
    const { element, press, state, text, client } = await scene();
    await press('.more');
    const skipped = oneEvent<CustomEvent<{ reason: string }>>(element, 'nelumbo-skipped');
    await press('.skip[data-reason="side-effect"]');
    expect((await skipped).detail.reason).to.equal('side-effect');
    expect(state('PCM')).to.equal('skipped');
    expect(text()).to.contain('没吃 · 感觉不舒服');
    await press('[data-slot="PCM"] .more');
    await press('.after-all');
    expect(state('PCM')).to.equal('taken');
    expect(await client.records.range({ type: 'MedicationAdministration' })).to.have.length(1);
  });

  it('puts a dose off and says until when', async () => {
    const { element, press, state, text } = await scene();
    await press('.more');
    const snoozed = oneEvent(element, 'nelumbo-snoozed');
    await press('.snooze[data-minutes="15"]');
    await snoozed;
    expect(state('PCM')).to.equal('snoozed');
    expect(text()).to.contain('08:25 再提醒');
  });

  it('asks before it records another amount, and keeps what was typed when the language changes', async () => {
    const { provider, element, press, one, state, text } = await scene();
    await press('.more');
    const amount = one('.amount') as HTMLInputElement;
    amount.value = '2';
    amount.dispatchEvent(new Event('input'));
    provider.locale = 'en';
    await waitUntil(() => text().includes('Another amount or time'));
    expect((one('.amount') as HTMLInputElement).value).to.equal('2');
    expect(text()).to.contain('after breakfast');
    await press('.record-other');
    expect(state('PCM')).to.equal('due');
    expect(text()).to.contain('The plan says 1 tablet. Did you really take 2 tablets?');
    await expect(element).to.be.accessible();
    await press('.confirm');
    expect(state('PCM')).to.equal('taken');
    expect(text()).to.contain('26 tablets left');
  });

  it('names what is wrong with an amount or an hour', async () => {
    const { press, one, text, state } = await scene();
    await press('.more');
    const type = (selector: string, value: string) => {
      (one(selector) as HTMLInputElement).value = value;
      one(selector).dispatchEvent(new Event('input'));
    };
    for (const none of ['zwei', '1,000']) {
      type('.amount', none);
      await press('.record-other');
      expect(text()).to.contain('请填写大于 0 的用量');
    }
    type('.amount', '１');
    type('.at', '23:00');
    await press('.record-other');
    expect(text()).to.contain('这个时间还没到');
    expect(state('PCM')).to.equal('due');
  });

  it('gives a medicine’s name the whole width on a small phone', async () => {
    const { element, one } = await scene();
    const widths = () => ['.open', '.aside'].map((row) => one(`${row} > .what`).clientWidth / one(row).clientWidth > 0.85);
    expect(widths()).to.deep.equal([false, false]);
    element.style.inlineSize = '288px';
    expect(widths()).to.deep.equal([true, true]);
  });

  it('records a missed dose with its hour', async () => {
    const { one, press, state, text } = await scene({ now: '2026-03-02T15:00' });
    expect(state('PCM')).to.equal('missed');
    await press('.record');
    expect(one('.panel').firstElementChild!.localName, 'what was asked for comes first').to.equal('form');
    await press('.record-other');
    expect(state('PCM')).to.equal('taken');
    expect(text()).to.contain('08:00 服用');
  });

  it('takes a later dose early, and one as needed', async () => {
    const seed = async ({ medication }: Client) => {
      await medication.plan({ name: '二甲双胍', pattern: afterMeals });
      await medication.plan({ name: '布洛芬', pattern: { amount: 1, unit: '{capsule}', asNeeded: true }, stock: 5 });
    };
    const { press, state, text, one } = await scene({ seed });
    await press('[data-slot="PCV"] .more');
    await press('.early');
    expect(state('PCV')).to.equal('taken');
    await press('.extra');
    expect(text()).to.contain('加用');
    expect(text()).to.contain('还剩 4 粒');
    expect(one('.extra')).to.exist;
  });

  it('changes by the clock alone, and shows yesterday’s open dose after midnight', async () => {
    const { platform, state, text } = await scene({ now: '2026-03-02T18:30' });
    expect(state('PCV')).to.equal('due');
    platform.clock.set(at('2026-03-03T00:30'));
    document.dispatchEvent(new Event('visibilitychange'));
    await waitUntil(() => text().includes('昨天'));
    expect(state('PCV')).to.equal('late');
  });

  it('shows a banner and rings when a dose becomes due', async () => {
    const { platform, element, one, press, state } = await scene({ now: '2026-03-02T07:50' });
    await waitUntil(() => {
      platform.clock.advance(one('.ring') ? 0 : 60_000); // a step at a time: between timers the store answers
      return one('.ring');
    }, 'the banner is shown');
    expect(one('.ring').innerText).to.contain('该用药了：二甲双胍，1 片');
    await waitUntil(async () => {
      platform.clock.advance(400);
      await aTimeout(0);
      return platform.notifier.rung.length === 1;
    });
    await expect(element).to.be.accessible();
    await press('.ringing .take');
    expect(state('PCM')).to.equal('taken');
    expect(one('.ring')).to.equal(null);
  });

  it('says once what rings, each dose with one button to press, and later behind it', async () => {
    const seed = async ({ medication }: Client) => {
      for (const name of ['二甲双胍', '缬沙坦']) await medication.plan({ name, pattern: afterMeals });
      await medication.plan({ name: '阿司匹林', pattern: { amount: 1, unit: '{tablet}', times: ['06:30'] } });
    };
    const { platform, element, one, press, text } = await scene({ seed, now: '2026-03-02T07:50' });
    await waitUntil(() => {
      const both = one('.ring')?.innerText.includes('、');
      if (!both) platform.clock.advance(60_000); // a step at a time: between timers the store answers
      return both;
    }, 'both ring');
    expect(one('.ring').innerText.trim()).to.match(/^该用药了：(二甲双胍、缬沙坦|缬沙坦、二甲双胍)$/);
    const rows = [...element.shadowRoot!.querySelectorAll('.spine .open')];
    expect(rows.map((row) => row.matches('.ringing'))).to.deep.equal([true, true, false]); // before what is late
    expect(rows.map((row) => row.querySelectorAll('.primary').length)).to.deep.equal([1, 1, 1]);
    expect(element.shadowRoot!.querySelectorAll('button:not(.quiet)')).to.have.length(3);
    await press('.ringing .more');
    await press('.ringing .snooze[data-minutes="15"]');
    expect(one('.ring').innerText).not.to.contain('、');
    expect(text()).to.contain('再提醒');
    await expect(element).to.be.accessible();
  });

  it('says truthfully how it reminds, and asks for permission when pressed', async () => {
    const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: at('2026-03-02T08:10') });
    platform.notifier.channels = [
      ...platform.notifier.channels,
      { id: 'notification', closedPage: false, exact: true, repeat: false, cancel: true, needs: ['permission'] },
    ];
    const client = await testClient({ platform });
    await client.medication.plan({ name: 'A', pattern: afterMeals });
    const { element } = await inProvider<NelumboMedicationToday>(client, html`<nelumbo-medication-today></nelumbo-medication-today>`);
    const root = element.shadowRoot!;
    await waitUntil(() => root.querySelector('.reminders'));
    expect(root.querySelector('.reminder-text')!.textContent).to.contain('只有这个页面开着时才会响');
    root.querySelector<HTMLButtonElement>('.allow')!.click();
    await waitUntil(() => root.querySelector('.reminder-text')!.textContent.includes('弹出通知'));
    root.querySelector<HTMLButtonElement>('.test')!.click();
    await waitUntil(() => platform.notifier.rung.length === 1);
    platform.notifier.channels = [];
    await client.medication.plan({ name: 'B', pattern: afterMeals });
    await waitUntil(() => root.querySelector('.reminder-text')!.textContent.includes('这里无法提醒'));
  });

  it('says in the user’s language that the disk is full, keeps the dose, and takes it afterwards', async () => {
    const { element, platform, press, state, text } = await scene();
    platform.storage.fault = ({ kind }) => (kind === 'commit' ? 'quota' : undefined);
    await press('.take');
    expect(text()).to.contain('设备存储空间已满，尚未保存');
    expect(state('PCM')).to.equal('due');
    await expect(element).to.be.accessible();
    platform.storage.fault = undefined;
    await press('.take');
    expect(state('PCM')).to.equal('taken');
    expect(text()).not.to.contain('空间已满');
  });

  it('leads from the empty day to a first plan', async () => {
    const { element, one, text } = await scene({ seed: () => Promise.resolve() });
    expect(text()).to.contain('这一天没有要用的药');
    await expect(element).to.be.accessible();
    one('.add').click();
    await waitUntil(() => one('dialog[open]'), 'the editor opens');
    const editor = one('nelumbo-medication-plan') as HTMLElement & { shadowRoot: ShadowRoot };
    await waitUntil(() => editor.shadowRoot.querySelector('form'));
    await expect(element).to.be.accessible();
    editor.shadowRoot.querySelector<HTMLButtonElement>('.cancel')!.click();
    await waitUntil(() => !one('dialog'));
  });

  it('lets the host keep its own editor', async () => {
    const { element, one } = await scene({ seed: () => Promise.resolve() });
    element.addEventListener('nelumbo-add', (event) => event.preventDefault());
    one('.add').click();
    await element.updateComplete;
    expect(one('dialog')).to.equal(null);
  });

  it('has no buttons for a caregiver, and shows another day', async () => {
    const { element, text } = await scene({ template: html`<nelumbo-medication-today readonly date="2026-03-03"></nelumbo-medication-today>` });
    expect(element.shadowRoot!.querySelector('button')).to.equal(null);
    expect(text()).to.contain('3月3日周二用药');
    await expect(element).to.be.accessible();
  });
});

describe('what speaks against a dose in nelumbo-medication-today', () => {
  const gap = { url: 'http://hl7.org/fhir/StructureDefinition/dosage-minimumGapBetweenDose', valueDuration: { value: 4, code: 'h' } };

  it('is said before it is recorded, and what was taken is recorded all the same', async () => {
    const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: at('2026-03-02T08:10') });
    const client = await testClient({ platform });
    await client.medication.plan({
      name: '布洛芬',
      dosages: [{ asNeededBoolean: true, extension: [gap], doseAndRate: [{ doseQuantity: { value: 1, code: '{capsule}' } }] }],
    });
    const { element } = await inProvider<NelumboMedicationToday>(client, html`<nelumbo-medication-today></nelumbo-medication-today>`);
    const root = element.shadowRoot!;
    const press = async (selector: string) => {
      // A tap on the same button while its write is under way is a double tap, and left out.
      await waitUntil(() => root.querySelector(selector) && root.querySelector('.card')!.getAttribute('aria-busy') === 'false');
      root.querySelector<HTMLButtonElement>(selector)!.click();
    };
    const taken = async () => (await client.medication.day()).doses.length;
    await press('.extra');
    await waitUntil(async () => (await taken()) === 1);
    platform.clock.advance(3_600_000);
    await press('.extra');
    await waitUntil(() => root.querySelector<HTMLElement>('.needed .banner')?.innerText.includes('离上次太近了，最好 12:10 以后再用'));
    await expect(element).to.be.accessible();
    await press('.not-now');
    await waitUntil(() => !root.querySelector('.needed .banner'));
    expect(await taken()).to.equal(1);
    await press('.extra');
    await press('.needed .confirm');
    await waitUntil(async () => (await taken()) === 2);
  });

  it('speaks in care mode when a dose is due, and says no name', async () => {
    const said: string[] = [];
    const { speechSynthesis } = window;
    Object.defineProperty(window, 'speechSynthesis', {
      configurable: true,
      value: { cancel: () => undefined, speak: ({ text }: SpeechSynthesisUtterance) => said.push(text) },
    });
    try {
      const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: at('2026-03-02T07:59') });
      const client = await testClient({ platform });
      await client.medication.plan({ name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', times: ['08:00'] } });
      const { element } = await inProvider<NelumboMedicationToday>(client, html`<nelumbo-medication-today></nelumbo-medication-today>`, { care: true });
      const root = element.shadowRoot!;
      await waitUntil(() => root.querySelector('.spine'));
      await client.medication.reminders();
      platform.clock.advance(61_000);
      await waitUntil(() => root.querySelector('.ring'));
      expect(said).to.deep.equal(['该吃药了。']);
      await expect(element).to.be.accessible();
    } finally {
      Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: speechSynthesis });
    }
  });
});
