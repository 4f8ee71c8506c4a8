import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const commonCold: Article = {
  slug: 'common-cold',
  related: ['influenza', 'cough', 'sore-throat'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['高热持续不退', '呼吸费力或胸痛', '症状好转后又突然加重', '婴儿、老人或慢性病患者精神明显变差'],
        en: [
          'High fever that does not go down',
          'Laboured breathing or chest pain',
          'Getting better and then suddenly worse',
          'A baby, an old or chronically ill person who becomes clearly weaker',
        ],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['鼻塞、流涕、打喷嚏、咽痛、咳嗽，有时低热和乏力。一般比流感轻。'],
      causes: ['许多种病毒都能引起，通过飞沫和手接触传播。抗生素对病毒没有作用。'],
      treatment: ['没有能“治好”病毒的特效药，药物主要用来减轻不适。复方感冒药成分常有重复，同时吃几种前请看说明书或问药师。'],
      care: [['多休息，多喝水', '室内通风', '勤洗手，咳嗽时用纸巾或肘部遮挡', '不适时尽量少接触老人和婴儿']],
    },
    en: {
      symptoms: ['A blocked or runny nose, sneezing, sore throat, cough, sometimes slight fever and tiredness. It is usually milder than flu.'],
      causes: ['Many viruses cause it; droplets and hands pass it on. Antibiotics do not work against viruses.'],
      treatment: [
        'No medicine removes the virus; medicines only ease the discomfort. Cold remedies often share ingredients: read the leaflet or ask a pharmacist before you combine them.',
      ],
      care: [['Rest and drink enough', 'Air the room', 'Wash hands, cover coughs with a tissue or elbow', 'Keep away from old people and babies']],
    },
  },
  references: [links.medlineplus('Common Cold', 'commoncold')],
};
