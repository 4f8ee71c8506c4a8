import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const hypoglycemia: Article = {
  slug: 'hypoglycemia',
  related: ['type-2-diabetes', 'diabetes', 'insulin'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['叫不醒、抽搐或不能吞咽（不要喂食，立即呼救）'],
        en: ['Cannot be woken, has a seizure or cannot swallow (give nothing by mouth, call for help)'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['反复低血糖', '没有征兆就发生', '没有糖尿病却出现低血糖'],
        en: ['Repeated low sugar', 'Low sugar without warning', 'Low sugar without diabetes'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['心慌、出汗、手抖、饥饿、头晕、烦躁，严重时说胡话、昏迷。'],
      causes: ['多见于使用胰岛素或某些降糖药的人：吃得少或晚、运动多、药量偏大或饮酒。'],
      care: [['意识清楚时马上吃糖块或喝含糖饮料，过一会儿再测', '缓解后吃些主食', '随身带糖', '告诉家人怎么帮忙']],
      prevention: [['规律吃饭', '运动前后测血糖', '不空腹喝酒', '和医生一起调整药物']],
    },
    en: {
      symptoms: ['Pounding heart, sweating, shaking, hunger, dizziness, irritability; in severe cases confusion or unconsciousness.'],
      causes: ['Mostly in people on insulin or certain tablets: too little or late food, much exercise, too much medicine, or alcohol.'],
      care: [
        [
          'If awake, take sugar or a sweet drink at once and test again after a while',
          'Then eat something starchy',
          'Carry sugar',
          'Tell your family how to help',
        ],
      ],
      prevention: [['Eat regularly', 'Test around exercise', 'No alcohol on an empty stomach', 'Adjust medicines with your doctor']],
    },
  },
  references: [links.medlineplus('Hypoglycemia', 'hypoglycemia')],
};
