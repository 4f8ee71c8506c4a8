import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const shingles: Article = {
  slug: 'shingles',
  related: ['chickenpox'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['刚出现成片水疱（越早治越好，最好三天内）', '长在眼睛、鼻尖周围', '孕妇或免疫力低的人'],
        en: [
          'Fresh groups of blisters: the sooner treated the better, within three days',
          'Around the eye or on the tip of the nose',
          'In pregnancy, or with weak immunity',
        ],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['身体一侧先有烧灼、针刺样疼痛，几天后沿着一条带长出成簇水疱，一般不越过中线。两到四周结痂。'],
      causes: ['小时候得水痘的病毒一直藏在神经里，年纪大、劳累或免疫力下降时又活跃起来。'],
      treatment: ['尽早用抗病毒药能缩短病程、减少后遗的疼痛；疼得厉害要用止痛药，不用硬扛。'],
      care: [['水疱不要挤破，保持清洁干燥', '衣服宽松柔软', '结痂前远离孕妇、新生儿和没得过水痘的人']],
      prevention: ['五十岁及以上可以问医生是否接种带状疱疹疫苗。'],
    },
    en: {
      symptoms: [
        'Burning or stabbing pain on one side, then within days clusters of blisters along a band that does not cross the middle. They crust in two to four weeks.',
      ],
      causes: ['The chickenpox virus stays in the nerves after childhood and wakes with age, strain or weak immunity.'],
      treatment: ['Antiviral medicine taken early shortens it and lessens later pain; use painkillers, there is no need to bear it.'],
      care: [
        [
          'Do not open blisters; keep them clean and dry',
          'Wear loose, soft clothes',
          'Until crusted, keep away from pregnant women, newborns and people who never had chickenpox',
        ],
      ],
      prevention: ['From fifty on, ask your doctor about the shingles vaccine.'],
    },
  },
  references: [links.medlineplus('Shingles', 'shingles')],
};
