import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const lowBackPain: Article = {
  slug: 'low-back-pain',
  related: ['lumbar-disc-herniation', 'osteoporosis'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['大小便失控，或会阴部麻木', '双腿突然无力'],
        en: ['Loss of bladder or bowel control, or numbness between the legs', 'Sudden weakness in both legs'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['跌倒或受伤后腰痛', '伴发热、消瘦', '夜间痛醒', '疼痛放射到小腿并麻木无力'],
        en: ['Pain after a fall', 'With fever or weight loss', 'Pain that wakes you', 'Pain running below the knee with numbness or weakness'],
      },
    },
  ],
  sections: {
    zh: {
      causes: ['多数与肌肉和韧带劳损、久坐、姿势不良有关，找不到严重原因。'],
      care: [['尽量保持日常活动，不要长期卧床', '热敷', '避免久坐和弯腰搬重物', '疼痛减轻后锻炼腰腹肌']],
      treatment: ['必要时短期使用止痛药，配合运动和物理治疗。没有警示信号时，多数不需要马上拍片。'],
    },
    en: {
      causes: ['Mostly strained muscles and ligaments, long sitting or poor posture; a serious cause is rare.'],
      care: [['Keep moving, do not stay in bed', 'Use warmth', 'Avoid long sitting and lifting with a bent back', 'Train trunk muscles once pain eases']],
      treatment: ['Short use of pain medicine if needed, with exercise and physiotherapy. Without warning signs most people do not need a scan at once.'],
    },
  },
  references: [links.who('Low back pain', 'low-back-pain'), links.medlineplus('Back Pain', 'backpain')],
};
