import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const heartFailure: Article = {
  slug: 'heart-failure',
  related: ['hypertension', 'coronary-heart-disease', 'atrial-fibrillation', 'shortness-of-breath'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['突然喘不过气、只能坐着', '咳粉红色泡沫痰', '胸痛或晕倒'],
        en: ['Sudden breathlessness that forces you to sit up', 'Pink, frothy phlegm', 'Chest pain or fainting'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['几天内体重增加两公斤以上', '腿肿加重、夜里憋醒'],
        en: ['Two kilograms or more gained within days', 'Legs swell more, or breathlessness wakes you at night'],
      },
    },
  ],
  sections: {
    zh: {
      overview: ['心脏泵血的力量不够，身体得不到足够的血，水分也排不出去。它不是“心脏停跳”，多数人可以通过治疗长期稳定。'],
      symptoms: ['走路、爬楼就喘，平躺憋气，脚踝和小腿肿，容易累，夜里小便多。'],
      causes: ['冠心病、长期高血压、心脏瓣膜病、心律失常、糖尿病等都可能走到这一步。'],
      treatment: ['药物能减轻症状、延长寿命，多数要长期吃；剂量由医生慢慢调。部分人需要器械或手术。'],
      care: [['每天早晨排尿后称体重并记下来', '少吃盐，喝多少水听医生的', '按时吃药，不自行加减', '能动就动，累了就歇', '接种流感和肺炎疫苗']],
    },
    en: {
      overview: [
        'The heart pumps too weakly, so the body gets too little blood and holds water. It does not mean that the heart stops; with treatment most people stay stable for long.',
      ],
      symptoms: ['Short breath on walking or stairs and when lying flat, swollen ankles and legs, tiredness, and passing water at night.'],
      causes: ['Coronary disease, long high blood pressure, valve disease, rhythm disorders and diabetes can all lead to it.'],
      treatment: ['Medicines ease symptoms and lengthen life, mostly for good; a doctor adjusts the doses slowly. Some people need a device or surgery.'],
      care: [
        [
          'Weigh yourself each morning after passing water, and write it down',
          'Eat less salt; drink as your doctor says',
          'Take medicines on time; change nothing on your own',
          'Keep moving within your strength',
          'Have influenza and pneumonia vaccines',
        ],
      ],
    },
  },
  references: [links.medlineplus('Heart Failure', 'heartfailure'), links.who('Cardiovascular diseases', 'cardiovascular-diseases-(cvds)')],
};
