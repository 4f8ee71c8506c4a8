import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const lumbarDiscHerniation: Article = {
  slug: 'lumbar-disc-herniation',
  related: ['low-back-pain', 'osteoporosis'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: {
        zh: ['会阴部麻木、大小便失控或解不出', '双腿越来越没力'],
        en: ['Numbness between the legs, or loss of control over bladder or bowels', 'Both legs grow weak'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['一条腿麻木无力加重', '伴发烧、体重下降，或受过外伤'],
        en: ['Growing numbness or weakness of a leg', 'Fever, weight loss, or after an injury'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['腰痛，并沿臀部、大腿后侧窜到小腿和脚，咳嗽、久坐时加重，可有麻木。'],
      causes: ['椎间盘老化，加上久坐、弯腰搬重物等，里面的胶状物突出，压到神经。'],
      diagnosis: ['医生检查腿的力量和感觉；需要时做磁共振。片子上有突出，不一定就是疼的原因。'],
      treatment: ['多数人几周到几个月内靠活动、理疗和止痛药好转，真正需要手术的是少数。'],
      care: [['急性期休息一两天即可，之后尽量正常活动', '搬东西蹲下去，不要弯腰', '坐一小时起来走走', '练腰背和核心肌肉']],
    },
    en: {
      symptoms: ['Back pain that runs through the buttock down the back of the leg to the foot, worse on coughing and sitting, sometimes with numbness.'],
      causes: ['Discs age; with long sitting or heavy lifting their soft core bulges and presses on a nerve.'],
      diagnosis: ['A doctor tests strength and feeling; an MRI follows where needed. A bulge on the picture is not always the cause of pain.'],
      treatment: ['Most people get better in weeks to months with movement, physiotherapy and painkillers; few need surgery.'],
      care: [['Rest a day or two at most, then move as normally as you can', 'Squat to lift, do not bend', 'Get up each hour', 'Train back and core muscles']],
    },
  },
  references: [links.medlineplus('Herniated Disk', 'herniateddisk')],
};
