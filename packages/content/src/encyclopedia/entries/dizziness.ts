import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const dizziness: Article = {
  slug: 'dizziness',
  related: ['hypotension', 'anemia', 'stroke'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['头晕伴说话不清、一侧无力、看东西重影或剧烈头痛', '伴胸痛、心跳不齐或晕倒'],
        en: ['Dizziness with trouble speaking, weakness on one side, double vision or severe headache', 'With chest pain, an irregular heartbeat or fainting'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: { zh: ['反复天旋地转', '伴听力下降或耳鸣', '换药后出现'], en: ['Repeated spinning', 'With hearing loss or ringing', 'After a change of medicine'] },
    },
  ],
  sections: {
    zh: {
      causes: ['起身过快、低血压、贫血、低血糖、内耳疾病、颈部问题、焦虑和药物都可能引起。'],
      care: [['马上坐下或躺下，防止摔倒', '起床慢慢来', '喝水、按时吃饭', '发作时不要开车、登高']],
      diagnosis: ['告诉医生是旋转感、头重脚轻还是快要晕倒，持续多久、和动作有没有关系。'],
    },
    en: {
      causes: ['Standing up fast, low blood pressure, anaemia, low sugar, the inner ear, the neck, anxiety and medicines.'],
      care: [['Sit or lie down at once so you do not fall', 'Get up slowly', 'Drink and eat regularly', 'No driving or climbing in an attack']],
      diagnosis: ['Tell the doctor whether it spins, feels light-headed or like fainting, how long it lasts and whether movement matters.'],
    },
  },
  references: [links.medlineplus('Dizziness and Vertigo', 'dizzinessandvertigo')],
};
