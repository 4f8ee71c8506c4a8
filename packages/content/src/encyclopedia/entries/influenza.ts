import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const influenza: Article = {
  slug: 'influenza',
  related: ['common-cold', 'fever', 'pneumonia'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: { zh: ['呼吸困难、嘴唇发紫', '意识模糊、抽搐或叫不醒'], en: ['Trouble breathing or blue lips', 'Confusion, seizures or being hard to wake'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['孕妇、老人、幼儿或慢性病患者出现流感症状', '发热好转后再次升高'],
        en: ['Flu symptoms in pregnancy, old age, early childhood or chronic illness', 'Fever that returns after getting better'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['起病急：发热、头痛、全身肌肉酸痛、乏力、干咳和咽痛，儿童可有呕吐、腹泻。'],
      treatment: ['多数人休息后好转。抗病毒药需要医生开具，越早使用效果越好，尤其是容易变重的人。'],
      prevention: [['每年接种流感疫苗', '勤洗手、常通风', '流行时少去拥挤的地方', '生病时居家休息、戴口罩']],
      care: [['多喝水，多休息', '退热药按说明书使用', '儿童和青少年不要自行服用阿司匹林', '观察有没有变重的信号']],
    },
    en: {
      symptoms: ['It starts suddenly: fever, headache, aching muscles, exhaustion, dry cough and sore throat; children may vomit or have diarrhoea.'],
      treatment: ['Most people recover with rest. Antiviral medicine needs a prescription and works best early, above all for people at risk.'],
      prevention: [['Get the flu vaccine every year', 'Wash hands and air rooms', 'Avoid crowds in the season', 'Stay home and wear a mask when ill']],
      care: [
        [
          'Drink and rest',
          'Use fever medicine as the leaflet says',
          'Children and teenagers should not take aspirin on their own',
          'Watch for signs of getting worse',
        ],
      ],
    },
  },
  references: [links.who('Influenza (seasonal)', 'influenza-(seasonal)'), links.medlineplus('Flu', 'flu')],
};
