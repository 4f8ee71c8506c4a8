import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const gout: Article = {
  slug: 'gout',
  related: ['hyperuricemia', 'kidney-stones', 'osteoarthritis'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['关节红肿热痛并发热、寒战', '第一次发作', '反复发作或出现痛风石'],
        en: ['A hot swollen joint with fever and chills', 'The first attack', 'Repeated attacks or lumps under the skin'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['常在夜间突然发作，大脚趾、足背、踝或膝关节红肿、发热、剧痛，碰一下都疼。发作过后会完全或大部分缓解。'],
      causes: ['血尿酸长期偏高，形成结晶。饮酒、含糖饮料、大量海鲜和内脏、脱水、某些利尿药可诱发。'],
      treatment: ['急性期用药消炎止痛；是否长期降尿酸由医生决定。发作时不要自行停用正在吃的降尿酸药。'],
      care: [['发作时休息、抬高患肢', '多喝水', '不喝酒、少喝甜饮料', '控制体重，循序渐进', '定期复查尿酸']],
    },
    en: {
      symptoms: [
        'Often at night a big toe, foot, ankle or knee suddenly becomes red, hot, swollen and so painful that touch hurts. The attack then passes, wholly or mostly.',
      ],
      causes: [
        'Uric acid that stays high forms crystals. Alcohol, sweet drinks, much seafood or offal, lack of fluid and some diuretics can set off an attack.',
      ],
      treatment: [
        'Medicine calms pain and inflammation in an attack; a doctor decides about lowering uric acid in the long run. Do not stop uric acid medicine during an attack on your own.',
      ],
      care: [['Rest and raise the limb in an attack', 'Drink water', 'No alcohol, few sweet drinks', 'Lose weight slowly if needed', 'Have uric acid checked']],
    },
  },
  references: [links.medlineplus('Gout', 'gout')],
};
