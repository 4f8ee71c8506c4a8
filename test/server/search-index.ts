import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchDocument, SearchIndex, SearchPosition, SearchRequest, SearchResult } from '../../packages/server/src/content/search-index.js';
import { searchTerms, tokensOf } from '../../packages/server/src/content/search-tokens.js';

const noFold = new Map<string, string>();

/** A document out of plain words. */
export function searchable(
  id: string,
  title: string,
  more: Partial<SearchDocument> & { readonly summary?: string; readonly body?: string } = {},
): SearchDocument {
  const { summary = '', body = '', ...rest } = more;
  return {
    id,
    locale: id.split('/')[0]!,
    type: 'MedicalCondition',
    departments: [],
    weight: 50,
    names: [{ key: title.toLowerCase().replaceAll(' ', ''), kind: 'title' }],
    nameTokens: [...tokensOf(title), ...title],
    spellings: [],
    summaryTokens: tokensOf(summary),
    bodyTokens: tokensOf(body),
    ...rest,
  };
}

const documents: readonly SearchDocument[] = [
  searchable('zh-CN/hypertension', '高血压', {
    departments: ['心内科', '全科'],
    weight: 100,
    spellings: ['gaoxueya', 'gxy'],
    summary: '血压长期偏高。',
    body: '少吃盐，坚持服药。头痛不一定由高血压引起。',
  }),
  searchable('zh-CN/hyperlipidemia', '高血脂', { departments: ['心内科'], weight: 80, spellings: ['gaoxuezhi', 'gxz'], summary: '血脂偏高。' }),
  searchable('zh-CN/headache', '头痛', {
    type: 'MedicalSignOrSymptom',
    departments: ['神经内科'],
    summary: '血压高时也可能头痛。',
    spellings: ['toutong', 'tt'],
  }),
  searchable('zh-CN/migraine', '偏头痛', { departments: ['神经内科'], body: '一侧搏动样疼痛，怕光。' }),
  searchable('zh-CN/cancer', '肺癌', { departments: ['肿瘤科'] }),
  searchable('zh-CN/afib', '心房颤动', {
    names: [
      { key: '心房颤动', kind: 'title' },
      { key: '房颤', kind: 'alias' },
      { key: 'af', kind: 'weak' },
    ],
  }),
  searchable('zh-CN/aftershave', 'AF', { weight: 1 }),
  searchable('en/hypertension', 'Hypertension', { summary: 'High blood pressure over a long time.', weight: 100 }),
  searchable('en/blood-test', 'Blood test', { type: 'MedicalTest', body: 'A test for pressure of oxygen.' }),
  ...Array.from({ length: 30 }, (_, i) =>
    searchable(`zh-CN/flu-${String(i).padStart(2, '0')}`, `流感类型${i}`, { weight: i % 3, departments: [i % 2 ? '感染科' : '儿科'] }),
  ),
];

