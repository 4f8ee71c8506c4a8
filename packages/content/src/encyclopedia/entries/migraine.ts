import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const migraine: Article = {
  slug: 'migraine',
  related: ['headache', 'insomnia'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['突然的爆炸样头痛', '头痛伴一侧无力、说话不清或意识改变，且与以往不同'],
        en: ['A sudden thunderclap headache', 'Weakness on one side, trouble speaking or confusion that is unlike earlier attacks'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['一侧或两侧搏动样头痛，活动后加重，常伴恶心、怕光、怕声。有的人发作前会看到闪光或锯齿样光影。'],
      causes: ['原因还不完全清楚，与遗传和神经血管的敏感有关。常见诱因有压力、睡眠改变、月经、饮酒和强光。'],
      treatment: ['发作时尽早用药往往更有效，但止痛药不宜太频繁。发作多的人可以和医生讨论预防用药。'],
      care: [['发作时到安静、暗的房间休息', '规律作息和饮食', '写头痛日记，找出自己的诱因']],
    },
    en: {
      symptoms: [
        'Throbbing pain on one or both sides, worse on moving, often with nausea and dislike of light and noise. Some see flashes or zigzag lines first.',
      ],
      causes: [
        'Not fully understood; heredity and sensitive nerves and vessels play a part. Common triggers are stress, changed sleep, periods, alcohol and bright light.',
      ],
      treatment: [
        'Medicine often works best early in an attack, yet should not be used too often. People with many attacks can ask about preventive treatment.',
      ],
      care: [['Rest in a quiet dark room', 'Keep regular hours and meals', 'Keep a diary to find your triggers']],
    },
  },
  references: [links.who('Headache disorders', 'headache-disorders'), links.medlineplus('Migraine', 'migraine')],
};
