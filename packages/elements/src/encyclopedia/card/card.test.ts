import type { Client } from '@nelumbo/core';
import type { Resolution } from '@nelumbo/core/encyclopedia';
import { NelumboError } from '@nelumbo/core/i18n';
import { bundledContent } from '@nelumbo/content';
import { expect, html, oneEvent } from '@open-wc/testing';
import { inProvider, testClient } from '../../base/testing.js';
import { waitUntil } from '../../testing.js';
import { withEncyclopedia } from '../testing.js';
import './define.js';
import type { NelumboEncyclopediaCard } from './card.js';

type El = NelumboEncyclopediaCard;
const part = (el: El, name: string) => el.shadowRoot!.querySelector<HTMLElement>(`[part~="${name}"]`);
const text = (el: El) => el.shadowRoot!.querySelector('.box')!.textContent.replace(/\s+/g, ' ').trim();
const shown = (el: El, name = 'summary') => waitUntil(() => part(el, name), `no ${name}`);

describe('nelumbo-encyclopedia-card', () => {
  let client: Client;
  beforeEach(async () => (client = await testClient()));
  afterEach(() => client.close());
  const render = async (query: string, settings: Parameters<typeof inProvider>[2] = {}) =>
    (await inProvider<El>(client, html`<nelumbo-encyclopedia-card query=${query}></nelumbo-encyclopedia-card>`, settings)).element;

  it('shows name, definition, red flag first, department, review status and source', async () => {
    const el = await render('高血压');
    await shown(el);
    expect(part(el, 'title')!.textContent).to.equal('高血压');
    expect(part(el, 'card')!.firstElementChild).to.equal(part(el, 'flag'));
    expect(part(el, 'flag')!.textContent).to.contain('立即拨打 120');
    expect(text(el)).to.contain('心血管内科');
    expect(part(el, 'badge')!.textContent).to.contain('示例内容，未经医学审核');
    expect(part(el, 'source')!.textContent).to.contain('CC-BY-4.0');
  });

  it('takes no room for anything that is no health topic, and says so', async () => {
    const el = await render('高血压');
    await shown(el);
    const silent = oneEvent(el, 'nelumbo-silent');
    el.query = '股票大跌';
    await silent;
    await el.updateComplete;
    expect(el.getBoundingClientRect().height).to.equal(0);
  });

  it('fits 343 × 160 px, also with a red flag', async () => {
    for (const query of ['高血压', '脑卒中', '近视']) {
      const el = await render(query);
      el.style.inlineSize = '343px';
      await shown(el);
      expect(el.getBoundingClientRect().height, query).to.be.at.most(160);
    }
  });

  it('cuts no red flag and no action, on a phone, in care mode and in English', async () => {
    const visible = (el: El) => {
      const [strip, box] = [part(el, 'flag')!, el.getBoundingClientRect()];
      const whole = [strip, ...strip.children].every((node) => {
        const { left, right, top, bottom } = node.getBoundingClientRect();
        const inside = left >= box.left && right <= box.right + 0.5 && top >= box.top && bottom <= box.bottom + 0.5;
        return inside && node.scrollWidth <= node.clientWidth + 1 && getComputedStyle(node).textOverflow === 'clip';
      });
      return whole && strip.scrollHeight <= strip.clientHeight;
    };
    const el = await render('头痛'); // the longest of the starter pack
    for (const [inlineSize, care, locale, query] of [
      ['343px', false, 'zh-CN', '头痛'],
      ['320px', true, 'zh-CN', '头痛'],
      ['320px', true, 'en', 'appendicitis'], // "Go to an emergency department now"
      ['700px', false, 'en', 'appendicitis'],
    ] as const) {
      Object.assign(el, { care, locale, query });
      el.style.inlineSize = inlineSize;
      await waitUntil(() => part(el, 'flag') && part(el, 'card')?.getAttribute('lang') === locale);
      expect(visible(el), `${inlineSize} ${query}`).to.equal(true);
      expect(part(el, 'flag')!.textContent.trim().length).to.be.greaterThan(50);
      if (inlineSize === '343px') expect(el.getBoundingClientRect().height).to.be.at.most(160);
    }
  });

  it('keeps the room of the card while an entry loads', async () => {
    let answer = (_: unknown): void => undefined;
    const waiting = new Promise((resolve) => (answer = resolve));
    const content = bundledContent();
    const slow = await testClient({ content: { read: async (name) => (await waiting, content.read(name)) } });
    const { element: el } = await inProvider<El>(slow, html`<nelumbo-encyclopedia-card entry="hypertension"></nelumbo-encyclopedia-card>`);
    el.style.inlineSize = '343px';
    await waitUntil(() => part(el, 'card')?.getAttribute('aria-busy') === 'true');
    await expect(el).to.be.accessible();
    const before = el.getBoundingClientRect().height;
    answer(undefined);
    await shown(el);
    expect(Math.abs(el.getBoundingClientRect().height - before)).to.be.at.most(12);
    await slow.close();
  });

  it('says how an alias or a spelling leads to the topic', async () => {
    const el = await render('血癌');
    await shown(el);
    expect(text(el)).to.contain('血癌 是 白血病');
    el.query = 'gxy';
    await waitUntil(() => text(el).includes('拼音 gxy → 高血压'));
  });

  it('opens the article in its own dialog without any code of the page, and closes it', async () => {
    const el = await render('高血压');
    await shown(el);
    const opened = oneEvent<CustomEvent<{ id: string }>>(el, 'nelumbo-opened');
    part(el, 'actions')!.click();
    expect((await opened).detail).to.deep.equal({ id: 'zh-CN/hypertension' });
    await waitUntil(() => el.shadowRoot!.querySelector<HTMLDialogElement>('dialog')?.open, 'no dialog');
    const article = el.shadowRoot!.querySelector('nelumbo-encyclopedia-article')!;
    await waitUntil(() => article.shadowRoot?.querySelector('[part~=review]'), 'no article');
    el.shadowRoot!.querySelector<HTMLElement>('.close button')!.click();
    await waitUntil(() => !el.shadowRoot!.querySelector('dialog'), 'still open');
  });

  it('leaves the article to a page that prevents the event', async () => {
    const el = await render('高血压');
    await shown(el);
    el.addEventListener('nelumbo-opened', (event) => event.preventDefault());
    part(el, 'actions')!.click();
    await el.updateComplete;
    expect(el.shadowRoot!.querySelector('dialog')).to.be.null;
  });

  it('keeps ids of sensitive topics out of events, and offers a line to call', async () => {
    const listening = new Promise<CustomEvent>((resolve) =>
      document.addEventListener('nelumbo-shown', (event) => resolve(event as CustomEvent), { once: true }),
    );
    const el = await render('抑郁症');
    expect((await listening).detail).to.deep.equal({});
    await shown(el);
    expect(el.shadowRoot!.querySelector<HTMLAnchorElement>('.support a')!.href).to.equal('tel:12356');
    await expect(el).to.be.accessible();
  });

  it('shows hotlines first for crisis wording, and no topic', async () => {
    const el = await render('我不想活了');
    await waitUntil(() => el.shadowRoot!.querySelector('.crisis'));
    expect([...el.shadowRoot!.querySelectorAll<HTMLAnchorElement>('a')].map((link) => link.href)).to.deep.equal(['tel:12356', 'tel:120']);
    expect(part(el, 'summary')).to.be.null;
    await expect(el).to.be.accessible();
  });

  it('lets the reader choose when a name has two owners', async () => {
    const matches = [1, 2].map((n) => ({ id: `zh-CN/${n === 1 ? 'fever' : 'cough'}`, title: `选项${n}`, kind: 'alias' as const, confidence: 0.98, name: 'x' }));
    const resolve = (): Promise<Resolution> => Promise.resolve({ status: 'ambiguous', matches });
    const two = withEncyclopedia(client, { resolve });
    const { element: el } = await inProvider<El>(two, html`<nelumbo-encyclopedia-card query="上感"></nelumbo-encyclopedia-card>`);
    await waitUntil(() => el.shadowRoot!.querySelectorAll('.chip').length === 2);
    await expect(el).to.be.accessible();
    el.shadowRoot!.querySelectorAll<HTMLElement>('.chip')[1]!.click();
    await shown(el);
    expect(part(el, 'title')!.textContent).to.equal('咳嗽');
  });

  it('says what failed and tries again', async () => {
    const content = bundledContent();
    let broken = true;
    const flaky = await testClient({ content: { read: (name) => (broken ? Promise.reject(new NelumboError('offline', 'no network')) : content.read(name)) } });
    const { element: el } = await inProvider<El>(flaky, html`<nelumbo-encyclopedia-card query="高血压"></nelumbo-encyclopedia-card>`);
    await waitUntil(() => el.shadowRoot!.querySelector('[role=alert]'));
    await expect(el).to.be.accessible();
    broken = false;
    el.shadowRoot!.querySelector<HTMLElement>('[role=alert] button')!.click();
    await shown(el);
    await flaky.close();
  });

  it('changes to the other language at run time', async () => {
    const { element: el, provider } = await inProvider<El>(client, html`<nelumbo-encyclopedia-card query="高血压"></nelumbo-encyclopedia-card>`);
    await shown(el);
    provider.locale = 'en';
    await waitUntil(() => part(el, 'title')?.textContent === 'Hypertension');
    expect(part(el, 'badge')!.textContent).to.contain('Sample, not medically reviewed');
  });

  it('is accessible in light, dark and care mode', async () => {
    for (const settings of [{ theme: 'light' }, { theme: 'dark' }, { care: true }] as const) {
      const el = await render('高血压', settings);
      await shown(el);
      await expect(el).to.be.accessible();
    }
  });
});
