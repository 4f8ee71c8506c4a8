import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const urticaria: Article = {
  slug: 'urticaria',
  related: ['eczema', 'allergic-rhinitis'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['风团伴呼吸困难、喉咙发紧、面部或舌头肿胀、头晕欲倒'],
        en: ['Hives with trouble breathing, a tight throat, a swollen face or tongue, or faintness'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['反复发作数周', '伴发热、关节痛', '单个风团超过一天不退'],
        en: ['Recurring for weeks', 'With fever or joint pain', 'Single welts that last more than a day'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['皮肤突然鼓起大小不等的风团，很痒，来得快去得也快，此起彼伏。'],
      causes: ['食物、药物、感染、冷热、压力等都可能诱发，很多时候找不到明确原因。'],
      treatment: ['常用抗组胺药，按医生或药师建议使用。'],
      care: [['停用可疑的食物或新药并告诉医生', '避免热水烫洗和搔抓', '冷敷止痒', '记录发作前吃过、用过什么']],
    },
    en: {
      symptoms: ['Raised welts of different sizes appear suddenly, itch a lot, fade quickly and come up elsewhere.'],
      causes: ['Food, medicines, infections, cold, heat or pressure may set it off; often no cause is found.'],
      treatment: ['Antihistamines are common; use them as a doctor or pharmacist advises.'],
      care: [
        ['Stop a suspected food or new medicine and tell a doctor', 'Avoid hot baths and scratching', 'Cool the skin', 'Note what you ate or used before'],
      ],
    },
  },
  references: [links.medlineplus('Hives', 'hives')],
};
