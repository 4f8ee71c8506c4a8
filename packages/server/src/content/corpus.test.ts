import { packNames, syllableTable, type Entry } from '@nelumbo/core/encyclopedia';
import { describe, expect, it } from 'vitest';
import { readCorpus } from './corpus.js';

const entry = (slug: string, title: string): Entry => ({
  id: `zh-CN/${slug}`,
  type: 'MedicalSignOrSymptom',
  locale: 'zh-CN',
  title,
  summary: title,
  updated: '2026-11-22',
  aliases: [],
  codes: [],
  departments: [],
  tags: [],
  related: [],
  weight: 1,
  redFlags: [],
  sections: [],
  review: { status: 'sample', reviewers: [] },
  source: { name: 'x', url: 'https://example.org/' },
  licence: { id: 'CC0-1.0' },
  references: [],
});

describe('the corpus', () => {
  it('spells a name as the pack reads it, where that is not the usual syllable of its characters', async () => {
    const entries = [entry('constipation', '便秘'), entry('convenience', '方便')];
    const usual = 'bian便 mi秘 fang方';
    const names = packNames(
      'zh-CN',
      entries.map((one) => ({ ...one, slug: one.id.slice(6) })),
      '',
      { syllables: usual, readings: { 方便: 'fang pian' } },
      syllableTable(usual),
    );
    const documents: Record<string, unknown> = {
      'encyclopedia/zh-CN/names': names,
      'encyclopedia/zh-CN/entries-0': Object.fromEntries(entries.map((one) => [one.id, one])),
    };
    const corpus = await readCorpus({ names: () => Promise.resolve(Object.keys(documents)), read: (name) => Promise.resolve(documents[name]) });
    expect(corpus.spell('便秘')).toEqual({ pinyin: 'bianmi', initials: 'bm' });
    expect(corpus.spell('方便')).toEqual({ pinyin: 'fangpian', initials: 'fp' });
  });
});
