import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EncyclopediaSource } from '@nelumbo/core/encyclopedia';

/** A source under test, and how to end what serves it. */
export interface OpenedSource {
  readonly source: EncyclopediaSource;
  close(): Promise<void>;
}

const zh = { locale: 'zh-CN' };
const aborted = { aborted: true, addEventListener: () => undefined, removeEventListener: () => undefined };

/** What every binding of {@link EncyclopediaSource} to the starter pack does alike. */
export function encyclopediaSourceContract(name: string, open: () => Promise<OpenedSource>): void {
  describe(`encyclopedia source: ${name}`, () => {
    let opened: OpenedSource;
    let source: EncyclopediaSource;
    beforeAll(async () => {
      opened = await open();
      source = opened.source;
    });
    afterAll(() => opened.close());

    it('raises a card for a name, an alias, a spelling and a question', async () => {
      for (const [text, kind] of [
        ['高血压', 'title'],
        ['血压高', 'alias'],
        ['gaoxueya', 'pinyin'],
        ['高血压怎么办', 'question'],
      ])
        expect(await source.resolve({ text: text!, ...zh })).toMatchObject({
          status: 'hit',
          match: { kind, id: 'zh-CN/hypertension' },
          card: { title: '高血压' },
        });
    });

    it('raises it for a code', async () => {
      const code = (await source.entry('zh-CN/hypertension')).codes[0]!;
      expect(await source.resolve({ code, ...zh })).toMatchObject({ status: 'hit', match: { kind: 'code' } });
    });

    it('stays silent for the news, and shows lines that help for the wording of a crisis', async () => {
      expect(await source.resolve({ text: '股票大跌', ...zh })).toEqual({ status: 'none' });
      const answer = await source.resolve({ text: '不想活了', ...zh });
      expect(answer).toMatchObject({ status: 'sensitive' });
      expect(answer.status === 'sensitive' && answer.hotlines.length).toBeGreaterThan(0);
    });

    it('suggests at most what is asked for, with the place of what was typed', async () => {
      const matches = await source.suggest('高血', { limit: 3, ...zh });
      expect(matches.length).toBeGreaterThan(0);
      expect(matches.length).toBeLessThanOrEqual(3);
      expect(matches[0]).toMatchObject({ id: 'zh-CN/hypertension', kind: 'prefix', range: [0, 2] });
    });

    it('finds a topic by its name, first of a page of cards', async () => {
      const { items } = await source.search!('头痛', zh);
      expect(items[0]).toMatchObject({ id: 'zh-CN/headache', title: '头痛' });
      for (const card of items) expect(card.contents).toBeInstanceOf(Array);
    });

    it('pages on by its cursor, if it gives one, without repeating itself', async () => {
      const first = await source.search!('疼痛', { ...zh, limit: 2 });
      if (first.cursor === undefined) return;
      const second = await source.search!('疼痛', { ...zh, limit: 2, cursor: first.cursor });
      expect(second.items.length).toBeGreaterThan(0);
      expect(second.items.map(({ id }) => id)).not.toEqual(expect.arrayContaining(first.items.map(({ id }) => id)));
    });

    it('gives cards in the order of the ids, without the unknown', async () => {
      expect((await source.cards(['zh-CN/gout', 'zh-CN/none', 'en/acne'])).map(({ id }) => id)).toEqual(['zh-CN/gout', 'en/acne']);
      expect(await source.cards([])).toEqual([]);
    });

    it('gives an entry with its article, and refuses an unknown one', async () => {
      const entry = await source.entry('zh-CN/hypertension');
      expect(entry).toMatchObject({ id: 'zh-CN/hypertension', review: { status: 'sample' } });
      expect(entry.sections.length).toBeGreaterThan(0);
      await expect(source.entry('zh-CN/none')).rejects.toMatchObject({ name: 'NelumboError', code: 'not-found' });
      await expect(source.entry('no id')).rejects.toMatchObject({ code: 'not-found' });
    });

    it('drops what nobody waits for any more', async () => {
      await expect(source.suggest('高', { limit: 1, ...zh, signal: aborted })).rejects.toMatchObject({ code: 'aborted' });
    });

    it('hands out terms and marks texts with them, if it can', async () => {
      if (!source.terms || !source.annotate) return;
      const pack = await source.terms('popular', zh);
      expect(pack).toMatchObject({ format: 'nelumbo-terms/1', locale: 'zh-CN', pack: 'popular' });
      const text = '高血压与头痛';
      const spans = await source.annotate(text, zh);
      expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['高血压', '头痛']);
    });
  });
}
