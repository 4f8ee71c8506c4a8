import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { syllableTable } from './names.js';
import { suggest } from './search.js';
import { laterStages as later } from './search-later.js';
import { entries, grammar, index } from './testing.js';

const find = (text: string, limit = 8) => suggest(index, text, { limit, grammar, later });
const first = (text: string) => find(text)[0];
const everyName = entries.flatMap(({ slug, title, aliases }) => [title, ...aliases.map((alias) => alias.text)].map((name) => ({ id: `zh-CN/${slug}`, name })));

describe('suggest', () => {
  it('puts an exact name first, whatever its weight', () => {
    for (const { id, name } of everyName.filter((row) => row.name !== '上感'))
      expect(first(name), name).toMatchObject({ id, kind: expect.stringMatching(/title|alias/) as string });
  });

  it('finds a name by each of its prefixes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyName), fc.nat(), (row, cut) => {
        const prefix = row.name.slice(0, 1 + (cut % row.name.length));
        expect(find(prefix, 20).map((match) => match.id)).toContain(row.id);
      }),
    );
  });

  it('never throws and never exceeds the limit', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), (text, limit) => find(text, limit).length <= limit));
  });

  it('finds by pinyin and initials, whole or begun', () => {
    expect(first('gaoxueya')).toMatchObject({ title: '高血压', kind: 'pinyin' });
    expect(first('gaoxu')).toMatchObject({ title: '高血压', kind: 'pinyin' });
    expect(first('gxy')).toMatchObject({ title: '高血压', kind: 'initials' });
  });

  it('finds by pinyin of which some syllables are only begun', () => {
    for (const text of ['gaoxy', 'gxueya', 'gxuey', 'gaoxya']) expect(first(text), text).toMatchObject({ title: '高血压', kind: 'pinyin' });
    for (const text of ['xinfchand', 'xfangchd', 'xfcdong']) expect(first(text), text).toMatchObject({ title: '心房颤动', kind: 'pinyin' });
    expect(find('gaoxz')).toEqual([]);
    expect(find('gueyx')).toEqual([]);
  });

  it('takes the name out of a question', () => {
    expect(first('高血压可以运动吗')).toMatchObject({ title: '高血压', kind: 'question', confidence: expect.closeTo(0.9, 2) as number });
  });

  it('finds by the middle of a name and marks it', () => {
    expect(first('房颤动')).toMatchObject({ title: '心房颤动', kind: 'infix', range: [1, 4] });
    expect(first('blood')).toBeUndefined(); // an English word inside a name is no beginning
    expect(first('高血')).toMatchObject({ name: '高血压', range: [0, 2] });
    expect(first('high  blood')).toMatchObject({ name: 'high blood pressure', range: [0, 10] });
  });

  it('hears a homophone once it knows how its characters sound', () => {
    expect(find('通风').map((match) => match.kind)).toEqual(['homophone']);
    expect(find('痛疯')).not.toContainEqual(expect.objectContaining({ kind: 'homophone' }));
    const readings = syllableTable('feng疯');
    expect(suggest(index, '痛疯', { limit: 8, readings, later })[0]).toMatchObject({ title: '痛风', kind: 'homophone' });
  });

  it('finds a name of which two neighbours changed places, and raises nothing with it', () => {
    const changed = everyName.filter(({ name }) => /^[\u4e00-\u9fff]{3,}$/.test(name));
    for (const { id, name } of changed)
      for (let i = 0; i + 1 < name.length; i++) {
        const text = name.slice(0, i) + name[i + 1]! + name[i]! + name.slice(i + 2);
        if (text !== name)
          expect(
            find(text).map((match) => match.id),
            text,
          ).toContain(id);
      }
    expect(first('心颤房动')).toMatchObject({ title: '心房颤动', kind: 'typo' });
    expect(find('冒感')).toEqual([]); // two characters are another word
  });

  it('finds a name of which some characters are written and others spelled', () => {
    for (const text of ['高xueya', 'gao血压', '高xue', '白血bing', 'xin房颤动']) expect(first(text)?.kind, text).toBe('pinyin');
    expect(first('高xueya')).toMatchObject({ title: '高血压' });
    expect(find('告xueya').filter((match) => match.kind === 'pinyin')).toEqual([]); // sounds so, but is written otherwise
    expect(find('天xueya')).toEqual([]);
  });

  it('forgives one slip in a Latin name, two in a long one', () => {
    expect(first('hypertenison')).toMatchObject({ title: '高血压', kind: 'typo' });
    expect(first('leukmia')).toMatchObject({ title: '白血病', kind: 'typo' });
    expect(find('gaut')).toEqual([]); // too short to guess
  });
});
