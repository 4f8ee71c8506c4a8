import type { Client } from '@nelumbo/core';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../testing.js';
import { testClient } from '../base/testing.js';
import '../vitals/summary/define.js';
import './define.js';
import type { NelumboProvider } from './provider.js';

const isClosed = (client: Client): Promise<boolean> =>
  client.records.doc('x').then(
    () => false,
    (error: { code: string }) => error.code === 'closed',
  );

describe('nelumbo-provider', () => {
  it('opens a client for its tenant and user and says so without naming the user', async () => {
    const opened = fixture<NelumboProvider>(html`<nelumbo-provider tenant="portal" user="u-1"></nelumbo-provider>`);
    const provider = await opened;
    const client = await provider.ready;
    expect(client.tenant).to.equal('portal');
    expect(client.user).to.equal('u-1');
  });

  it('closes its own client when it leaves, and opens another for another user', async () => {
    const provider = await fixture<NelumboProvider>(html`<nelumbo-provider tenant="portal" user="u-2"></nelumbo-provider>`);
    const first = await provider.ready;
    provider.user = 'u-3';
    const ready = await oneEvent(provider, 'nelumbo-client-ready');
    expect(JSON.stringify((ready as CustomEvent<object>).detail)).to.not.contain('u-3');
    const second = await provider.ready;
    expect(second.user).to.equal('u-3');
    await waitUntil(async () => {
      try {
        await first.records.doc('x');
        return false;
      } catch {
        return true; // closed, as it should be
      }
    });
  });

  it('uses a client of the host and leaves it open', async () => {
    const client: Client = await testClient();
    const provider = await fixture<NelumboProvider>(html`<nelumbo-provider .client=${client}></nelumbo-provider>`);
    expect(await provider.ready).to.equal(client);
    provider.remove();
    await client.records.write([{ doc: 'still', value: true }]);
    expect(await client.records.doc('still')).to.equal(true);
    await client.close();
  });

  it('closes its own client when the host brings one, and not the host’s when it is taken back', async () => {
    const provider = await fixture<NelumboProvider>(html`<nelumbo-provider tenant="portal" user="u-5"></nelumbo-provider>`);
    const own = await provider.ready;
    await own.records.doc('x');
    const hosts = await testClient();
    provider.client = hosts;
    await waitUntil(() => isClosed(own));
    provider.client = undefined;
    await provider.updateComplete;
    expect((await provider.ready).user).to.equal('u-5');
    await hosts.records.write([{ doc: 'still', value: true }]);
    await hosts.close();
  });

  it('begins anew, and so do its elements, when everything was erased', async () => {
    const provider = await fixture<NelumboProvider>(
      html`<nelumbo-provider tenant="portal" user="u-7"><nelumbo-vitals-summary></nelumbo-vitals-summary></nelumbo-provider>`,
    );
    const first = await provider.ready;
    await first.vitals.record({ measure: 'blood-pressure', values: { systolic: 165, diastolic: 102 } });
    const shown = () => provider.querySelector('nelumbo-vitals-summary')!.shadowRoot!.textContent;
    await waitUntil(() => shown().includes('165'));
    await first.privacy.erase();
    await waitUntil(() => !shown().includes('165') && shown().includes('还没有'));
    const second = await provider.ready;
    expect(second).not.to.equal(first);
    expect(await second.vitals.latest('blood-pressure')).to.be.undefined;
  });

  it('is anonymous again when the user is taken away', async () => {
    const provider = await fixture<NelumboProvider>(html`<nelumbo-provider tenant="portal" user="u-6"></nelumbo-provider>`);
    await provider.ready;
    provider.removeAttribute('user');
    await provider.updateComplete;
    const client = await provider.ready;
    expect(client.user).to.equal('anonymous');
    expect(await client.records.doc('x')).to.be.undefined;
  });

  it('says when an address cannot be read', async () => {
    const told = oneEvent(document, 'nelumbo-client-error');
    const provider = await fixture<NelumboProvider>(html`<nelumbo-provider api="http://"></nelumbo-provider>`);
    expect(((await told) as CustomEvent<{ code: string }>).detail).to.deep.equal({ code: 'bad-input' });
    expect(await provider.ready.catch((error: { code: string }) => error.code)).to.equal('bad-input');
  });

  it('passes the language on to the client without reopening it', async () => {
    const provider = await fixture<NelumboProvider>(html`<nelumbo-provider tenant="portal" user="u-4" locale="zh-CN"></nelumbo-provider>`);
    const client = await provider.ready;
    provider.locale = 'en';
    await waitUntil(() => client.locale === 'en');
    expect(await provider.ready).to.equal(client);
  });

  it('takes a language as Java, browsers and hands write it, and the page’s for what is none', async () => {
    const provider = await fixture<NelumboProvider>(
      html`<nelumbo-provider tenant="portal" user="u-5" locale="en_us"><nelumbo-vitals-summary></nelumbo-vitals-summary></nelumbo-provider>`,
    );
    const client = await provider.ready;
    const inside = provider.firstElementChild!;
    const spoken = async (locale: string): Promise<string> => {
      provider.locale = locale;
      await waitUntil(() => inside.shadowRoot?.querySelector<HTMLElement>('.box')?.lang === client.locale, `${locale}: the element and the client differ`);
      return client.locale;
    };
    expect(client.locale).to.equal('en-US');
    expect(await spoken('zh_Hans_CN')).to.equal('zh-Hans-CN');
    document.documentElement.lang = 'zh_CN';
    for (const none of ['-', 'zh_', '中文', 'x'.repeat(99)]) {
      await spoken('en');
      await waitUntil(() => client.locale === 'en');
      provider.locale = none;
      await waitUntil(() => client.locale === 'zh-CN', none);
    }
    document.documentElement.lang = 'en';
    provider.locale = '';
    await waitUntil(() => client.locale === 'en');
  });

  it('tells the page what kind of record changed, never the record', async () => {
    const client = await testClient();
    const provider = await fixture<NelumboProvider>(html`<nelumbo-provider .client=${client}></nelumbo-provider>`);
    await provider.ready;
    await provider.updateComplete;
    const told = oneEvent(provider, 'nelumbo-change');
    await client.records.write([{ put: { resourceType: 'Observation', status: 'final', code: { text: 'secret-word' } } as never }]);
    const { detail } = (await told) as CustomEvent<object>;
    expect(detail).to.deep.equal({ types: ['Observation'], origin: 'here' });
    await client.close();
  });
});
