import { describe, expect, it } from 'vitest';
import { medlinePlusConnectSource } from './medlineplus-connect.js';
import { validateEntry } from './validate.js';

const feed = {
  feed: {
    entry: [
      {
        title: { _value: 'Asthma', type: 'text' },
        link: [{ href: 'https://medlineplus.gov/asthma.html?utm_source=mplusconnect', rel: 'alternate' }],
        summary: { type: 'html', _value: '<h2 class="x">What is it?</h2><p onclick="x()">Asthma narrows the airways. It <a href="javascript:1">comes</a> and goes.</p><script>x()</script><ul><li>wheezing</li></ul><img src=x onerror=1' }, // prettier-ignore
        updated: { _value: '2026-05-01T00:00:00Z' },
      },
    ],
  },
};
const icd = (code: string) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code });

describe('MedlinePlus Connect', () => {
  it('answers a code with a card that is live, attributed and passes our own rules', async () => {
    const asked: string[] = [];
    const source = medlinePlusConnectSource((url) => (asked.push(url), Promise.resolve(feed)));
    const answer = await source.resolve({ code: icd('J45 &x'), locale: 'zh-CN' });
    expect(answer).toMatchObject({
      status: 'hit',
      match: { kind: 'code' },
      card: { title: 'Asthma', source: { name: 'MedlinePlus.gov, live' }, review: { status: 'unreviewed' } },
    });
    expect(asked[0]).toContain('mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c=J45%20%26x&informationRecipient.languageCode.c=en');
    const entry = await source.entry('en/medlineplus-asthma');
    expect(entry.sections[0]!.html).toBe('What is it?<p>Asthma narrows the airways. It comes and goes.</p><ul><li>wheezing</li></ul>');
    expect(validateEntry(entry, { today: '2026-11-22' })).toEqual([]);
    expect((await source.cards(['en/medlineplus-asthma', 'en/none'])).map((card) => card.id)).toEqual(['en/medlineplus-asthma']);
  });

  it('sends no words, asks for no other system, and says nothing for what is unknown', async () => {
    const asked: string[] = [];
    const source = medlinePlusConnectSource((url) => (asked.push(url), Promise.resolve({ feed: { entry: [{}] } })), {
      service: 'https://partner.example/connect',
    });
    expect(await source.resolve({ text: 'asthma', locale: 'en' })).toEqual({ status: 'none' });
    expect(await source.resolve({ code: { system: 'urn:mine', code: '1' }, locale: 'en' })).toEqual({ status: 'none' });
    expect(asked).toEqual([]);
    expect(await source.resolve({ code: icd('Z'), locale: 'es-MX' })).toEqual({ status: 'none' });
    expect(asked[0]).toMatch(/^https:\/\/partner\.example\/connect\?.*languageCode\.c=es/);
    expect(await source.suggest('asthma', { limit: 8, locale: 'en' })).toEqual([]);
    await expect(source.entry('en/medlineplus-asthma')).rejects.toMatchObject({ code: 'not-found' });
    await expect(medlinePlusConnectSource(() => Promise.resolve([])).resolve({ code: icd('Z'), locale: 'en' })).rejects.toMatchObject({ code: 'server' });
  });

  it('links to MedlinePlus alone', async () => {
    const elsewhere = { feed: { entry: [{ ...feed.feed.entry[0], link: [{ href: 'https://medlineplus.gov.evil.example/asthma.html' }] }] } };
    expect(await medlinePlusConnectSource(() => Promise.resolve(elsewhere)).resolve({ code: icd('J45'), locale: 'en' })).toEqual({ status: 'none' });
  });
});
