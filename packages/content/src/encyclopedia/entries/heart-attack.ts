import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const heartAttack: Article = {
  slug: 'heart-attack',
  related: ['coronary-heart-disease', 'angina', 'chest-pain', 'hypertension'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['胸口压榨样疼痛或憋闷超过十几分钟', '疼痛放射到左臂、下颌、后背，伴出汗、恶心、气短', '突然晕倒、没有反应'],
        en: [
          'Crushing or tight chest pain for more than a few minutes',
          'Pain going to the left arm, jaw or back, with sweating, nausea or short breath',
          'Sudden collapse without response',
        ],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['胸骨后像被石头压着，休息不缓解，常伴冷汗、濒死感。女性、老人和糖尿病人可能没有明显胸痛，只是气短、乏力、恶心或上腹不适。'],
      causes: ['供应心脏的血管被血栓突然堵住，那一片心肌得不到血液。时间越长，坏死越多。'],
      care: [
        '等急救车时：',
        [
          '立即拨打急救电话，不要自己开车去',
          '停下一切活动，坐着或半躺',
          '打开房门，准备好平时的药盒和病历',
          '没有反应、没有正常呼吸时，立即胸外按压并取用 AED',
        ],
      ],
      treatment: ['尽快打通堵住的血管（支架或溶栓）是关键，之后长期服药、康复训练并控制危险因素。'],
      prevention: [['控制血压、血脂、血糖', '戒烟', '规律运动，少盐少油', '已有冠心病的不要自行停药']],
    },
    en: {
      symptoms: [
        'Pressure behind the breastbone that rest does not ease, often with cold sweat and dread. Women, older people and people with diabetes may have little chest pain, only short breath, weakness, nausea or upper belly discomfort.',
      ],
      causes: ['A clot suddenly blocks a vessel of the heart, and that part of the muscle gets no blood. The longer it lasts, the more of it dies.'],
      care: [
        'While you wait for the ambulance:',
        [
          'Call at once; do not drive yourself',
          'Stop all activity, sit or half lie down',
          'Open the door, have your medicines and papers ready',
          'If there is no response and no normal breathing, start chest compressions and use a defibrillator',
        ],
      ],
      treatment: [
        'What matters is to open the vessel soon, by a stent or a clot-dissolving drug; then come medicines for long, rehabilitation and control of risk factors.',
      ],
      prevention: [
        [
          'Control blood pressure, lipids and sugar',
          'Stop smoking',
          'Move regularly; eat less salt and fat',
          'With heart disease, do not stop medicines on your own',
        ],
      ],
    },
  },
  references: [links.who('Cardiovascular diseases', 'cardiovascular-diseases-(cvds)'), links.medlineplus('Heart Attack', 'heartattack')],
};
