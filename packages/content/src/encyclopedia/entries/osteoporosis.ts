import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const osteoporosis: Article = {
  slug: 'osteoporosis',
  related: ['low-back-pain', 'osteoarthritis'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: { zh: ['跌倒后髋部或背部剧痛、不能站立'], en: ['Severe hip or back pain after a fall, being unable to stand'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: { zh: ['身高变矮、驼背', '轻轻一碰就骨折'], en: ['Getting shorter or stooped', 'A fracture after a small knock'] },
    },
  ],
  sections: {
    zh: {
      symptoms: ['早期没有感觉，常在骨折后才发现；也可能慢慢变矮、驼背、腰背痛。'],
      risks: [['绝经后女性和老人', '钙和维生素D不足', '活动少、日照少', '吸烟、饮酒', '长期使用激素类药物', '家族史']],
      treatment: ['补充钙和维生素D、抗骨质疏松药物和预防跌倒，具体由医生决定。'],
      prevention: [['多做负重和平衡运动', '饮食有足够的钙和蛋白质', '适当晒太阳', '戒烟限酒', '家里防滑、夜间有灯']],
    },
    en: {
      symptoms: ['Nothing at first; often a fracture reveals it. Loss of height, a stoop or back pain may come slowly.'],
      risks: [
        [
          'Women after menopause and old people',
          'Too little calcium and vitamin D',
          'Little movement or sun',
          'Smoking, alcohol',
          'Long use of steroids',
          'Family history',
        ],
      ],
      treatment: ['Calcium and vitamin D, medicines for bone and preventing falls, as a doctor decides.'],
      prevention: [
        [
          'Weight-bearing and balance exercise',
          'Enough calcium and protein',
          'Some sun',
          'No smoking, little alcohol',
          'Non-slip floors and night lights at home',
        ],
      ],
    },
  },
  references: [links.medlineplus('Osteoporosis', 'osteoporosis')],
};
