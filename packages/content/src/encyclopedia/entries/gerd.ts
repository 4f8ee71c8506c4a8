import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const gerd: Article = {
  slug: 'gerd',
  related: ['gastritis', 'chest-pain'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: { zh: ['胸口压榨样疼痛，伴出汗、气短或放射到手臂、下巴'], en: ['Crushing chest pain with sweating, breathlessness or pain in arm or jaw'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['吞咽困难或疼痛', '呕血、黑便', '不明原因消瘦'],
        en: ['Trouble or pain on swallowing', 'Vomiting blood or black stools', 'Weight loss without a reason'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['饭后或躺下时胸口烧灼感、嘴里返酸水，有时只表现为长期咳嗽、咽部不适或声音嘶哑。'],
      causes: ['食管和胃之间的“阀门”关得不紧。体重偏高、吃得太饱、睡前进食、吸烟、饮酒和怀孕都可能加重。'],
      treatment: ['先调整生活习惯；仍不好时，医生会使用减少胃酸的药物，必要时做胃镜。'],
      care: [['少食多餐，吃完不马上躺下', '睡前不进食', '抬高床头', '少吃自己吃了会不舒服的食物', '减重、戒烟']],
    },
    en: {
      symptoms: [
        'Burning behind the breastbone and sour fluid in the mouth, after meals or lying down; sometimes only a lasting cough, throat discomfort or hoarseness.',
      ],
      causes: ['The valve between gullet and stomach does not close well. Extra weight, big or late meals, smoking, alcohol and pregnancy can make it worse.'],
      treatment: ['Habits come first; if that is not enough a doctor uses medicine that reduces acid and, when needed, looks with an endoscope.'],
      care: [
        [
          'Smaller meals, do not lie down right after',
          'Nothing before bed',
          'Raise the head of the bed',
          'Avoid foods that trouble you',
          'Lose extra weight, stop smoking',
        ],
      ],
    },
  },
  references: [links.medlineplus('GERD', 'gerd')],
};
