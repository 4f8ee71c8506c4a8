import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const dentalCaries: Article = {
  slug: 'dental-caries',
  related: ['periodontitis', 'mouth-ulcer'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: { zh: ['面部或颈部肿胀、张口或吞咽困难、发热'], en: ['Swelling of face or neck, trouble opening the mouth or swallowing, fever'] },
    },
    { level: 'urgent', action: 'see-doctor', if: { zh: ['牙痛影响睡眠', '牙龈起脓包'], en: ['Toothache that disturbs sleep', 'A gum boil'] } },
  ],
  sections: {
    zh: {
      symptoms: ['早期只有白斑或小黑点，没有感觉；加深后遇冷热酸甜疼痛，再深会持续痛。'],
      causes: ['牙菌斑里的细菌把糖变成酸，慢慢溶解牙齿。吃糖越频繁越容易发生。'],
      treatment: ['蛀洞不会自己长好，越早补越简单；深的可能需要根管治疗。'],
      prevention: [['早晚用含氟牙膏刷牙', '用牙线', '少吃甜食和甜饮料', '定期看牙', '儿童可做窝沟封闭']],
    },
    en: {
      symptoms: ['Only a white or dark spot at first; deeper decay hurts with cold, heat or sweets, then all the time.'],
      causes: ['Bacteria in plaque turn sugar into acid that slowly dissolves the tooth; the more often you eat sugar, the more it happens.'],
      treatment: ['A cavity does not close by itself; early fillings are simple, deep decay may need root canal treatment.'],
      prevention: [['Brush twice a day with fluoride toothpaste', 'Floss', 'Few sweets and sweet drinks', 'Regular check-ups', 'Sealants for children']],
    },
  },
  references: [links.who('Oral health', 'oral-health')],
};
