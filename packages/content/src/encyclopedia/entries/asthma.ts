import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const asthma: Article = {
  slug: 'asthma',
  related: ['allergic-rhinitis', 'copd', 'cough'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['喘得说不完一句话、嘴唇发紫', '使用缓解药后仍不见好'],
        en: ['Too breathless to finish a sentence, blue lips', 'No relief from the reliever inhaler'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: { zh: ['夜间经常咳醒或喘醒', '缓解药用得越来越多'], en: ['Waking at night with cough or wheeze', 'Needing the reliever more and more'] },
    },
  ],
  sections: {
    zh: {
      symptoms: ['反复喘息、气短、胸闷和咳嗽，夜间、清晨、运动或受冷时更明显，时轻时重。'],
      causes: [['过敏原', '感冒', '冷空气和运动', '烟雾、刺激性气味', '某些药物']],
      treatment: ['控制类吸入药需要每天规律使用，缓解类用于发作时。吸入方法很重要，请医护人员看您做一遍。'],
      care: [['随身带缓解药', '了解并避开诱因', '和医生制定书面行动计划', '不吸烟，也远离二手烟']],
    },
    en: {
      symptoms: ['Recurring wheeze, breathlessness, tightness and cough, worse at night, early in the morning, on exercise or in cold air; it comes and goes.'],
      causes: [['Allergens', 'Colds', 'Cold air and exercise', 'Smoke and strong smells', 'Some medicines']],
      treatment: ['Preventer inhalers are used every day, relievers in an attack. Technique matters: let a professional watch you use it.'],
      care: [['Carry your reliever', 'Know and avoid triggers', 'Have a written action plan', 'Do not smoke and avoid smoke']],
    },
  },
  references: [links.who('Asthma', 'asthma'), links.medlineplus('Asthma', 'asthma')],
};
