import type { Client } from '@nelumbo/core';
import type { EncyclopediaApi } from '@nelumbo/core/encyclopedia';
import { NelumboError } from '@nelumbo/core/i18n';
import { expect } from '@open-wc/testing';
import { testClient } from '../base/testing.js';
import { deferredClient, type DeferredClient } from './deferred-client.js';

describe('deferred client', () => {
  let opened: Client[] = [];
  let failures: Error[] = [];
  let deferred: DeferredClient;

  beforeEach(() => {
    opened = [];
    failures = [];
    deferred = deferredClient({
      tenant: 'portal',
      user: 'u-1',
      locale: 'zh-CN',
      open: async (locale) => {
        const failure = failures.shift();
        if (failure) throw failure;
        const client = await testClient({ tenant: 'portal', user: 'u-1', locale });
        opened.push(client);
        return client;
      },
      encyclopedia: (locale) => Promise.resolve({ suggest: (text: string) => Promise.resolve([text, locale()]) } as unknown as EncyclopediaApi), // the one method in use
    });
  });
  afterEach(() => deferred.close());

  it('answers from the encyclopedia, in the language in force, without opening the records', async () => {
    expect(await deferred.encyclopedia.suggest('癌')).to.deep.equal(['癌', 'zh-CN']);
    deferred.locale = 'en';
    expect(await deferred.encyclopedia.suggest('癌')).to.deep.equal(['癌', 'en']);
    expect(opened).to.have.length(0);
  });

  it('opens once, on the first call that needs the records, in the language that holds then', async () => {
    deferred.locale = 'en';
    const [, receipt] = await Promise.all([deferred.records.doc('x'), deferred.records.write([{ doc: 'x', value: 1 }])]);
    expect(receipt.refs).to.deep.equal([]);
    expect(await deferred.records.doc('x')).to.equal(1);
    expect(opened.map(({ locale }) => locale)).to.deep.equal(['en']);
    deferred.locale = 'zh-CN';
    expect(opened[0]?.locale).to.equal('zh-CN');
  });

  it('tells who listened before it opened', async () => {
    const told = new Promise<{ types: readonly string[] }>((resolve) => deferred.on('change', resolve));
    await deferred.records.write([{ doc: 'x', value: 1 }]);
    expect((await told).types).to.deep.equal(['doc']);
  });

  it('says why it could not open, by answer and by event, and opens on the next call', async () => {
    failures = [new NelumboError('wrong-key', 'The data does not open.')];
    const told = new Promise<string>((resolve) => deferred.on('error', ({ error }) => resolve(error.code)));
    const answer = await deferred.records.doc('x').catch((error: NelumboError) => error.code);
    expect([answer, await told]).to.deep.equal(['wrong-key', 'wrong-key']);
    expect(await deferred.records.doc('x')).to.be.undefined;
  });

  it('holds sync from the start when it was paused before', async () => {
    expect(deferred.sync.status.state).to.equal('off');
    deferred.sync.pause();
    await deferred.open();
    expect(deferred.sync.status).to.deep.equal(opened[0]?.sync.status);
  });

  it('closes what it opened, and opens nothing afterwards', async () => {
    await deferred.open();
    await deferred.close();
    expect(await opened[0]?.records.doc('x').catch((error: NelumboError) => error.code)).to.equal('closed');
    expect(await deferred.records.doc('x').catch((error: NelumboError) => error.code)).to.equal('closed');
    expect(opened).to.have.length(1);
  });
});
