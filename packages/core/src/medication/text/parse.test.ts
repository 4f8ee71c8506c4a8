import { describe as suite, expect, it } from 'vitest';
import schedule from '../../../../content/src/medication/schedule.js';
import { dosageOf, withUsualTimes, type DosePattern } from '../pattern.js';
import { describe } from './describe.js';
import { parseDosage } from './parse.js';

suite('a dosage as people write it', () => {
  const said: [string, string][] = [
    ['一日两次，每次一片，饭后', '每次 1 片，每日 2 次，早餐后、晚餐后'],
    ['每日3次，每次2粒，饭前服用', '每次 2 粒，每日 3 次，早餐前、午餐前、晚餐前'],
    ['每天一次，一次半片，睡前', '每次 0.5 片，每日 1 次，睡前'],
    ['口服，一次1～2片，一日3次', '每次 1～2 片，每日 3 次，口服'],
    ['每8小时一次，每次5毫升', '每次 5 毫升，每 8 小时 1 次'],
    ['每4-6小时1次，每次1片，必要时', '每次 1 片，每 4～6 小时 1 次，需要时使用'],
    ['隔日一次，每次一片', '每次 1 片，每 2 天 1 次'],
    ['每周一、三、五各一次，每次1片', '每次 1 片，每周 3 次，周一、周三、周五'],
    ['早晚各一片', '每次 1 片，每日 2 次，早上、晚上'],
    ['早8点和晚8点各服1粒', '每次 1 粒，每日 2 次，08:00、20:00'],
    ['每日2次，每次10mg，连服7天', '每次 10 毫克，每日 2 次，共 7 天'],
    ['bid，每次1片，pc', '每次 1 片，每日 2 次，早餐后、晚餐后'],
    ['三餐后各1袋', '每次 1 袋，每日 3 次，早餐后、午餐后、晚餐后'],
    ['发热时服1片，每日最多4片，至少间隔6小时', '每次 1 片，需要时使用（发热），最多每 24 小时 4 片，至少间隔 6 小时'],
    ['每日一次，每次1片，服21天停7天', '每次 1 片，每日 1 次，用 21 天、停 7 天'],
    ['1 tablet twice daily after meals', '1 tablet, twice daily, after breakfast and after dinner'],
    ['Take two tablets three times a day with food', '2 tablets, 3 times daily, with breakfast, with lunch and with dinner'],
    ['half a tablet at bedtime', '0.5 tablets, once daily, at bedtime'],
    ['1-2 tablets every 4 to 6 hours as needed for pain', '1–2 tablets, every 4–6 hours, as needed for pain'],
    ['5 ml every 8 hours for 7 days', '5 mL, every 8 hours, for 7 days'],
    ['1 capsule every other day', '1 capsule, every 2 days'],
    ['one tablet on Monday, Wednesday and Friday', '1 tablet, 3 times a week, on Monday, Wednesday and Friday'],
    ['1 tab bid', '1 tablet, twice daily'],
    ['2 puffs in the morning and evening', '2 puffs, twice daily, in the morning and in the evening'],
    ['1 tablet at 8am and 8:30 pm', '1 tablet, twice daily, at 08:00 and 20:30'],
    ['1 tablet 30 minutes before breakfast', '1 tablet, once daily, 30 minutes before breakfast'],
    [
      '1 tablet as needed, at most 4 tablets in 24 hours, at least 6 hours apart',
      '1 tablet, as needed, at most 4 tablets per 24 hours, at least 6 hours apart',
    ],
    ['1 tablet daily, 21 days on, 7 days off', '1 tablet, once daily, 21 days on, 7 days off'],
    ['1片/次，2次/日', '每次 1 片，每日 2 次'],
    ['１日３次，每次２片', '每次 2 片，每日 3 次'],
    ['一日两次每次壹片', '每次 1 片，每日 2 次'],
    ['一次1片 一日3次 饭后半小时服', '每次 1 片，每日 3 次，早餐后 30 分钟、午餐后 30 分钟、晚餐后 30 分钟'],
    ['每次1/2片 每日一次', '每次 0.5 片，每日 1 次'],
    ['睡前1小时服1片', '每次 1 片，每日 1 次，睡前 60 分钟'],
    ['1片 qd ac', '每次 1 片，每日 1 次，饭前'],
    ['Q8H 1片', '每次 1 片，每 8 小时 1 次'],
    ['q12h po 1粒', '每次 1 粒，每 12 小时 1 次，口服'],
    ['三日一次 每次1片', '每次 1 片，每 3 天 1 次'],
    ['每周二、四、六 1片', '每次 1 片，每周 3 次，周二、周四、周六'],
    ['每次一片半，每日两次', '每次 1.5 片，每日 2 次'],
    ['疼痛时每次1片，每日不超过3次', '每次 1 片，每日 3 次，需要时使用（疼痛）'],
    ['早、中、晚各1片', '每次 1 片，每日 3 次，早上、中午、晚上'],
    ['三餐前半小时1片', '每次 1 片，每日 3 次，早餐前 30 分钟、午餐前 30 分钟、晚餐前 30 分钟'],
    ['饭后服用，每日三次，一次一袋，开水冲服', '每次 1 袋，每日 3 次，早餐后、午餐后、晚餐后，开水冲服'],
    ['每日2次 每次1片 餐后', '每次 1 片，每日 2 次，早餐后、晚餐后'],
    ['睡前半片', '每次 0.5 片，每日 1 次，睡前'],
    ['隔日一次', '每 2 天 1 次'],
    ['每8小时1粒', '每次 1 粒，每 8 小时 1 次'],
    ['必要时', '需要时使用'],
    ['每日2次，每次1包', '每次 1 袋，每日 2 次'],
    ['早餐后1个半小时服1片', '每次 1 片，每日 1 次，早餐后 90 分钟'],
    ['1 cap bid', '1 capsule, twice daily'],
    ['bid po 5mg', '5 mg, twice daily, by mouth'],
    ['take 1/2 tablet at night', '0.5 tablets, once daily, at night'],
    ['1½ tablets daily', '1.5 tablets, once daily'],
    ['1 tab b.i.d.', '1 tablet, twice daily'],
    ['1 tab PO QHS PRN sleep', '1 tablet, once daily, at bedtime, as needed for sleep, by mouth'],
    ['1 tablet q6-8h', '1 tablet, every 6–8 hours'],
    ['1 tablet every 8 hrs', '1 tablet, every 8 hours'],
    ['1 tablet 3x/day', '1 tablet, 3 times daily'],
    ['5 mL TID x 7 days', '5 mL, 3 times daily, for 7 days'],
    ['1 drop in each eye BID', '1 drop, twice daily, in each eye'],
    ['apply 1 patch every 72 hours', '1 patch, every 72 hours'],
    ['1 capsule once every two days', '1 capsule, every 2 days'],
    // The same amount at each of its hours.
    ['早上1片，晚上1片', '每次 1 片，每日 2 次，早上、晚上'],
    ['早半片、晚半片', '每次 0.5 片，每日 2 次，早上、晚上'],
    ['午餐后一粒，晚餐后一粒', '每次 1 粒，每日 2 次，午餐后、晚餐后'],
    ['1 tablet with breakfast and 1 tablet with dinner', '1 tablet, twice daily, with breakfast and with dinner'],
    // One moment that is said twice is one dose.
    ['晚上睡前服1片', '每次 1 片，每日 1 次，睡前'],
    ['早上早餐后服一片', '每次 1 片，每日 1 次，早餐后'],
    ['每日一次，早上，早餐前1片', '每次 1 片，每日 1 次，早餐前'],
    ['每日2次，早晚各1片，饭后', '每次 1 片，每日 2 次，早餐后、晚餐后'],
    ['1 tablet every night at bedtime', '1 tablet, once daily, at bedtime'],
    ['1 tablet daily in the morning before breakfast', '1 tablet, once daily, before breakfast'],
    ['1 tablet every morning on waking', '1 tablet, once daily, on waking'],
    ['1 tablet every morning at 8 am', '1 tablet, once daily, at 08:00'],
    // Before one meal, after another.
    ['每日2次，早餐前、晚餐后各1片', '每次 1 片，每日 2 次，早餐前、晚餐后'],
    ['每日2次，早餐、晚餐后各1片', '每次 1 片，每日 2 次，早餐后、晚餐后'],
    ['每日4次，三餐后及睡前，每次1片', '每次 1 片，每日 4 次，早餐后、午餐后、晚餐后、睡前'],
    ['1 tablet before breakfast and after dinner', '1 tablet, twice daily, before breakfast and after dinner'],
    ['1 tablet four times daily, after meals and at bedtime', '1 tablet, 4 times daily, after breakfast, after lunch, after dinner and at bedtime'],
    // Hours as people say them.
    ['晚上10点1粒', '每次 1 粒，每日 1 次，22:00'],
    ['凌晨2点1片', '每次 1 片，每日 1 次，02:00'],
    ['夜里11点1片', '每次 1 片，每日 1 次，23:00'],
    ['中午1点1片', '每次 1 片，每日 1 次，13:00'],
    ['10点10粒', '每次 10 粒，每日 1 次，10:00'],
    ['1 tablet twice a day, 8 am and 8 pm, with food', '1 tablet, twice daily, at 08:00 and 20:00, with food'],
    ['1 tablet AM and PM', '1 tablet, twice daily, in the morning and in the evening'],
    // What else is usual.
    ['每6小时服用一次，每次2片，24小时不超过8片', '每次 2 片，每 6 小时 1 次，最多每 24 小时 8 片'],
    ['必要时每次1片，最多每日3次', '每次 1 片，每日 3 次，需要时使用'],
    ['一日量2片，分两次服用', '每次 1 片，每日 2 次'],
    ['每次一片，每日一次，服三周停一周', '每次 1 片，每日 1 次，用 21 天、停 7 天'],
    ['一个月一次，每次一支', '每次 1 支，每月 1 次'],
    ['舌下含服1片，胸痛时', '每次 1 片，需要时使用（胸痛），舌下含服'],
    ['每眼1滴，每日3次', '每次 1 滴，每日 3 次，每眼'],
    ['一天一片，早上吃', '每次 1 片，每日 1 次，早上'],
    ['Take one (1) tablet by mouth twice a day', '1 tablet, twice daily, by mouth'],
    ['one and a half tablets daily', '1.5 tablets, once daily'],
    ['take 1 tablet every third day', '1 tablet, every 3 days'],
    ['take 1 tablet 2 hours after dinner', '1 tablet, once daily, 120 minutes after dinner'],
    ['1 tablet 1 hour before bedtime', '1 tablet, once daily, 60 minutes before bedtime'],
    ['1 tablet up to 3 times a day as needed', '1 tablet, 3 times daily, as needed'],
    ['Take two tablets every six hours as needed, maximum 8 per day', '2 tablets, every 6 hours, as needed, at most 8 tablets per 24 hours'],
    ['Inject 10 units under the skin once a week', '10 units, once a week, under the skin'],
    ['1 tablet morning, noon and night', '1 tablet, 3 times daily, in the morning, at noon and at night'],
  ];
  it.each(said)('is read: %s', (text, words) => {
    const { dosage, unread } = parseDosage(text);
    expect({ words: dosage && describe(dosage, /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en'), unread }).toEqual({
      words: { text: words, omitted: [] },
      unread: [],
    });
  });

  it.each([
    '饭后来点',
    '一日两次，每次一片，医生说的',
    'as the doctor said',
    '1 tablet twice daily unless dizzy',
    '每日两次，每日三次，每次一片',
    '早1片晚2片',
    '1# bid',
    '1 daily',
    '1 tab every morning and 2 tabs at bedtime',
    '每次1/7片，每日一次',
    // An amount of another hour, a distance of another meal, an hour of another day: none is dropped or applied to the rest.
    '每日1片，睡前1片',
    '1 tablet daily and 1 tablet at bedtime',
    '三餐前各8单位，睡前12单位',
    '早餐前30分钟、睡前各1片',
    '早餐前30分钟、晚餐前各1片',
    '1 tablet 30 minutes before breakfast and at bedtime',
    '早上8点和睡前各1片',
    '1 tablet at 8 am and at bedtime',
    '早上空腹，晚饭后各1片',
    '饭前1片，饭后1片',
    '晚上12点1片',
    '晚上1点1片',
    '每月1日服一片',
    '每日5片分三次服',
    '首次2片，以后每次1片，每日1次',
    'Take 2 tablets now, then 1 tablet daily',
  ])('is not guessed: %s', (text) => {
    expect(parseDosage(text).unread).not.toEqual([]);
  });

  it('is never a reason to throw', () => {
    for (const text of ['', ' ', '\u0000', '9'.repeat(400), '((((', '每每每每', 'q0h', '25:99', '🙂🙂', '一'.repeat(200)])
      expect(() => parseDosage(text)).not.toThrow();
  });

  const patterns: DosePattern[] = [
    ...schedule.templates.map((t) => t.pattern as DosePattern),
    { amount: 2, unit: '{tablet}', times: ['08:00', '20:00'] },
    { amount: 5, unit: 'mL', everyHours: 8 },
    { amount: 1, unit: '{tablet}', times: ['09:00'], weekdays: ['mon', 'thu'] },
    { amount: 1, unit: '{capsule}', when: ['CM'] },
    { amount: 0.5, unit: '{tablet}', times: ['22:00'], everyDays: 2 },
    { amount: 1, unit: '{tablet}', times: ['21:00'], cycle: { on: 21, off: 7 } },
  ];
  it.each(patterns.flatMap((p) => [['zh-CN', p] as const, ['en', p] as const]))('comes back from its own words in %s: %j', (locale, pattern) => {
    const { text } = describe(dosageOf(pattern), locale);
    expect(parseDosage(text)).toMatchObject({ pattern, unread: [] });
  });

  it('that only says how often can be edited with the usual times', () => {
    expect(withUsualTimes(parseDosage('每日两次，每次一片'), schedule.perDay).pattern).toEqual({ amount: 1, unit: '{tablet}', times: ['08:00', '20:00'] });
  });
});
