import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const diarrhea: Article = {
  slug: 'diarrhea',
  related: ['food-poisoning', 'infant-diarrhea'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: { zh: ['叫不醒、意识模糊、几乎没有尿、手脚冰凉'], en: ['Being hard to wake, confused, passing almost no urine, cold hands and feet'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['大便带血或呈黑色', '高热或剧烈腹痛', '喝不进水', '婴幼儿、老人腹泻', '持续数日不见好'],
        en: [
          'Blood or black colour in the stool',
          'High fever or severe belly pain',
          'Being unable to keep fluids down',
          'Diarrhoea in a baby or an old person',
          'No improvement after some days',
        ],
      },
    },
  ],
  sections: {
    zh: {
      causes: ['多由病毒、细菌或不洁食物引起，也可能与药物、压力或肠道疾病有关。'],
      care: [['最重要的是补水，首选口服补液盐，少量多次', '能吃就吃清淡的食物', '勤洗手', '婴儿继续喂奶']],
      treatment: ['多数会自行好转。止泻药不适合有血便或高热的人，也不要自行使用抗生素。'],
    },
    en: {
      causes: ['Mostly viruses, bacteria or spoiled food; medicines, stress or bowel disease are other causes.'],
      care: [
        ['Replace fluids, best with oral rehydration salts, often and in small amounts', 'Eat light food when you can', 'Wash hands', 'Keep feeding babies'],
      ],
      treatment: [
        'Most cases pass by themselves. Medicine that stops diarrhoea is not for people with blood in the stool or high fever; do not take antibiotics on your own.',
      ],
    },
  },
  references: [links.who('Diarrhoeal disease', 'diarrhoeal-disease'), links.medlineplus('Diarrhea', 'diarrhea')],
};
