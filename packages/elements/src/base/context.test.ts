import { expect } from '@open-wc/testing';
import { emergencyNumberOf, tagOf } from './context.js';

describe('language of an element', () => {
  it('is a tag that Intl takes, or none', () => {
    for (const [written, tag] of [
      ['zh_CN', 'zh-CN'],
      ['zh-cn', 'zh-CN'],
      ['zh_Hans_CN', 'zh-Hans-CN'],
      ['EN', 'en'],
      ['', undefined],
      [null, undefined],
      ['zh-', undefined],
      ['中文', undefined],
    ] as const)
      expect(tagOf(written), String(written)).to.equal(tag);
  });

  it('says whom to call, by its region only', () => {
    for (const [tag, number] of [
      ['zh', '120'],
      ['zh-CN', '120'],
      ['zh-Hans', '120'],
      ['zh-Hans-CN', '120'],
      ['zh-Hant-TW', '119'],
      ['zh-HK', '999'],
      ['en-US', '911'],
      ['en-CN', '120'],
      ['en', '112'],
      ['zh-Hant', '112'],
      ['en-u-ca-chinese', '112'], // the calendar, not Canada
    ] as const)
      expect(emergencyNumberOf(tag), tag).to.equal(number);
  });
});
