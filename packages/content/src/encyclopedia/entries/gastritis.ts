import type { Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const gastritis: Article = {
  slug: 'gastritis',
  related: ['gerd', 'gastric-ulcer', 'helicobacter-pylori'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['呕血或呕吐物像咖啡渣', '黑便伴头晕、心慌'],
        en: ['Vomiting blood or coffee-ground material', 'Black stools with dizziness or a racing heart'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['上腹痛越来越重', '吃不下、持续呕吐', '不明原因消瘦'],
        en: ['Upper belly pain that gets worse', 'Being unable to eat or constant vomiting', 'Weight loss without a reason'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['上腹胀痛或烧灼、饱胀、嗳气、恶心、没胃口；也可能没有任何感觉。'],
      causes: [['幽门螺杆菌感染', '经常服用某些止痛药', '饮酒', '严重疾病或应激', '自身免疫']],
      diagnosis: ['症状不能确定是不是胃炎，需要时做幽门螺杆菌检测和胃镜。'],
      treatment: ['针对原因治疗，例如根除幽门螺杆菌、停用伤胃的药（先问医生），并短期使用抑酸药。'],
    },
    en: {
      symptoms: ['Pain or burning in the upper belly, fullness, belching, nausea, poor appetite; or nothing at all.'],
      causes: [['Helicobacter pylori', 'Frequent use of some painkillers', 'Alcohol', 'Severe illness or stress on the body', 'The immune system']],
      diagnosis: ['Complaints alone cannot prove gastritis; tests for Helicobacter and endoscopy help when needed.'],
      treatment: ['Treat the cause, for example clear Helicobacter or stop a harmful medicine (ask first), with acid-reducing medicine for a time.'],
    },
  },
  references: [{ title: 'NIDDK: Gastritis & Gastropathy', url: 'https://www.niddk.nih.gov/health-information/digestive-diseases/gastritis-gastropathy' }],
};
