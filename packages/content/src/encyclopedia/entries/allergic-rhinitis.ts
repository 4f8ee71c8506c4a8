import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const allergicRhinitis: Article = {
  slug: 'allergic-rhinitis',
  related: ['asthma', 'common-cold', 'urticaria'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: { zh: ['接触过敏原后喉咙发紧、呼吸困难或头晕欲倒'], en: ['A tight throat, trouble breathing or faintness after contact with an allergen'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: { zh: ['出现喘息、胸闷', '一侧鼻塞、流脓涕或反复流血'], en: ['Wheezing or a tight chest', 'One-sided blockage, pus or repeated bleeding'] },
    },
  ],
  sections: {
    zh: {
      symptoms: ['阵发性喷嚏、清水样鼻涕、鼻痒、鼻塞，常伴眼痒流泪。一般不发热。'],
      causes: ['花粉、尘螨、霉菌、宠物皮屑等引起。与感冒不同，它不传染，常随季节或环境反复。'],
      treatment: ['常用鼻用激素和抗组胺药，严重者可以评估脱敏治疗。用法听从医生或药师。'],
      care: [['花粉季少开窗，外出戴口罩', '勤洗床品、减少毛绒物', '用生理盐水冲洗鼻腔', '记录什么时候加重']],
    },
    en: {
      symptoms: ['Bouts of sneezing, watery and itchy nose, blockage, often itchy watery eyes. There is usually no fever.'],
      causes: ['Pollen, dust mites, mould or pet dander set it off. Unlike a cold it is not contagious and returns with season or surroundings.'],
      treatment: ['Steroid nose sprays and antihistamines are common; immunotherapy may be considered in severe cases. Follow a doctor or pharmacist.'],
      care: [['Keep windows closed in pollen season and wear a mask', 'Wash bedding often', 'Rinse the nose with saline', 'Note when it gets worse']],
    },
  },
  references: [links.medlineplus('Hay Fever', 'hayfever')],
};
