import type { Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const fattyLiver: Article = {
  slug: 'fatty-liver',
  related: ['obesity', 'type-2-diabetes', 'hyperlipidemia', 'cirrhosis'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['皮肤或眼白发黄', '右上腹持续疼痛、肚子胀大', '转氨酶反复升高'],
        en: ['Yellow skin or eyes', 'Lasting pain in the upper right or a swelling belly', 'Liver values that stay high'],
      },
    },
  ],
  sections: {
    zh: {
      overview: ['肝细胞里堆了太多脂肪。多数人没有感觉，体检超声时发现。早期能逆转，拖久了少数会走向肝炎、肝硬化。'],
      causes: ['超重、腰围大、糖尿病、血脂高是最常见的背景；长期饮酒是另一大原因。偏瘦的人也可能有。'],
      diagnosis: ['超声和肝功能检查；必要时测肝脏硬度。'],
      care: [['体重慢慢减掉 7%～10%，肝里的脂肪就会明显减少', '少喝甜饮料和酒', '每周至少 150 分钟快走之类的运动', '不要轻信“护肝”保健品']],
      treatment: ['没有人人都需要吃的“去脂药”。医生会先处理糖尿病、血脂等问题，再看肝脏有没有发炎和变硬。'],
    },
    en: {
      overview: [
        'Too much fat lies in the liver cells. Most people feel nothing and learn of it at an ultrasound. Early it can be reversed; left alone, some cases lead to inflammation and cirrhosis.',
      ],
      causes: ['Overweight, a large waist, diabetes and high lipids lie behind most cases; alcohol is the other great cause. Thin people can have it too.'],
      diagnosis: ['Ultrasound and liver tests, sometimes a measurement of stiffness.'],
      care: [
        [
          'Losing 7 to 10 % of your weight slowly clears much of the fat',
          'Few sweet drinks, no alcohol',
          'At least 150 minutes of brisk walking a week',
          'Do not trust liver tonics',
        ],
      ],
      treatment: ['There is no pill that everybody needs. A doctor treats diabetes and lipids first, and looks whether the liver is inflamed or stiff.'],
    },
  },
  references: [
    { title: 'NIDDK: Nonalcoholic Fatty Liver Disease (NAFLD) & NASH', url: 'https://www.niddk.nih.gov/health-information/liver-disease/nafld-nash' },
  ],
};
