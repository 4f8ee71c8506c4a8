import { describe, expect, it } from 'vitest';
import type { Entry } from './entry.js';
import { jsonLdText, toJsonLd } from './json-ld.js';

const entry: Entry = {
  id: 'zh-CN/gout',
  type: 'MedicalCondition',
  locale: 'zh-CN',
  title: '痛风',
  summary: '关节突然红肿、剧痛。</script><script>alert(1)</script>',
  updated: '2026-10-01',
  aliases: [{ text: '高尿酸性关节炎' }, { text: 'AG', weak: true }],
  codes: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'M10' }],
  departments: [],
  tags: [],
  related: [],
  weight: 80,
  redFlags: [],
  sections: [
    { kind: 'symptoms', title: '表现', html: '<ul><li>红肿</li><li>剧痛</li></ul>' },
    { kind: 'outlook', title: '发展', html: '<p>能&lt;控制&gt;</p>' },
    { kind: 'faq', title: '问答', html: '<p>x</p>' },
  ],
  review: {
    status: 'reviewed',
    reviewers: [{ name: '测试审核人', title: '主任医师', hospital: '测试医院' }],
    reviewedOn: '2026-10-01',
    nextReviewOn: '2027-10-01',
  },
  source: { name: '测试', url: 'https://example.org/' },
  licence: { id: 'CC-BY-4.0', attribution: '测试' },
  references: [{ title: 'a', url: 'https://example.org/a' }],
};

describe('JSON-LD of an entry', () => {
  it('says what it is about, who reviewed it and when', () => {
    expect(toJsonLd(entry, '2026-11-22')).toMatchObject({
      '@type': 'MedicalWebPage',
      lastReviewed: '2026-10-01',
      reviewedBy: [{ name: '测试审核人', jobTitle: '主任医师', affiliation: { name: '测试医院' } }],
      about: {
        '@type': 'MedicalCondition',
        alternateName: ['高尿酸性关节炎'],
        code: [{ codeValue: 'M10' }],
        signOrSymptom: [{ name: '红肿' }, { name: '剧痛' }],
        expectedPrognosis: '能<控制>',
      },
    });
  });

  it('says nothing of a text whose review does not hold', () => {
    for (const review of [
      { status: 'sample', reviewers: [] },
      { status: 'unreviewed', reviewers: [] },
      { status: 'withdrawn', reviewers: [] },
      { ...entry.review, nextReviewOn: '2026-01-01' },
    ] as const)
      expect(toJsonLd({ ...entry, review }, '2026-11-22')).toBeUndefined();
  });

  it('cannot end the element that it stands in', () => {
    expect(jsonLdText(entry, '2026-11-22')).not.toContain('<');
    expect(JSON.parse(jsonLdText(entry, '2026-11-22')!)).toEqual(JSON.parse(JSON.stringify(toJsonLd(entry, '2026-11-22'))));
  });
});
