import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const heatStroke: Article = {
  slug: 'heat-stroke',
  related: ['fever', 'dizziness'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: { zh: ['高温环境中意识模糊、抽搐、昏倒或皮肤滚烫'], en: ['Confusion, a seizure, collapse or burning hot skin in the heat'] },
    },
  ],
  sections: {
    zh: {
      symptoms: ['先有口渴、头晕、恶心、乏力、大汗或抽筋；继续受热会高热、说胡话、昏迷。'],
      care: [['立即移到阴凉处，松开衣服', '用凉水擦身、扇风，在颈部、腋下、大腿根部放冰袋', '清醒时少量多次喝水', '不清醒时不要喂水']],
      risks: [['老人、婴幼儿和孕妇', '户外劳动和运动的人', '慢性病患者', '服用某些药物的人']],
      prevention: [['避开最热的时段外出', '多喝水', '穿浅色宽松的衣服', '热天绝不把孩子和宠物留在车里']],
    },
    en: {
      symptoms: ['First thirst, dizziness, nausea, weakness, heavy sweat or cramps; then high temperature, confusion and unconsciousness.'],
      care: [
        [
          'Move to the shade at once and loosen clothes',
          'Wet the skin, fan, put ice packs to neck, armpits and groin',
          'If awake, drink often in small amounts',
          'If not awake, give nothing',
        ],
      ],
      risks: [['Old people, small children, pregnant women', 'People who work or train outdoors', 'Chronic illness', 'Some medicines']],
      prevention: [['Stay in during the hottest hours', 'Drink', 'Wear light loose clothes', 'Never leave children or pets in a car']],
    },
  },
  references: [links.who('Heat and health', 'climate-change-heat-and-health'), links.medlineplus('Heat Illness', 'heatillness')],
};
