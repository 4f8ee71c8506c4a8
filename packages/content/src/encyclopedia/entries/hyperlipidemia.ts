import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const hyperlipidemia: Article = {
  slug: 'hyperlipidemia',
  related: ['coronary-heart-disease', 'stroke', 'fatty-liver'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['甘油三酯很高并出现上腹剧痛', '家里有人年纪轻轻就患心脏病'],
        en: ['Very high triglycerides with severe upper belly pain', 'Heart disease at a young age in the family'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['通常没有感觉，只能通过抽血发现。'],
      causes: ['饮食、超重、少动、饮酒、糖尿病、甲状腺功能减退和遗传都有影响。'],
      treatment: ['先改善生活方式。是否用药看总的心血管风险，不只看化验单上的箭头，请医生评估。'],
      care: [['少吃肥肉、油炸和糕点', '多吃蔬菜、豆类、全谷和鱼', '规律运动', '戒烟限酒', '遵医嘱复查']],
    },
    en: {
      symptoms: ['Usually none; only a blood test shows it.'],
      causes: ['Food, extra weight, little movement, alcohol, diabetes, an underactive thyroid and heredity all matter.'],
      treatment: ['Habits come first. Whether medicine is needed depends on the overall risk, not only on one number: let a doctor judge.'],
      care: [
        [
          'Less fatty meat, fried food and pastry',
          'More vegetables, beans, whole grain and fish',
          'Regular exercise',
          'No smoking, little alcohol',
          'Checks as advised',
        ],
      ],
    },
  },
  references: [links.medlineplus('Cholesterol', 'cholesterol')],
};
