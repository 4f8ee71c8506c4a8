import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const fever: Article = {
  slug: 'fever',
  related: ['common-cold', 'influenza', 'cough'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['发热伴意识模糊、抽搐、脖子发硬或呼吸困难', '皮肤出现按压不褪色的紫红色斑点'],
        en: ['Fever with confusion, a seizure, a stiff neck or trouble breathing', 'Purple spots on the skin that do not fade when pressed'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['小婴儿发热', '发热多日不退', '免疫力低下或正在化疗的人发热'],
        en: ['Fever in a young baby', 'Fever that lasts for days', 'Fever in someone with weak immunity or on chemotherapy'],
      },
    },
  ],
  sections: {
    zh: {
      causes: ['最常见的原因是感染，如感冒、流感、肺炎和尿路感染。中暑、某些药物和自身免疫疾病也会使体温升高。'],
      care: [['多喝水，少量多次', '穿着和被子适中，不要捂汗', '多休息', '记录体温和伴随的不适']],
      treatment: ['退热的目的是让人舒服一些，不是必须把体温降到正常。退热药按说明书或医嘱使用，不要同时服用成分相同的药。不建议用酒精擦身。'],
    },
    en: {
      causes: [
        'Infections such as colds, flu, pneumonia or urinary infections are the usual cause. Heat, some medicines and immune diseases can raise the temperature too.',
      ],
      care: [['Drink often in small amounts', 'Dress lightly, do not sweat it out', 'Rest', 'Note temperature and other complaints']],
      treatment: [
        'The aim is to feel better, not to force a normal temperature. Use fever medicine as the leaflet or doctor says and never two with the same ingredient. Rubbing with alcohol is not advised.',
      ],
    },
  },
  references: [links.medlineplus('Fever', 'fever')],
};
