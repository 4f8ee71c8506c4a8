import type { Client } from '@nelumbo/core';
import { NelumboError, type Catalogs } from '@nelumbo/core/i18n';
import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import { waitUntil } from '../testing.js';
import { defineElement } from './define-element.js';
import { NelumboElement } from './element.js';
import { failureBanner } from './failure-banner.js';
import boxStyles from './box.styles.js';
import controlStyles from './controls.styles.js';
import { inProvider, testClient } from './testing.js';

const words: Catalogs<{ hello: string }> = { en: { hello: 'Hello' }, 'zh-CN': { hello: '你好' } };

class TestProbe extends NelumboElement {
  static override styles = [boxStyles, controlStyles];
  loads = 0;
  seen: Client | undefined;
  fails: NelumboError | undefined;
  holds: Promise<void> | undefined;
  data = '';
  protected override forget(): void {
    this.data = '';
  }
  protected override load(client: Client): Promise<void> {
    this.loads++;
    this.seen = client;
    return this.fails ? Promise.reject(this.fails) : (this.holds ?? Promise.resolve()).then(() => void (this.data = `of ${client.user}`));
  }
  protected override view(): TemplateResult {
    if (this.failure) return failureBanner(this.failure, this.activeLocale, () => void this.reload());
    return html`<p>${this.texts(words).hello}</p>
      <input aria-label="x" />`;
  }
}
defineElement('test-probe', TestProbe);

const textOf = (element: Element): string => element.shadowRoot!.querySelector('.box')!.textContent.trim();
const boxOf = (element: Element): HTMLElement => element.shadowRoot!.querySelector<HTMLElement>('.box')!;

describe('NelumboElement', () => {
  let client: Client;
  beforeEach(async () => (client = await testClient()));
  afterEach(() => client.close());

  it('leaves the words of a failure most of a narrow box, and puts the button under them', async () => {
    const { element } = await inProvider<TestProbe>(client, html`<test-probe .fails=${new NelumboError('offline', 'x')}></test-probe>`, {
      locale: 'en',
      care: true,
    });
    await waitUntil(() => element.shadowRoot!.querySelector('.banner button'));
    const placeOf = (selector: string): DOMRect => element.shadowRoot!.querySelector(`.banner > ${selector}`)!.getBoundingClientRect();
    for (const width of [240, 320, 800]) {
      element.style.inlineSize = `${width}px`;
      const [words, button] = [placeOf('p'), placeOf('button')];
      expect(words.width, `${width}px`).to.be.greaterThan(0.6 * (width - 2 * 16));
      expect(button.top >= words.bottom, `${width}px`).to.equal(width < 800);
      expect(placeOf('svg').top, `${width}px`).to.be.lessThan(words.bottom).and.to.be.at.least(words.top);
    }
  });

  it('takes client, language, theme and care mode from the provider', async () => {
    const { element } = await inProvider<TestProbe>(client, html`<test-probe></test-probe>`, { locale: 'en', theme: 'dark', care: true });
    await waitUntil(() => element.seen === client);
    expect(textOf(element)).to.equal('Hello');
    expect(boxOf(element).dataset.theme).to.equal('dark');
    expect(boxOf(element).hasAttribute('data-care')).to.be.true;
    expect(boxOf(element).lang).to.equal('en');
  });

  it('changes language at run time and keeps what was typed', async () => {
    const { element, provider } = await inProvider<TestProbe>(client, html`<test-probe></test-probe>`);
    const input = element.shadowRoot!.querySelector('input')!;
    input.value = '165';
    provider.locale = 'en';
    await waitUntil(() => textOf(element) === 'Hello');
    expect(element.shadowRoot!.querySelector('input')).to.equal(input);
    expect(input.value).to.equal('165');
  });

  it('prefers its own attributes to the provider', async () => {
    const { element } = await inProvider<TestProbe>(client, html`<test-probe locale="en" theme="dark" care></test-probe>`);
    expect(textOf(element)).to.equal('Hello');
    expect(boxOf(element).dataset.theme).to.equal('dark');
  });

  it('loads again when the network is back, also if it came back while the load was failing', async () => {
    const { element } = await inProvider<TestProbe>(client, html`<test-probe></test-probe>`);
    await waitUntil(() => element.loads === 1);
    let fail!: (error: NelumboError) => void;
    element.holds = new Promise((_resolve, reject) => (fail = reject));
    await client.records.write([{ doc: 'probe', value: 1 }]);
    await waitUntil(() => element.loads === 2);
    window.dispatchEvent(new Event('online'));
    element.holds = undefined;
    fail(new NelumboError('offline', 'No connection.'));
    await waitUntil(() => element.loads === 3, 'it waits for the next return');

    element.fails = new NelumboError('offline', 'No connection.');
    await client.records.write([{ doc: 'probe', value: 2 }]);
    await waitUntil(() => textOf(element).includes('没有网络'), 'nothing said');
    element.fails = undefined;
    expect(element.loads).to.equal(4);
    window.dispatchEvent(new Event('online'));
    await waitUntil(() => textOf(element) === '你好', 'not loaded again');
    expect(element.loads).to.equal(5);
  });

  it('loads again when records change, and not after it left the page', async () => {
    const { element } = await inProvider<TestProbe>(client, html`<test-probe></test-probe>`);
    await waitUntil(() => element.loads === 1);
    await client.records.write([{ doc: 'probe', value: 1 }]);
    await waitUntil(() => element.loads === 2);
    element.remove();
    await client.records.write([{ doc: 'probe', value: 2 }]);
    expect(element.loads).to.equal(2);
  });

  it('shows a failed load in the user’s language and tries again on request', async () => {
    const { element } = await inProvider<TestProbe>(client, html`<test-probe></test-probe>`);
    await waitUntil(() => element.loads === 1);
    element.fails = new NelumboError('offline', 'No connection.');
    await client.records.write([{ doc: 'probe', value: 3 }]);
    await waitUntil(() => element.shadowRoot!.querySelector('[role=alert]') !== null);
    expect(textOf(element)).to.contain('没有网络');
    await expect(element).to.be.accessible();
    element.fails = undefined;
    element.shadowRoot!.querySelector('button')!.click();
    await waitUntil(() => textOf(element) === '你好');
  });

  it('drops what it holds of one user when another comes, also what arrives late, and keeps it for the same one', async () => {
    const [anna, again, bert] = await Promise.all(['anna', 'anna', 'bert'].map((user) => testClient({ user })));
    const { element, provider } = await inProvider<TestProbe>(anna!, html`<test-probe></test-probe>`);
    await waitUntil(() => element.data === 'of anna');
    element.fails = new NelumboError('storage-lost', 'Out of reach.');
    provider.client = again;
    await waitUntil(() => element.loads === 2);
    expect(element.data).to.equal('of anna');
    provider.client = bert;
    await waitUntil(() => element.loads === 3);
    expect(element.data).to.equal('');
    let arrive = (): void => undefined;
    element.fails = undefined;
    element.holds = new Promise((resolve) => (arrive = resolve));
    provider.client = anna;
    await waitUntil(() => element.loads === 4);
    element.holds = undefined;
    provider.client = bert;
    await waitUntil(() => (element as unknown as { client: Client }).client === bert);
    element.fails = new NelumboError('storage-lost', 'Out of reach.');
    arrive();
    await waitUntil(() => element.loads === 5);
    expect(element.data).to.equal('');
    provider.remove();
    await Promise.all([anna, again, bert].map((one) => one!.close()));
  });

  it('keeps a hostile host’s styles out of the box', async () => {
    const hostile = await fixture<HTMLDivElement>(html`<div><test-probe></test-probe></div>`);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { font-size: 40px !important; color: rgb(255, 0, 0) !important; letter-spacing: 9px; text-transform: uppercase }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const element = hostile.querySelector<TestProbe>('test-probe')!;
    await element.updateComplete;
    const style = getComputedStyle(boxOf(element));
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet);
    expect(style.letterSpacing).to.equal('normal');
    expect(style.textTransform).to.equal('none');
  });
});