/** Every engine behind {@link SearchIndex} is held to this. */
export function searchIndexSuite(name: string, make: () => SearchIndex): void {
  describe(name, () => {
    let index: SearchIndex;
    const ask = (text: string, more: Partial<SearchRequest> = {}): Promise<SearchResult> =>
      index.search({ terms: searchTerms(text, noFold), locale: 'zh-CN', limit: 10, ...more });
    const slugs = async (text: string, more: Partial<SearchRequest> = {}): Promise<string[]> => (await ask(text, more)).ids.map((id) => id.split('/')[1]!);
    beforeAll(async () => {
      index = make();
      await index.fill(documents);
    });
    afterAll(() => index.close());

    it('puts the name that equals the query first: title, alias, weak', async () => {
      expect((await slugs('头痛'))[0]).toBe('headache');
      expect((await slugs('房颤'))[0]).toBe('afib');
      expect((await slugs('AF')).slice(0, 2)).toEqual(['aftershave', 'afib']);
    });

    it('finds names inside a question, the longest first', async () => {
      expect((await slugs('高血压和头痛有关系吗')).slice(0, 2)).toEqual(['hypertension', 'headache']);
    });

    it('finds what stands in summaries and sections, names before them', async () => {
      expect(await slugs('怕光')).toEqual(['migraine']);
      expect((await slugs('血压')).slice(0, 1)).toEqual(['hypertension']);
      expect(await slugs('血压')).toContain('headache');
      expect(await slugs('blood pressure', { locale: 'en' })).toEqual(['hypertension', 'blood-test']);
    });

    it('finds a single character, pinyin, initials and the beginning of a word', async () => {
      expect(await slugs('癌')).toEqual(['cancer']);
      expect(await slugs('gaoxueya')).toEqual(['hypertension']);
      expect(await slugs('gaoxue')).toEqual(['hypertension', 'hyperlipidemia']);
      expect(await slugs('gxz')).toEqual(['hyperlipidemia']);
      expect(await slugs('hyperten', { locale: 'en' })).toEqual(['hypertension']);
    });

    it('stays in its language and finds nothing in nothing', async () => {
      expect(await slugs('hypertension')).toEqual([]);
      expect(await ask('')).toEqual({ ids: [], total: 0, facets: { type: [], department: [] } });
      expect((await ask('，。！')).ids).toEqual([]);
      expect((await ask('股票')).total).toBe(0);
    });

    it('takes whatever was typed', async () => {
      const longest = String.fromCharCode(...Array.from({ length: 200 }, (_, i) => 0x4e00 + i * 7));
      const latin = Array.from({ length: 66 }, (_, i) => `w${i}`).join(' ');
      for (const text of [
        '"',
        "'; DROP TABLE doc; --",
        'NEAR(a b)',
        'a AND',
        '*',
        'names: x',
        '(',
        '^头',
        '\u0000头痛',
        '🙂',
        '头'.repeat(100),
        longest,
        latin,
      ])
        await expect(ask(text)).resolves.toMatchObject({ ids: expect.any(Array) as unknown });
    });

    it('pages through everything once, in one order', async () => {
      const whole = (await ask('流感', { limit: 50 })).ids;
      expect(whole).toHaveLength(30);
      const paged: string[] = [];
      let after: SearchPosition | undefined;
      do {
        const page: SearchResult = await ask('流感', { limit: 7, ...(after ? { after } : {}) });
        expect(page.total).toBe(30);
        expect(page.facets === undefined).toBe(after !== undefined);
        paged.push(...page.ids);
        after = page.next;
      } while (after);
      expect(paged).toEqual(whole);
    });

    it('narrows by type and department, and counts what each choice would leave', async () => {
      const { facets, total } = await ask('头痛');
      expect(total).toBe(3);
      expect(facets?.type).toEqual([
        { value: 'MedicalCondition', count: 2 },
        { value: 'MedicalSignOrSymptom', count: 1 },
      ]);
      expect(await slugs('头痛', { type: 'MedicalSignOrSymptom' })).toEqual(['headache']);
      expect(await slugs('头痛', { department: '神经内科' })).toEqual(['headache', 'migraine']);
      const narrowed = await ask('头痛', { department: '神经内科' });
      expect(narrowed.facets?.type.map(({ count }) => count)).toEqual([1, 1]);
      expect(narrowed.facets?.department).toContainEqual({ value: '心内科', count: 1 });
      expect((await ask('头痛', { type: 'Drug' })).total).toBe(0);
    });

    it('forgets what it held when it is filled anew', async () => {
      const again = make();
      await again.fill(documents);
      await again.fill([searchable('zh-CN/gout', '痛风')]);
      const request = { locale: 'zh-CN', limit: 10 };
      expect((await again.search({ ...request, terms: searchTerms('头痛', noFold) })).ids).toEqual([]);
      expect((await again.search({ ...request, terms: searchTerms('痛风', noFold) })).ids).toEqual(['zh-CN/gout']);
      await again.close();
    });
  });
}
