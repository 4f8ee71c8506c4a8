import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const stroke: Article = {
  slug: 'stroke',
  related: ['hypertension', 'cerebral-infarction', 'intracerebral-hemorrhage', 'atrial-fibrillation'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['突然一侧脸歪、手臂或腿无力、麻木', '突然说话不清或听不懂', '突然看不清、走不稳', '突然剧烈头痛'],
        en: [
          'A face that suddenly droops on one side, a weak or numb arm or leg',
          'Sudden trouble speaking or understanding',
          'Sudden trouble seeing or walking',
          'A sudden severe headache',
        ],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['记住：看脸是否歪、双臂能否平举、说话是否清楚。有一项异常就立即呼救，并记下发病的时间。症状自己消失了也要去医院。'],
      causes: ['血管堵塞（脑梗死）或破裂（脑出血）。高血压是最重要的可控危险因素。'],
      treatment: ['溶栓、取栓等治疗有严格的时间限制，越早到有条件的医院越好。不要自行服药、喂水或等待。'],
      prevention: [['控制血压、血糖、血脂', '戒烟限酒', '治疗房颤', '规律活动、清淡饮食', '坚持服用医生开的药']],
      care: ['恢复期尽早开始康复训练，家人的陪伴和鼓励很重要。'],
    },
    en: {
      symptoms: ['Remember face, arms, speech. If one of them is wrong, call at once and note the time it began. Go to hospital even if the signs pass.'],
      causes: ['A blocked vessel (infarction) or a burst one (bleeding). High blood pressure is the most important risk that can be changed.'],
      treatment: [
        'Treatments that open the vessel work only within a short time: the sooner in a suitable hospital, the better. Do not give medicine or drink, and do not wait.',
      ],
      prevention: [
        [
          'Keep blood pressure, sugar and cholesterol in check',
          'Stop smoking, limit alcohol',
          'Treat atrial fibrillation',
          'Move and eat well',
          'Keep taking prescribed medicines',
        ],
      ],
      care: ['Start rehabilitation early; company and encouragement help a great deal.'],
    },
  },
  references: [links.medlineplus('Stroke', 'stroke')],
};
