import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const eczema: Article = {
  slug: 'eczema',
  related: ['urticaria', 'allergic-rhinitis'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['皮肤大片渗液、结黄痂、发热', '突然出现成群的疼痛水疱', '痒得无法入睡'],
        en: ['Weeping skin with yellow crusts or fever', 'Sudden clusters of painful blisters', 'Itch that prevents sleep'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['皮肤发红、干燥、瘙痒，可有小水疱、渗出、脱屑，反复发作。'],
      causes: ['与皮肤屏障薄弱、免疫反应、遗传有关；干燥、出汗、搔抓、清洁剂和压力会加重。它不传染。'],
      treatment: ['保湿是基础；发作时医生常用外用激素等药膏。按医嘱使用是安全的，不要自行长期使用。'],
      care: [['每天多次涂润肤剂', '洗澡水不过热、时间不过长', '穿柔软棉质衣物', '剪短指甲，少抓']],
    },
    en: {
      symptoms: ['Red, dry, itchy skin, at times with small blisters, weeping or scaling; it comes and goes.'],
      causes: ['A weak skin barrier, the immune system and heredity; dryness, sweat, scratching, detergents and stress make it worse. It is not contagious.'],
      treatment: [
        'Moisturising is the base; doctors use steroid or other creams in flares. They are safe as prescribed; do not use them for long on your own.',
      ],
      care: [['Moisturise several times a day', 'Short, lukewarm baths', 'Soft cotton clothes', 'Short nails, little scratching']],
    },
  },
  references: [links.medlineplus('Eczema', 'eczema')],
};
