import { describe as suite, expect, it } from 'vitest';
import { parseDosage } from './parse.js';

const amount = (text: string) => parseDosage(text).dosage?.doseAndRate?.[0]?.doseQuantity?.value;

// Each of these was once read, or filled in, as another dose than it says.
suite('a dosage that is easily misread', () => {
  it.each([
    ['.5 tablet daily', 0.5],
    ['take .5 mg bid', 0.5],
    ['每次 .5片 每日2次', 0.5],
    ['8：30 1片', 1],
    ['8:30 2片', 2],
  ])('keeps its point and its numbers apart: %s', (text, value) => {
    const { unread } = parseDosage(text);
    expect({ value: amount(text), unread }).toEqual({ value, unread: [] });
  });

  it.each([
    ...['1,000 mg daily', '1,5 tablets daily', '1/3 tab daily', '11/2 tabs bid', 'O.5 tab daily', '1e3 mg daily', '-1 tablet daily', 'twenty five mg daily'],
    ...['2x500mg tid', '2 500mg tablets tid', 'two and one half tablets daily', '5/10 ml', '0 tablets daily', '2-1 tablets daily'],
    ...['一次1,000mg 一日2次', '每次O.5片 每日2次', '每次三分之一片', '每日一又二分之一片', '每次一百二十毫克 每日3次', '每次1 0mg bid'],
    ...['每次0片 bid', '每次2-1片 bid', '每次1一2片 每日2次'],
  ])('has no amount where more belongs to the number: %s', (text) => {
    expect(parseDosage(text).unread).not.toEqual([]);
    expect(amount(text)).toBeUndefined();
  });

  it.each([
    '早1片晚2片',
    '早餐前10单位，晚餐前8单位',
    '首次2片，以后每次1片，每日3次',
    '成人一次2片，儿童一次1片，一日3次',
    '左眼1滴，右眼2滴，每日3次',
    '1 tab daily for 7 days then 2 tabs daily',
    '10 units with breakfast, 8 units with dinner',
  ])('has no amount where it names two: %s', (text) => {
    expect(parseDosage(text).unread).not.toEqual([]);
    expect(amount(text)).toBeUndefined();
  });

  it.each([
    // Twice how often: the last one said won.
    ...['1 tab bid, qid if needed', '1片 qd，必要时bid', '1片 bid tid', '1 tab q8h tid'],
    // How often against the days and moments that are named; "weekly" is not three times a week.
    ...['10mg weekly on monday, wednesday and friday', '每周一次，周一、周四，1片', '每周3次，周一，1片', '每月一次 周一 1支', '隔日一次，周一 1片'],
    ...['每2周一次，周一、周三 1片', '每周2次 早晚 1片', '每日1次，早晚各1片', '每日2次，早上1片', '1 tablet once daily at 8am and 8pm', '每8小时1次 1片 睡前'],
    // One of two days, and five days a week.
    ...['1 tab every monday or tuesday', '每周五天 每天1片', '每周五日 1片', '1 tab on monday to friday', '1 tab on the 1st of each month'],
    // After how many meals? One moment, or two?
    ...['1 tab with each meal and at bedtime', '饭后和睡前各1片', '晚饭后睡前服1片', '每日0次 1片'],
  ])('asks about a time that it cannot be: %s', (text) => {
    expect(parseDosage(text).unread).not.toEqual([]);
  });

  it.each([
    ['周一至周五每日1片', ['mon', 'tue', 'wed', 'thu', 'fri']],
    ['星期六到星期天 1片', ['sat', 'sun']],
    ['每周六日各1片', ['sat', 'sun']],
    ['周一三五 1片', ['mon', 'wed', 'fri']],
  ])('names its weekdays: %s', (text, days) => {
    const { dosage, unread } = parseDosage(text);
    expect({ days: dosage?.timing?.repeat?.dayOfWeek, unread }).toEqual({ days, unread: [] });
  });

  it('is three times a week, although a space stands in it', () => {
    expect(parseDosage('每周三 次 1片').dosage?.timing?.repeat).toEqual({ frequency: 3, period: 1, periodUnit: 'wk' });
  });
});
