import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const chestPain: Article = {
  slug: 'chest-pain',
  related: ['heart-attack', 'angina', 'gerd'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['压榨样胸痛持续不缓解', '伴出汗、气短、恶心或放射到手臂、下巴、后背', '突然撕裂样疼痛', '伴晕厥'],
        en: [
          'Crushing pain that does not go away',
          'With sweating, breathlessness, nausea or pain in arm, jaw or back',
          'Sudden tearing pain',
          'With fainting',
        ],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['活动时反复胸闷', '深呼吸时痛并发热', '久坐、手术后胸痛、腿肿'],
        en: ['Repeated tightness on effort', 'Pain on breathing in with fever', 'Chest pain and a swollen leg after long sitting or surgery'],
      },
    },
  ],
  sections: {
    zh: {
      causes: ['可能来自心脏、大血管、肺和胸膜、食管、肌肉骨骼，也可能与焦虑有关。仅凭感觉分不清，宁可先排除危险的原因。'],
      diagnosis: ['医生会问疼痛的特点，做心电图、抽血、拍片等检查。'],
      care: [['立即停止活动、坐下休息', '不要自己开车去医院', '按医嘱使用急救药', '记下开始的时间']],
    },
    en: {
      causes: [
        'Heart, great vessels, lungs, gullet, muscles or ribs, or anxiety may cause it. Feeling alone cannot tell: rule out the dangerous causes first.',
      ],
      diagnosis: ['A doctor asks about the pain and uses an ECG, blood tests and images.'],
      care: [['Stop and sit down', 'Do not drive yourself', 'Use emergency medicine as prescribed', 'Note when it began']],
    },
  },
  references: [links.medlineplus('Chest Pain', 'chestpain')],
};
