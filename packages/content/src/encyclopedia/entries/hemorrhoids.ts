import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const hemorrhoids: Article = {
  slug: 'hemorrhoids',
  related: ['constipation', 'anemia', 'colorectal-cancer'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['第一次便血，或血色发暗、混在大便里', '大便习惯改变、体重下降', '肛门突然剧痛、肿块发紫'],
        en: ['Bleeding for the first time, or dark blood mixed with stool', 'A change of bowel habit or weight loss', 'Sudden severe pain with a purple lump'],
      },
    },
    {
      level: 'emergency',
      action: 'go-emergency',
      if: { zh: ['便血很多，伴头晕、心慌、出冷汗'], en: ['Heavy bleeding with dizziness, palpitations or cold sweat'] },
    },
  ],
  sections: {
    zh: {
      symptoms: ['大便时滴鲜血、手纸带血，肛门有东西脱出、发痒、坠胀；外痔长血栓时会很疼。'],
      causes: ['便秘、用力、久坐久蹲、怀孕等让肛门周围的血管团肿大下移。'],
      care: [['多吃蔬菜水果和粗粮，多喝水', '有便意就去，别在马桶上看手机', '温水坐浴每次十来分钟', '便后轻轻擦或用水冲洗']],
      treatment: ['多数靠改变习惯和外用药缓解；反复出血或脱出的可做套扎、手术。四十岁以上便血，即使有痔疮，也应问医生要不要做肠镜。'],
    },
    en: {
      symptoms: ['Bright blood on stool or paper, something that comes out, itching, a feeling of pressure; a clot in an outer one hurts a lot.'],
      causes: ['Constipation, straining, long sitting and pregnancy let the cushions of vessels swell and slip.'],
      care: [
        [
          'Eat vegetables, fruit and whole grains, and drink',
          'Go when you need to, without your phone',
          'Sit in warm water for about ten minutes',
          'Wipe gently or rinse',
        ],
      ],
      treatment: [
        'Most settle with habits and ointments; repeated bleeding or prolapse can be banded or operated. After forty, ask about a colonoscopy even if you have piles.',
      ],
    },
  },
  references: [links.medlineplus('Hemorrhoids', 'hemorrhoids')],
};
