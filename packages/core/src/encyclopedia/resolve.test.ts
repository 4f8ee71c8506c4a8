import { describe, expect, it } from 'vitest';
import { isCrisis } from './crisis.js';
import { resolveNames } from './resolve.js';
import { crisis, grammar, index } from './testing.js';

const resolve = (text: string) => resolveNames(index, { text }, grammar);
const title = (text: string) => {
  const decision = resolve(text);
  return decision.status === 'hit' ? decision.match.title : decision.status;
};

describe('whether a card appears', () => {
  it.each(['高血压', '高血壓', 'Hypertension', '血癌', '高血压怎么办', '孩子咳嗽老不好怎么办', '3岁发烧怎么办', '什么是痛风', '痛风怎么止痛'])(
    'does for %s',
    (text) => {
      expect(resolve(text).status).toBe('hit');
    },
  );

  it.each([
    ['begun names', '高血'],
    ['begun pinyin', 'gaoxue'],
    ['homophones', '通风'],
    ['Latin look-alikes', 'acme'],
    ['weak aliases', 'AF'],
    ['entries that opted out', '本体条目'],
    ['names inside other words', '发烧友论坛'],
    ['works and shares', '高血压股票怎么样'],
    ['two-syllable pinyin, which sounds like everyday words', 'tongfeng'],
    ['initials of a rare or second name', 'xa'],
    ['long pasted text', `高血压怎么办${'啊'.repeat(40)}`],
    ['nothing', ' ？'],
  ])('does not for %s', (_why, text) => {
    expect(resolve(text).status).toBe('none');
  });

  it('shows an everyday name for its whole pinyin or initials', () => {
    expect(resolve('gao xue ya')).toMatchObject({ status: 'hit', match: { title: '高血压', kind: 'pinyin' } });
    expect(resolve('GXY')).toMatchObject({ status: 'hit', match: { title: '高血压', kind: 'initials' } });
    expect(resolveNames(index, { text: 'gxy' }, { ...grammar, letters: ['gxy'] }).status).toBe('none');
  });

  it('offers a choice when a name has two owners', () => {
    const decision = resolve('上感');
    expect(decision.status === 'ambiguous' && decision.matches.map((match) => match.title)).toEqual(['普通感冒', '流行性感冒']);
  });

  it('skips what a question denies, and takes the first of two names', () => {
    expect(title('没有发烧但是咳嗽怎么办')).toBe('咳嗽');
    expect(title('发烧咳嗽怎么办')).toBe('发热');
  });

  it('reads English questions by their words', () => {
    expect(title('is flu contagious')).toBe('流行性感冒');
    expect(title('how to prevent gout')).toBe('痛风');
    expect(title('fever in children')).toBe('发热');
    expect(title('fever movie')).toBe('none');
    expect(title('what is the price of acne')).toBe('none');
    expect(title('my gout')).toBe('none');
  });

  it('answers a code', () => {
    const code = { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' };
    expect(resolveNames(index, { code }, grammar)).toMatchObject({ status: 'hit', match: { title: '高血压', kind: 'code' } });
  });

  it('knows crisis wording and its look-alikes', () => {
    expect(isCrisis('我不想活了', crisis)).toBe(true);
    expect(isCrisis('I want to KILL myself', crisis)).toBe(true);
    expect(isCrisis('不想活动', crisis)).toBe(false);
    expect(isCrisis('不想活了 电影', crisis)).toBe(false);
    expect(isCrisis('看完电影我不想活了', crisis)).toBe(true); // the film is why, not what is sought
    expect(isCrisis('看完電影我不想活了', crisis)).toBe(true);
  });

  it('decides whole names and codes without a grammar', () => {
    expect(resolveNames(index, { text: '血癌' }).status).toBe('hit');
    expect(resolveNames(index, { text: '高血压怎么办' }).status).toBe('none');
  });
});
