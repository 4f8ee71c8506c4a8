import { memoryPlatform } from '@nelumbo/core/memory';
import { expect, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboConsent } from './consent.js';

const shadow = (element: Element): ShadowRoot => element.shadowRoot!;
const button = (element: Element, words: string): HTMLButtonElement =>
  [...shadow(element).querySelectorAll('button')].find((one) => one.textContent?.trim() === words)!;
const settled = (element: NelumboConsent): Promise<unknown> => waitUntil(() => shadow(element).querySelector('.card') !== null, 'consents are shown');

describe('<nelumbo-consent>', () => {
  it('asks for what is not decided, keeps the words that were shown, and takes no room afterwards', async () => {
    const client = await testClient();
    const { element } = await inProvider<NelumboConsent>(
      client,
      html`<nelumbo-consent ask purposes="sync analytics" server="https://fhir.example/r4"></nelumbo-consent>`,
    );
    await settled(element);
    expect(shadow(element).textContent).to.contain('在健康服务器上保留一份').and.to.contain('fhir.example');
    await expect(element).to.be.accessible();
    const told = oneEvent(element, 'nelumbo-consent');
    button(element, '同意').click();
    expect((await told).detail).to.deep.equal({ purpose: 'sync', given: true });
    await waitUntil(() => shadow(element).textContent?.includes('帮助改进'), 'the next purpose is asked');
    button(element, '不同意').click();
    await waitUntil(() => element.getBoundingClientRect().height === 0, 'nothing is left to ask');
    const [record] = await client.privacy.consentRecords();
    expect(JSON.stringify(record)).to.contain('在健康服务器上保留一份');
    expect((await client.privacy.consents()).map(({ purpose, given }) => [purpose, given])).to.deep.include.members([
      ['sync', true],
      ['analytics', false],
    ]);
    await client.close();
  });

  it('shows what holds, and a switch takes it back', async () => {
    const client = await testClient();
    await client.privacy.grant('sync');
    for (const look of [{ theme: 'light' }, { theme: 'dark', locale: 'en' }, { theme: 'light', care: true }] as const) {
      const { element } = await inProvider<NelumboConsent>(client, html`<nelumbo-consent purposes="sync personalise"></nelumbo-consent>`, look);
      await settled(element);
      expect([...shadow(element).querySelectorAll('input')].map(({ checked }) => checked)).to.deep.equal([true, false]);
      await expect(element).to.be.accessible();
    }
    const { element } = await inProvider<NelumboConsent>(client, html`<nelumbo-consent></nelumbo-consent>`);
    await settled(element);
    shadow(element).querySelector('input')!.click();
    await waitUntil(() => shadow(element).textContent?.includes('撤回'), 'it says when it was taken back');
    expect((await client.privacy.consents()).find(({ purpose }) => purpose === 'sync')?.given).to.equal(false);
    await client.close();
  });

  it('shows that records are kept until that is taken back, and then they are not', async () => {
    const client = await testClient();
    const { element } = await inProvider<NelumboConsent>(client, html`<nelumbo-consent purposes="store sync"></nelumbo-consent>`);
    await settled(element);
    const box = (purpose: string): HTMLInputElement => shadow(element).querySelector<HTMLInputElement>(`#p-${purpose}`)!;
    expect([box('store').checked, box('sync').checked]).to.deep.equal([true, false]);
    expect(shadow(element).textContent).to.contain('默认保留');
    box('store').click();
    await waitUntil(async () => (await client.privacy.consents())[0]?.given === false, 'it holds');
    const refused = await client.records.write([{ doc: 'draft', value: 1 }]).then(
      () => '',
      (error: { code: string }) => error.code,
    );
    expect(refused).to.equal('consent-missing');
    await client.close();
  });

  it('says so when the decision cannot be stored, and shows what still holds', async () => {
    const platform = memoryPlatform({ webcrypto: globalThis.crypto });
    const client = await testClient({ platform });
    const { element } = await inProvider<NelumboConsent>(client, html`<nelumbo-consent></nelumbo-consent>`);
    await settled(element);
    await client.close();
    shadow(element).querySelector('input')!.click();
    await waitUntil(() => shadow(element).querySelector('[role="alert"]'), 'the failure is told');
    await element.updateComplete;
    expect(shadow(element).querySelector('input')!.checked).to.equal(false);
  });
});
