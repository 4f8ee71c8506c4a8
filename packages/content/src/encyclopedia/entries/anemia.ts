import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const anemia: Article = {
  slug: 'anemia',
  related: ['iron-deficiency-anemia'],
  flags: [
    { level: 'emergency', action: 'call-120', if: { zh: ['大量出血', '胸痛、气短或晕倒'], en: ['Heavy bleeding', 'Chest pain, breathlessness or fainting'] } },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: { zh: ['黑便、月经量很多', '乏力、心慌逐渐加重'], en: ['Black stools or very heavy periods', 'Growing tiredness or palpitations'] },
    },
  ],
  sections: {
    zh: {
      symptoms: ['乏力、头晕、面色苍白、心慌、活动后气短、怕冷，轻的时候可能没有感觉。'],
      causes: ['缺铁最常见，其次有缺乏维生素、慢性病、失血和血液疾病。要先找到原因。'],
      diagnosis: ['血常规可以发现，再做检查判断是哪一种。'],
      treatment: ['按原因治疗。补铁要遵医嘱，不要不查原因就长期自己吃补血产品。'],
    },
    en: {
      symptoms: ['Tiredness, dizziness, paleness, palpitations, breathlessness on effort, feeling cold; mild anaemia may not be felt.'],
      causes: ['Lack of iron is most common; lack of vitamins, chronic illness, blood loss and blood diseases follow. The cause has to be found.'],
      diagnosis: ['A blood count finds it; further tests tell which kind it is.'],
      treatment: ['Treatment follows the cause. Take iron on medical advice, and not for long without knowing the cause.'],
    },
  },
  references: [links.who('Anaemia', 'anaemia'), links.medlineplus('Anemia', 'anemia')],
};
