import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const headache: Article = {
  slug: 'headache',
  related: ['migraine', 'hypertension', 'insomnia'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['突然出现的、从未有过的剧烈头痛', '头痛伴发热和脖子发硬', '伴说话不清、一侧无力、抽搐或意识改变', '头部受伤后头痛加重'],
        en: [
          'A sudden headache, the worst ever',
          'Headache with fever and a stiff neck',
          'With trouble speaking, weakness on one side, a seizure or confusion',
          'Headache that grows after a head injury',
        ],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['头痛越来越重或越来越频繁', '中年以后新出现的头痛', '怀孕期间的剧烈头痛'],
        en: ['Headaches that get stronger or more frequent', 'A new kind of headache after midlife', 'Severe headache in pregnancy'],
      },
    },
  ],
  sections: {
    zh: {
      causes: ['紧张、疲劳、睡眠不足、用眼过度、偏头痛和感冒都很常见。头痛药吃得太勤，本身也会引起头痛。'],
      care: [['在安静、光线柔和的地方休息', '喝水，按时吃饭和睡觉', '放松肩颈', '记录头痛的时间和诱因']],
      treatment: ['偶尔的头痛可以按说明书使用止痛药。如果经常需要吃药，应该看医生找原因。'],
    },
    en: {
      causes: ['Tension, tiredness, lack of sleep, eye strain, migraine and colds are common. Taking headache medicine too often can itself cause headaches.'],
      care: [['Rest in a quiet, dim place', 'Drink, eat and sleep regularly', 'Relax neck and shoulders', 'Note when it comes and what sets it off']],
      treatment: ['Pain medicine as the leaflet says is fine now and then. If you need it often, see a doctor to find the cause.'],
    },
  },
  references: [links.who('Headache disorders', 'headache-disorders'), links.medlineplus('Headache', 'headache')],
};
