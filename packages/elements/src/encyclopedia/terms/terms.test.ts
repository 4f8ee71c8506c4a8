import type { Client } from '@nelumbo/core';
import type { EncyclopediaApi } from '@nelumbo/core/encyclopedia';
import { NelumboError } from '@nelumbo/core/i18n';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import fc from 'fast-check';
import type { TemplateResult } from 'lit';
import { inProvider, testClient } from '../../base/testing.js';
import { waitUntil } from '../../testing.js';
import { withEncyclopedia } from '../testing.js';
import './define.js';
import type { NelumboEncyclopediaTerm } from './term.js';
import type { NelumboEncyclopediaTerms } from './terms.js';

type El = NelumboEncyclopediaTerms;
const root = (el: El) => el.shadowRoot!;
const termsIn = (node: ParentNode) => [...node.querySelectorAll<NelumboEncyclopediaTerm>('nelumbo-encyclopedia-term')];
const words = (node: ParentNode) => termsIn(node).map((term) => term.textContent);
const note = (el: El) => root(el).querySelector<HTMLElement>('[part~=popover]');
const card = (el: El) => note(el)?.querySelector('nelumbo-encyclopedia-card')?.shadowRoot;
const shows = (el: El, text: string) => waitUntil(() => card(el)?.querySelector('[part~=title]')?.textContent === text, `no note on ${text}`);
/** What a reader cannot see and a page relies on: nodes by identity, and their text. */
function anatomy(node: Node): unknown[] {
  return [...node.childNodes].flatMap((child) => [child, child.nodeType === Node.TEXT_NODE ? (child as Text).data : anatomy(child)]);
}

