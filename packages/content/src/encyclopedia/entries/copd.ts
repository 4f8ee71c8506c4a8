import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const copd: Article = {
  slug: 'copd',
  related: ['asthma', 'cough', 'shortness-of-breath'],
  flags: [
    { level: 'emergency', action: 'call-120', if: { zh: ['静坐也喘不上气、嘴唇发紫、意识模糊'], en: ['Breathless at rest, blue lips, confusion'] } },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: { zh: ['咳嗽、痰量或气短明显加重', '痰变成黄绿色并发热'], en: ['Cough, phlegm or breathlessness clearly worse', 'Yellow-green phlegm with fever'] },
    },
  ],
  sections: {
    zh: {
      symptoms: ['长期咳嗽、咳痰，活动后气短并逐年加重。'],
      causes: ['吸烟最主要；二手烟、空气污染、职业粉尘和烧柴烧煤的烟也会引起。'],
      treatment: ['不能根治，但戒烟、吸入药物、肺康复和疫苗可以减轻症状、减少加重。'],
      care: [['戒烟是最重要的一步', '坚持正确使用吸入药', '在指导下锻炼', '注意保暖、避免烟尘']],
    },
    en: {
      symptoms: ['A long-standing cough with phlegm and breathlessness on effort that grows over the years.'],
      causes: ['Smoking above all; second-hand smoke, polluted air, dust at work and smoke from wood or coal as well.'],
      treatment: ['There is no cure, but stopping smoking, inhalers, pulmonary rehabilitation and vaccines ease it and prevent flare-ups.'],
      care: [['Stop smoking: the most important step', 'Use inhalers correctly and regularly', 'Exercise with guidance', 'Keep warm and avoid smoke and dust']],
    },
  },
  references: [links.who('Chronic obstructive pulmonary disease (COPD)', 'chronic-obstructive-pulmonary-disease-(copd)'), links.medlineplus('COPD', 'copd')],
};
