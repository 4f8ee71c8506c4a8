import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const gallstones: Article = {
  slug: 'gallstones',
  related: ['abdominal-pain', 'obesity', 'fatty-liver'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: {
        zh: ['右上腹剧痛数小时不缓解，伴发烧、寒战', '皮肤或眼白发黄', '上腹痛到后背，伴反复呕吐'],
        en: [
          'Severe pain in the upper right for hours, with fever or chills',
          'Yellow skin or eyes',
          'Upper belly pain going to the back, with repeated vomiting',
        ],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['很多人没有任何感觉。发作时右上腹或心窝一阵绞痛，可放射到右肩、后背，常在油腻饭后或夜里，伴恶心。'],
      risks: ['女性、中年以上、肥胖、快速减重、怀孕、家族里有人得过。'],
      diagnosis: ['腹部超声最常用。'],
      treatment: ['没有症状的通常不用治，定期复查。反复发作或有并发症的，多建议切除胆囊。所谓排石餐没有可靠依据。'],
      prevention: [['规律吃早餐', '少吃油炸', '减重每周不超过一公斤']],
    },
    en: {
      symptoms: [
        'Many people feel nothing. An attack is cramping pain in the upper right or below the ribs, going to the right shoulder or back, often after a fatty meal or at night, with nausea.',
      ],
      risks: ['Women, middle age and older, overweight, quick weight loss, pregnancy, a family history.'],
      diagnosis: ['Mostly by ultrasound.'],
      treatment: [
        'Stones without symptoms are usually left alone and checked. After repeated attacks or complications, removal of the gallbladder is advised. Flushing cures have no sound basis.',
      ],
      prevention: [['Eat breakfast regularly', 'Little fried food', 'Lose at most one kilogram a week']],
    },
  },
  references: [links.medlineplus('Gallstones', 'gallstones')],
};