describe('nelumbo-encyclopedia-terms', () => {
  let client: Client;
  let methods: Partial<EncyclopediaApi>;
  beforeEach(async () => {
    client = await testClient();
    methods = {};
  });
  afterEach(async () => {
    await setViewport({ width: 1024, height: 768 });
    await client.close();
  });

  /** An article inside the element; resolves when it was looked through. */
  async function render(article: TemplateResult, attributes: Partial<Pick<El, 'mode' | 'max' | 'pack' | 'observe'>> = {}): Promise<El> {
    const { provider } = await inProvider(withEncyclopedia(client, methods), html`<div></div>`);
    const el = document.createElement('nelumbo-encyclopedia-terms');
    Object.assign(el, attributes);
    const host = await fixture<HTMLElement>(article);
    el.append(host);
    const done = oneEvent(el, 'nelumbo-annotated');
    provider.append(el);
    await done;
    await el.updateComplete;
    return el;
  }
  const settled = (el: El) => oneEvent<CustomEvent<{ count: number }>>(el, 'nelumbo-annotated');
  const point = async (term: Element) => {
    const { x, y, width, height } = term.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
  };

  // The first test: later ones have the card.
  it('loads the card of its notes when a term is first pointed at, not before', async () => {
    const el = await render(html`<p>说说痛风这件事。</p>`);
    expect(customElements.get('nelumbo-encyclopedia-card')).to.equal(undefined);
    await point(termsIn(el)[0]!);
    await shows(el, '痛风');
    expect(customElements.get('nelumbo-encyclopedia-card')).to.exist;
    await sendMouse({ type: 'move', position: [1, 760] });
    await waitUntil(() => !note(el), 'closes when the pointer leaves');
  });

  it('marks first occurrences, two a paragraph, and leaves links, headings, code and fields alone', async () => {
    const el = await render(
      html`<article>
        <h2>高血压</h2>
        <p>有<a href="#x">高血压</a>的人<code>高血压</code>，记住<b>高血压</b>不是<button>痛风</button>，<em>高血压</em>也不是痛风，更不是偏头痛。</p>
        <p contenteditable="true">偏头痛</p>
        <p data-nelumbo-skip>偏头痛</p>
        <p>说到偏头痛，冠心病和骨质疏松都要看医生。</p>
      </article>`,
    );
    expect(words(el)).to.deep.equal(['高血压', '痛风', '偏头痛', '冠心病']);
    expect(termsIn(el)[0]!.parentElement!.localName).to.equal('b');
    expect(termsIn(el)[0]!.entry).to.equal('zh-CN/hypertension');
    await expect(el).to.be.accessible();
  });

  it('marks no more than max', async () => {
    const el = await render(
      html`<div>
        <p>痛风</p>
        <p>哮喘</p>
        <p>冠心病</p>
      </div>`,
      { max: 2 },
    );
    expect(words(el)).to.deep.equal(['痛风', '哮喘']);
  });

  it('keeps the text, and gives every node back when it is removed', async () => {
    const inline = fc.constantFrom('b', 'em', 'a', 'code', 'span', 'mark');
    const text = fc
      .array(fc.constantFrom('高血压', '血癌', '痛风', '的', 'acne', ' ', '，', '😀', '高', '血压', '<', '&amp;', '‮'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    const piece = fc.oneof(
      text.map((value) => document.createTextNode(value) as Node),
      fc.tuple(inline, text).map(([name, value]) => {
        const node = document.createElement(name);
        node.append(value, document.createComment('x'), value);
        return node;
      }),
    );
    const paragraph = fc.array(piece, { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(paragraph, { maxLength: 5 }), fc.constantFrom('wrap' as const, 'highlight' as const), async (paragraphs, mode) => {
        const article = document.createElement('div');
        for (const pieces of paragraphs) {
          const p = document.createElement('p');
          p.append(...pieces);
          article.append(p);
        }
        const [before, written] = [anatomy(article), article.textContent];
        const el = await render(html`${article}`, { mode });
        expect(el.textContent).to.contain(written);
        expect(article.textContent).to.equal(written);
        if (mode === 'highlight') expect(anatomy(article)).to.deep.equal(before);
        el.remove();
        const after = anatomy(article);
        expect(after.flat(9).length).to.equal(before.flat(9).length);
        after.flat(9).forEach((node, i) => expect(node === before.flat(9)[i], 'the same node, the same text').to.equal(true));
        el.closest('nelumbo-provider')?.remove();
      }),
      { numRuns: 40, seed: 20261122 },
    );
  });

  it('shows the card on pointing after a moment, stays while the pointer is on it, and closes on Escape without moving anything', async () => {
    const el = await render(html`<p>说说痛风这件事。</p>`);
    const [term] = termsIn(el);
    await point(term!);
    await waitUntil(() => note(el), 'no note');
    await shows(el, '痛风');
    expect(document.activeElement).to.not.equal(el);
    await point(note(el)!);
    await expect(el).to.be.accessible(); // takes longer than the way from the term to its note may
    expect(note(el)).to.exist;
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !note(el));
    await sendMouse({ type: 'move', position: [1, 1] });
    await point(term!);
    await waitUntil(() => note(el), 'opens again');
    await sendMouse({ type: 'move', position: [1, 760] });
    await waitUntil(() => !note(el), 'closes when the pointer leaves');
  });

  it('shows it on keyboard focus, takes the focus in on Enter and gives it back', async () => {
    const el = await render(html`<p><button id="before">前</button>说说痛风这件事。</p>`);
    const [term] = termsIn(el);
    el.querySelector<HTMLElement>('#before')!.focus();
    await sendKeys({ press: 'Tab' });
    await waitUntil(() => note(el), 'no note on focus');
    expect(document.activeElement).to.equal(term);
    expect(term!.expanded).to.equal(true);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => root(el).activeElement === note(el), 'the focus is in the note');
    await shows(el, '痛风');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !note(el));
    expect(document.activeElement).to.equal(term);
    expect(term!.expanded).to.equal(false);
  });

  it('is a sheet on a small screen, and opens the article over it', async () => {
    await setViewport({ width: 390, height: 800 });
    const el = await render(html`<p>说说痛风这件事。</p>`);
    termsIn(el)[0]!.shadowRoot!.querySelector('button')!.click();
    await waitUntil(() => note(el)?.localName === 'dialog' && (note(el) as HTMLDialogElement).open);
    await shows(el, '痛风');
    await expect(el).to.be.accessible();
    const opened = oneEvent<CustomEvent<{ id: string }>>(el, 'nelumbo-opened');
    card(el)!.querySelector<HTMLElement>('[part~=actions]')!.click();
    expect((await opened).detail.id).to.equal('zh-CN/gout');
    await waitUntil(() => root(el).querySelector('dialog.reader[open]'), 'the article');
    expect(note(el)).to.equal(null);
  });

  it('keeps the page the owner of its nodes: what it writes, replaces or removes stays so', async () => {
    const el = await render(
      html`<div>
        <p id="a">说说痛风这件事。</p>
        <p id="b">再说哮喘。</p>
      </div>`,
    );
    const [a, b] = ['#a', '#b'].map((id) => el.querySelector<HTMLElement>(id)!);
    const text = [...a!.childNodes].find((node): node is Text => node.nodeType === Node.TEXT_NODE)!;
    let next = settled(el);
    text.data = '现在说偏头痛。'; // as a framework patches a text node
    await next;
    expect(a!.textContent).to.equal('现在说偏头痛。');
    expect(words(a!)).to.deep.equal(['偏头痛']);
    next = settled(el);
    [...b!.childNodes].find((node) => node.nodeType === Node.TEXT_NODE)!.remove();
    await next;
    expect(b!.textContent.trim()).to.equal('');
    next = settled(el);
    b!.textContent = '痛风又来了。';
    await next;
    expect(words(b!)).to.deep.equal(['痛风']);
    const fresh = document.createElement('p');
    fresh.textContent = '还有冠心病。';
    next = settled(el);
    b!.after(fresh);
    await next;
    expect(words(fresh)).to.deep.equal(['冠心病']);
    el.remove();
    expect([a!, b!, fresh].map((node) => node.textContent)).to.deep.equal(['现在说偏头痛。', '痛风又来了。', '还有冠心病。']);
    expect(termsIn(a!)).to.deep.equal([]);
  });

  it('highlights without touching a node, and lists the terms for the keyboard', async () => {
    const el = await render(html`<p>说说<b>痛</b>风和偏头痛。</p>`, { mode: 'highlight' });
    expect(termsIn(el)).to.deep.equal([]);
    const list = [...root(el).querySelectorAll<HTMLElement>('[part~=list] button')];
    expect(list.map((button) => button.textContent.trim())).to.deep.equal(['痛风', '偏头痛']);
    expect(CSS.highlights.get('nelumbo-term')!.size).to.equal(2);
    list[0]!.click();
    await shows(el, '痛风');
    await expect(el).to.be.accessible();
    el.remove();
    expect(CSS.highlights.get('nelumbo-term')!.size).to.equal(0);
  });

  it('finds an article by selector when it comes, and when another takes its place', async () => {
    const { provider } = await inProvider(client, html`<div></div>`);
    const el = document.createElement('nelumbo-encyclopedia-terms');
    el.for = '#story';
    provider.append(el);
    const article = (text: string) => Object.assign(document.createElement('div'), { id: 'story', textContent: text });
    const first = article('痛风');
    provider.append(first);
    await settled(el);
    expect(words(first)).to.deep.equal(['痛风']);
    const second = article('哮喘');
    const next = settled(el);
    first.replaceWith(second);
    await next;
    expect(words(second)).to.deep.equal(['哮喘']);
    expect(termsIn(first)).to.deep.equal([]);
  });

  it('says in the note when its topic cannot be fetched, lets the reader try again there, and tries itself when the network is back', async () => {
    let calls = 0;
    const fails = () => ((calls += 1), Promise.reject(new NelumboError('offline', 'no network')));
    const el = await render(html`<p>说说痛风这件事。</p>`);
    const [term] = termsIn(el);
    methods.localCard = fails;
    term!.shadowRoot!.querySelector('button')!.click();
    const alert = () => card(el)?.querySelector('[role=alert]');
    await waitUntil(() => alert()?.textContent.includes('没有网络'), 'no word about the network');
    await expect(el).to.be.accessible();
    alert()!.querySelector('button')!.click();
    await waitUntil(() => calls === 2, 'not tried again');
    expect(note(el)).to.not.equal(null);
    delete methods.localCard;
    alert()!.querySelector('button')!.focus(); // as a press does: the button goes, the note stays
    await sendKeys({ press: 'Enter' });
    await shows(el, '痛风');
    expect(alert()).to.equal(null);
    expect(note(el)!.matches(':focus-within')).to.equal(true);

    const other = await render(html`<p>再说说高血压。</p>`);
    methods.localCard = fails;
    termsIn(other)[0]!.shadowRoot!.querySelector('button')!.click();
    await waitUntil(() => card(other)?.querySelector('[role=alert]'), 'no word about the network');
    delete methods.localCard;
    window.dispatchEvent(new Event('online'));
    await shows(other, '高血压');
  });

  it('leaves the article as it is when the terms cannot be loaded', async () => {
    methods = { terms: () => Promise.reject(new NelumboError('offline', 'no network')) };
    const { provider } = await inProvider(withEncyclopedia(client, methods), html`<div></div>`);
    const el = document.createElement('nelumbo-encyclopedia-terms');
    el.append('痛风');
    const failed = oneEvent<CustomEvent<{ code: string }>>(el, 'nelumbo-error');
    provider.append(el);
    expect((await failed).detail.code).to.equal('offline');
    expect(el.innerHTML).to.equal('痛风');
  });

  it('marks the article when the network is back, also if it came back while the terms were failing', async () => {
    const fails = () => Promise.reject(new NelumboError('offline', 'no network'));
    methods = {
      terms: () => {
        methods.terms = fails;
        window.dispatchEvent(new Event('online'));
        return fails();
      },
    };
    const { provider } = await inProvider(withEncyclopedia(client, methods), html`<div></div>`);
    const el = document.createElement('nelumbo-encyclopedia-terms');
    el.append('痛风');
    let failed = oneEvent(el, 'nelumbo-error');
    provider.append(el);
    await failed;
    failed = oneEvent(el, 'nelumbo-error'); // by itself
    await failed;
    delete methods.terms;
    window.dispatchEvent(new Event('online'));
    await settled(el);
    expect(words(el)).to.deep.equal(['痛风']);
  });
});
