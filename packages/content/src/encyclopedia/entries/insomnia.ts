import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const insomnia: Article = {
  slug: 'insomnia',
  related: ['anxiety-disorder', 'depression'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['失眠持续数周并影响工作和情绪', '睡眠中打鼾很响、憋醒', '情绪低落或有伤害自己的想法'],
        en: ['Sleeplessness for weeks that affects work and mood', 'Loud snoring and waking up gasping', 'Low mood or thoughts of harming yourself'],
      },
    },
  ],
  sections: {
    zh: {
      causes: ['压力、作息不规律、睡前看屏幕、咖啡和酒、疼痛、焦虑抑郁以及某些药物都可能影响睡眠。'],
      care: [['每天固定时间起床', '白天活动、晒太阳', '睡前放下手机', '卧室安静、暗、凉爽', '睡不着就起来做点放松的事', '下午以后少喝咖啡和茶']],
      treatment: ['长期失眠首选针对失眠的认知行为治疗。安眠药只宜在医生指导下短期使用。'],
    },
    en: {
      causes: ['Stress, irregular hours, screens, coffee and alcohol, pain, anxiety or depression and some medicines can disturb sleep.'],
      care: [
        [
          'Get up at the same time every day',
          'Move and see daylight',
          'Put the phone away before bed',
          'Keep the room quiet, dark and cool',
          'If sleep will not come, get up and do something calm',
          'Little coffee or tea after midday',
        ],
      ],
      treatment: [
        "Cognitive behavioural therapy for insomnia is the first choice for lasting trouble. Sleeping pills are for short use under a doctor's guidance.",
      ],
    },
  },
  references: [links.medlineplus('Insomnia', 'insomnia')],
};
