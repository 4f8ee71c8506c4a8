import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const anxietyDisorder: Article = {
  slug: 'anxiety-disorder',
  related: ['depression', 'insomnia', 'palpitations'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['担心和紧张已经影响生活', '反复出现惊恐发作', '用酒精或药物来缓解', '有伤害自己的想法'],
        en: ['Worry that affects daily life', 'Repeated panic attacks', 'Using alcohol or drugs to cope', 'Thoughts of harming yourself'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: [['停不下来的担心', '坐立不安、易疲劳', '注意力难集中', '肌肉紧绷、睡不好', '心慌、出汗、胸闷']],
      causes: ['与遗传、性格、经历和身体状况都有关，不是“想太多”或意志薄弱。'],
      treatment: ['心理治疗（如认知行为治疗）和药物都有效，可以单独或一起使用，由医生和您商量决定。'],
      care: [['规律运动和睡眠', '练习缓慢呼吸', '少喝咖啡和酒', '把担心告诉信任的人']],
    },
    en: {
      symptoms: [
        [
          'Worry that does not stop',
          'Restlessness and tiredness',
          'Trouble concentrating',
          'Tense muscles and poor sleep',
          'Racing heart, sweating, tightness in the chest',
        ],
      ],
      causes: ['Heredity, temperament, experience and physical health all play a part. It is not weakness.'],
      treatment: ['Talking therapies such as cognitive behavioural therapy and medicines both help, alone or together; you decide with a doctor.'],
      care: [['Regular exercise and sleep', 'Practise slow breathing', 'Less coffee and alcohol', 'Tell someone you trust']],
    },
  },
  references: [links.who('Anxiety disorders', 'anxiety-disorders'), links.medlineplus('Anxiety', 'anxiety')],
};
