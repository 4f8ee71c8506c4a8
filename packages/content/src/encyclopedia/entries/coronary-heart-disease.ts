import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const coronaryHeartDisease: Article = {
  slug: 'coronary-heart-disease',
  related: ['heart-attack', 'angina', 'hypertension', 'hyperlipidemia'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['胸口压榨样疼痛持续不缓解，伴出汗、恶心、气短', '疼痛放射到左臂、下巴或后背', '突然晕倒'],
        en: [
          'Crushing chest pain that does not go away, with sweating, nausea or breathlessness',
          'Pain spreading to the left arm, jaw or back',
          'Sudden collapse',
        ],
      },
    },
    { level: 'urgent', action: 'see-doctor', if: { zh: ['胸痛比以前更频繁，或休息时也出现'], en: ['Chest pain more often than before, or at rest'] } },
  ],
  sections: {
    zh: {
      symptoms: ['用力、寒冷或激动时胸口发紧、发闷、压迫感，休息后缓解。女性、老人和糖尿病患者可能只有气短、乏力或胃部不适。'],
      risks: [['高血压、高血脂、糖尿病', '吸烟', '肥胖、活动少', '家族史', '年龄增长']],
      treatment: ['药物、健康的生活方式，必要时放支架或搭桥手术。药物不要自行停用。'],
      care: [['戒烟', '清淡饮食', '在医生指导下运动', '控制血压、血糖、血脂', '随身带好急救药并知道怎么用']],
    },
    en: {
      symptoms: [
        'Tightness or pressure in the chest on effort, cold or upset, easing with rest. Women, old people and people with diabetes may only feel breathless, tired or have stomach discomfort.',
      ],
      risks: [['High blood pressure, high cholesterol, diabetes', 'Smoking', 'Extra weight, little movement', 'Family history', 'Age']],
      treatment: ['Medicines, a healthy way of life and, when needed, stents or bypass surgery. Do not stop medicines on your own.'],
      care: [
        [
          'Stop smoking',
          'Eat light',
          'Exercise on medical advice',
          'Keep blood pressure, sugar and cholesterol in check',
          'Carry your emergency medicine and know how to use it',
        ],
      ],
    },
  },
  references: [
    links.who('Cardiovascular diseases (CVDs)', 'cardiovascular-diseases-(cvds)'),
    links.medlineplus('Coronary Artery Disease', 'coronaryarterydisease'),
  ],
};
