import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const cough: Article = {
  slug: 'cough',
  related: ['common-cold', 'asthma', 'copd'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: { zh: ['咳出大量鲜血', '突然喘不上气或怀疑被异物卡住'], en: ['Coughing up much blood', 'Sudden breathlessness or possible choking'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['咳嗽持续数周不好', '伴发热不退、胸痛、消瘦或夜间盗汗', '痰中带血'],
        en: ['A cough that lasts for weeks', 'Lasting fever, chest pain, weight loss or night sweats', 'Blood in the phlegm'],
      },
    },
  ],
  sections: {
    zh: {
      causes: [['感冒、支气管炎、肺炎', '过敏和哮喘', '鼻涕倒流', '胃食管反流', '吸烟和空气污染', '某些降压药']],
      diagnosis: ['医生会问咳了多久、什么时候重、有没有痰，再决定是否需要听诊、拍片或其他检查。'],
      care: [['多喝温水', '保持空气湿润、远离烟味', '幼儿使用止咳药前先问医生', '痰多时不要一味压制咳嗽']],
    },
    en: {
      causes: [
        [
          'Colds, bronchitis, pneumonia',
          'Allergy and asthma',
          'Mucus running down from the nose',
          'Acid reflux',
          'Smoking and polluted air',
          'Some blood pressure medicines',
        ],
      ],
      diagnosis: ['A doctor asks how long, when it is worse and whether there is phlegm, then decides on listening to the chest, an X-ray or other tests.'],
      care: [
        [
          'Drink warm fluids',
          'Keep the air moist and free of smoke',
          'Ask a doctor before giving cough medicine to small children',
          'Do not simply suppress a cough that brings up phlegm',
        ],
      ],
    },
  },
  references: [links.medlineplus('Cough', 'cough')],
};
