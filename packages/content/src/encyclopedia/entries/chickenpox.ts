import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const chickenpox: Article = {
  slug: 'chickenpox',
  related: ['shingles', 'fever'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['高烧不退、精神差', '疱疹红肿流脓', '孕妇、新生儿、成人或免疫力低的人得病'],
        en: ['Lasting high fever or listlessness', 'Blisters that turn red and ooze pus', 'In pregnancy, newborns, adults or weak immunity'],
      },
    },
    {
      level: 'emergency',
      action: 'go-emergency',
      if: { zh: ['呼吸困难、反复呕吐、抽搐或叫不醒'], en: ['Trouble breathing, repeated vomiting, a seizure, or hard to wake'] },
    },
  ],
  sections: {
    zh: {
      symptoms: ['先低烧、没精神，随后一批批出红点、水疱、结痂，很痒，头皮、嘴里也会有。新旧几种疹子同时存在。'],
      causes: ['水痘病毒经飞沫和接触传播，出疹前一两天到全部结痂前都会传染。'],
      care: [['在家休息到全部结痂', '剪短指甲，尽量不抓', '穿宽松棉衣，可洗温水澡', '退烧用对乙酰氨基酚；不要给孩子吃阿司匹林，布洛芬先问医生']],
      prevention: ['水痘疫苗有效，具体程序问接种门诊。'],
    },
    en: {
      symptoms: [
        'Slight fever, then crop after crop of red spots, blisters and crusts that itch, on the scalp and in the mouth too; old and new stand side by side.',
      ],
      causes: ['The virus spreads by droplets and touch, from a day or two before the rash until all blisters have crusted.'],
      care: [
        [
          'Stay at home until all have crusted',
          'Cut nails short and try not to scratch',
          'Loose cotton clothes; lukewarm baths are fine',
          'Use paracetamol for fever; no aspirin for children, and ask before ibuprofen',
        ],
      ],
      prevention: ['The vaccine works; ask your clinic about the schedule.'],
    },
  },
  references: [links.medlineplus('Chickenpox', 'chickenpox')],
};