describe('an element without a provider', () => {
  it('opens one anonymous client for the page, on this device only', async () => {
    const first = await fixture<TestProbe>(html`<test-probe></test-probe>`);
    const second = await fixture<TestProbe>(html`<test-probe></test-probe>`);
    await waitUntil(() => first.seen && second.seen);
    expect(first.seen).to.equal(second.seen);
    expect(first.seen!.user).to.equal('anonymous');
    expect(first.seen!.sync.status.state).to.equal('off');
  });

  it('begins anew without a provider, too, when everything was erased', async () => {
    const element = await fixture<TestProbe>(html`<test-probe></test-probe>`);
    await waitUntil(() => element.seen);
    const before = element.seen!;
    await before.records.write([{ doc: 'note', value: 'kept' }]);
    await before.privacy.erase('device');
    await waitUntil(() => element.seen !== before, 'a new client is there');
    await waitUntil(() => textOf(element) === '你好', 'and nothing says that it is closed');
    expect(await element.seen!.records.doc('note')).to.equal(undefined);
  });

  it('does not wait for ever for a provider of the host that has nothing to do with it', async () => {
    const around = await fixture(html`<some-hosts-provider><test-probe></test-probe></some-hosts-provider>`);
    const element = around.querySelector<TestProbe>('test-probe')!; // it was rendered just before
    await waitUntil(() => element.seen?.user === 'anonymous');
  });
});

describe('defineElement', () => {
  it('keeps the first definition, gives a second tag its own class and warns of another version', () => {
    class Once extends HTMLElement {
      static readonly version: string = '1';
    }
    class Other extends HTMLElement {
      static readonly version: string = '2';
    }
    defineElement('test-once', Once);
    defineElement('test-once', Once);
    defineElement('test-twice', Once);
    expect(customElements.get('test-once')).to.equal(Once);
    expect(customElements.get('test-twice')).to.not.equal(Once);
    const said: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => said.push(text);
    defineElement('test-once', Other);
    console.warn = warn;
    expect(said).to.have.length(1);
    expect(said[0]).to.contain('Load one copy');
  });
});
