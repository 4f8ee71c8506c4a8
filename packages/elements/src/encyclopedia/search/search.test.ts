import type { Client } from '@nelumbo/core';
import type { EncyclopediaApi, Match } from '@nelumbo/core/encyclopedia';
import { NelumboError } from '@nelumbo/core/i18n';
import { expect, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { inProvider, testClient } from '../../base/testing.js';
import { waitUntil } from '../../testing.js';
import { withEncyclopedia } from '../testing.js';
import './define.js';
import type { NelumboEncyclopediaSearch } from './search.js';

type El = NelumboEncyclopediaSearch;
const input = (el: El) => el.shadowRoot!.querySelector('input')!;
const options = (el: El) => [...el.shadowRoot!.querySelectorAll<HTMLElement>('[role=option]')];
const status = (el: El) => el.shadowRoot!.querySelector('[role=status]')!.textContent.trim();

describe('nelumbo-encyclopedia-search', () => {
  let client: Client;
  let el: El;
  let asked: string[];
  let methods: Partial<EncyclopediaApi>;
  beforeEach(async () => {
    client = await testClient();
    asked = [];
    methods = { suggest: (text, call) => (asked.push(text), client.encyclopedia.suggest(text, call)) };
    el = (await inProvider<El>(withEncyclopedia(client, methods), html`<nelumbo-encyclopedia-search></nelumbo-encyclopedia-search>`)).element;
    input(el).focus();
  });
  afterEach(() => client.close());

  const type = async (text: string): Promise<void> => {
    const searched = oneEvent(el, 'nelumbo-searched');
    input(el).value = text;
    input(el).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await searched;
    await el.updateComplete;
  };

  it('suggests while typing, marks what was typed and says how many there are', async () => {
    await type('高血');
    expect(options(el)[0]!.textContent.trim()).to.equal('高血压');
    expect(options(el)[0]!.querySelector('mark')!.textContent).to.equal('高血');
    expect(status(el)).to.equal(`${options(el).length} 条建议`);
    expect(input(el).getAttribute('aria-expanded')).to.equal('true');
    await expect(el).to.be.accessible();
  });

  it('finds by pinyin and shows which name matched', async () => {
    await type('xueai');
    expect(options(el)[0]!.textContent.replace(/\s+/g, ' ').trim()).to.contain('白血病');
    expect(options(el)[0]!.querySelector('.via')!.textContent).to.equal('血癌');
  });

  it('moves with the arrows, around both ends, and opens with Enter', async () => {
    await type('糖尿病');
    await sendKeys({ press: 'ArrowUp' });
    expect(input(el).getAttribute('aria-activedescendant')).to.equal(`option-${options(el).length - 1}`);
    await sendKeys({ press: 'ArrowDown' });
    expect(options(el)[0]!.getAttribute('aria-selected')).to.equal('true');
    await expect(el).to.be.accessible();
    const selected = oneEvent<CustomEvent<{ id: string }>>(el, 'nelumbo-selected');
    await sendKeys({ press: 'Enter' });
    expect((await selected).detail.id).to.equal('zh-CN/diabetes');
    await waitUntil(() => el.shadowRoot!.querySelector<HTMLDialogElement>('dialog')?.open, 'no article');
    expect(options(el)).to.be.empty;
  });

  it('closes with Escape, then empties the field', async () => {
    await type('糖尿病');
    await sendKeys({ press: 'Escape' });
    expect(options(el)).to.be.empty;
    expect(input(el).value).to.equal('糖尿病');
    await sendKeys({ press: 'Escape' });
    await el.updateComplete;
    expect(input(el).value).to.equal('');
  });

  it('asks nothing while an input method composes, and once when it ends', async () => {
    input(el).dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    input(el).value = 'gao';
    input(el).dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    expect(asked).to.be.empty;
    const searched = oneEvent(el, 'nelumbo-searched');
    input(el).value = '高';
    input(el).dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await searched;
    expect(asked).to.deep.equal(['高']);
  });

  it('ignores the Enter that confirms a composition', async () => {
    await type('高');
    let selected = 0;
    el.addEventListener('nelumbo-selected', () => selected++);
    input(el).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
    input(el).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }));
    expect(selected).to.equal(0);
  });

  it('drops the answer to an older question', async () => {
    const waiting: ((list: Match[]) => void)[] = [];
    methods.suggest = () => new Promise((resolve) => waiting.push(resolve));
    const match = (title: string): Match => ({ id: `zh-CN/${title}`, title, kind: 'title', confidence: 1, name: title });
    for (const text of ['a', 'ab']) {
      input(el).value = text;
      input(el).dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    await waitUntil(() => waiting.length === 2);
    waiting[1]!([match('new')]);
    await waitUntil(() => options(el).length === 1);
    waiting[0]!([match('old')]);
    await el.updateComplete;
    expect(options(el)[0]!.textContent.trim()).to.equal('new');
  });

  it('says when there is nothing, and shows hotlines for crisis wording', async () => {
    await type('zzzzzzzz');
    expect(status(el)).to.contain('没有找到');
    await expect(el).to.be.accessible();
    await type('我不想活了');
    expect(el.shadowRoot!.querySelector<HTMLAnchorElement>('.crisis a')!.href).to.equal('tel:12356');
    await expect(el).to.be.accessible();
  });

  it('shows a failure and asks again', async () => {
    methods.suggest = () => Promise.reject(new NelumboError('offline', 'no network'));
    const failed = oneEvent(el, 'nelumbo-error');
    input(el).value = '高血压';
    input(el).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await failed;
    await el.updateComplete;
    delete methods.suggest;
    const searched = oneEvent(el, 'nelumbo-searched');
    el.shadowRoot!.querySelector<HTMLElement>('[role=alert] button')!.click();
    await searched;
  });

  it('asks again by itself when the network is back, also if it came back while the question was failing', async () => {
    const searched = oneEvent(el, 'nelumbo-searched');
    methods.suggest = () => {
      delete methods.suggest;
      window.dispatchEvent(new Event('online'));
      return Promise.reject(new NelumboError('offline', 'no network'));
    };
    input(el).value = '高血压';
    input(el).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await searched;

    methods.suggest = () => Promise.reject(new NelumboError('offline', 'no network'));
    const failed = oneEvent(el, 'nelumbo-error');
    input(el).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await failed;
    delete methods.suggest;
    const again = oneEvent(el, 'nelumbo-searched');
    window.dispatchEvent(new Event('online'));
    await again;
  });

  const idle = (kind: string) => [...el.shadowRoot!.querySelectorAll<HTMLElement>(`.${kind}[role=option]`)].map((one) => one.textContent.trim());

  it('offers what is often looked for in an empty field, nothing sensitive', async () => {
    await waitUntil(() => idle('popular').length === 8, 'no popular topics');
    expect(idle('popular')).to.contain('高血压').and.not.to.contain('抑郁症');
    expect(idle('recent')).to.be.empty;
    await expect(el).to.be.accessible();
    const opened = oneEvent<CustomEvent<{ id: string }>>(el, 'nelumbo-opened');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    expect((await opened).detail.id).to.match(/^zh-CN\//);
  });

  it('remembers searches only with consent, never sensitive ones, and forgets them', async () => {
    const choose = async (text: string) => {
      await type(text);
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => el.shadowRoot!.querySelector('dialog')?.open);
      el.shadowRoot!.querySelector('dialog')!.close();
      input(el).focus();
    };
    const searches = () => client.records.doc<string[]>('encyclopedia/searches');
    await choose('痛风');
    expect(await searches()).to.equal(undefined);
    await client.privacy.grant('personalise');
    await choose('抑郁症');
    await choose('偏头痛');
    await waitUntil(async () => (await searches())?.length === 1);
    expect(await searches()).to.deep.equal(['偏头痛']);
    await sendKeys({ press: 'Escape' });
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => idle('recent').length === 1, 'no recent search');
    await expect(el).to.be.accessible();
    el.shadowRoot!.querySelector<HTMLElement>('.forget')!.click();
    await waitUntil(async () => (await searches()) === undefined);
    expect(idle('recent')).to.be.empty;
  });

  it('keeps what was typed when the language changes', async () => {
    await type('高血');
    el.locale = 'en';
    await el.updateComplete;
    expect(input(el).value).to.equal('高血');
    expect(input(el).getAttribute('aria-label')).to.equal('Search health topics');
  });
});
