import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const foodPoisoning: Article = {
  slug: 'food-poisoning',
  related: ['diarrhea', 'nausea'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['吃过野生蘑菇或不明食物后不适', '视物重影、吞咽或呼吸困难', '意识模糊'],
        en: ['Feeling ill after wild mushrooms or unknown food', 'Double vision, trouble swallowing or breathing', 'Confusion'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['血便、高热', '吐得喝不进水', '孕妇、婴幼儿、老人', '几天不见好'],
        en: ['Blood in the stool or high fever', 'Being unable to keep water down', 'Pregnancy, infancy or old age', 'No improvement in some days'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['进食后数小时到数天出现恶心、呕吐、腹痛、腹泻，一起吃饭的人可能同时发病。'],
      care: [['少量多次补水，最好用口服补液盐', '暂时不吃油腻食物', '保留可疑食物', '勤洗手']],
      prevention: [['食物彻底加热', '生熟分开', '剩菜及时冷藏', '不采食野生蘑菇', '不喝生水']],
    },
    en: {
      symptoms: ['Nausea, vomiting, belly pain and diarrhoea hours to days after a meal; others who ate the same may fall ill too.'],
      care: [['Drink often in small amounts, best with oral rehydration salts', 'Avoid fatty food', 'Keep the suspected food', 'Wash hands']],
      prevention: [['Cook through', 'Keep raw and cooked apart', 'Chill leftovers soon', 'Do not pick wild mushrooms', 'Drink safe water']],
    },
  },
  references: [links.who('Food safety', 'food-safety'), links.medlineplus('Foodborne Illness', 'foodborneillness')],
};
