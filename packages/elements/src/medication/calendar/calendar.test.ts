import type { Client } from '@nelumbo/core';
import { memoryPlatform } from '@nelumbo/core/memory';
import { expect, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboMedicationCalendar } from './calendar.js';

const day = 86_400_000;

/** Three days: all taken, one of two, none. */
async function threeDays(client: Client, turn: (ms: number) => void): Promise<string> {
  const { medication } = client;
  const saved = await medication.plan({ name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', times: ['08:00', '20:00'] } });
  for (const count of [2, 1, 0]) {
    turn(14.5 * 3_600_000); // the evening
    for (const dose of (await medication.day()).doses.filter((d) => d.local.days === 0).slice(0, count)) await medication.take(dose, { at: dose.due });
    turn(day - 14.5 * 3_600_000);
  }
  return saved.ok ? saved.value.ref : '';
}

async function scene(look: { locale?: string; care?: boolean; theme?: 'dark' } = {}) {
  const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: Date.parse('2026-03-02T06:30:00+08:00') });
  const client = await testClient({ platform });
  await client.medication.plan({ name: '安慰剂', pattern: { amount: 1, unit: '{tablet}', asNeeded: true } });
  const ref = await threeDays(client, (ms) => platform.clock.advance(ms));
  const { element } = await inProvider<NelumboMedicationCalendar>(client, html`<nelumbo-medication-calendar></nelumbo-medication-calendar>`, look);
  const root = element.shadowRoot!;
  await waitUntil(() => root.querySelector('.grid'));
  return { element, root, client, ref };
}

describe('nelumbo-medication-calendar', () => {
  it('says each day by shape, number and words, accessible in each look', async () => {
    for (const look of [{}, { theme: 'dark' as const }, { care: true }, { locale: 'en' }]) {
      const { element, root } = await scene(look);
      const marks = [...root.querySelectorAll<HTMLElement>('.day')].slice(0, 6).map((d) => d.dataset['mark']);
      expect(marks.slice(1, 4)).to.deep.equal(['full', 'partly', 'missed']);
      expect(root.querySelectorAll<HTMLElement>('.share')[2]!.innerText).to.equal('1/2');
      const label = root.querySelectorAll('.day .visually-hidden')[2]!.textContent;
      expect(label).to.contain('locale' in look ? 'Some missed, 1 of 2 taken' : '漏了一些，2 次用了 1 次');
      root.querySelector('details')!.open = true;
      await expect(element).to.be.accessible();
    }
  });

  it('stands as a table too, turns the month, and tells which day was chosen', async () => {
    const { element, root } = await scene();
    expect(root.querySelectorAll('.list tbody tr').length).to.be.greaterThan(2);
    const chosen = oneEvent(element, 'nelumbo-day');
    root.querySelectorAll<HTMLButtonElement>('.day')[1]!.click();
    expect((await chosen).detail).to.deep.equal({ date: '2026-03-02' });
    root.querySelector<HTMLButtonElement>('.previous')!.click();
    await waitUntil(() => root.querySelectorAll('.day').length === 28);
    expect(root.querySelector<HTMLElement>('.month')!.innerText).to.equal('2026年2月');
    expect(root.querySelector('.empty-month')).to.exist;
  });

  it('keeps a day 44 px wide and high on a small phone, inside its card, and never breaks the name of a weekday', async () => {
    for (const look of [{}, { care: true }, { care: true, locale: 'en' }]) {
      const { element, root } = await scene(look);
      element.style.inlineSize = '320px';
      const { width, height } = root.querySelector('.day')!.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
      const card = root.querySelector('.card')!.getBoundingClientRect();
      const grid = root.querySelector('.grid')!.getBoundingClientRect();
      expect(grid.left).to.be.at.least(card.left);
      expect(grid.right).to.be.at.most(card.right);
      element.style.inlineSize = '280px';
      for (const day of root.querySelectorAll('abbr')) expect(day.getClientRects(), day.textContent).to.have.length(1);
    }
  });

  it('is one line until there is a plan', async () => {
    const client = await testClient();
    const { element } = await inProvider<NelumboMedicationCalendar>(client, html`<nelumbo-medication-calendar></nelumbo-medication-calendar>`);
    const root = element.shadowRoot!;
    await waitUntil(() => root.querySelector('.no-plan'));
    expect(root.querySelectorAll('table, button')).to.have.length(0);
    await expect(element).to.be.accessible();
    await client.medication.plan({ name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', times: ['08:00'] } });
    await waitUntil(() => root.querySelector('.grid'));
    expect(root.querySelector('.no-plan')).not.to.exist;
  });

  it('shows one plan alone', async () => {
    const { element, root, client } = await scene();
    const other = (await client.medication.plans()).find((p) => p.asNeeded)!;
    element.plan = other.ref;
    await waitUntil(() => root.querySelector('.empty-month'));
  });
});
