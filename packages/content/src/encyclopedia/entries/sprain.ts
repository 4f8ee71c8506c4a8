import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const sprain: Article = {
  slug: 'sprain',
  related: ['osteoarthritis'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: {
        zh: ['明显变形、骨头突出', '不能负重走路', '肢体发凉、发白或麻木'],
        en: ['Clear deformity or bone showing', 'Being unable to put weight on it', 'A cold, pale or numb limb'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['受伤处疼痛、肿胀、淤青，活动受限。'],
      care: [['停止活动，保护伤处', '隔着毛巾冷敷，一次不要太久', '弹性绷带适度加压', '抬高患肢', '早期不热敷、不按揉、不喝酒']],
      treatment: ['轻的多在数周内恢复；疼痛减轻后逐渐活动和锻炼。较重的需要固定或康复治疗。'],
      prevention: [['运动前热身', '穿合适的鞋', '增强脚踝力量和平衡']],
    },
    en: {
      symptoms: ['Pain, swelling, bruising and less movement where it was injured.'],
      care: [
        [
          'Stop and protect the joint',
          'Cool through a towel, not too long at a time',
          'Wrap with a bandage that is not too tight',
          'Raise the limb',
          'No heat, rubbing or alcohol at first',
        ],
      ],
      treatment: ['Mild sprains heal within weeks; move and train step by step as pain eases. Severe ones need support or physiotherapy.'],
      prevention: [['Warm up', 'Wear proper shoes', 'Train ankle strength and balance']],
    },
  },
  references: [links.medlineplus('Sprains and Strains', 'sprainsandstrains')],
};
