import type { Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const mouthUlcer: Article = {
  slug: 'mouth-ulcer',
  related: ['dental-caries', 'hand-foot-and-mouth-disease'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['同一处溃疡两到三周不好', '溃疡又大又硬、不疼、出血', '反复发作伴生殖器溃疡、眼红、发烧'],
        en: [
          'An ulcer that stays in one place for two to three weeks',
          'Large, hard, painless or bleeding',
          'Repeated ulcers with sores elsewhere, red eyes or fever',
        ],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['嘴唇内侧、颊、舌上圆形浅溃疡，中间发白、边缘红，碰到就疼，一般七到十四天自己长好。'],
      causes: ['咬伤、熬夜、压力、缺铁或维生素 B 族、月经前后等都可能诱发，多数找不到单一原因。'],
      care: [['避开辣、烫、硬的食物', '温盐水漱口', '用软毛牙刷', '可用药店的口腔贴片或凝胶止痛']],
      treatment: ['反复严重的，牙科或口腔科医生会查血、开局部用药。不要长期自己吃“消炎药”。'],
    },
    en: {
      symptoms: ['Round shallow sores inside lips, cheeks or on the tongue, white with a red rim, sore to touch; they heal in seven to fourteen days.'],
      causes: ['Bites, short nights, stress, lack of iron or B vitamins, the days around a period; often no single cause.'],
      care: [['Avoid spicy, hot and hard food', 'Rinse with lukewarm salt water', 'Use a soft toothbrush', 'Patches or gels from a pharmacy ease pain']],
      treatment: ['For frequent or severe ulcers a dentist may test blood and prescribe local medicine. Do not take antibiotics on your own.'],
    },
  },
  references: [{ title: 'NHS: Mouth ulcers', url: 'https://www.nhs.uk/conditions/mouth-ulcers/' }],
};
