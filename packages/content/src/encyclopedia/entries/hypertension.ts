import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const hypertension: Article = {
  slug: 'hypertension',
  related: ['coronary-heart-disease', 'stroke', 'hyperlipidemia'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['血压明显升高，同时胸痛、气短或剧烈头痛', '突然看不清、说话不清、一侧无力'],
        en: [
          'Very high blood pressure together with chest pain, breathlessness or a severe headache',
          'Sudden trouble with sight, speech or strength on one side',
        ],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['大多数人没有任何感觉，只有测量才能知道。', '有的人会头痛、头晕或耳鸣，但这些不适并不能说明血压的高低。'],
      risks: [['家族里有人患高血压', '年龄增长', '吃得咸、蔬果少', '活动少、体重偏高', '吸烟、饮酒多', '长期紧张或睡眠差']],
      diagnosis: ['一次偏高不等于高血压。医生会请您在不同的日子重复测量，或在家自测、佩戴动态血压计，再结合其他检查判断。'],
      treatment: ['改善生活方式是基础。需要用药时，通常要长期坚持；感觉好转也不要自己停药或改量，先和医生商量。'],
      care: [['少放盐，多吃蔬菜水果', '规律活动', '控制体重', '戒烟限酒', '在家定期测量并记录，复诊时带上']],
    },
    en: {
      symptoms: [
        'Most people feel nothing; only measuring tells.',
        'Some have headaches, dizziness or ringing in the ears, but these do not show how high the pressure is.',
      ],
      risks: [
        [
          'High blood pressure in the family',
          'Growing older',
          'Salty food and little fruit or vegetables',
          'Little movement, extra weight',
          'Smoking and much alcohol',
          'Lasting stress or poor sleep',
        ],
      ],
      diagnosis: [
        'One high reading is not yet hypertension. A doctor will ask for readings on different days, at home or with a device worn all day, and will look at other tests too.',
      ],
      treatment: [
        'Changes in daily life come first. When medicine is needed it is usually for the long term; do not stop or change it on your own, even if you feel well.',
      ],
      care: [
        [
          'Use less salt, eat more vegetables and fruit',
          'Move regularly',
          'Keep a healthy weight',
          'Stop smoking, limit alcohol',
          'Measure at home, write it down and take the notes to your visit',
        ],
      ],
    },
  },
  references: [links.who('Hypertension', 'hypertension'), links.medlineplus('High Blood Pressure', 'highbloodpressure')],
};
