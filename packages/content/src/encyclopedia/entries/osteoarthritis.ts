import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const osteoarthritis: Article = {
  slug: 'osteoarthritis',
  related: ['rheumatoid-arthritis', 'gout', 'osteoporosis'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['关节突然红肿发热', '受伤后不能走路', '夜间痛醒、持续加重'],
        en: ['A joint suddenly red, swollen and hot', 'Being unable to walk after an injury', 'Pain that wakes you and keeps growing'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['活动后关节痛，休息后减轻；晨起僵硬，活动一会儿缓解；可有响声、变形、活动受限。'],
      causes: ['年龄、超重、旧伤、反复劳损和遗传都有关。'],
      treatment: ['锻炼和减重最有效，配合外用或口服止痛药；严重时评估关节置换。'],
      care: [['选择游泳、骑车、散步等低冲击运动', '增强大腿肌力', '避免久蹲久跪', '穿合脚的鞋，需要时用手杖']],
    },
    en: {
      symptoms: ['Pain on use that eases with rest; stiffness in the morning that wears off; creaking, deformity, less movement.'],
      causes: ['Age, extra weight, old injuries, repeated strain and heredity.'],
      treatment: ['Exercise and weight loss help most, with creams or tablets for pain; in severe cases joint replacement is considered.'],
      care: [
        [
          'Low-impact exercise such as swimming, cycling or walking',
          'Strengthen the thighs',
          'Avoid long squatting or kneeling',
          'Good shoes, a cane when needed',
        ],
      ],
    },
  },
  references: [links.who('Osteoarthritis', 'osteoarthritis'), links.medlineplus('Osteoarthritis', 'osteoarthritis')],
};
