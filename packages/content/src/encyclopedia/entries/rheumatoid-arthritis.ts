import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const rheumatoidArthritis: Article = {
  slug: 'rheumatoid-arthritis',
  related: ['osteoarthritis', 'gout', 'anemia'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['手指小关节肿痛、早晨僵硬超过半小时，持续几周', '用药期间发烧或感染'],
        en: ['Swollen small joints with morning stiffness over half an hour, for weeks', 'Fever or infection while on treatment'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['两手的指关节、腕关节对称肿痛，早晨僵硬明显，活动后减轻；常觉得累，有时低烧。'],
      causes: ['免疫系统错把自己的关节当成敌人。和受凉没有直接因果，吸烟会增加风险。'],
      diagnosis: ['查体、抽血（类风湿因子、抗体、炎症指标）和影像。化验阴性也不能完全排除。'],
      treatment: ['尽早使用改善病情的药能保护关节，不只是止痛。要定期查血，药不能自行停。'],
      'daily-life': [['不吸烟', '不肿痛时坚持轻柔活动', '用省力的工具保护手指', '心情和睡眠同样重要']],
    },
    en: {
      symptoms: ['Finger and wrist joints of both hands swell and hurt, stiff in the morning and better with movement; tiredness, sometimes slight fever.'],
      causes: ['The immune system mistakes the joints for an enemy. Cold does not cause it; smoking raises the risk.'],
      diagnosis: ['Examination, blood tests (rheumatoid factor, antibodies, inflammation) and images. Negative tests do not rule it out.'],
      treatment: [
        'Medicines that change the disease protect the joints when begun early; painkillers alone do not. Blood is checked regularly; do not stop on your own.',
      ],
      'daily-life': [['Do not smoke', 'Keep moving gently when joints are calm', 'Use tools that spare the fingers', 'Mood and sleep matter as well']],
    },
  },
  references: [links.medlineplus('Rheumatoid Arthritis', 'rheumatoidarthritis')],
};
