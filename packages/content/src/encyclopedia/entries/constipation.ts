import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const constipation: Article = {
  slug: 'constipation',
  related: ['hemorrhoids'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: { zh: ['剧烈腹痛、腹胀、呕吐，并且不排便也不排气'], en: ['Severe belly pain and swelling with vomiting, and neither stool nor wind passes'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['便血', '排便习惯突然改变并持续', '消瘦、贫血'],
        en: ['Blood in the stool', 'A lasting sudden change of bowel habits', 'Weight loss or anaemia'],
      },
    },
  ],
  sections: {
    zh: {
      causes: ['膳食纤维和水分不足、活动少、经常忍便最常见；某些药物、怀孕和其他疾病也会引起。'],
      care: [['多吃蔬菜、水果、粗粮', '喝够水', '规律活动', '有便意就去，不久坐', '脚下垫小凳有助于用力']],
      treatment: ['生活调整不够时可以在医生或药师指导下使用通便药，不要长期自行使用。'],
    },
    en: {
      causes: ['Too little fibre and fluid, little movement and holding back are most common; some medicines, pregnancy and other illnesses can cause it too.'],
      care: [['Eat vegetables, fruit and whole grains', 'Drink enough', 'Move', 'Go when you feel the urge and do not sit long', 'A footstool can help']],
      treatment: ['When habits are not enough, laxatives can help on advice of a doctor or pharmacist; do not use them for long on your own.'],
    },
  },
  references: [links.medlineplus('Constipation', 'constipation')],
};
