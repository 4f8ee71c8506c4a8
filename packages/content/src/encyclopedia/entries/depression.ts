import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const depression: Article = {
  slug: 'depression',
  related: ['anxiety-disorder', 'insomnia'],
  flags: [
    { level: 'emergency', action: 'call-120', if: { zh: ['有结束生命的计划，或已经伤害自己'], en: ["Plans to end one's life, or having harmed oneself"] } },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['低落或失去兴趣持续不退', '吃不下、睡不着、无法工作', '出现活着没意思的想法'],
        en: ['Low mood or loss of interest that stays', 'Not eating, sleeping or working', 'Thoughts that life is not worth living'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: [['情绪低落、空虚或易怒', '对原本喜欢的事没兴趣', '疲惫、反应慢', '睡眠和胃口改变', '自责、觉得没有希望']],
      causes: ['与遗传、大脑功能、生活事件和身体疾病都有关。它不是软弱，也不是“想开点”就能好。'],
      treatment: ['心理治疗和抗抑郁药都有效。药物需要一段时间才起效，不要自行停药。'],
      care: [['告诉信任的人', '把一天分成小步骤', '保持吃饭、睡眠和一点活动', '避免饮酒', '危急时拨打求助电话']],
    },
    en: {
      symptoms: [
        [
          'Feeling low, empty or irritable',
          'No interest in what used to please',
          'Tiredness and slowness',
          'Changed sleep and appetite',
          'Guilt and hopelessness',
        ],
      ],
      causes: ['Heredity, the brain, life events and physical illness all play a part. It is not weakness, and "cheering up" does not cure it.'],
      treatment: ['Talking therapies and antidepressants both help. Medicine needs some weeks to work; do not stop it on your own.'],
      care: [
        ['Tell someone you trust', 'Take the day in small steps', 'Keep eating, sleeping and moving a little', 'Avoid alcohol', 'Call a helpline in a crisis'],
      ],
    },
  },
  references: [links.who('Depressive disorder (depression)', 'depression'), links.medlineplus('Depression', 'depression')],
};
